package dev.syncdb.client.replica;

import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.Place;
import dev.syncdb.change.RowName;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.store.Range;
import dev.syncdb.store.Scan;
import dev.syncdb.store.Snapshot;
import dev.syncdb.value.Key;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The whole shadow as records of bounded size, for a checkpoint: what a snapshot shows, without
 * pending work. Used once.
 */
final class ShadowImage {
    /** A record holds about this much, so that writing and reading it takes little memory. */
    static final int RECORD_BYTES_MAX = 1 << 18;

    private static final int VALUE_BYTES = 9;

    private final Snapshot visible;
    private final Map<Place, @Nullable Image> differing;
    private final Consumer<byte[]> records;
    private final List<Change> rows = new ArrayList<>();
    private long bytes;

    ShadowImage(Snapshot visible, Map<Place, @Nullable Image> differing, Consumer<byte[]> records) {
        this.visible = visible;
        this.differing = differing;
        this.records = records;
    }

    /** @param version null if none is declared */
    void write(ReplicaState state, @Nullable RowsVersion version) {
        records.accept(ReplicaCodec.state(state));
        if (version != null) {
            records.accept(ReplicaCodec.version(version));
        }
        records.accept(ReplicaCodec.schema(visible.schema().script()));
        for (Table table : visible.schema().tables()) {
            String name = table.name();
            if (Schema.isShared(name)) {
                scan(name);
            }
        }
        differing.forEach(this::add);
        flush();
    }

    private void scan(String table) {
        Scan scan = visible.scan(table, Range.ALL);
        while (scan.next()) {
            Place place = new Place(table, scan.key());
            if (!differing.containsKey(place)) {
                add(place, scan.image());
            }
        }
    }

    private void add(Place place, @Nullable Image image) {
        if (image == null) {
            return;
        }
        rows.add(new Change.Insert(RowName.of(place.table(), place.key()), image));
        bytes += size(place.key()) + size(image);
        if (bytes >= RECORD_BYTES_MAX) {
            flush();
        }
    }

    private void flush() {
        if (!rows.isEmpty()) {
            records.accept(ReplicaCodec.rows(rows));
            rows.clear();
            bytes = 0;
        }
    }

    private static long size(Key key) {
        long size = 0;
        for (int i = 0; i < key.values().size(); i++) {
            size += size(key.values().at(i));
        }
        return size;
    }

    private static long size(Image image) {
        long size = image.hidden().size();
        for (int i = 0; i < image.cells().size(); i++) {
            size += size(image.cells().at(i));
        }
        return size;
    }

    private static long size(Value value) {
        return switch (value.type()) {
            case NULL, INTEGER, REAL -> VALUE_BYTES;
            case TEXT -> VALUE_BYTES + value.asText().length();
            case BLOB -> VALUE_BYTES + value.asBytes().size();
        };
    }
}
