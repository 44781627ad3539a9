package dev.syncdb.client.outbox;

import dev.syncdb.clock.RandomSource;
import dev.syncdb.clock.Stamp;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.Retryable;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.Durability;
import dev.syncdb.journal.Journal;
import dev.syncdb.sync.message.Chain;
import dev.syncdb.sync.message.Push;
import dev.syncdb.sync.message.PushedTransaction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The transactions that the server has not judged, in order, durable, and nothing else. Outlives
 * the replica: whatever happens to that, what is here is sent. Lives as long as the client is open;
 * may be called from any thread.
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
    private static final String SNAPSHOT = ".snapshot";
    private static final int SEGMENT_BYTES = 1 << 18;

    private final OutboxOptions options;
    private final Journal journal;
    private final boolean isNew;
    private final @Nullable String damage;
    private Identity identity;
    private long judged;
    private int chain;
    private List<PendingTransaction> pending;

    /** What must be added to a number to tell the place of a commit among all since opening. */
    private long offset;

    /** What the files must be told before anything else, because the disk refused it; or null. */
    private @Nullable Runnable owed;

    private Outbox(OutboxOptions options, Opened opened, Identity identity) {
        this.options = options;
        this.journal = opened.journal;
        this.isNew = opened.recovery.identity == null;
        this.damage = opened.damage;
        this.identity = identity;
        this.judged = opened.recovery.judged;
        this.chain = opened.recovery.chain;
        this.pending = new ArrayList<>(opened.recovery.pending);
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

    /**
     * Removes the files of an outbox that is closed, after those of the replica. Whose the folder
     * is stands in the snapshot, which therefore goes last: until then nobody else can open it,
     * also where a crash comes between.
     */
    public static void erase(Disk disk) {
        Disk.Lock lock = disk.lock(NAME + ".lock");
        try {
            erase(disk, file -> !file.endsWith(SNAPSHOT));
            erase(disk, file -> true);
        } finally {
            lock.close();
        }
    }

    private static void erase(Disk disk, Predicate<String> which) {
        for (String file : disk.list()) {
            boolean own = file.startsWith(NAME + "-") || file.startsWith(DAMAGED);
            if (own && which.test(file)) {
                disk.delete(file);
            }
        }
        disk.syncDirectory();
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

    /**
     * Which one the last transaction is, counting on whatever numbers they bear: a transaction
     * keeps its place when the client registers anew and its number changes. Two places can be
     * compared as long as the outbox is open.
     */
    public synchronized long lastPlace() {
        return offset + last();
    }

    /** The place, see {@link #lastPlace}, of the transaction that bears a number now. */
    public synchronized long placeOf(long number) {
        return offset + number;
    }

    /** The place, see {@link #lastPlace}, of the last transaction whose outcome is known. */
    public synchronized long judgedPlace() {
        return offset + judged;
    }

    /** The transactions that were not judged, in order. */
    public synchronized List<PendingTransaction> pending() {
        return new ArrayList<>(pending);
    }

    public synchronized int size() {
        return pending.size();
    }

    /**
     * The chain value after transaction {@code number}, one that was not judged or the last that
     * was.
     */
    public synchronized int chainAt(long number) {
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
        settling(() -> {
            journal.append(OutboxCodec.identity(registered));
            journal.force();
        });
        identity = registered;
    }

    /** Returns once everything that was committed here is durable, whatever the options say. */
    public synchronized void force() {
        settling(journal::force);
    }

    /**
     * The first transactions that were not judged, as many as one request should carry. They are
     * durable, and so is which are not among them: what the server has seen or heard to be known,
     * this device must neither number nor send again.
     */
    public synchronized Push push(Stamp now) {
        force();
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
        force();
        return new Push(lastTx + 1, chainAt(lastTx), List.of());
    }

    /** Forgets the transactions up to {@code lastTx}, whose outcome is in the replica. */
    public synchronized void trim(long lastTx) {
        if (lastTx <= judged) {
            return;
        }
        int count = indexOf(lastTx + 1);
        chain = chainAt(lastTx);
        judged = lastTx;
        pending = new ArrayList<>(pending.subList(count, pending.size()));
        settling(() -> {
            if (journal.bytesSinceCheckpoint() > LOG_BYTES_MAX) {
                checkpoint();
            } else {
                appendJudged();
            }
        });
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
        List<PendingTransaction> numbered = new ArrayList<>();
        for (PendingTransaction each : transactions) {
            numbered.add(each.numbered(lastTx + 1 + numbered.size()));
        }
        // A refused checkpoint may have taken its place all the same.
        settling(
                () -> journal.checkpoint(sink -> write(sink, other, numbered, lastTx, chainValue)),
                this::checkpoint);
        offset += last() - (lastTx + numbered.size());
        identity = other;
        judged = lastTx;
        chain = chainValue;
        pending = numbered;
    }

    /** Replaces transactions by ones of the same numbers that name rows better. */
    public synchronized void rewrite(List<PendingTransaction> transactions) {
        restart(identity, judged, chain, transactions);
    }

    @Override
    public synchronized void close() {
        journal.close();
    }

    private synchronized void append(PendingTransaction transaction, byte[] record) {
        settling(() -> {
            journal.append(record);
            if (isForcedFirst()) {
                journal.force();
            }
        });
        pending.add(transaction);
    }

    private boolean isForcedFirst() {
        return options.durability() != Durability.NONE;
    }

    /**
     * Does work on the journal once what an earlier refusal of the disk left in doubt is settled.
     * If it is refused itself, it is undone, or nobody can say whether it is.
     */
    private void settling(Runnable work) {
        settling(work, this::appendJudged);
    }

    /** @param repair makes the files say what is known here, if the disk refuses the work */
    private void settling(Runnable work, Runnable repair) {
        // An interrupt would close the files under whoever uses them next.
        boolean interrupted = Thread.interrupted();
        try {
            settle();
            if (owed != null) {
                owed.run();
                owed = null;
            }
            try {
                work.run();
            } catch (Retryable refused) {
                owed = repair;
                throw settled(refused);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Makes the journal usable after a refusal. Where commits are forced before anybody hears of
     * them, what was not forced was not acknowledged, and is taken back, with the note of what was
     * judged, which is then owed; else it is kept.
     */
    private void settle() {
        if (isForcedFirst()) {
            journal.takeBack();
        } else {
            journal.retain();
        }
    }

    private Retryable settled(Retryable refused) {
        try {
            settle();
            return refused;
        } catch (Retryable alsoRefused) {
            refused.addSuppressed(alsoRefused);
            return new Retryable(
                    ErrorCode.OUTCOME_UNKNOWN,
                    "undone, but may be found when the client is opened again: "
                            + refused.getMessage(),
                    refused);
        }
    }

    private void appendJudged() {
        journal.append(OutboxCodec.judged(judged, chain));
    }

    private void checkpoint() {
        journal.checkpoint(sink -> write(sink, identity, pending, judged, chain));
    }

    private void write(
            Consumer<byte[]> sink,
            Identity who,
            List<PendingTransaction> transactions,
            long lastTx,
            int chainValue) {
        sink.accept(OutboxCodec.start(options.owner(), lastTx, chainValue));
        sink.accept(OutboxCodec.identity(who));
        for (PendingTransaction each : transactions) {
            sink.accept(OutboxCodec.transaction(each));
        }
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
