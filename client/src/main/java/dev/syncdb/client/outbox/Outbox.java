package dev.syncdb.client.outbox;

import dev.syncdb.change.Cursor;
import dev.syncdb.clock.RandomSource;
import dev.syncdb.clock.Stamp;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.journal.Disk;
import dev.syncdb.sync.push.Push;
import dev.syncdb.sync.push.PushedTransaction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The transactions that the server has not judged, in order; those that it refused, as long as
 * nobody has dealt with them; and for a while those that it took, since a server that was restored
 * from an older state gets them again. Durable. Outlives the replica: whatever happens to that,
 * what is here is sent or can be. Lives as long as the client is open.
 *
 * <p>May be called from any thread. Its monitor is its lock: who makes a {@link Draft} holds it
 * until that is added, so that no request goes out in between.
 */
public final class Outbox implements AutoCloseable {
    /**
     * A transaction of more bytes is refused at its commit: it could hardly be sent over a bad
     * network.
     */
    public static final int TRANSACTION_BYTES_MAX = 1 << 20;

    /**
     * A transaction of more operations is refused at its commit: the server does them in one step,
     * for which everybody else in the space waits.
     */
    public static final int TRANSACTION_OPERATIONS_MAX = 10_000;

    /** One request carries at most this many; the server takes ten times as many. */
    static final int PUSH_TRANSACTIONS_MAX = 1_000;

    private final OutboxOptions options;
    private final OutboxLog log;
    private final boolean isNew;
    private final @Nullable String damage;
    private OutboxContents contents;
    private Identity identity;
    private @Nullable Run run;
    private long transactionsSquashed;
    private long operationsSquashed;

    /** What must be added to a number to tell the place of a commit among all since opening. */
    private long offset;

    private Outbox(OutboxOptions options, OutboxLog.Opened opened, Identity identity) {
        this.options = options;
        this.log = opened.log();
        this.isNew = opened.contents().identity == null;
        this.damage = opened.damage();
        this.contents = opened.contents();
        this.identity = identity;
    }

    /**
     * Opens the outbox, or makes it for an identity drawn from {@code random}. If its files are
     * damaged, it keeps the transactions before the damage and sets the rest aside.
     *
     * @throws Incorrect CONFIGURATION if it belongs to another owner
     * @throws dev.syncdb.error.Contended STORE_IN_USE if it is open already
     */
    public static Outbox open(OutboxOptions options, RandomSource random) {
        OutboxLog.Opened opened = OutboxLog.open(options);
        OutboxContents found = opened.contents();
        Identity identity = found.identity == null ? Identity.draw(random) : found.identity;
        Outbox outbox = new Outbox(options, opened, identity);
        try {
            outbox.requireOwner(found.owner);
            found.owner = options.owner();
            found.identity = identity;
            if (outbox.damage != null) {
                // Which of them were sent stood behind the damage, perhaps.
                found.send(found.last());
            }
            if (outbox.isNew || outbox.damage != null) {
                outbox.log.replace(found, found);
            }
            return outbox;
        } catch (RuntimeException failure) {
            outbox.close();
            throw failure;
        }
    }

    /** Removes the files of an outbox that is closed, after those of the replica. */
    public static void erase(Disk disk) {
        OutboxLog.erase(disk);
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
        return contents.last();
    }

    /** Number of the last transaction whose outcome is known. */
    public synchronized long judged() {
        return contents.judged();
    }

    /** Number of the last transaction that any request carried. */
    public synchronized long sent() {
        return contents.sent();
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
        return offset + judged();
    }

    /** The transactions that were not judged, in order. */
    public synchronized List<PendingTransaction> pending() {
        return new ArrayList<>(contents.pending());
    }

    public synchronized int size() {
        return contents.pending().size();
    }

    /** The transactions that the server refused and nobody has dealt with, in order of ids. */
    public synchronized List<RejectedTransaction> rejected() {
        return new ArrayList<>(contents.rejected().values());
    }

    /** Transactions that were joined to others since the outbox was opened. */
    public synchronized long transactionsSquashed() {
        return transactionsSquashed;
    }

    /** Operations that need not be sent because of that. */
    public synchronized long operationsSquashed() {
        return operationsSquashed;
    }

    /** What the authors of the transactions had seen. */
    public synchronized LineMarks marks() {
        return contents.marks();
    }

    /** The author of the next transactions has seen this version of the server. */
    public synchronized void seen(Cursor cursor) {
        if (contents.see(cursor)) {
            log.note(OutboxCodec.seen(cursor), false);
        }
    }

    /**
     * The transactions after {@code number}, judged or not, as far as they are kept; in order, and
     * without gaps.
     */
    public synchronized List<PendingTransaction> after(long number) {
        return contents.after(number);
    }

    /**
     * Number of the last transaction that is not kept any more: what is older cannot be sent again.
     */
    public synchronized long forgotten() {
        return contents.forgotten();
    }

    /**
     * The chain value after transaction {@code number}, one that is kept or the last that is not.
     */
    public synchronized int chainAt(long number) {
        return contents.chainAt(number);
    }

