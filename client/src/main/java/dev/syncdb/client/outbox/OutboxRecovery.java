package dev.syncdb.client.outbox;

import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.Corrupt;
import dev.syncdb.journal.Journal;
import dev.syncdb.sync.message.Chain;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** What the records of an outbox come to. Lives while it is opened. */
final class OutboxRecovery implements Journal.Recovery {
    @Nullable
    String owner;

    @Nullable
    Identity identity;

    long judged;
    int chain = Chain.START;
    List<PendingTransaction> pending = new ArrayList<>();

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
        if (kind == OutboxCodec.IDENTITY) {
            identity = OutboxCodec.readIdentity(record);
        } else if (kind == OutboxCodec.TRANSACTION) {
            add(OutboxCodec.readTransaction(record), record, start);
        } else if (kind == OutboxCodec.START) {
            owner = record.readText();
            judged = record.readVarint();
            chain = record.readInt();
            record.requireEnd();
        } else if (kind == OutboxCodec.JUDGED) {
            judge(record, start);
        } else {
            throw record.malformed(start, "unknown kind of outbox record " + kind);
        }
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
        pending = new ArrayList<>(pending.subList(count, pending.size()));
        judged = last;
        chain = record.readInt();
        record.requireEnd();
    }

    private static Corrupt wrongNumber(long found, long due, ByteSource record, int start) {
        return record.malformed(start, "transaction " + found + " where " + due + " is due");
    }
}
