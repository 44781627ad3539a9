package dev.syncdb.client.outbox;

import dev.syncdb.change.Cursor;
import dev.syncdb.clock.RandomSource;
import dev.syncdb.clock.Stamp;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.Durability;
import dev.syncdb.journal.Journal;
import dev.syncdb.sync.message.Chain;
import dev.syncdb.sync.message.Push;
import dev.syncdb.sync.message.PushedTransaction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The transactions that the server has not judged, in order, and for a while those that it has: a
 * server that was restored from an older state gets them again. Durable. Outlives the replica:
 * whatever happens to that, what is here is sent. Lives as long as the client is open; may be
 * called from any thread.
 */
public final class Outbox implements AutoCloseable {
    /**
     * A transaction of more bytes is refused at its commit: it could hardly be sent over a bad
     * network.
     */
    public static final int TRANSACTION_BYTES_MAX = 1 << 20;

    /** One request carries about this much, so that a cut connection costs little. */
    static final int PUSH_BYTES_MAX = 1 << 20;

    /** One request carries at most this many; the server takes ten times as many. */
    static final int PUSH_TRANSACTIONS_MAX = 1_000;

    /** Judged transactions are removed from the files once these have grown so much. */
    static final int LOG_BYTES_MAX = 1 << 18;

    private static final String NAME = "outbox";
    private static final String DAMAGED = "damaged-";
    private static final int SEGMENT_BYTES = 1 << 18;

    private final OutboxOptions options;
    private final Journal journal;
    private final boolean isNew;
    private final @Nullable String damage;
    private Identity identity;
    private long judged;
    private int chain;
    private List<PendingTransaction> pending;

    /** Those of the pending transactions that the server rejected, as far as the replica knows. */
    private Set<Long> rejected;

    private Retained retained;

    /** What the authors of all these had seen, and whether the newest of it is on disk. */
    private LineMarks marks;

    private boolean marked = true;

    private Outbox(OutboxOptions options, Opened opened, Identity identity) {
        this.options = options;
        this.journal = opened.journal;
        this.isNew = opened.recovery.identity == null;
        this.damage = opened.damage;
        this.identity = identity;
        this.judged = opened.recovery.judged;
        this.chain = opened.recovery.chain;
        this.pending = new ArrayList<>(opened.recovery.pending);
        this.rejected = opened.recovery.rejected;
        this.retained = opened.recovery.retained;
        this.marks = opened.recovery.marks;
    }

    /**
     * Opens the outbox, or makes it for an identity drawn from {@code random}. If its files are
     * damaged, it keeps the transactions before the damage and sets the rest aside.
     *
     * @throws Incorrect CONFIGURATION if it belongs to another owner
     * @throws dev.syncdb.error.Contended STORE_IN_USE if it is open already
     */
    public static Outbox open(OutboxOptions options, RandomSource random) {
        Opened opened = Opened.open(options.disk());
        Identity known = opened.recovery.identity;
        Identity identity = known == null ? Identity.draw(random) : known;
        Outbox outbox = new Outbox(options, opened, identity);
        try {
            outbox.requireOwner(opened.recovery.owner);
            if (outbox.isNew || outbox.damage != null) {
                outbox.checkpoint();
            }
            return outbox;
        } catch (RuntimeException failure) {
            outbox.close();
            throw failure;
        }
    }

    /** True if there was no outbox, or nothing of it could be read: the identity is fresh. */
    public boolean isNew() {
        return isNew;
    }

    /** What was wrong with the files when they were opened; null if nothing was. */
    public @Nullable String damage() {
        return damage;
    }

    public synchronized Identity identity() {
        return identity;
    }

    /** Number of the last transaction that was made; the next one is one more. */
    public synchronized long last() {
        return judged + pending.size();
    }

    /** Number of the last transaction whose outcome is known. */
    public synchronized long judged() {
        return judged;
    }

    /** The transactions that were not judged, in order. */
    public synchronized List<PendingTransaction> pending() {
        return new ArrayList<>(pending);
    }

    public synchronized int size() {
        return pending.size();
    }

    /** What the authors of the transactions had seen. */
    public synchronized LineMarks marks() {
        return marks;
    }

    /**
     * The transactions after {@code number}, judged or not, as far as they are kept; in order, and
     * without gaps.
     */
    public synchronized List<PendingTransaction> after(long number) {
        List<PendingTransaction> after = retained.after(number);
        for (PendingTransaction each : pending) {
            if (each.number() > number) {
                after.add(each);
            }
        }
        return after;
    }

    /**
     * Number of the last transaction that is not kept any more: what is older cannot be sent again.
     */
    public synchronized long forgotten() {
        return retained.before();
    }

    /**
     * The chain value after transaction {@code number}, one that is kept or the last that is not.
     */
    public synchronized int chainAt(long number) {
        if (number < judged && number >= retained.before()) {
            return retained.chainAt(number);
        }
        int value = chain;
        for (PendingTransaction each : pending.subList(0, indexOf(number + 1))) {
            value = Chain.next(value, each.nonce());
        }
        return value;
    }

