package dev.syncdb.client.outbox;

import dev.syncdb.clock.Stamp;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.Corrupt;
import dev.syncdb.journal.Journal;
import dev.syncdb.sync.message.Chain;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the records of an outbox come to. Lives while it is opened. */
final class OutboxRecovery implements Journal.Recovery {
    @Nullable
    String owner;

    @Nullable
    Identity identity;

    long judged;
    int chain = Chain.START;
    List<PendingTransaction> pending = new ArrayList<>();
    Set<Long> rejected = new TreeSet<>();
    LineMarks marks = LineMarks.NONE;
    Retained retained = new Retained(0, Chain.START);

    @Override
    public void snapshot(ByteSource record) {
        take(record);
    }

    @Override
    public void record(long number, ByteSource body) {
        take(body);
    }

    private void take(ByteSource record) {
        int start = record.position();
        int kind = record.readByte();
        switch (kind) {
            case OutboxCodec.IDENTITY -> identity = OutboxCodec.readIdentity(record);
            case OutboxCodec.TRANSACTION -> add(OutboxCodec.readTransaction(record), record, start);
            case OutboxCodec.START -> start(record);
            case OutboxCodec.JUDGED -> judge(record, start);
            case OutboxCodec.RETAINED -> retain(record, start);
            case OutboxCodec.REJECTED -> rejected = OutboxCodec.readRejected(record);
            case OutboxCodec.SEEN -> marks = marks.with(OutboxCodec.readSeen(record));
            default -> throw record.malformed(start, "unknown kind of outbox record " + kind);
        }
    }

    private void start(ByteSource record) {
        owner = record.readText();
        judged = record.readVarint();
        chain = record.readInt();
        retained = new Retained(judged, chain);
        record.requireEnd();
    }

    private void retain(ByteSource record, int start) {
        Stamp acknowledged = OutboxCodec.readStamp(record);
        PendingTransaction transaction = OutboxCodec.readTransaction(record);
        if (transaction.number() != judged + 1) {
            throw wrongNumber(transaction.number(), judged + 1, record, start);
        }
        retained.add(transaction, acknowledged);
        judged++;
        chain = Chain.next(chain, transaction.nonce());
    }

    private void add(PendingTransaction transaction, ByteSource record, int start) {
        long due = judged + pending.size() + 1;
        if (transaction.number() != due) {
            throw wrongNumber(transaction.number(), due, record, start);
        }
        pending.add(transaction);
    }

    private void judge(ByteSource record, int start) {
        long last = record.readVarint();
        if (last < judged || last > judged + pending.size()) {
            throw record.malformed(
                    start,
                    "transaction " + last + " was judged, of those from " + (judged + 1) + " to "
                            + (judged + pending.size()));
        }
        int count = (int) (last - judged);
        chain = record.readInt();
        Stamp acknowledged = OutboxCodec.readStamp(record);
        record.requireEnd();
        for (PendingTransaction each : pending.subList(0, count)) {
            retained.add(each.judged(rejected), acknowledged);
        }
        pending = new ArrayList<>(pending.subList(count, pending.size()));
        judged = last;
    }

    private static Corrupt wrongNumber(long found, long due, ByteSource record, int start) {
        return record.malformed(start, "transaction " + found + " where " + due + " is due");
    }
}
