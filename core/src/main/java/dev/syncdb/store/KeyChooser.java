package dev.syncdb.store;

import dev.syncdb.clock.RandomSource;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

/**
 * Fills INTEGER PRIMARY KEYs that are not given. Lives for one insert into a table that has such a
 * key.
 */
final class KeyChooser {
    /**
     * As often as SQLite tries; with fewer than half of all numbers taken, it never comes to that.
     */
    private static final int ATTEMPTS_MAX = 100;

    /** JavaScript's numbers hold integers of 53 bits. */
    private static final int EXACT_BITS = 53;

    private final StoreOptions.AutomaticKeys mode;
    private final RandomSource random;
    private final Workspace workspace;
    private final SequenceTable sequence;

    KeyChooser(StoreOptions.AutomaticKeys mode, RandomSource random, Workspace workspace) {
        this.mode = mode;
        this.random = random;
        this.workspace = workspace;
        this.sequence = new SequenceTable(workspace);
    }

    /** The row with its key filled in where it is NULL. */
    Row filled(TableData table, Row row) {
        int position = table.structure().primaryKey().columns().get(0);
        return row.at(position).isNull() ? row.with(position, Value.of(choose(table))) : row;
    }

    /** Remembers the key of a new row, so that AUTOINCREMENT does not give it again. */
    void used(TableData table, Row row) {
        boolean counts = mode == StoreOptions.AutomaticKeys.SEQUENTIAL;
        if (counts && table.structure().primaryKey().neverReused()) {
            sequence.raise(
                    table.structure().name(),
                    row.longAt(table.structure().primaryKey().columns().get(0)));
        }
    }

    private long choose(TableData table) {
        return switch (mode) {
            case SEQUENTIAL -> following(table);
            case RANDOM -> random(table, EXACT_BITS);
        };
    }

    private long following(TableData table) {
        RowHead largest = workspace.view().table(table).last();
        int column = table.structure().primaryKey().columns().get(0);
        boolean neverReused = table.structure().primaryKey().neverReused();
        long last = largest == null ? 0 : largest.present().longAt(column);
        if (neverReused) {
            last = Math.max(last, sequence.last(table.structure().name()));
        }
        if (last < Long.MAX_VALUE) {
            return last + 1;
        }
        if (neverReused) {
            throw full(table);
        }
        return random(table, Long.SIZE - 1);
    }

    private long random(TableData table, int bits) {
        for (int i = 0; i < ATTEMPTS_MAX; i++) {
            long chosen = random.nextLong() >>> (Long.SIZE - bits);
            if (chosen != 0 && isFree(table, chosen)) {
                return chosen;
            }
        }
        throw full(table);
    }

    private static boolean isFree(TableData table, long key) {
        RowHead place = table.heap().heads().find(key);
        return place == null || RowVersion.liveOf(place.newest()) == null;
    }

    private static Incorrect full(TableData table) {
        String name = table.structure().name();
        return Incorrect.at(ErrorCode.LIMIT, "no key is left in table " + name, name, null);
    }
}
