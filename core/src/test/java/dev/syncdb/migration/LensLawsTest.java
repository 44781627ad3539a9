package dev.syncdb.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.lens.Edit;
import dev.syncdb.lens.Lens;
import dev.syncdb.lens.Projection;
import dev.syncdb.lens.Source;
import dev.syncdb.lens.Source.Same;
import dev.syncdb.lens.TableLens;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Row;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Random;

/** The laws of lenses hold of every kind of step, in both directions. */
final class LensLawsTest {
    private static final int TRIES = 1_000;
    private static final Environment ENVIRONMENT =
            new Environment(() -> new Stamp(0, 0, 0), () -> 0);

    private final long seed = System.nanoTime();
    private final RandomRows rows = new RandomRows(new Random(seed));
    private long changed;

    @ParameterizedTest
    @EnumSource
    void theyHold(ScriptKind kind) {
        System.out.println("seed " + seed);
        Lens lens = kind.versions().lens(2);
        for (TableLens table : lens.tables()) {
            requireSymmetric(table.up(), table.down());
            requireSymmetric(table.down(), table.up());
            TableLens back = table.inverse();
            TableLens round = table.compose(back);
            TableLens backRound = back.compose(table);
            for (int i = 0; i < TRIES; i++) {
                requireLaws(table);
                requireLaws(back);
                requireSameInOneStep(table, back, round);
                requireSameInOneStep(back, table, backRound);
            }
        }
        assertTrue(changed > 0, "nothing was ever carried over");
    }

    /** Any steps may follow each other: the newer table of one is the older one of the next. */
    @ParameterizedTest
    @EnumSource
    void threeVersionsAreAsGoodAsTwo(ScriptKind kind) {
        System.out.println("seed " + seed);
        boolean hasBack = kind.down != null;
        List<SchemaVersion> versions = List.of(
                new SchemaVersion(1, "a", kind.before, null),
                new SchemaVersion(2, "b", kind.up, kind.down),
                new SchemaVersion(3, "c", hasBack ? kind.down : "CREATE TABLE more(x)", null),
                new SchemaVersion(4, "d", hasBack ? kind.up : "CREATE TABLE most(x)", null));
        SchemaVersions chain = SchemaVersions.of(versions);
        for (TableLens table : chain.lens(2).tables()) {
            TableLens next = chain.lens(3).ofOlder(table.newer().name());
            TableLens last = chain.lens(4).ofOlder(next.newer().name());
            TableLens two = table.compose(next);
            TableLens three = two.compose(last);
            TableLens other = table.compose(next.compose(last));
            for (int i = 0; i < TRIES / 10; i++) {
                requireSameInOneStep(table, next, two);
                requireSameInOneStep(two, last, three);
                requireSameInOneStep(two, last, other);
                requireSameInOneStep(last.inverse(), two.inverse(), three.inverse());
            }
            assertEquals(
                    last.newer(),
                    chain.between(1, 4).ofOlder(table.older().name()).newer());
        }
    }

    private static void requireSymmetric(List<Source> sources, List<Source> back) {
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i) instanceof Same same) {
                assertEquals(new Same(i), back.get(same.column()), "what is the same is so twice");
            }
        }
    }

    private void requireLaws(TableLens lens) {
        Row before = rows.row(lens.older(), 1);
        Row after = rows.edited(lens.older(), before);
        Row other = rows.row(lens.newer(), 1);
        assertSame(other, lens.newer(new Edit(before, before, other), ENVIRONMENT), "no edit");
        Row edited = lens.newer(new Edit(before, after, other), ENVIRONMENT);
        Row wholeBefore = lens.newer(before, ENVIRONMENT);
        Row wholeAfter = lens.newer(after, ENVIRONMENT);
        Projection up = lens.toNewer();
        for (int i = 0; i < edited.size(); i++) {
            boolean moves = !(up.sources().get(i) instanceof Source.Fixed)
                    && !wholeBefore.sameAt(i, wholeAfter);
            Row expected = moves ? wholeAfter : other;
            changed += moves ? 1 : 0;
            int column = i;
            assertEquals(
                    expected.at(i),
                    edited.at(i),
                    () -> "column " + column + " of " + lens.newer().name() + ", seed " + seed
                            + ", " + before + " -> " + after + " beside " + other);
            requireReads(up, i, before, after, moves);
        }
    }

    /** A cell moves only if one that it reads did. */
    private void requireReads(Projection up, int column, Row before, Row after, boolean moves) {
        boolean touched = up.reads(column).stream().anyMatch(read -> !before.sameAt(read, after));
        assertTrue(touched || !moves, "it reads what it does not say");
    }

    /** On rows, and on edits of rows that are each other's images. */
    private void requireSameInOneStep(TableLens first, TableLens next, TableLens both) {
        Table table = first.older();
        Row before = rows.row(table, 1);
        Row after = rows.edited(table, before);
        Row between = first.newer(before, ENVIRONMENT);
        assertEquals(
                next.newer(between, ENVIRONMENT),
                both.newer(before, ENVIRONMENT),
                () -> "seed " + seed);
        Row other = rows.row(next.newer(), 1);
        Row moved = first.newer(new Edit(before, after, between), ENVIRONMENT);
        assertEquals(
                next.newer(new Edit(between, moved, other), ENVIRONMENT),
                both.newer(new Edit(before, after, other), ENVIRONMENT),
                () -> "seed " + seed + ", " + before + " -> " + after + " beside " + other);
        Row last = rows.row(next.newer(), 1);
        assertEquals(
                first.older(next.older(last, ENVIRONMENT), ENVIRONMENT),
                both.older(last, ENVIRONMENT),
                () -> "seed " + seed);
    }
}
