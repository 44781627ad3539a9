package dev.syncdb.store;

import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Key;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A state as commits that make it when they are replayed into an empty store: first the statements
 * that make the tables, then the rows. Where there is a change log, rows and tombstones have the
 * versions at which they changed; else all have that of the state.
 */
final class SnapshotParts {
    /** Large enough to pack well, small beside a phone's memory. */
    private static final int CHANGES_MAX = 1_000;

    private final Snapshot snapshot;
    private final Consumer<ChangeSet> parts;
    private final List<Change> changes = new ArrayList<>();
    private long version;

    SnapshotParts(Snapshot snapshot, Consumer<ChangeSet> parts) {
        this.snapshot = snapshot;
        this.parts = parts;
    }

    /** @param log the rows that changed after version 0, or null if nobody knows */
    void write(@Nullable ChangeScan log) {
        version = log == null ? snapshot.version() : 1;
        changes.addAll(definitions(snapshot.schema()));
        flush();
        if (log == null) {
            snapshot.schema().tables().forEach(this::writeRows);
        } else {
            writeLog(log);
        }
        flush();
        if (version < snapshot.version()) {
            parts.accept(new ChangeSet(snapshot.version(), List.of()));
        }
    }

    private void writeRows(Table table) {
        Scan scan = snapshot.scan(table.name(), Range.ALL);
        while (scan.next()) {
            add(insert(table, scan.key(), scan.image()));
        }
    }

    private void writeLog(ChangeScan log) {
        while (log.next()) {
            if (log.version() != version) {
                flush();
                version = log.version();
            }
            Image image = log.image();
            if (image == null) {
                RowName name = RowName.of(log.table(), log.key());
                add(new Change.Delete(name, null, log.hidden()));
            } else {
                add(insert(snapshot.schema().table(log.table()), log.key(), image));
            }
        }
    }

    private static Change insert(Table table, Key key, Image image) {
        Image kept = new Image(table.withoutGenerated(image.cells()), image.hidden());
        return new Change.Insert(RowName.of(table.name(), key), kept);
    }

    private void add(Change change) {
        changes.add(change);
        if (changes.size() == CHANGES_MAX) {
            flush();
        }
    }

    private void flush() {
        if (!changes.isEmpty()) {
            parts.accept(new ChangeSet(version, List.copyOf(changes)));
            changes.clear();
        }
    }

    /** The statements that make the tables. */
    static List<Change> definitions(Schema schema) {
        List<Change> definitions = new ArrayList<>();
        for (Table table : schema.tables()) {
            definitions.add(new Change.Define(table.sql()));
            for (Index index : table.indexes()) {
                if (index.sql() != null) {
                    definitions.add(new Change.Define(index.sql()));
                }
            }
        }
        return definitions;
    }
}
