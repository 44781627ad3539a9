package dev.syncdb.lens;

import static dev.syncdb.lens.SuccessionLaws.ENVIRONMENT;
import static dev.syncdb.schema.TestTables.column;
import static dev.syncdb.schema.TestTables.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.lens.Source.Computed;
import dev.syncdb.lens.Source.Fixed;
import dev.syncdb.lens.Source.Same;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.List;

/**
 * Three versions: tasks(id, title) is called todos(id, name) from the second on; people come with
 * the second and have a copy of their name from the third on; notes go with the second.
 */
class SuccessionTest {
    private static final Table TASKS =
            table("tasks", column("id", "INTEGER"), column("title", "TEXT"));
    private static final Table TODOS =
            table("todos", column("id", "INTEGER"), column("name", "TEXT"));
    private static final Table PEOPLE =
            table("people", column("id", "INTEGER"), column("name", "TEXT"));
    private static final Table COPIED = table(
            "people", column("id", "INTEGER"), column("name", "TEXT"), column("copy", "TEXT"));
    private static final Table NOTES =
            table("notes", column("id", "INTEGER"), column("text", "TEXT"));

    private static final Schema FIRST = Schema.EMPTY.with(TASKS).with(NOTES);
    private static final Schema SECOND = Schema.EMPTY.with(TODOS).with(PEOPLE);
    private static final Schema THIRD = Schema.EMPTY.with(TODOS).with(COPIED);

    private static final List<Source> SAME = List.of(new Same(0), new Same(1));
    private static final List<Lens> LENSES = List.of(
            new Lens(FIRST, SECOND, List.of(new TableLens(TASKS, TODOS, SAME, SAME))),
            new Lens(
                    SECOND,
                    THIRD,
                    List.of(
                            TableLens.identity(TODOS),
                            new TableLens(PEOPLE, COPIED, copied(), SAME))));

    private final Succession versions = StoredChain.of(LENSES);

    @Test
    void versionsAreKnownByNumber() {
        assertEquals(1, versions.oldest());
        assertEquals(3, versions.newest());
        assertSame(versions.view(3), versions.newestView());
        assertEquals(2, versions.view(2).version());
        assertNull(versions.view(0));
        assertNull(versions.view(4));
    }

    @Test
    void onlyTablesWithCellsThatOthersDoNotHaveAreCarried() {
        assertTrue(versions.carries("PEOPLE"));
        assertFalse(versions.carries("todos"), "a renamed table has the same cells");
        assertFalse(versions.carries("kept_notes"), "there is one version less, but no other cell");
        assertFalse(versions.carries("tasks"), "no table is stored under that name");
    }

    @Test
    void aColumnThatOnlyAnOlderVersionHasIsCarriedToo() {
        TableLens lens =
                new TableLens(COPIED, PEOPLE, SAME, List.of(new Same(0), new Same(1), Fixed.NULL));
        Lens step = new Lens(Schema.EMPTY.with(COPIED), Schema.EMPTY.with(PEOPLE), List.of(lens));
        assertTrue(StoredChain.of(List.of(step)).carries("people"));
    }

    @Test
    void aTableThatCameLaterIsNothingToThoseBefore() {
        Row row = versions.inserted(2, "people", person("Ada", null), ENVIRONMENT);
        assertEquals(person("Ada", "Ada"), row);
        Row copy = person("Ada", "Countess");
        assertEquals(copy, versions.edited(3, "people", row, copy, ENVIRONMENT));
        Row named = person("Lady", "Countess");
        assertEquals(
                person("Lady", "Lady"), versions.edited(2, "people", copy, named, ENVIRONMENT));
    }

    @Test
    void aMigrationMakesTheCellsOfTheNewestVersion() {
        assertEquals(
                person("Ada", "Ada"),
                versions.upgraded("people", person("Ada", null), ENVIRONMENT));
        Succession alone = new Succession(List.of(people(1, PEOPLE, List.of(0, 1))), List.of());
        Row row = person("Ada", null);
        assertSame(row, alone.upgraded("people", row, ENVIRONMENT), "nothing was before");
    }

    @Test
    void aTableThatWentIsNothingToThoseBehind() {
        Row row = Row.of(Value.of(1), Value.of("milk"));
        Row after = Row.of(Value.of(1), Value.of("bread"));
        assertSame(row, versions.inserted(1, "kept_notes", row, ENVIRONMENT));
        assertSame(after, versions.edited(1, "kept_notes", row, after, ENVIRONMENT));
    }

    @Test
    void aTableWithoutALensIsAnotherOneEvenInTheSamePlace() {
        View before = people(1, PEOPLE, List.of(0, 1));
        View after = people(2, COPIED, List.of(0, 1, 2));
        Lens none = new Lens(before.schema(), after.schema(), List.of());
        Succession others = new Succession(List.of(before, after), List.of(none));
        Row row = person("Ada", null);
        Row edited = person("Lady", null);
        assertFalse(others.carries("people"));
        assertEquals(row, others.inserted(1, "people", row, ENVIRONMENT));
        assertEquals(edited, others.edited(1, "people", row, edited, ENVIRONMENT));
    }

    @Test
    void aTableThatAViewLeavesOutIsNotCarried() {
        View before = new View(1, Schema.EMPTY.with(PEOPLE), List.of());
        View after = people(2, COPIED, List.of(0, 1, 2));
        Lens lens = new Lens(
                before.schema(),
                after.schema(),
                List.of(new TableLens(PEOPLE, COPIED, copied(), SAME)));
        Succession some = new Succession(List.of(before, after), List.of(lens));
        assertFalse(some.carries("people"));
        assertEquals(
                person("Ada", "x"),
                some.edited(2, "people", person("A", "x"), person("Ada", "x"), ENVIRONMENT));
    }

    private static View people(int version, Table table, List<Integer> places) {
        return new View(
                version,
                Schema.EMPTY.with(table),
                List.of(new ViewedTable(table, "people", places, 3)));
    }

    private static Row person(String name, String copy) {
        return Row.of(Value.of(1), Value.of(name), copy == null ? Value.NULL : Value.of(copy));
    }

    private static List<Source> copied() {
        Conversion copy = Conversion.copy(COPIED.columns().get(2), false, "name", 1);
        return List.of(new Same(0), new Same(1), new Computed(copy));
    }
}
