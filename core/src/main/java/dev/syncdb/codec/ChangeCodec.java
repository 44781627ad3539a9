package dev.syncdb.codec;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/* ChangeSet: | version varint | changes |
 * Changes:   | count varint | change … |
 * Change:    | kind u8 | …
 *   1 insert | table | handle varint | key | hidden bytes | row |
 *   2 update | table | handle varint | key | hidden bytes | count varint | cell … |
 *   3 delete | table | handle varint | key | hidden bytes |
 *   4 define | text |
 *   5 expect | table | handle varint | key | count varint | (column varint, value) … |
 * Cell:      | column * 2 + (relative ? 1 : 0) varint | value |
 * table: varint, 0 followed by a name not met before in this change set,
 *        else the name's number from 1.
 * Values from before a change are not written.
 */
/**
 * A change set as bytes, for logs, and for what a transaction asks for. Decoding needs no schema.
 * Stateless.
 */
public final class ChangeCodec {
    private static final int INSERT = 1;
    private static final int UPDATE = 2;
    private static final int DELETE = 3;
    private static final int DEFINE = 4;
    private static final int EXPECT = 5;

    private ChangeCodec() {}

    public static void write(ByteSink sink, ChangeSet set) {
        sink.writeVarint(set.version());
        write(sink, set.changes());
    }

    /** Changes of which the reader knows the version. */
    public static void write(ByteSink sink, List<Change> changes) {
        sink.writeVarint(changes.size());
        Map<String, Integer> tables = new HashMap<>();
        for (Change change : changes) {
            if (change instanceof Change.Insert insert) {
                writeName(sink.writeByte(INSERT), insert.row(), tables);
                sink.writeBytes(insert.image().hidden());
                ValueCodec.writeRow(sink, insert.image().cells());
            } else if (change instanceof Change.Update update) {
                writeName(sink.writeByte(UPDATE), update.row(), tables);
                sink.writeBytes(update.hidden()).writeVarint(update.cells().size());
                for (Cell cell : update.cells()) {
                    sink.writeVarint(2L * cell.column() + (cell.relative() ? 1 : 0));
                    ValueCodec.write(sink, cell.after());
                }
            } else if (change instanceof Change.Delete delete) {
                writeName(sink.writeByte(DELETE), delete.row(), tables);
                sink.writeBytes(delete.hidden());
            } else if (change instanceof Change.Define define) {
                sink.writeByte(DEFINE).writeText(define.sql());
            } else if (change instanceof Change.Expect expect) {
                writeName(sink.writeByte(EXPECT), expect.row(), tables);
                sink.writeVarint(expect.cells().size());
                for (Cell cell : expect.cells()) {
                    ValueCodec.write(sink.writeVarint(cell.column()), cell.after());
                }
            }
        }
    }

    /** What a commit did. Fails on an expectation, which no commit does. */
    public static ChangeSet read(ByteSource source) {
        return new ChangeSet(source.readVarint(), readChanges(source));
    }

    /** The changes of a commit of which the version is known. */
    public static List<Change> readChanges(ByteSource source) {
        return readChanges(source, DEFINE);
    }

    /** What a transaction asks for, which may be an expectation, too. */
    public static ChangeSet readAsked(ByteSource source) {
        return new ChangeSet(source.readVarint(), readAskedChanges(source));
    }

    /** The same of a transaction of which the number is known. */
    public static List<Change> readAskedChanges(ByteSource source) {
        return readChanges(source, EXPECT);
    }

    private static List<Change> readChanges(ByteSource source, int kindMax) {
        int count = source.readCount(2);
        List<Change> changes = new ArrayList<>(count);
        List<String> tables = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            changes.add(readChange(source, tables, kindMax));
        }
        return changes;
    }

    private static Change readChange(ByteSource source, List<String> tables, int kindMax) {
        int start = source.position();
        int kind = source.readByte();
        if (kind < INSERT || kind > kindMax) {
            throw source.malformed(start, "unknown kind of change " + kind);
        }
        if (kind == DEFINE) {
            return new Change.Define(source.readText());
        }
        RowName row = readName(source, tables);
        if (kind == EXPECT) {
            return new Change.Expect(row, readSeen(source));
        }
        Bytes hidden = source.readBytes();
        if (kind == INSERT) {
            return new Change.Insert(row, new Image(ValueCodec.readRow(source), hidden));
        }
        return kind == UPDATE
                ? new Change.Update(row, readCells(source), hidden)
                : new Change.Delete(row, null, hidden);
    }

    private static List<Cell> readCells(ByteSource source) {
        int count = source.readCount(2);
        List<Cell> cells = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int place = source.readBelow(Integer.MAX_VALUE, "column");
            cells.add(new Cell(place / 2, null, ValueCodec.read(source), place % 2 == 1));
        }
        return cells;
    }

    private static List<Cell> readSeen(ByteSource source) {
        int count = source.readCount(2);
        List<Cell> cells = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int column = source.readBelow(Integer.MAX_VALUE, "column");
            cells.add(new Cell(column, null, ValueCodec.read(source)));
        }
        return cells;
    }

    private static void writeName(ByteSink sink, RowName name, Map<String, Integer> tables) {
        Integer known = tables.putIfAbsent(name.table(), tables.size() + 1);
        if (known == null) {
            sink.writeVarint(0).writeText(name.table());
        } else {
            sink.writeVarint(known);
        }
        sink.writeVarint(name.handle());
        ValueCodec.writeKey(sink, name.key());
    }

    private static RowName readName(ByteSource source, List<String> tables) {
        int number = source.readBelow(tables.size(), "table");
        if (number == 0) {
            tables.add(source.readText());
            number = tables.size();
        }
        String table = tables.get(number - 1);
        long handle = source.readVarint();
        Row key = ValueCodec.readRow(source);
        return new RowName(table, new Key(key), handle);
    }
}
