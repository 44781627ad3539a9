package dev.syncdb.client.outbox;

import dev.syncdb.change.Cursor;
import dev.syncdb.clock.Stamp;
import dev.syncdb.sync.message.SchemaTag;
import dev.syncdb.sync.push.Chain;
import dev.syncdb.sync.push.Rejection;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What an outbox holds. Each change of it is what one record says, so reading the records again
 * gives the same. Guarded by the outbox's lock, or confined to who opens it.
 */
final class OutboxContents {
    @Nullable
    String owner;

    @Nullable
    Identity identity;

    private final Map<Long, RejectedTransaction> rejected = new TreeMap<>();
    private List<PendingTransaction> pending = new ArrayList<>();
    private long judged;
    private int chain = Chain.START;
    private long sent;
    private long lastId;
    private Retained retained = new Retained(0, Chain.START);
    private LineMarks marks = LineMarks.NONE;

    /** Number of the last transaction whose outcome is known. */
    long judged() {
        return judged;
    }

    /** Number of the last transaction that was made. */
    long last() {
        return judged + pending.size();
    }

    /** Number of the last transaction that any request carried. */
    long sent() {
        return sent;
    }

    /** The chain value after the last judged transaction. */
    int chain() {
        return chain;
    }

    /** Those that were not judged. To be read only. */
    List<PendingTransaction> pending() {
        return pending;
    }

    /** Those that were rejected, by id. To be read only. */
    Map<Long, RejectedTransaction> rejected() {
        return rejected;
    }

    /** Number of the last transaction that is not kept any more. */
    long forgotten() {
        return retained.before();
    }

    /** How much those take that were judged and are kept. */
    long retainedBytes() {
        return retained.bytes();
    }

    /** What the authors of all these had seen. */
    LineMarks marks() {
        return marks;
    }

    /** The transactions after {@code number}, judged or not, as far as they are kept. */
    List<PendingTransaction> after(long number) {
        List<PendingTransaction> after = retained.after(number);
        for (PendingTransaction each : pending) {
            if (each.number() > number) {
                after.add(each);
            }
        }
        return after;
    }

    PendingTransaction get(long number) {
        return pending.get(indexOf(number));
    }

    /** The chain value after a transaction that is kept, or the last that is not. */
    int chainAt(long number) {
        if (number < judged && number >= retained.before()) {
            return retained.chainAt(number);
        }
        int value = chain;
        for (PendingTransaction each : pending.subList(0, indexOf(number + 1))) {
            value = Chain.next(value, each.nonce());
        }
        return value;
    }

