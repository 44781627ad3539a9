package dev.syncdb.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.CommitSink;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.RandomValues;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class ChangeCodecTest {
    private static final long SEED = 0xC4A6;

    @Test
    void changeSetsComeBackWithoutWhatWasBefore() {
        RandomValues values = new RandomValues(SEED);
        for (int i = 0; i < 3_000; i++) {
            ChangeSet set = randomSet(values, values.random().nextInt(8));
            ByteSource source = source(encode(set));
            assertEquals(withoutBefore(set), ChangeCodec.read(source), () -> "seed " + SEED);
            source.requireEnd();
        }
    }

    @Test
    void aTableIsNamedOnce() {
        Change first = delete("a_table_of_long_name", 1);
        Change second = delete("a_table_of_long_name", 2);
        int one = encode(new ChangeSet(1, List.of(first))).length;
        int two = encode(new ChangeSet(1, List.of(first, second))).length;
        assertTrue(two - one < 8, "the second row took " + (two - one) + " bytes");
    }

    @Test
    void damagedChangeSetsAreNoticedOrAreOtherChangeSets() {
        RandomValues values = new RandomValues(SEED + 1);
        for (int i = 0; i < 200; i++) {
            byte[] encoding = encode(randomSet(values, 3));
            Damage.everyTruncationFails(encoding, ChangeCodec::read);
            Damage.everyFlipIsHarmless(encoding, ChangeCodec::read);
        }
    }

    @Test
    void anUnknownKindOfChangeIsRefused() {
        for (int kind : new int[] {0, 5}) {
            byte[] bytes = new ByteSink()
                    .writeVarint(1)
                    .writeVarint(1)
                    .writeByte(kind)
                    .writeByte(0)
                    .toArray();
            Corrupt refused = assertThrows(Corrupt.class, () -> ChangeCodec.read(source(bytes)));
            assertEquals(2, refused.offset(), "where the kind stands");
        }
    }

    @Test
    void whatIsExpectedIsAskedForAndNeverDone() {
        RowName row = new RowName("tasks", Key.of(1), RowName.ANY);
        Change expect = new Change.Expect(
                row, List.of(new Cell(0, null, Value.of(1)), new Cell(300, null, Value.NULL)));
        ChangeSet asked = new ChangeSet(7, List.of(expect, delete("tasks", 1)));
        byte[] bytes = encode(asked);
        assertEquals(asked, ChangeCodec.readAsked(source(bytes)));
        assertThrows(Corrupt.class, () -> ChangeCodec.read(source(bytes)), "no commit does it");
        Damage.everyTruncationFails(bytes, ChangeCodec::readAsked);
        Damage.everyFlipIsHarmless(bytes, ChangeCodec::readAsked);
    }

    @Test
    void aTableThatWasNotMetIsRefused() {
        byte[] bytes = new ByteSink()
                .writeVarint(1)
                .writeVarint(1)
                .writeByte(3)
                .writeVarint(1)
                .toArray();
        Corrupt refused = assertThrows(Corrupt.class, () -> ChangeCodec.read(source(bytes)));
        assertEquals("table 1 of at most 0 (at byte 3)", refused.getMessage());
    }

    @Test
    void listsOfAChangeAreItsOwn() {
        List<Cell> cells = new ArrayList<>(List.of(new Cell(0, null, Value.of(1))));
        Change.Update update = new Change.Update(RowName.of("t", Key.of(1)), cells, Bytes.EMPTY);
        List<Change> changes = new ArrayList<>(List.of(update));
        ChangeSet set = new ChangeSet(1, changes);
        cells.clear();
        changes.clear();
        assertEquals(1, update.cells().size());
        assertEquals(1, set.changes().size());
        CommitSink.NONE.commit(set);
    }

    private static byte[] encode(ChangeSet set) {
        ByteSink sink = new ByteSink();
        ChangeCodec.write(sink, set);
        return sink.toArray();
    }

    private static ByteSource source(byte[] bytes) {
        return new ByteSource(bytes, ErrorCode.CORRUPT_FILE);
    }

    private static Change delete(String table, long key) {
        return new Change.Delete(RowName.of(table, Key.of(key)), null, Bytes.EMPTY);
    }

    private static ChangeSet randomSet(RandomValues values, int count) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            changes.add(randomChange(values));
        }
        return new ChangeSet(values.random().nextInt(1_000), changes);
    }

    private static Change randomChange(RandomValues values) {
        String table = values.random().nextBoolean() ? "tasks" : "notes" + values.text();
        Key key = new Key(values.row(1 + values.random().nextInt(2)));
        RowName name = new RowName(table, key, values.random().nextInt(300));
        switch (values.random().nextInt(4)) {
            case 0:
                return new Change.Insert(name, new Image(values.row(3), values.blob()));
            case 1:
                List<Cell> cells = new ArrayList<>();
                for (int column = values.random().nextInt(3); column < 3; column++) {
                    cells.add(new Cell(column, values.next(), values.next()));
                }
                return new Change.Update(name, cells, values.blob());
            case 2:
                return new Change.Delete(name, values.row(3), values.blob());
            default:
                return new Change.Define("CREATE TABLE " + values.text());
        }
    }

    private static ChangeSet withoutBefore(ChangeSet set) {
        List<Change> changes = new ArrayList<>();
        for (Change change : set.changes()) {
            if (change instanceof Change.Update update) {
                List<Cell> cells = new ArrayList<>();
                for (Cell cell : update.cells()) {
                    cells.add(new Cell(cell.column(), null, cell.after()));
                }
                changes.add(new Change.Update(update.row(), cells, update.hidden()));
            } else if (change instanceof Change.Delete delete) {
                changes.add(new Change.Delete(delete.row(), null, delete.hidden()));
            } else {
                changes.add(change);
            }
        }
        return new ChangeSet(set.version(), changes);
    }
}