    /**
     * Checks the next transaction, and returns what adds it: it survives what the durability
     * promises when that returns.
     *
     * @throws Incorrect LIMIT if it is too large
     */
    public synchronized Runnable appending(PendingTransaction transaction) {
        if (transaction.number() != last() + 1) {
            throw new IllegalArgumentException(
                    "transaction " + transaction.number() + " where " + (last() + 1) + " is due");
        }
        byte[] record = OutboxCodec.transaction(transaction);
        if (record.length > TRANSACTION_BYTES_MAX) {
            throw new Incorrect(
                    ErrorCode.LIMIT,
                    "a transaction of " + record.length + " bytes; most is "
                            + TRANSACTION_BYTES_MAX);
        }
        return () -> append(transaction, record);
    }

    /** Notes, durably, the number that the server gave this device. */
    public synchronized void register(long client) {
        Identity registered = identity.registeredAs(client);
        journal.append(OutboxCodec.identity(registered));
        journal.force();
        identity = registered;
    }

    /**
     * The first transactions that were not judged, as many as one request should carry. They are
     * durable, and so is which are not among them: what the server has seen or heard to be known,
     * this device must neither number nor send again.
     */
    public synchronized Push push(Stamp now) {
        journal.force();
        List<PushedTransaction> pushed = new ArrayList<>();
        long bytes = 0;
        for (PendingTransaction each : pending) {
            bytes += OutboxCodec.transaction(each).length;
            boolean full = bytes > PUSH_BYTES_MAX || pushed.size() == PUSH_TRANSACTIONS_MAX;
            if (full && !pushed.isEmpty()) {
                break;
            }
            pushed.add(each.pushed(now));
        }
        return new Push(judged + 1, chain, pushed);
    }

    /**
     * No transactions; says to a server that has judged those up to {@code lastTx} that both mean
     * the same ones.
     */
    public synchronized Push pushNothing(long lastTx) {
        journal.force();
        return new Push(lastTx + 1, chainAt(lastTx), List.of());
    }

    /**
     * The author of the next transactions has seen this version of the server. What was seen of a
     * line is on disk once another one begins, or something is written on it.
     */
    public synchronized void seen(Cursor cursor) {
        if (cursor.line() != marks.newest().line()) {
            mark();
        }
        LineMarks extended = marks.with(cursor);
        marked &= extended.equals(marks);
        marks = extended;
    }

    /**
     * Notes, durably, which of the pending transactions the replica is about to take for rejected;
     * the numbers noted before do not count any more. They are not sent again when they are judged.
     */
    public synchronized void reject(Set<Long> numbers) {
        if (!numbers.equals(rejected)) {
            journal.append(OutboxCodec.rejected(numbers));
            journal.force();
            rejected = new TreeSet<>(numbers);
        }
    }

    /**
     * The transactions up to {@code lastTx} are not pending any more: their outcome is in the
     * replica. They are retained from {@code now} on.
     */
    public synchronized void trim(long lastTx, Stamp now) {
        if (lastTx <= judged) {
            return;
        }
        int count = indexOf(lastTx + 1);
        chain = chainAt(lastTx);
        judged = lastTx;
        for (PendingTransaction each : pending.subList(0, count)) {
            retained.add(each.judged(rejected), now);
        }
        retained.dropOld(now);
        pending = new ArrayList<>(pending.subList(count, pending.size()));
        if (journal.bytesSinceCheckpoint() > Math.max(LOG_BYTES_MAX, retained.bytes())) {
            checkpoint();
        } else {
            journal.append(OutboxCodec.judged(judged, chain, now));
        }
    }

    /**
     * The server's history is another one, in which the transactions up to {@code lastTx} were
     * judged, and no others: those after it are pending, those up to it are retained. In one step.
     *
     * @param who the identity under its present secret
     * @param lastTx one that is kept, or the last that is not
     */
    public synchronized void rewind(Identity who, long lastTx, Rewind rewind, Stamp now) {
        Retained judgedThere = retained.upTo(lastTx);
        for (PendingTransaction each : pending) {
            if (each.number() <= lastTx) {
                judgedThere.add(each, now);
            }
        }
        List<PendingTransaction> again = rewind.of(after(lastTx));
        replace(new Contents(who, judgedThere, rewind.common(), Set.of(), again));
    }

    /**
     * Begins again as somebody whom the server has not met, in a history that is another one, with
     * these transactions. In one step.
     */
    public synchronized void restart(
            Identity other, List<PendingTransaction> transactions, Rewind rewind) {
        Retained none = new Retained(0, Chain.START);
        List<PendingTransaction> numbered = numbered(rewind.of(transactions), 1);
        replace(new Contents(other, none, rewind.common(), Set.of(), numbered));
    }

