package dev.syncdb.lens;

import static dev.syncdb.lens.Versions.computed;
import static dev.syncdb.lens.Versions.fixed;
import static dev.syncdb.lens.Versions.same;
import static dev.syncdb.lens.Versions.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.lens.Compatibility.Grade;
import dev.syncdb.lens.Source.Fixed;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class CompatibilityTest {
    private static final String PLAIN = "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT)";

    @Test
    void nothingDiffers() {
        Compatibility same = Compatibility.of(Lens.identity(schema(PLAIN)));
        assertEquals(Grade.IDENTICAL, same.grade());
        assertEquals(List.of(), same.reasons());
        Lens strict = Lens.identity(schema(PLAIN + " STRICT"));
        assertEquals(Grade.IDENTICAL, Compatibility.of(strict).grade());
        String rich = "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT UNIQUE CHECK (a <> 'x'),"
                + " p INTEGER REFERENCES t, g AS (a || 'y'), h TEXT(9) COLLATE NOCASE NOT NULL)";
        String respelled = "CREATE TABLE T(id INTEGER PRIMARY KEY, a TEXT UNIQUE CHECK (A<>'x'),"
                + " p INTEGER REFERENCES \"T\", g AS (\"a\"||'y'),"
                + " h TEXT(9) COLLATE NOCASE NOT NULL)";
        judged(Grade.FULL, "it was called t", rich, respelled);
    }

    @Test
    void tablesComeAndGo() {
        judged(Grade.FULL, "the table came", PLAIN, PLAIN + "; CREATE TABLE u(x)");
        judged(Grade.FULL, "the table went", PLAIN + "; CREATE TABLE u(x)", PLAIN);
    }

    @Test
    void aNewColumnNeedsNothingOrADefault() {
        String more = "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, b TEXT";
        judged(Grade.FULL, "b it came", PLAIN, more + ")");
        judged(Grade.FULL, "b it came", PLAIN, more + " NOT NULL DEFAULT 'x')");
        judged(Grade.BREAKING, "b it came, NOT NULL", PLAIN, more + " NOT NULL)");
        judged(Grade.FULL, "b it went", more + ")", PLAIN);
        judged(Grade.FULL, "b it went", more + " NOT NULL DEFAULT 'x')", PLAIN);
        judged(Grade.BREAKING, "b it went, NOT NULL", more + " NOT NULL)", PLAIN);
    }

    @Test
    void constraintsThatComeAreBackwardAndThoseThatGoForward() {
        String[][] pairs = {
            {"a TEXT)", "a TEXT NOT NULL)", "NOT NULL"},
            {"a TEXT)", "a TEXT(5))", "a shorter length"},
            {"a TEXT)", "a TEXT CHECK (a > 'x'))", "CHECK"},
            {"a TEXT)", "a TEXT UNIQUE)", "UNIQUE a BINARY"},
            {"a TEXT)", "a TEXT REFERENCES t)", "FOREIGN KEY a REFERENCES t"},
            {"a TEXT)", "a TEXT) STRICT", "STRICT"},
        };
        String start = "CREATE TABLE t(id INTEGER PRIMARY KEY, ";
        for (String[] pair : pairs) {
            judged(Grade.BACKWARD, pair[2], start + pair[0], start + pair[1]);
            judged(Grade.FORWARD, pair[2], start + pair[1], start + pair[0]);
        }
        String index = "; CREATE INDEX i ON t(a)";
        assertEquals(
                Grade.IDENTICAL,
                Compatibility.of(lens(schema(PLAIN), schema(PLAIN + index))).grade(),
                "an index that is not unique refuses nothing");
    }

    @Test
    void whatOnlySaysHowToMergeOrSortIsFull() {
        String start = "CREATE TABLE t(id INTEGER PRIMARY KEY, a ";
        judged(
                Grade.FULL,
                "it was declared INTEGER",
                start + "INTEGER)",
                start + "INTEGER COUNTER)");
        judged(
                Grade.FULL,
                "it was sorted by BINARY",
                start + "TEXT)",
                start + "TEXT COLLATE NOCASE)");
        judged(Grade.FULL, "another default", start + "TEXT)", start + "TEXT DEFAULT 1)");
        judged(Grade.FULL, "another default", start + "TEXT DEFAULT 1)", start + "TEXT)");
        judged(
                Grade.FULL,
                "other policies",
                start + "TEXT)",
                "CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT)");
    }

    @Test
    void whatTheStoreComputesIsEverybodysOwn() {
        String generated = "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, g AS (a || 1))";
        String other = "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, g AS (a || 2))";
        String plain = "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, g)";
        judged(Grade.FULL, "g the store computes it now", PLAIN, generated);
        judged(Grade.FULL, "g the store computes it now", other, generated);
        judged(Grade.FULL, "g the store computes it now", plain, generated);
        judged(Grade.FULL, "g the store computed it before", generated, PLAIN);
        judged(Grade.FULL, "g the store computed it before", generated, plain);
    }

    @Test
    void namesInConstraintsAreThoseOfTheNewerVersion() {
        Schema older = schema("CREATE TABLE p(id INTEGER PRIMARY KEY, x TEXT CHECK (x <> 'x'),"
                + " o INTEGER REFERENCES p, w, q REFERENCES gone, UNIQUE (x, o), CHECK (w > x))");
        Schema newer = schema("CREATE TABLE r(id INTEGER PRIMARY KEY, y TEXT CHECK (y <> 'x'),"
                + " o INTEGER REFERENCES r, q REFERENCES gone, UNIQUE (y, o))");
        Table p = older.table("p");
        Table r = newer.table("r");
        List<Source> up = List.of(same(0), same(1), same(2), same(4));
        List<Source> down = List.of(same(0), same(1), same(2), Fixed.NULL, same(3));
        Compatibility judged =
                Compatibility.of(new Lens(older, newer, List.of(new TableLens(p, r, up, down))));
        List<String> rules = new ArrayList<>();
        judged.reasons().stream()
                .filter(reason -> reason.grade() != Grade.FULL)
                .forEach(reason -> rules.add(reason.text()));
        assertEquals(
                List.of("the older version has CHECK w > y, which newer rows may break"), rules);
    }

    @Test
    void computedColumnsAreConvertible() {
        Schema schema = schema("CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, b TEXT NOT NULL)");
        Table t = schema.table("t");
        Source up = computed(t, "a", t, "lower(b)");
        Source down = computed(t, "b", t, "upper(a)");
        List<Source> ups = List.of(same(0), up, fixed(t, "b"));
        TableLens both = new TableLens(t, t, ups, List.of(same(0), fixed(t, "a"), down));
        List<String> said = said(new Lens(schema, schema, List.of(both)));
        assertTrue(said.contains("CONVERTIBLE t a it is computed by lower(b)"), said.toString());
        assertTrue(said.contains("CONVERTIBLE t b it went, computed by upper(a)"), said.toString());
        assertTrue(said.contains("FULL t a it went"), said.toString());
        Table loose =
                schema("CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, b TEXT)").table("t");
        TableLens oneWay =
                new TableLens(loose, loose, ups, List.of(same(0), fixed(t, "a"), fixed(t, "b")));
        said = said(new Lens(schema, schema, List.of(oneWay)));
        assertTrue(
                said.contains("CONVERTIBLE t b it went and has no way down: older apps do not see"
                        + " newer edits"),
                said.toString());
    }

    @Test
    void wordsAreComparedWithoutSpacesCaseAndQuotes() {
        assertEquals(
                Wording.of("A+'It''s'||[b c] <`d`", name -> name + "!"),
                Wording.of("\"a\" + 'It''s' || \"B c\"<D", name -> name + "!"));
        assertEquals(" a! + 'x'", Wording.of("a + 'x'", name -> name + "!"));
        assertEquals(" \u00e4! ' ;", Wording.of("\u00e4 ' ;", name -> name + "!"));
    }

    private static void judged(Grade grade, String reason, String older, String newer) {
        Lens lens = lens(schema(older), schema(newer));
        List<String> said = said(lens);
        assertTrue(
                said.stream()
                        .anyMatch(each -> each.startsWith(grade.name()) && each.contains(reason)),
                () -> reason + " in " + said);
        Grade worst = Compatibility.of(lens).grade();
        assertEquals(grade, worst, said::toString);
    }

    private static List<String> said(Lens lens) {
        List<String> said = new ArrayList<>();
        Compatibility.of(lens)
                .reasons()
                .forEach(reason -> said.add(reason.grade() + " " + reason.table() + " "
                        + reason.column() + " " + reason.text()));
        return said;
    }

    /** What has the same name is the same. */
    private static Lens lens(Schema older, Schema newer) {
        List<TableLens> tables = new ArrayList<>();
        for (Table table : older.tables()) {
            Table other = newer.find(table.name());
            if (other != null) {
                tables.add(
                        new TableLens(table, other, sources(other, table), sources(table, other)));
            }
        }
        return new Lens(older, newer, tables);
    }

    private static List<Source> sources(Table to, Table from) {
        List<Source> sources = new ArrayList<>();
        for (Column column : to.columns()) {
            int position = from.indexOf(column.name());
            boolean same = position >= 0
                    && !column.isGenerated()
                    && !from.columns().get(position).isGenerated();
            if (same) {
                sources.add(same(position));
            } else {
                sources.add(column.isGenerated() ? Fixed.NULL : fixed(to, column.name()));
            }
        }
        return sources;
    }
}