    /**
     * A pending transaction that may still be changed.
     *
     * @throws Incorrect ALREADY_SENT if a request carried it, UNKNOWN_TRANSACTION if it is not made
     */
    public synchronized PendingTransaction unsent(long number) {
        if (number < 1 || number > contents.last()) {
            throw new Incorrect(ErrorCode.UNKNOWN_TRANSACTION, "no pending transaction " + number);
        }
        if (number <= contents.sent()) {
            throw new Incorrect(
                    ErrorCode.ALREADY_SENT,
                    "transaction " + number + " was sent: only the server can end it now");
        }
        return contents.get(number);
    }

    /**
     * A rejected transaction.
     *
     * @throws Incorrect UNKNOWN_TRANSACTION if there is none of that id
     */
    public synchronized RejectedTransaction rejected(long id) {
        RejectedTransaction found = contents.rejected().get(id);
        if (found == null) {
            throw new Incorrect(ErrorCode.UNKNOWN_TRANSACTION, "no rejected transaction " + id);
        }
        return found;
    }

    /**
     * The transaction that {@code operations} become: the next one, or the newest, if they are soon
     * behind it and of its rows.
     *
     * @param next of the next number
     * @throws Incorrect LIMIT if it is too large
     */
    public synchronized Draft draft(PendingTransaction next) {
        byte[] record = OutboxCodec.transaction(next);
        requireLimits(next, record.length);
        PendingTransaction joined = joined(next, record.length);
        if (joined != null) {
            byte[] revised = OutboxCodec.revised(List.of(joined));
            return new Draft(joined, revised, () -> join(joined, next, revised.length));
        }
        return new Draft(next, record, () -> {
            contents.add(next);
            run = Run.of(next, record.length);
        });
    }

    /**
     * The next transaction, which does again what a rejected one did; that one goes.
     *
     * @throws Incorrect LIMIT if it is too large
     */
    public synchronized Draft draftAgain(long id, PendingTransaction next) {
        byte[] record = OutboxCodec.resent(id, next);
        requireLimits(next, record.length);
        return new Draft(next, record, () -> {
            contents.resend(id, next);
            run = null;
        });
    }

    /**
     * Adds a transaction. It survives what the durability promises when this returns.
     *
     * @param draft made under the same lock
     */
    public synchronized void add(Draft draft) {
        log.add(draft.record(), options.isForcedFirst(), contents);
        draft.take();
    }

    /**
     * Puts transactions in the place of those of their numbers. What they do may differ only where
     * they were never sent.
     */
    public synchronized void revise(List<PendingTransaction> changed) {
        changed.forEach(each -> requireLimits(each, OutboxCodec.transaction(each).length));
        log.add(OutboxCodec.revised(changed), options.isForcedFirst(), contents);
        contents.revise(changed);
        run = null;
    }

    /** Forgets a rejected transaction. */
    public synchronized void dismiss(long id) {
        log.add(OutboxCodec.dismissed(id), options.isForcedFirst(), contents);
        contents.dismiss(id);
    }

    /** Joins nothing more to the newest transaction: what it was made on is no longer visible. */
    public synchronized void endRun() {
        run = null;
    }

    /** Notes, durably, the number that the server gave this device. */
    public synchronized void register(long client) {
        Identity registered = identity.registeredAs(client);
        log.add(OutboxCodec.identity(registered), true, contents);
        become(registered);
    }

    /** Returns once everything that was committed here is durable, whatever the options say. */
    public synchronized void force() {
        log.force(contents);
    }

    /**
     * The first transactions that were not judged, as many as fit into so many bytes and are in the
     * words of one schema version, which the push says; at least one. They are durable, and so is
     * that they were sent and which are not among them: what the server has seen or heard to be
     * known, this device must neither change, number nor send again.
     */
    public synchronized Push push(Stamp now, int bytesMax) {
        List<PushedTransaction> pushed = new ArrayList<>();
        long bytes = 0;
        int version = Push.PRESENT;
        for (PendingTransaction each : contents.pending()) {
            bytes += OutboxCodec.transaction(each).length;
            boolean full = bytes > bytesMax || pushed.size() == PUSH_TRANSACTIONS_MAX;
            if (!pushed.isEmpty() && (full || each.version() != version)) {
                break;
            }
            version = each.version();
            pushed.add(each.pushed(now));
        }
        long through = contents.judged() + pushed.size();
        if (through > contents.sent()) {
            log.add(OutboxCodec.sent(through), true, contents);
            contents.send(through);
        }
        // What was sent before was forced then: a sync without news leaves the disk alone.
        return new Push(contents.judged() + 1, contents.chain(), pushed, noncesBehind(through))
                .saidIn(version);
    }

    /**
     * Counts the transactions up to {@code number}, as far as there are any, as sent: the server
     * may have them from a copy of this device, and the next request shows which these are.
     */
    public synchronized void show(long number) {
        long through = Math.min(number, contents.last());
        if (through > contents.sent()) {
            log.add(OutboxCodec.sent(through), true, contents);
            contents.send(through);
            run = null;
        }
    }

