package dev.syncdb.sql.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.sql.syntax.Statement.ConflictAction;
import dev.syncdb.sql.syntax.Statement.Constraint;
import dev.syncdb.sql.syntax.Statement.ReferenceAction;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class SchemaParserTest {
    private static final Position HERE = new Position(1, 1);

    @Test
    void mergeRulesStandInTheDeclaredType() {
        Statement.CreateTable table = table(
                "CREATE TABLE tasks (id UUID PRIMARY KEY, body TEXT MERGED, votes INTEGER COUNTER,"
                        + " status TEXT RULE workflow, rate DECIMAL(5, 2), name NVARCHAR(+40), any,"
                        + " [x] \"DOUBLE\" 'PRECISION', key KEY)");
        assertEquals(
                List.of(
                        "UUID",
                        "TEXT MERGED",
                        "INTEGER COUNTER",
                        "TEXT RULE workflow",
                        "DECIMAL(5,2)",
                        "NVARCHAR(+40)",
                        "",
                        "DOUBLE PRECISION",
                        "KEY"),
                table.columns().stream()
                        .map(column -> column.type().text())
                        .collect(Collectors.toList()));
        assertEquals(
                List.of("TEXT", "RULE", "workflow"),
                table.columns().get(3).type().words());
        assertEquals(TypeName.NONE, table.columns().get(6).type());
    }

    @Test
    void primaryKeyOfAColumn() {
        assertEquals(
                new Statement.PrimaryKey(names("pk"), columns(true), true, ConflictAction.FAIL),
                constraint("CONSTRAINT pk PRIMARY KEY DESC ON CONFLICT FAIL AUTOINCREMENT"));
        assertEquals(
                new Statement.PrimaryKey(List.of(), columns(false), false, null),
                constraint("PRIMARY KEY ASC"));
    }

    @Test
    void otherConstraintsOfAColumn() {
        assertEquals(new Statement.NotNull(List.of(), null), constraint("NOT NULL"));
        assertEquals(
                new Statement.NotNull(names("n"), ConflictAction.IGNORE),
                constraint("CONSTRAINT n NOT NULL ON CONFLICT IGNORE"));
        assertEquals(
                new Statement.Unique(List.of(), columns(false), ConflictAction.REPLACE),
                constraint("UNIQUE ON CONFLICT REPLACE"));
        assertEquals(new Statement.Collation("nocase", HERE), constraint("COLLATE nocase"));
        assertEquals(List.of(), constraints("NULL ON CONFLICT ABORT"), "NULL constrains nothing");
        assertEquals(3, constraints("NOT NULL UNIQUE CHECK (a > 0)").size());
    }

    @Test
    void checksKeepTheirText() {
        assertEquals(
                new Statement.Check(names("c"), excerpt("a  >\n0 /* x */ AND b")),
                constraint("CONSTRAINT c CHECK ( a  >\n0 /* x */ AND b ) ON CONFLICT FAIL"));
    }

    @Test
    void defaultsKeepTheirText() {
        for (String literal : List.of(
                "1", "- 5", "+5", "-2.5e3", "'it''s'", "x'00'", "NULL", "true", "CURRENT_TIME")) {
            assertEquals(new Statement.Default(excerpt(literal)), constraint("DEFAULT " + literal));
        }
        assertEquals(new Statement.Default(excerpt("uuid7()")), constraint("DEFAULT (uuid7())"));
        assertEquals(
                new Statement.Default(excerpt("'it''s'")),
                constraint("DEFAULT \"it's\""),
                "SQLite takes a name for a text");
        assertEquals(2, constraints("DEFAULT -1 NOT NULL").size());
    }

    @Test
    void generatedColumns() {
        assertEquals(
                new Statement.Generated(excerpt("a + 1"), true),
                constraint("GENERATED ALWAYS AS (a + 1) STORED"));
        assertEquals(new Statement.Generated(excerpt("b"), false), constraint("AS (b) VIRTUAL"));
        assertEquals(new Statement.Generated(excerpt("b"), false), constraint("AS (b)"));
        assertEquals(
                List.of("INT", "GENERATED"),
                table("CREATE TABLE t (a INT GENERATED)")
                        .columns()
                        .get(0)
                        .type()
                        .words(),
                "without ALWAYS it is a word of the type");
    }

    @Test
    void referencesOfAColumn() {
        assertEquals(
                new Statement.ForeignKey(
                        names("fk"),
                        List.of("a"),
                        "p",
                        List.of("x"),
                        ReferenceAction.SET_NULL,
                        ReferenceAction.CASCADE,
                        true,
                        HERE),
                constraint("CONSTRAINT fk REFERENCES p (x) ON DELETE SET NULL MATCH FULL ON"
                        + " UPDATE CASCADE"
                        + " DEFERRABLE INITIALLY DEFERRED"));
        assertEquals(
                List.of(references(false), new Statement.NotNull(List.of(), null)),
                constraints("REFERENCES p NOT NULL"));
        assertEquals(references(false), constraint("REFERENCES p DEFERRABLE"));
        assertEquals(references(false), constraint("REFERENCES p DEFERRABLE INITIALLY IMMEDIATE"));
        assertEquals(
                references(false), constraint("REFERENCES p NOT DEFERRABLE INITIALLY DEFERRED"));
    }

    @Test
    void everyReferenceAction() {
        for (ReferenceAction action : ReferenceAction.values()) {
            String words = action.name().replace('_', ' ');
            Statement.ForeignKey key = assertInstanceOf(
                    Statement.ForeignKey.class, constraint("REFERENCES p ON UPDATE " + words));
            assertEquals(action, key.onUpdate());
            assertEquals(ReferenceAction.NO_ACTION, key.onDelete());
        }
    }

    @Test
    void constraintsOfATable() {
        Statement.CreateTable table =
                table("CREATE TEMP TABLE IF NOT EXISTS main.t (a, b, CONSTRAINT pk PRIMARY KEY"
                        + " (a, b DESC),"
                        + " UNIQUE (b COLLATE nocase) ON CONFLICT ROLLBACK CHECK (a < b),"
                        + " FOREIGN KEY (a, b) REFERENCES p (x, y) ON DELETE RESTRICT)"
                        + " STRICT, WITHOUT ROWID");
        assertEquals("t", table.name());
        assertTrue(table.temporary());
        assertTrue(table.ifNotExists());
        assertTrue(table.strict());
        assertTrue(table.withoutRowid());
        assertEquals(
                List.of(
                        new Statement.PrimaryKey(
                                names("pk"),
                                List.of(ordering("a", false), ordering("b", true)),
                                false,
                                null),
                        new Statement.Unique(
                                List.of(),
                                List.of(ordering("b COLLATE nocase", false)),
                                ConflictAction.ROLLBACK),
                        new Statement.Check(List.of(), excerpt("a < b")),
                        new Statement.ForeignKey(
                                List.of(),
                                List.of("a", "b"),
                                "p",
                                List.of("x", "y"),
                                ReferenceAction.RESTRICT,
                                ReferenceAction.NO_ACTION,
                                false,
                                HERE)),
                table.constraints());
        Statement.CreateTable plain =
                table("CREATE TEMPORARY TABLE t (a, PRIMARY KEY (a AUTOINCREMENT))");
        assertFalse(plain.strict());
        assertTrue(((Statement.PrimaryKey) plain.constraints().get(0)).autoincrement());
    }

    @Test
    void indexes() {
        assertEquals(
                new Statement.CreateIndex(
                        "i",
                        true,
                        true,
                        "t",
                        List.of(ordering("a COLLATE nocase", true), ordering("b + 1", false)),
                        excerpt("a IS NOT NULL"),
                        HERE),
                Sql.parse("CREATE UNIQUE INDEX IF NOT EXISTS main.i ON t"
                        + " (a COLLATE nocase DESC, b + 1) WHERE a IS NOT NULL"));
        assertEquals(
                new Statement.CreateIndex(
                        "i", false, false, "t", List.of(ordering("a", false)), null, HERE),
                Sql.parse("CREATE INDEX i ON t (a)"));
    }

    @Test
    void drops() {
        assertEquals(
                new Statement.DropTable("t", true, HERE), Sql.parse("DROP TABLE IF EXISTS main.t"));
        assertEquals(new Statement.DropTable("if", false, HERE), Sql.parse("DROP TABLE if"));
        assertEquals(new Statement.DropIndex("i", false, HERE), Sql.parse("DROP INDEX i"));
    }

    @Test
    void anyNumberOfNamesStandsInFrontOfAConstraint() {
        assertEquals(
                new Statement.Unique(names("a", "b"), columns(false), null),
                constraint("CONSTRAINT a CONSTRAINT b UNIQUE"));
        assertEquals(
                List.of(new Statement.LooseNames(names("a")), new Statement.Collation("x", HERE)),
                constraints("CONSTRAINT a COLLATE x"));
        assertEquals(
                List.of(new Statement.LooseNames(names("a"))), constraints("CONSTRAINT a NULL"));
        assertEquals(
                List.of(new Statement.LooseNames(names("a", "b"))),
                constraints("CONSTRAINT a CONSTRAINT b"));
        assertEquals(
                List.of(
                        new Statement.LooseNames(names("c")),
                        new Statement.Unique(names("d", "e"), List.of(ordering("a", false)), null)),
                table("CREATE TABLE t (a, CONSTRAINT c, CONSTRAINT d CONSTRAINT e UNIQUE (a))")
                        .constraints());
    }

    private static List<Statement.ConstraintName> names(String... names) {
        return Stream.of(names)
                .map(name -> new Statement.ConstraintName(name, HERE))
                .collect(Collectors.toList());
    }

    private static Statement.ForeignKey references(boolean deferred) {
        ReferenceAction none = ReferenceAction.NO_ACTION;
        return new Statement.ForeignKey(
                List.of(), List.of("a"), "p", List.of(), none, none, deferred, HERE);
    }

    private static Constraint constraint(String text) {
        List<Constraint> constraints = constraints(text);
        assertEquals(1, constraints.size(), text);
        return constraints.get(0);
    }

    private static List<Constraint> constraints(String text) {
        return table("CREATE TABLE t (a " + text + ")").columns().get(0).constraints();
    }

    private static Statement.CreateTable table(String text) {
        return assertInstanceOf(Statement.CreateTable.class, Sql.parse(text));
    }

    private static List<Select.Ordering> columns(boolean descending) {
        return List.of(ordering("a", descending));
    }

    private static Select.Ordering ordering(String text, boolean descending) {
        Select.@Nullable Nulls byDirection = null;
        return new Select.Ordering(Sql.parseExpression(text), descending, byDirection);
    }

    private static Statement.Excerpt excerpt(String text) {
        return new Statement.Excerpt(Sql.parseExpression(text), text);
    }
}
