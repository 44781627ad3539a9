package dev.syncdb.server.space;

import dev.syncdb.change.Image;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.store.Reader;
import dev.syncdb.store.Transaction;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

/* One row for each run of transactions: | client | run | chain u32 … |
 * the chain values after transactions run * RUN, run * RUN + 1, …; that of number 0 is START
 */
/**
 * The table {@code syncdb_chains}: the chain values after transactions whose outcomes are
 * forgotten. A phone that goes on from a backup pushes again what was pending there, and may be
 * told how much of that was judged long ago only by who still knows the chain. Stateless.
 */
final class Chains {
    /** Few bytes are written again when some are added, and a row is no burden for so many. */
    static final int RUN = 64;

    /** 4,096 transactions a client, in 16 KiB: more than are made between two backups. */
    static final int RUNS_MAX = 64;

    private static final int CHAINS = 2;

    private Chains() {}

    /** Keeps the chain value after the client's next transaction; they are added without gaps. */
    static void add(Transaction transaction, long client, long number, int chain) {
        Key key = key(client, number / RUN);
        Image image = transaction.get(InternalTables.CHAINS, key);
        ByteSink values = new ByteSink();
        if (image != null) {
            values.write(image.cells().at(CHAINS).asBytes().toArray());
        }
        for (int missing = values.size() / Integer.BYTES; missing < number % RUN; missing++) {
            // Before the first transaction, and where a space is older than this table.
            values.writeInt(0);
        }
        Bytes bytes = values.writeInt(chain).toBytes();
        Row row = Row.of(Value.of(client), Value.of(number / RUN), Value.of(bytes));
        if (image == null) {
            transaction.insert(InternalTables.CHAINS, row);
            Key oldest = key(client, number / RUN - RUNS_MAX);
            if (transaction.get(InternalTables.CHAINS, oldest) != null) {
                transaction.delete(InternalTables.CHAINS, oldest);
            }
        } else {
            transaction.update(InternalTables.CHAINS, key, row);
        }
    }

    /** The chain value after a transaction, or null if it is not known any more, or not yet. */
    static @Nullable Integer after(Reader rows, long client, long number) {
        Image image = rows.get(InternalTables.CHAINS, key(client, number / RUN));
        if (image == null) {
            return null;
        }
        Bytes values = image.cells().at(CHAINS).asBytes();
        int at = (int) (number % RUN) * Integer.BYTES;
        if (at + Integer.BYTES > values.size()) {
            return null;
        }
        ByteSource source = new ByteSource(values, ErrorCode.CORRUPT_FILE);
        source.read(at);
        return source.readInt();
    }

    private static Key key(long client, long run) {
        return new Key(Row.of(Value.of(client), Value.of(run)));
    }
}
