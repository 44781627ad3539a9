package dev.syncdb.client.outbox;

import dev.syncdb.codec.ByteSource;
import dev.syncdb.journal.Journal;

/** Makes of the records of an outbox what they come to. Lives while it is opened. */
final class OutboxRecovery implements Journal.Recovery {
    private final OutboxContents contents = new OutboxContents();

    /** What the records came to, once all of them are read. */
    OutboxContents contents() {
        contents.countWhatIsThere();
        return contents;
    }

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
        try {
            take(record.readByte(), record);
        } catch (IllegalArgumentException misfit) {
            throw record.malformed(start, String.valueOf(misfit.getMessage()));
        }
        record.requireEnd();
    }

    private void take(int kind, ByteSource record) {
        switch (kind) {
            case OutboxCodec.IDENTITY -> contents.identity = OutboxCodec.readIdentity(record);
            case OutboxCodec.TRANSACTION -> contents.add(OutboxCodec.readTransaction(record));
            case OutboxCodec.START -> {
                contents.owner = record.readText();
                contents.start(
                        record.readVarint(),
                        record.readInt(),
                        record.readVarint(),
                        record.readVarint());
            }
            case OutboxCodec.JUDGED ->
                contents.settle(OutboxCodec.readJudged(record), OutboxCodec.readStamp(record));
            case OutboxCodec.RETAINED ->
                contents.retain(OutboxCodec.readStamp(record), OutboxCodec.readTransaction(record));
            case OutboxCodec.SEEN -> contents.see(OutboxCodec.readSeen(record));
            case OutboxCodec.SENT -> contents.send(record.readVarint());
            case OutboxCodec.REVISED -> contents.revise(OutboxCodec.readRevised(record));
            case OutboxCodec.RESENT ->
                contents.resend(record.readVarint(), OutboxCodec.readTransaction(record));
            case OutboxCodec.DISMISSED -> contents.dismiss(record.readVarint());
            case OutboxCodec.REJECTED -> contents.reject(OutboxCodec.readRejected(record));
            default -> throw new IllegalArgumentException("unknown kind of outbox record " + kind);
        }
    }
}
