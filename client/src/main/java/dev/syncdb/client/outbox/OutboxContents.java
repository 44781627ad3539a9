package dev.syncdb.client.outbox;

import dev.syncdb.sync.message.Chain;
import dev.syncdb.sync.message.Rejection;

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

    PendingTransaction get(long number) {
        return pending.get(indexOf(number));
    }

    /** The chain value after a transaction that was not judged, or the last that was. */
    int chainAt(long number) {
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

    /** Before the first transaction, or in the place of all of them. */
    void start(long judgedBefore, int chainThere, long sentBefore, long lastIdBefore) {
        judged = judgedBefore;
        chain = chainThere;
        sent = sentBefore;
        lastId = lastIdBefore;
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

    void settle(Settlement settlement) {
        rejectedBy(settlement).forEach(this::reject);
        int count = indexOf(settlement.lastTx() + 1);
        chain = chainAt(settlement.lastTx());
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
        OutboxContents next = copy(other, lastTx, chainThere, lastTx);
        for (PendingTransaction each : transactions) {
            next.add(each.numbered(next.last() + 1));
            if (each.number() <= sent) {
                next.sent = next.last();
            }
        }
        return next;
    }

    /** The same with pending transactions that name rows better. */
    OutboxContents rewritten(List<PendingTransaction> transactions) {
        OutboxContents next = copy(identity, judged, chain, sent);
        transactions.forEach(next::add);
        return next;
    }

    /** All of it, as records. */
    void write(Consumer<byte[]> records) {
        records.accept(OutboxCodec.start(this, lastId));
        if (identity != null) {
            records.accept(OutboxCodec.identity(identity));
        }
        rejected.values().forEach(each -> records.accept(OutboxCodec.rejected(each)));
        pending.forEach(each -> records.accept(OutboxCodec.transaction(each)));
    }

    private OutboxContents copy(
            @Nullable Identity who, long lastTx, int chainThere, long sentThere) {
        OutboxContents next = new OutboxContents();
        next.owner = owner;
        next.identity = who;
        next.start(lastTx, chainThere, sentThere, lastId);
        next.rejected.putAll(rejected);
        return next;
    }
}
