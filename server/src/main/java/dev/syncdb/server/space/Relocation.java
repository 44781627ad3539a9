package dev.syncdb.server.space;

import dev.syncdb.change.RowName;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.codec.ValueCodec;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.schema.Alteration;
import dev.syncdb.schema.Table;
import dev.syncdb.store.Range;
import dev.syncdb.store.Scan;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.sync.ledger.ConflictTable;
import dev.syncdb.sync.ledger.RowText;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A table has another name, or its columns other places: whatever SyncDB keeps beside its rows, and
 * hidden with them, follows. Where neither changed nothing is looked at. Lives for one transaction.
 */
final class Relocation {
    /** Where the internal tables have a table's name. */
    private static final int NAME = 0;

    private static final int DELETED_CELLS = 3;
    private static final int DELETED_HIDDEN = 4;
    private static final int TEXT_COLUMN = 2;

    private final Transaction transaction;
    private final Table before;
    private final Table after;
    private final Alteration alteration;

    /** By the place that a column had: the one that it has, or -1. */
    private final int[] places;

    Relocation(Transaction transaction, Table before, Table after, Alteration alteration) {
        this.transaction = transaction;
        this.before = before;
        this.after = after;
        this.alteration = alteration;
        this.places = new int[before.columns().size()];
        Arrays.fill(places, Alteration.NEW);
        for (int i = 0; i < alteration.sources().size(); i++) {
            int source = alteration.sources().get(i);
            if (source != Alteration.NEW) {
                places[source] = i;
            }
        }
    }

    void run() {
        boolean moved = !alteration.keepsPlaces(before.columns().size());
        boolean renamed = !before.name().equals(after.name());
        boolean grown = after.columns().size() != before.columns().size();
        if (moved) {
            rewrite(after.name(), this::moved);
        }
        if (renamed) {
            handles();
            outcomes();
        }
        if (renamed || moved) {
            texts();
        }
        if (renamed || moved || grown) {
            rename(InternalTables.DELETED, this::deleted);
        }
        if (renamed || !columnNames(before).equals(columnNames(after))) {
            conflicts();
            rename(InternalTables.OPEN, row -> row);
        }
    }

    private static List<String> columnNames(Table table) {
        List<String> names = new ArrayList<>();
        table.columns().forEach(column -> names.add(column.name()));
        return names;
    }

    private Bytes moved(Bytes hidden) {
        return HiddenCodec.write(HiddenCodec.read(hidden).moved(places));
    }

    /** Gives the rows of a table other hidden bytes. */
    private void rewrite(String table, Function<Bytes, Bytes> hidden) {
        Map<Key, Bytes> rewritten = new LinkedHashMap<>();
        Scan rows = transaction.scan(table, Range.ALL);
        while (rows.next()) {
            Bytes present = rows.image().hidden();
            if (present.size() > 0) {
                rewritten.put(rows.key(), hidden.apply(present));
            }
        }
        rewritten.forEach((key, bytes) -> transaction.hide(table, key, bytes));
    }

    private void handles() {
        long last = HandleTable.last(transaction, before.name());
        transaction.delete(InternalTables.HANDLES, Key.of(before.name()));
        if (last > 0) {
            HandleTable.take(transaction, after.name(), last);
        }
    }

    private void outcomes() {
        Outcomes.rewrite(transaction, outcome -> {
            List<RowName> differing = new ArrayList<>();
            boolean named = false;
            for (RowName row : outcome.differing()) {
                boolean own = row.table().equals(before.name());
                named |= own;
                differing.add(own ? new RowName(after.name(), row.key(), row.handle()) : row);
            }
            return named
                    ? new Outcome(
                            outcome.number(),
                            outcome.rejection(),
                            outcome.handles(),
                            differing,
                            outcome.conflicts())
                    : outcome;
        });
    }

    private void texts() {
        rename(InternalTables.TEXTS, row -> {
            int place = places[(int) row.longAt(TEXT_COLUMN)];
            return place == Alteration.NEW ? null : row.with(TEXT_COLUMN, Value.of(place));
        });
    }

    private @Nullable Row deleted(Row row) {
        Row cells = ValueCodec.readRow(
                new ByteSource(row.at(DELETED_CELLS).asBytes(), ErrorCode.CORRUPT_FILE));
        RowVersions versions = HiddenCodec.read(row.at(DELETED_HIDDEN).asBytes());
        return row.with(DELETED_CELLS, Value.of(ValueCodec.rowBytes(relocated(cells))))
                .with(DELETED_HIDDEN, Value.of(HiddenCodec.write(versions.moved(places))));
    }

    private void conflicts() {
        Map<Key, Row> renamed = new LinkedHashMap<>();
        Scan records = transaction.scan(ConflictTable.NAME, Range.ALL);
        while (records.next()) {
            Row record = records.image().cells();
            if (record.textAt(ConflictTable.TABLE_NAME).equals(before.name())) {
                renamed.put(records.key(), conflict(record));
            }
        }
        renamed.forEach((key, row) -> transaction.update(ConflictTable.NAME, key, row));
    }

    private Row conflict(Row record) {
        Row renamed = record.with(ConflictTable.TABLE_NAME, Value.of(after.name()));
        String column = record.textAt(ConflictTable.COLUMN_NAME);
        if (!column.isEmpty()) {
            return renamed.with(ConflictTable.COLUMN_NAME, Value.of(name(column)));
        }
        for (int value : ConflictTable.VALUES) {
            renamed = renamed.with(value, wholeRow(record.at(value)));
        }
        return renamed;
    }

    private Value wholeRow(Value row) {
        if (row.type() != ValueType.TEXT) {
            return row;
        }
        try {
            return Value.of(RowText.renamed(row.asText(), this::name));
        } catch (Incorrect noRow) {
            // A client may have said anything; it is only kept for others to look at.
            return row;
        }
    }

    /** What the column of that name is called now; what is gone keeps its name. */
    private String name(String column) {
        int place = before.indexOf(column);
        int now = place < 0 ? Alteration.NEW : places[place];
        return now == Alteration.NEW ? column : after.columns().get(now).name();
    }

    private Row relocated(Row row) {
        Value[] cells = new Value[alteration.sources().size()];
        for (int i = 0; i < cells.length; i++) {
            int source = alteration.sources().get(i);
            cells[i] = source == Alteration.NEW ? Value.NULL : row.at(source);
        }
        return Row.owned(cells);
    }

    /**
     * Gives the table its name in those rows of an internal table that bear the one before.
     *
     * @param change what else becomes of the row; null if it goes
     */
    private void rename(String internal, Function<Row, @Nullable Row> change) {
        List<Row> own = new ArrayList<>();
        List<Key> keys = new ArrayList<>();
        Scan rows = transaction.scan(internal, Range.of(Row.of(Value.of(before.name()))));
        while (rows.next()) {
            own.add(rows.image().cells());
            keys.add(rows.key());
        }
        keys.forEach(key -> transaction.delete(internal, key));
        for (Row row : own) {
            Row changed = change.apply(row);
            if (changed != null) {
                transaction.insert(internal, changed.with(NAME, Value.of(after.name())));
            }
        }
    }
}
