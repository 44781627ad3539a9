package dev.syncdb;

import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.codec.ChangeCodec;
import dev.syncdb.store.Loading;
import dev.syncdb.store.row.BlockOutput;
import dev.syncdb.store.row.PackedRow;
import dev.syncdb.store.row.RowBlockWriter;
import dev.syncdb.store.row.RowLayout;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/* Record:  | change set | inserts … |
 * Inserts: | table text | size varint | block, see RowBlockWriter |      one for each table
 *
 * Inserts are what the commit inserted into a table, as it lies in memory, each row with the mark
 * 0. They are in the change set instead where the commit changes the structure of tables, and where
 * columns are generated, which no log holds.
 */
/** The commits of a plain database as the records of its log. Confined to the one who appends. */
final class CommitRecords {
    private final ByteSink sink = new ByteSink();
    private final BlockOutput output = new BlockOutput();
    private @Nullable Block last;

    /** The block of one layout. */
    private record Block(RowLayout layout, RowBlockWriter rows) {}

    /** The record of a commit. */
    byte[] bytes(ChangeSet commit) {
        sink.clear();
        Map<String, Block> inserts = new LinkedHashMap<>();
        List<Change> others = others(commit, inserts);
        ChangeCodec.write(sink, new ChangeSet(commit.version(), others));
        inserts.forEach((table, block) -> {
            output.clear();
            block.rows.flush(output);
            byte[] bytes = output.toArray();
            sink.writeText(table).writeVarint(bytes.length).write(bytes);
        });
        return sink.toArray();
    }

    /** Takes in the commit of a record. */
    static void read(ByteSource record, Loading loading) {
        loading.add(ChangeCodec.read(record));
        while (record.remaining() > 0) {
            String table = record.readText();
            int count = record.readCount(1);
            record.lend(count, (array, offset, size) -> loading.add(table, array, offset, size));
        }
    }

    /** Puts the inserts where they can be put, and returns all other changes. */
    private List<Change> others(ChangeSet commit, Map<String, Block> inserts) {
        for (Change change : commit.changes()) {
            if (change instanceof Change.Define) {
                return commit.changes();
            }
        }
        List<Change> others = new ArrayList<>();
        for (Change change : commit.changes()) {
            if (change instanceof Change.Insert insert
                    && insert.image().cells() instanceof PackedRow row
                    && row.hidden().equals(insert.image().hidden())) {
                inserts.computeIfAbsent(insert.row().table(), table -> block(row.layout()))
                        .rows
                        .add(row, 0);
            } else {
                others.add(change);
            }
        }
        return others;
    }

    private Block block(RowLayout layout) {
        Block known = last;
        if (known == null || known.layout != layout || known.rows.rows() > 0) {
            known = new Block(layout, new RowBlockWriter(layout));
            last = known;
        }
        return known;
    }
}