    /**
     * Replaces all that is known: a new identity, or the one that the replica remembers, and the
     * transactions that are to be judged under it. In one step, also where a crash comes between.
     *
     * @param lastTx the last transaction of that identity that was judged
     * @param chainValue the chain value there
     */
    public synchronized void restart(
            Identity other, long lastTx, int chainValue, List<PendingTransaction> transactions) {
        Retained none = new Retained(lastTx, chainValue);
        List<PendingTransaction> numbered = numbered(transactions, lastTx + 1);
        replace(new Contents(other, none, marks, Set.of(), numbered));
    }

    /** Replaces transactions by ones of the same numbers that name rows better. */
    public synchronized void rewrite(List<PendingTransaction> transactions) {
        replace(new Contents(identity, retained, marks, rejected, transactions));
    }

    @Override
    public synchronized void close() {
        journal.close();
    }

    private synchronized void append(PendingTransaction transaction, byte[] record) {
        mark();
        journal.append(record);
        if (options.durability() != Durability.NONE) {
            journal.force();
        }
        pending.add(transaction);
    }

    private void mark() {
        if (!marked) {
            journal.append(OutboxCodec.seen(marks.newest()));
            marked = true;
        }
    }

    private static List<PendingTransaction> numbered(
            List<PendingTransaction> transactions, long first) {
        List<PendingTransaction> numbered = new ArrayList<>();
        for (PendingTransaction each : transactions) {
            numbered.add(each.numbered(first + numbered.size()));
        }
        return numbered;
    }

    /** If the disk refuses, nothing has changed. */
    private void replace(Contents contents) {
        journal.checkpoint(sink -> contents.write(sink, options.owner()));
        marked = true;
        identity = contents.identity();
        retained = contents.retained();
        judged = retained.last();
        chain = retained.chainAt(judged);
        marks = contents.marks();
        rejected = contents.rejected();
        pending = new ArrayList<>(contents.pending());
    }

    private void checkpoint() {
        replace(new Contents(identity, retained, marks, rejected, pending));
    }

    /** Where the transaction of that number is, or would be if it is the next one. */
    private int indexOf(long number) {
        if (number <= judged) {
            throw new IllegalArgumentException("transaction " + number
                    + " was judged; the first that was not is " + (judged + 1));
        }
        if (number > last() + 1) {
            throw new IllegalArgumentException(
                    "transaction " + number + " is not made; the last is " + last());
        }
        return (int) (number - judged - 1);
    }

    private void requireOwner(@Nullable String owner) {
        if (owner != null && !owner.equals(options.owner())) {
            throw new Incorrect(
                    ErrorCode.CONFIGURATION,
                    "this data folder belongs to " + owner + ", not to " + options.owner());
        }
    }

    /** All that an outbox holds. */
    private record Contents(
            Identity identity,
            Retained retained,
            LineMarks marks,
            Set<Long> rejected,
            List<PendingTransaction> pending) {
        void write(Consumer<byte[]> sink, String owner) {
            long before = retained.before();
            sink.accept(OutboxCodec.start(owner, before, retained.chainAt(before)));
            sink.accept(OutboxCodec.identity(identity));
            retained.write(sink);
            marks.marks().forEach(mark -> sink.accept(OutboxCodec.seen(mark)));
            pending.forEach(each -> sink.accept(OutboxCodec.transaction(each)));
            if (!rejected.isEmpty()) {
                sink.accept(OutboxCodec.rejected(rejected));
            }
        }
    }

    /** A journal, what it held, and what was wrong with it. */
    private record Opened(
            Journal journal,
            OutboxRecovery recovery,
            @Nullable String damage) {
        static Opened open(Disk disk) {
            try {
                return open(disk, null);
            } catch (Corrupt damaged) {
                return repaired(disk, damaged.getMessage());
            }
        }

        private static Opened open(Disk disk, @Nullable String damage) {
            OutboxRecovery recovery = new OutboxRecovery();
            Journal journal = Journal.open(disk, NAME, SEGMENT_BYTES, recovery);
            return new Opened(journal, recovery, damage);
        }

        private static Opened repaired(Disk disk, @Nullable String damage) {
            Journal.repair(disk, NAME, SEGMENT_BYTES);
            OutboxRecovery salvaged = new OutboxRecovery();
            try {
                return new Opened(
                        Journal.open(disk, NAME, SEGMENT_BYTES, salvaged), salvaged, damage);
            } catch (Corrupt snapshot) {
                setAside(disk);
                Journal fresh = Journal.open(disk, NAME, SEGMENT_BYTES, new OutboxRecovery());
                return new Opened(fresh, salvaged, damage);
            }
        }

        private static void setAside(Disk disk) {
            for (String file : disk.list()) {
                if (file.startsWith(NAME + "-")) {
                    disk.rename(file, DAMAGED + file);
                }
            }
            disk.syncDirectory();
        }
    }
}
