package dev.syncdb.lab.laws;

import dev.syncdb.merge.ConflictRecord;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Value;

import java.util.List;

/** Values as they are, of which one stays. Stateless. */
final class Scalars implements Kind {
    private static final int INTEGERS = 3;
    private static final double[] REALS = {0.0, 0.5, 1.0, -1e300, Double.MIN_VALUE, 1e18};
    private static final String[] TEXTS = {"", "a", "A", "aa", "b", "1", "1.0", "ß", "\uD83D\uDE00"
    };

    @Override
    public List<String> types() {
        return List.of("INTEGER", "REAL", "TEXT", "BLOB");
    }

    @Override
    public Value edited(SeededRandom random, Value base, Draw draw) {
        if (random.percent(10)) {
            return Value.NULL;
        }
        boolean any = draw.type().equals("BLOB");
        String type = any ? types().get((int) random.below(4)) : draw.type();
        return switch (type) {
            case "INTEGER" -> Value.of(random.between(-INTEGERS, INTEGERS));
            case "REAL" -> Value.of(REALS[(int) random.below(REALS.length)]);
            case "TEXT" -> Value.of(TEXTS[(int) random.below(TEXTS.length)]);
            default -> Value.of(Bytes.copyOf(new byte[] {(byte) random.below(3)}));
        };
    }

    @Override
    public boolean isSame(Value one, Value other) {
        return one.equals(other);
    }

    @Override
    public String lost(Script script, List<Outcome> outcomes) {
        Value value = outcomes.get(outcomes.size() - 1).value();
        for (Edit edit : script.edits()) {
            if (!edit.after().equals(value) && !isOnRecord(edit.after(), outcomes)) {
                return String.valueOf(edit);
            }
        }
        return "";
    }

    private static boolean isOnRecord(Value value, List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            for (ConflictRecord record : outcome.records()) {
                if (record.stored().value().equals(value)
                        || record.incoming().value().equals(value)) {
                    return true;
                }
            }
        }
        return false;
    }
}