    /**
     * No transactions; says to a server that has judged those up to {@code lastTx} that both mean
     * the same ones.
     */
    public synchronized Push pushNothing(long lastTx) {
        return new Push(lastTx + 1, chainAt(lastTx), List.of(), noncesBehind(lastTx));
    }

    /** What a settlement adds to the rejected transactions. */
    public synchronized List<RejectedTransaction> rejectedBy(Settlement settlement) {
        return contents.rejectedBy(settlement);
    }

    /**
     * Takes in what the server said, which the replica holds durably. What was judged is retained
     * from {@code now} on. What the disk refuses to write of it now is written later.
     */
    public synchronized void settle(Settlement settlement, Stamp now) {
        run = null;
        if (settlement.lastTx() > contents.judged()) {
            contents.settle(settlement, now);
            log.note(OutboxCodec.judged(settlement, now), !settlement.rejected().isEmpty());
        }
    }

    /** Writes what was left to be written, and makes the files shorter once they are long. */
    public synchronized void tidy() {
        log.tidy(contents);
    }

    /**
     * The server's history is another one, in which the transactions up to {@code lastTx} were
     * judged, and no others: those after it are pending, those up to it are retained. In one step.
     *
     * @param who the identity under its present secret
     * @param lastTx one that is kept, or the last that is not
     */
    public synchronized void rewind(Identity who, long lastTx, Rewind rewind, Stamp now) {
        replace(contents.rewound(who, lastTx, rewind, now));
        identity = who;
    }

    /**
     * Begins again as somebody whom the server has not met, in a history that is another one, with
     * these transactions. In one step.
     */
    public synchronized void restart(
            Identity other, List<PendingTransaction> transactions, Rewind rewind) {
        long before = last();
        replace(contents.restarted(other, transactions, rewind));
        offset += before - last();
        identity = other;
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
        long before = last();
        replace(contents.restarted(other, lastTx, chainValue, transactions));
        offset += before - last();
        identity = other;
    }

    /** Replaces transactions by ones of the same numbers that name rows better. */
    public synchronized void rewrite(List<PendingTransaction> transactions) {
        replace(contents.rewritten(transactions));
    }

    /**
     * What was made before the app declared versions is in the words of this one. Durable, if there
     * is anything.
     */
    public synchronized void declare(int version) {
        if (contents.isUndeclared()) {
            replace(contents.declared(version));
        }
    }

    @Override
    public synchronized void close() {
        log.close();
    }

    private void replace(OutboxContents other) {
        log.replace(contents, other);
        contents = other;
        run = null;
    }

    private void become(Identity other) {
        identity = other;
        contents.identity = other;
    }

    private @Nullable PendingTransaction joined(PendingTransaction next, int bytes) {
        Run present = run;
        boolean sent = present != null && present.newest().number() <= contents.sent();
        if (present == null || sent || options.squashMillisMax() == 0) {
            return null;
        }
        PendingTransaction joined = present.join(next, bytes, options.squashMillisMax());
        boolean small = joined != null
                && joined.operations().size() <= TRANSACTION_OPERATIONS_MAX
                && OutboxCodec.transaction(joined).length <= TRANSACTION_BYTES_MAX;
        return small ? joined : null;
    }

    private void join(PendingTransaction joined, PendingTransaction next, int bytes) {
        Run present = run;
        if (present != null) {
            int before =
                    present.newest().operations().size() + next.operations().size();
            operationsSquashed += before - joined.operations().size();
            run = present.with(joined, bytes);
        }
        transactionsSquashed++;
        contents.revise(List.of(joined));
    }

    /** The nonces of those that were sent, from the one behind {@code number} on. */
    private List<Integer> noncesBehind(long number) {
        List<Integer> nonces = new ArrayList<>();
        for (long each = number + 1; each <= contents.sent(); each++) {
            nonces.add(contents.get(each).nonce());
        }
        return nonces;
    }

    private static void requireLimits(PendingTransaction transaction, int bytes) {
        int operations = transaction.operations().size();
        if (operations > TRANSACTION_OPERATIONS_MAX) {
            throw overLimit(operations, "operations", TRANSACTION_OPERATIONS_MAX);
        }
        if (bytes > TRANSACTION_BYTES_MAX) {
            throw overLimit(bytes, "bytes", TRANSACTION_BYTES_MAX);
        }
    }

    private static Incorrect overLimit(int found, String what, int most) {
        return new Incorrect(
                ErrorCode.LIMIT,
                "a transaction of " + found + " " + what + "; the limit of " + what
                        + " in a transaction is " + most);
    }

    private void requireOwner(@Nullable String owner) {
        if (owner != null && !owner.equals(options.owner())) {
            throw new Incorrect(
                    ErrorCode.CONFIGURATION,
                    "this data folder belongs to " + owner + ", not to " + options.owner());
        }
    }
}
