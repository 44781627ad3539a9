package dev.syncdb.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.syncdb.lens.Compatibility;
import dev.syncdb.lens.Compatibility.Grade;
import dev.syncdb.lens.Lens;
import dev.syncdb.lens.Source;
import dev.syncdb.lens.Source.Computed;
import dev.syncdb.lens.Source.Fixed;
import dev.syncdb.lens.Source.Same;
import dev.syncdb.lens.TableLens;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What of a step is the same, what is computed, and what each side has for itself. */
final class ScriptLensTest {
    @Test
    void eachKindOfStepHasItsGrade() {
        assertEquals(Grade.FULL, grade(ScriptKind.ADD));
        assertEquals(Grade.FULL, grade(ScriptKind.ADD_NOT_NULL));
        assertEquals(Grade.FULL, grade(ScriptKind.DROP));
        assertEquals(Grade.FULL, grade(ScriptKind.RENAME_COLUMN));
        assertEquals(Grade.CONVERTIBLE, grade(ScriptKind.RETYPE));
        assertEquals(Grade.CONVERTIBLE, grade(ScriptKind.SPLIT));
        assertEquals(Grade.CONVERTIBLE, grade(ScriptKind.CONSTRAINT));
        assertEquals(
                Grade.FULL, Compatibility.of(ScriptKind.COPY.versions().lens(2)).grade());
    }

    @Test
    void aColumnIsTheSameByWhateverWayItGotItsName() {
        assertEquals("= = =", up(ScriptKind.RENAME_COLUMN));
        assertEquals("= = = = = =", up(ScriptKind.COPY));
        // Copied into two columns, of which one took the place of the old one.
        assertEquals("= = = c c", up(ScriptKind.RENAME_BY_COPY));
        TableLens lens = ScriptKind.RENAME_BY_COPY.versions().lens(2).tables().get(0);
        assertEquals(List.of(new Same(0), new Same(2), new Same(1)), lens.up().subList(0, 3));
    }

    @Test
    void aKeyStaysTheKeyWhateverIsCopiedFromIt() {
        Lens lens = step(
                "CREATE TABLE n(a INTEGER, id INTEGER, b, k INTEGER PRIMARY KEY);"
                        + " INSERT INTO n(a, id, k) SELECT id, id, id FROM t; DROP TABLE t",
                null);
        assertEquals("c c f =", symbols(lens.tables().get(0).up()));
        assertEquals("= f f", symbols(lens.tables().get(0).down()));
    }

    @Test
    void whatIsComputedSaysWhatItReads() {
        TableLens lens = ScriptKind.INTERMEDIATE.versions().lens(2).tables().get(0);
        assertEquals("= c c", symbols(lens.up()));
        assertEquals(Set.of(1), lens.toNewer().reads(1), "through a column that is gone");
        assertEquals("= f", symbols(lens.down()), "without a script there is no way down");
    }

    @Test
    void aScriptForTheWayBackComputesToo() {
        TableLens lens = ScriptKind.SPLIT.versions().lens(2).tables().get(0);
        assertEquals("= c c", symbols(lens.up()));
        assertEquals("= c", symbols(lens.down()));
        assertEquals(Set.of(1, 2), lens.toOlder().reads(1));
    }

    @Test
    void whatIsTheSameOnlyOneWayIsCopied() {
        Lens lens = step("UPDATE t SET a = lower(a)", "UPDATE t SET b = upper(b)");
        assertEquals("= c c", symbols(lens.tables().get(0).up()));
        assertEquals("= c c", symbols(lens.tables().get(0).down()));
        assertEquals(Set.of(2), lens.tables().get(0).toNewer().reads(2));
    }

    @Test
    void theWayBackMayGiveADefaultThatTheOlderVersionLacks() {
        String up = "ALTER TABLE t DROP COLUMN needed";
        String down = "ALTER TABLE t ADD COLUMN needed TEXT NOT NULL DEFAULT 'some'";
        String init = "CREATE TABLE t(id INTEGER PRIMARY KEY, needed TEXT NOT NULL, a)";
        Lens without = step(init, up, null);
        assertEquals(Grade.BREAKING, Compatibility.of(without).grade());
        Lens with = step(init, up, down);
        assertEquals(Grade.FULL, Compatibility.of(with).grade());
        Fixed fixed = assertInstanceOf(Fixed.class, with.tables().get(0).down().get(1));
        assertNotNull(fixed.value());
    }

    @Test
    void tablesThatWereNotFilledCame() {
        Lens lens = step(
                "CREATE TABLE e(x); CREATE TABLE f(id INTEGER PRIMARY KEY, y);"
                        + " INSERT INTO f(id) SELECT rowid FROM e; UPDATE e SET x = x || 1;"
                        + " DROP TABLE IF EXISTS none; CREATE TABLE IF NOT EXISTS t(z);"
                        + " CREATE INDEX i ON e(x); DROP INDEX i; CREATE TABLE gone(x);"
                        + " DROP TABLE gone",
                null);
        assertEquals(2, lens.came().size());
        assertNull(lens.ofNewer("e"));
        assertEquals("= = =", symbols(lens.tables().get(0).up()));
    }

    private static Lens step(String up, @Nullable String down) {
        return step("CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, b TEXT)", up, down);
    }

    private static Lens step(String init, String up, @Nullable String down) {
        return SchemaVersions.of(List.of(
                        new SchemaVersion(1, "init", init, null),
                        new SchemaVersion(2, "next", up, down)))
                .lens(2);
    }

    private static Grade grade(ScriptKind kind) {
        return Compatibility.of(kind.versions().lens(2)).grade();
    }

    private static String up(ScriptKind kind) {
        return symbols(kind.versions().lens(2).tables().get(0).up());
    }

    private static String symbols(List<Source> sources) {
        List<String> symbols = new ArrayList<>();
        for (Source source : sources) {
            symbols.add(source instanceof Same ? "=" : source instanceof Computed ? "c" : "f");
        }
        return String.join(" ", symbols);
    }
}
