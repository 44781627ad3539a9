package dev.syncdb.draft;

import dev.syncdb.schema.Column;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Table;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds what could be a rename, and of which no answer says what it is. */
final class Doubts {
    private final Pairs pairs;
    private final Answers answers;
    private final List<Ambiguity> found = new ArrayList<>();

    Doubts(Pairs pairs, Answers answers) {
        this.pairs = pairs;
        this.answers = answers;
    }

    /** All of them, tables first. */
    List<Ambiguity> ambiguities() {
        for (Table went : pairs.went()) {
            for (Table came : pairs.came()) {
                if (answers.ofTable(went) == null && isAlike(went, came)) {
                    found.add(ofTables(went, came));
                }
            }
        }
        pairs.same().forEach(this::addColumns);
        return found;
    }

    /** True if the table that came has most of the columns of the one that went. */
    private static boolean isAlike(Table went, Table came) {
        int columns = 0;
        int shared = 0;
        for (Column column : went.columns()) {
            if (!column.hidden()) {
                columns++;
                int position = came.indexOf(column.name());
                boolean same = position >= 0
                        && !came.columns().get(position).hidden()
                        && isAlike(column, came.columns().get(position));
                shared += same ? 1 : 0;
            }
        }
        return 2 * shared > columns;
    }

    private static boolean isAlike(Column went, Column came) {
        return went.type().affinity() == came.type().affinity();
    }

    private Ambiguity ofTables(Table went, Table came) {
        TablePair pair = new TablePair(went, came, Map.of());
        List<String> dropped = new ArrayList<>(TableSteps.creating(came).statements());
        dropped.addAll(TableSteps.dropping(went, pairs).statements());
        return new Ambiguity(
                went.name(),
                null,
                came.name(),
                reading(went, null, came.name(), steps(pair)),
                reading(went, null, null, dropped));
    }

    private void addColumns(TablePair pair) {
        List<Answer> known = answers.ofColumns(pair.older());
        List<String> dropped = steps(pair);
        for (Column went : pair.went()) {
            boolean answered = known.stream()
                    .anyMatch(answer -> Names.equal(went.name(), String.valueOf(answer.column())));
            for (Column came : pair.came()) {
                if (!answered && isAlike(went, came)) {
                    Table table = pair.older();
                    found.add(new Ambiguity(
                            table.name(),
                            went.name(),
                            came.name(),
                            reading(table, went, came.name(), steps(pair.with(went, came))),
                            reading(table, went, null, dropped)));
                }
            }
        }
    }

    private List<String> steps(TablePair pair) {
        return TableSteps.of(pair, pairs.with(pair)).statements();
    }

    private static Ambiguity.Reading reading(
            Table table, @Nullable Column column, @Nullable String became, List<String> sql) {
        Answer answer = new Answer(table.name(), column == null ? null : column.name(), became);
        return new Ambiguity.Reading(answer, sql);
    }
}