    /** Where the transaction of that number is, or would be if it is the next one. */
    int indexOf(long number) {
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

    /** Before the first transaction that is kept, or in the place of all of them. */
    void start(long judgedBefore, int chainThere, long sentBefore, long lastIdBefore) {
        judged = judgedBefore;
        chain = chainThere;
        sent = sentBefore;
        lastId = lastIdBefore;
        retained = new Retained(judgedBefore, chainThere);
        marks = LineMarks.NONE;
        pending = new ArrayList<>();
        rejected.clear();
    }

    void add(PendingTransaction next) {
        if (indexOf(next.number()) != pending.size()) {
            throw new IllegalArgumentException(
                    "transaction " + next.number() + " where " + (last() + 1) + " is due");
        }
        pending.add(next);
    }

    /** The next transaction, which was judged when the stamp says. */
    void retain(Stamp acknowledged, PendingTransaction transaction) {
        if (transaction.number() != judged + 1 || !pending.isEmpty()) {
            throw new IllegalArgumentException(
                    "transaction " + transaction.number() + " where " + (judged + 1) + " is due");
        }
        retained.add(transaction, acknowledged);
        judged++;
        chain = Chain.next(chain, transaction.nonce());
    }

    /** Takes in what authors have seen; false if that was known. */
    boolean see(Cursor cursor) {
        LineMarks extended = marks.with(cursor);
        boolean news = !extended.equals(marks);
        marks = extended;
        return news;
    }

    void reject(RejectedTransaction transaction) {
        rejected.put(transaction.id(), transaction);
        lastId = Math.max(lastId, transaction.id());
    }

    void send(long through) {
        if (through > last()) {
            throw new IllegalArgumentException(
                    "transaction " + through + " is not made; the last is " + last());
        }
        sent = Math.max(sent, through);
    }

    /**
     * What was sent and is there no more, because the disk lost it, does not count as sent: it can
     * neither be shown nor sent again, and its numbers are for others.
     */
    void countWhatIsThere() {
        sent = Math.min(sent, last());
    }

    /** Each takes the place of the pending one of its number. */
    void revise(List<PendingTransaction> changed) {
        for (PendingTransaction each : changed) {
            int index = indexOf(each.number());
            if (index == pending.size()) {
                throw new IllegalArgumentException("no transaction " + each.number());
            }
            pending.set(index, each);
        }
    }

    void settle(Settlement settlement, Stamp acknowledged) {
        rejectedBy(settlement).forEach(this::reject);
        int count = indexOf(settlement.lastTx() + 1);
        chain = chainAt(settlement.lastTx());
        for (PendingTransaction each : pending.subList(0, count)) {
            retained.add(each.judged(settlement.rejected().keySet()), acknowledged);
        }
        retained.dropOld(acknowledged);
        judged = settlement.lastTx();
        sent = Math.max(sent, judged);
        pending = new ArrayList<>(pending.subList(count, pending.size()));
        for (Map.Entry<Long, Long> each : settlement.dependants().entrySet()) {
            PendingTransaction dependant = get(each.getKey());
            revise(List.of(dependant.dependingOn(each.getValue())));
        }
    }

    /** What a settlement adds to the rejected ones. */
    List<RejectedTransaction> rejectedBy(Settlement settlement) {
        List<RejectedTransaction> added = new ArrayList<>();
        for (Map.Entry<Long, Rejection> each : settlement.rejected().entrySet()) {
            long id = lastId + 1 + added.size();
            added.add(new RejectedTransaction(id, get(each.getKey()), each.getValue()));
        }
        return added;
    }

    /** A rejected one goes, and the next transaction does the same again. */
    void resend(long id, PendingTransaction next) {
        dismiss(id);
        add(next);
    }

    void dismiss(long id) {
        if (rejected.remove(id) == null) {
            throw new IllegalArgumentException("no rejected transaction " + id);
        }
    }

    /**
     * What is held under another identity, where these transactions are numbered behind
     * {@code lastTx}. Those that a request carried count as sent, whoever it named.
     */
    OutboxContents restarted(
            Identity other, long lastTx, int chainThere, List<PendingTransaction> transactions) {
        OutboxContents next = copy(other, new Retained(lastTx, chainThere), lastTx);
        next.marks = marks;
        addAnew(transactions, next);
        return next;
    }

    /** The same in a history that is another one, where nothing of it was judged. */
    OutboxContents restarted(Identity other, List<PendingTransaction> transactions, Rewind rewind) {
        OutboxContents next = copy(other, new Retained(0, Chain.START), 0);
        next.marks = rewind.common();
        addAnew(rewind.of(transactions), next);
        return next;
    }

    private void addAnew(List<PendingTransaction> transactions, OutboxContents next) {
        for (PendingTransaction each : transactions) {
            next.add(each.numbered(next.last() + 1));
            if (each.number() <= sent) {
                next.sent = next.last();
            }
        }
    }

    /**
     * What is held in a history in which the transactions up to {@code lastTx} were judged, and no
     * others.
     */
    OutboxContents rewound(Identity who, long lastTx, Rewind rewind, Stamp now) {
        Retained judgedThere = retained.upTo(lastTx);
        for (PendingTransaction each : pending) {
            if (each.number() <= lastTx) {
                judgedThere.add(each, now);
            }
        }
        OutboxContents next = copy(who, judgedThere, sent);
        next.marks = rewind.common();
        rewind.of(after(lastTx)).forEach(next::add);
        return next;
    }

    /**
     * The same with pending transactions that name rows better, in the place of those of their
     * numbers; they are the newest.
     */
    OutboxContents rewritten(List<PendingTransaction> transactions) {
        OutboxContents next = copy(identity, retained, sent);
        next.marks = marks;
        int kept = pending.size() - transactions.size();
        pending.subList(0, kept).forEach(next::add);
        transactions.forEach(next::add);
        return next;
    }

    /** True if there are transactions of which no schema version is said. */
    boolean isUndeclared() {
        List<PendingTransaction> all = after(forgotten());
        rejected.values().forEach(each -> all.add(each.transaction()));
        return all.stream().anyMatch(each -> each.version() == SchemaTag.UNDECLARED);
    }

    /** The same, where that version is said of those of which none was. */
    OutboxContents declared(int version) {
        OutboxContents next = copy(identity, retained.declared(version), sent);
        next.marks = marks;
        next.rejected.replaceAll((id, each) -> new RejectedTransaction(
                id, declared(each.transaction(), version), each.rejection()));
        pending.forEach(each -> next.add(declared(each, version)));
        return next;
    }

    static PendingTransaction declared(PendingTransaction transaction, int version) {
        return transaction.version() == SchemaTag.UNDECLARED
                ? transaction.saidIn(version)
                : transaction;
    }

    /** All of it, as records. */
    void write(Consumer<byte[]> records) {
        records.accept(OutboxCodec.start(this, lastId));
        if (identity != null) {
            records.accept(OutboxCodec.identity(identity));
        }
        rejected.values().forEach(each -> records.accept(OutboxCodec.rejected(each)));
        retained.write(records);
        marks.marks().forEach(mark -> records.accept(OutboxCodec.seen(mark)));
        pending.forEach(each -> records.accept(OutboxCodec.transaction(each)));
    }

    private OutboxContents copy(@Nullable Identity who, Retained judgedThere, long sentThere) {
        OutboxContents next = new OutboxContents();
        next.owner = owner;
        next.identity = who;
        long lastTx = judgedThere.last();
        next.start(lastTx, judgedThere.chainAt(lastTx), sentThere, lastId);
        next.retained = judgedThere;
        next.rejected.putAll(rejected);
        return next;
    }
}
