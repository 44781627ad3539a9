package dev.syncdb.merge;

import static dev.syncdb.schema.TestTables.column;
import static dev.syncdb.schema.TestTables.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Cell;
import dev.syncdb.delta.JsonMap;
import dev.syncdb.delta.JsonPath;
import dev.syncdb.delta.MapEdit;
import dev.syncdb.delta.SetEdit;
import dev.syncdb.delta.TextDelta;
import dev.syncdb.delta.TextEdit;
import dev.syncdb.schema.MergeRule;
import dev.syncdb.schema.Table;
import dev.syncdb.value.RandomValues;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.util.List;
import java.util.Random;
import java.util.StringJoiner;

/** What holds of the edits of counters, sets, lists, maps and texts alike, for any values. */
class EditKindTest {
    private static final int TRIES = 2_000;
    private static final int DEPTH_MAX = 3;
    private static final List<MergeRule> RULES = List.of(
            MergeRule.COUNTER, MergeRule.ORSET, MergeRule.LIST, MergeRule.MAP, MergeRule.MERGED);

    /** So short a text is never written anew. */
    private static final int TEXT_UNITS_MAX = 14;

    @ParameterizedTest
    @FieldSource("RULES")
    void anEditMakesOfTheValueBeforeTheValueAfter(MergeRule rule) {
        EditKind kind = kind(rule);
        for (int seed = 0; seed < TRIES; seed++) {
            Random random = new Random(seed);
            Value before = valueOrNothing(rule, random);
            Value after = value(rule, random);
            String context = "seed " + seed + ": " + before + " to " + after;
            Value edit = kind.between(before, after);
            assertNotNull(edit, context);
            assertTrue(kind.isEdit(edit), context);
            for (Value seen : new Value[] {before, null}) {
                requireSame(rule, after, kind.applied(before, edit, seen), context);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void anEditThatChangesNothingLeavesWhateverOthersMade(MergeRule rule) {
        EditKind kind = kind(rule);
        for (int seed = 0; seed < TRIES; seed++) {
            Random random = new Random(seed);
            Value seen = value(rule, random);
            Value there = value(rule, random);
            String context = "seed " + seed + ": " + seen + " became " + there;
            Value edit = kind.between(seen, seen);
            assertNotNull(edit, context);
            requireSame(rule, there, kind.applied(there, edit, seen), context);
        }
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void whateverIsThereAnEditLeavesAValueOfItsKind(MergeRule rule) {
        EditKind kind = kind(rule);
        for (int seed = 0; seed < TRIES; seed++) {
            RandomValues values = new RandomValues(seed);
            Random random = values.random();
            Value edit = kind.between(value(rule, random), value(rule, random));
            Value there = any(values);
            Value seen = any(values);
            String context = "seed " + seed + ": " + edit + " of " + there + ", seen " + seen;
            assertNotNull(edit, context);
            assertTrue(kind.takes(kind.applied(there, edit, seen)), context);
        }
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void ofWhatItsAuthorSawTheServerMakesWhatThePhoneDid(MergeRule rule) {
        EditKind kind = kind(rule);
        String type = rule == MergeRule.COUNTER ? "INTEGER" : "TEXT";
        Table table = table("notes", column("content", type + " " + rule));
        CellVersion seen = new CellVersion(5, 1, 500);
        for (int seed = 0; seed < TRIES; seed++) {
            Random random = new Random(seed);
            Value before = valueOrNothing(rule, random);
            Value edit = kind.between(before, value(rule, random));
            String context = "seed " + seed + ": " + edit + " of " + before;
            assertNotNull(edit, context);
            MergedCell merged = kind.merged(new Meeting(
                    table,
                    new Cell(0, null, edit, true),
                    before,
                    RowVersions.of(1, seen),
                    new Claim(seen.version(), 7, 0),
                    () -> before));
            Value applied = kind.applied(before, edit, before);
            MergedCell expected =
                    new MergedCell(applied, false, List.of(), List.of(), done(rule, edit));
            assertEquals(expected, merged, context);
        }
    }

    @Test
    void otherRulesHaveNoEditsButValues() {
        for (MergeRule rule : MergeRule.values()) {
            assertEquals(RULES.contains(rule), EditKind.of(rule) != null, rule.name());
        }
    }

    /** Of a text it is said what was done, and that is all that its author did. */
    private static @Nullable TextDelta done(MergeRule rule, Value edit) {
        if (rule != MergeRule.MERGED) {
            return null;
        }
        TextEdit read = TextEdit.read(edit.asBytes());
        assertNotNull(read);
        return read.delta();
    }

    /** An order is only part of a list. */
    private static void requireSame(MergeRule rule, Value wanted, Value found, String context) {
        if (rule == MergeRule.ORSET) {
            assertEquals(
                    SetEdit.elements(wanted.asText()), SetEdit.elements(found.asText()), context);
        } else if (rule == MergeRule.MAP) {
            MapEdit rest = MapEdit.between(found.asText(), wanted.asText());
            assertNotNull(rest, context);
            assertEquals(List.of(), rest.paths(), context);
        } else {
            assertEquals(wanted, found, context);
        }
    }

    private static EditKind kind(MergeRule rule) {
        EditKind kind = EditKind.of(rule);
        assertNotNull(kind);
        return kind;
    }

    /** No collection is one of nothing; a counter that holds nothing is set. */
    private static Value valueOrNothing(MergeRule rule, Random random) {
        boolean nothing = rule != MergeRule.COUNTER && random.nextInt(8) == 0;
        return nothing ? Value.NULL : value(rule, random);
    }

    private static Value value(MergeRule rule, Random random) {
        return switch (rule) {
            case COUNTER -> Value.of(random.nextInt());
            case ORSET, LIST -> Value.of(array(random, random.nextInt(3) == 0));
            case MERGED -> Value.of(text(random));
            default -> Value.of(map(random, 1).text());
        };
    }

    private static String array(Random random, boolean objects) {
        StringJoiner elements = new StringJoiner(",", "[", "]");
        for (int i = random.nextInt(10); i > 0; i--) {
            String scalar = scalar(random);
            elements.add(
                    objects ? "{\"id\":" + random.nextInt(12) + ",\"a\":" + scalar + "}" : scalar);
        }
        return elements.toString();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(TEXT_UNITS_MAX / 2 + 1); i > 0; i--) {
            text.append(List.of("a", "b", " ", "\ud83d\ude05").get(random.nextInt(4)));
        }
        return text.toString();
    }

    private static JsonMap map(Random random, int depth) {
        JsonMap map = new JsonMap();
        for (int i = random.nextInt(4); i > 0; i--) {
            boolean inner = depth < DEPTH_MAX && random.nextBoolean();
            JsonPath member =
                    JsonPath.ROOT.then(List.of("a", "b", "a.b", "").get(random.nextInt(4)));
            map.put(member, inner ? map(random, depth + 1).text() : scalar(random));
        }
        return map;
    }

    private static String scalar(Random random) {
        return List.of("0", "1", "\"1\"", "1.0", "null", "true", "[]", "\"x, \\\"y\\\"\"")
                .get(random.nextInt(8));
    }

    /** A collection of any kind, or anything else but an integer that no increment fits to. */
    private static Value any(RandomValues values) {
        MergeRule rule = RULES.get(values.random().nextInt(RULES.size()));
        Value value = values.random().nextBoolean() ? values.next() : value(rule, values.random());
        return CounterKind.INSTANCE.takes(value) ? Value.of(value.asLong() >> 2) : value;
    }
}
