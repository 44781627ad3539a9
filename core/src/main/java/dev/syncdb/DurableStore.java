package dev.syncdb;

import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.codec.ChangeCodec;
import dev.syncdb.error.Retryable;
import dev.syncdb.journal.ChangeJournal;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.Journal;
import dev.syncdb.journal.LogOptions;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.Table;
import dev.syncdb.store.Range;
import dev.syncdb.store.Scan;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A store and the journal that brings it back: recovers it at opening, and puts a snapshot in the
 * place of a log that has grown long. Confined to the writer.
 */
final class DurableStore {
    /** Name of the journal's files in the folder. */
    private static final String JOURNAL = "database";

    /** A log that is read again within a second or two. */
    static final long LOG_BYTES_MAX = 16L << 20;

    /**
     * Rows in one record of a snapshot: large enough to pack well, small beside a phone's memory.
     */
    private static final int RECORD_ROWS_MAX = 1_000;

    private final Store store;
    private final Journal journal;
    private long checkpointBytesMin = LOG_BYTES_MAX;

    private DurableStore(Store store, Journal journal) {
        this.store = store;
        this.journal = journal;
    }

    /** Opens the journal on {@code disk} and replays it into {@code store}, which is empty. */
    static DurableStore open(Disk disk, Store store) {
        Journal.Recovery recovery = new Journal.Recovery() {
            @Override
            public void snapshot(ByteSource record) {
                store.recover(ChangeJournal.read(record));
            }

            @Override
            public void record(long number, ByteSource body) {
                store.recover(ChangeJournal.read(body));
            }
        };
        return new DurableStore(
                store, Journal.open(disk, JOURNAL, LogOptions.SEGMENT_BYTES, recovery));
    }

    Journal journal() {
        return journal;
    }

    /** Takes a snapshot if the log has grown long. Where the disk refuses, the log grows on. */
    void checkpointIfDue() {
        long bytes = journal.bytesSinceCheckpoint();
        if (bytes < checkpointBytesMin) {
            return;
        }
        try (Snapshot snapshot = store.snapshot()) {
            journal.checkpoint(records -> write(snapshot, records));
            checkpointBytesMin = LOG_BYTES_MAX;
        } catch (Retryable refused) {
            checkpointBytesMin = bytes + LOG_BYTES_MAX;
        }
    }

    private static void write(Snapshot snapshot, Consumer<byte[]> records) {
        List<Change> definitions = new ArrayList<>();
        for (Table table : snapshot.schema().tables()) {
            definitions.add(new Change.Define(table.sql()));
            for (Index index : table.indexes()) {
                if (index.sql() != null) {
                    definitions.add(new Change.Define(index.sql()));
                }
            }
        }
        write(snapshot.version(), definitions, records);
        for (Table table : snapshot.schema().tables()) {
            writeRows(snapshot, table, records);
        }
    }

    private static void writeRows(Snapshot snapshot, Table table, Consumer<byte[]> records) {
        List<Change> rows = new ArrayList<>();
        Scan scan = snapshot.scan(table.name(), Range.ALL);
        while (scan.next()) {
            Image image = scan.image();
            Image logged = new Image(table.withoutGenerated(image.cells()), image.hidden());
            rows.add(new Change.Insert(RowName.of(table.name(), scan.key()), logged));
            if (rows.size() == RECORD_ROWS_MAX) {
                write(snapshot.version(), rows, records);
                rows.clear();
            }
        }
        write(snapshot.version(), rows, records);
    }

    private static void write(long version, List<Change> changes, Consumer<byte[]> records) {
        if (!changes.isEmpty()) {
            ByteSink sink = new ByteSink();
            ChangeCodec.write(sink, new ChangeSet(version, changes));
            records.accept(sink.toArray());
        }
    }
}
