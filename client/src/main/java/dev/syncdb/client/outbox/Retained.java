package dev.syncdb.client.outbox;

import dev.syncdb.clock.Stamp;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.sync.push.Chain;
import dev.syncdb.value.Bytes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Transactions that the server has judged, kept for the day on which it turns out to have been
 * restored from a state without them. They are contiguous, and the last one is the last that was
 * judged. Kept as bytes, for most are never looked at again. Lives as long as its outbox, which
 * guards it.
 */
final class Retained {
    /** Backups are restored within days; what is older is in them. */
    static final long AGE_MILLIS_MAX = 7L * 24 * 60 * 60 * 1_000;

    /** More than people type in a week, and little on a phone. */
    static final int BYTES_MAX = 8 << 20;

    private record Entry(Stamp acknowledged, int nonce, Bytes record) {}

    private final Deque<Entry> entries = new ArrayDeque<>();

    /** The last transaction that is not kept, and the chain value there. */
    private long before;

    private int chainBefore;
    private long bytes;

    /** Nothing is kept; the transaction judged last was {@code lastTx}. */
    Retained(long lastTx, int chain) {
        this.before = lastTx;
        this.chainBefore = chain;
    }

    /** Number of the last transaction that is not kept. */
    long before() {
        return before;
    }

    /** Number of the last transaction that was judged. */
    long last() {
        return before + entries.size();
    }

    long bytes() {
        return bytes;
    }

    /** Keeps the next transaction; for it the oldest may go. */
    void add(PendingTransaction judged, Stamp acknowledged) {
        Bytes record = Bytes.owned(OutboxCodec.retained(judged, acknowledged));
        entries.add(new Entry(acknowledged, judged.nonce(), record));
        bytes += record.size();
        while (bytes > BYTES_MAX) {
            dropOldest();
        }
    }

    /** Lets go of what was judged too long ago. */
    void dropOld(Stamp now) {
        while (!entries.isEmpty()
                && entries.element().acknowledged().ageMillisAt(now) > AGE_MILLIS_MAX) {
            dropOldest();
        }
    }

    /** The chain value after a transaction that is kept, or the last one that is not. */
    int chainAt(long number) {
        int chain = chainBefore;
        long reached = before;
        for (Entry entry : entries) {
            if (reached == number) {
                break;
            }
            chain = Chain.next(chain, entry.nonce());
            reached++;
        }
        return chain;
    }

    /** The transactions that are kept and come after {@code number}. */
    List<PendingTransaction> after(long number) {
        List<PendingTransaction> after = new ArrayList<>();
        long due = before;
        for (Entry entry : entries) {
            due++;
            if (due > number) {
                ByteSource source = new ByteSource(entry.record(), ErrorCode.CORRUPT_FILE);
                source.readByte();
                OutboxCodec.readStamp(source);
                after.add(OutboxCodec.readTransaction(source));
            }
        }
        return after;
    }

    /** Those of them up to {@code number}. */
    Retained upTo(long number) {
        Retained first = new Retained(before, chainBefore);
        for (Entry entry : entries) {
            if (first.last() == number) {
                break;
            }
            first.entries.add(entry);
            first.bytes += entry.record().size();
        }
        return first;
    }

    /** The same transactions; where no schema version is said of one, it is that. */
    Retained declared(int version) {
        Retained declared = new Retained(before, chainBefore);
        for (Entry entry : entries) {
            ByteSource source = new ByteSource(entry.record(), ErrorCode.CORRUPT_FILE);
            source.readByte();
            Stamp acknowledged = OutboxCodec.readStamp(source);
            PendingTransaction judged = OutboxCodec.readTransaction(source);
            declared.add(OutboxContents.declared(judged, version), acknowledged);
        }
        return declared;
    }

    void write(Consumer<byte[]> sink) {
        entries.forEach(entry -> sink.accept(entry.record().toArray()));
    }

    private void dropOldest() {
        Entry oldest = entries.remove();
        bytes -= oldest.record().size();
        chainBefore = Chain.next(chainBefore, oldest.nonce());
        before++;
    }
}
