package dev.syncdb.client.replica;

import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.client.outbox.Base;
import dev.syncdb.client.outbox.Identity;
import dev.syncdb.client.outbox.OperationsCodec;
import dev.syncdb.client.replica.ReplicaState.Stage;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.codec.ChangeCodec;
import dev.syncdb.sync.encoding.CursorCodec;
import dev.syncdb.sync.encoding.PageTokenCodec;
import dev.syncdb.sync.encoding.RejectionCodec;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.value.Bytes;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/* Record:    | kind u8 | … |
 *   1 state  | state |                                    staged pages are void
 *   2 schema | texts |
 *   3 rows   | change set of inserts |
 *   4 staged | token | judged varint | texts | change set |
 *   5 step   | state | texts | accepted change set | page change set |
 *            | count varint | (number varint, rejection) … | upgraded from varint |
 *   6 version | number varint | upgraded from varint | count varint | (nonce u32, form) … |
 * State:     | client varint | secret 16 | cursor | last varint | chain u32 |
 *            | stage u8 | synced varint | shown varint | [ first sync ] |
 * First sync: | token | seen version varint | seen millis varint |     if the stage is PARTIAL
 * Texts:     | count varint | text … |
 * Form:      | complete u8 | count varint | (is something u8) … | operations |
 */
/** The records of a replica's journal. Stateless. */
final class ReplicaCodec {
    static final int STATE = 1;
    static final int SCHEMA = 2;
    static final int ROWS = 3;
    static final int STAGED = 4;
    static final int STEP = 5;
    static final int VERSION = 6;

    private static final int REJECTED_BYTES_MIN = 6;
    private static final int FORM_BYTES_MIN = 8;

    private ReplicaCodec() {}

    static byte[] state(ReplicaState state) {
        ByteSink sink = new ByteSink().writeByte(STATE);
        write(sink, state);
        return sink.toArray();
    }

    static ReplicaState readState(ByteSource source) {
        long client = source.readVarint();
        Bytes secret = Bytes.owned(source.read(SyncRequest.SECRET_BYTES));
        SignedCursor cursor = CursorCodec.read(source);
        long lastTx = source.readVarint();
        int chain = source.readInt();
        Stage stage = Stage.of(source.readBelow(Stage.PARTIAL.code(), "stage"));
        long synced = source.readVarint();
        long shown = source.readVarint();
        FirstSync firstSync = stage == Stage.PARTIAL ? readFirstSync(source) : null;
        Identity identity = new Identity(secret, client);
        return new ReplicaState(identity, cursor, lastTx, chain, stage, synced, shown, firstSync);
    }

    private static FirstSync readFirstSync(ByteSource source) {
        int start = source.position();
        PageToken next = PageTokenCodec.read(source);
        if (next == null) {
            throw source.malformed(start, "a first sync that does not go on");
        }
        return new FirstSync(next, new Base(source.readVarint(), source.readVarint()));
    }

    static byte[] schema(List<String> statements) {
        ByteSink sink = new ByteSink().writeByte(SCHEMA);
        write(sink, statements);
        return sink.toArray();
    }

    static byte[] rows(List<Change> rows) {
        ByteSink sink = new ByteSink().writeByte(ROWS);
        writeChanges(sink, rows);
        return sink.toArray();
    }

    static byte[] staged(StagedPage page) {
        ByteSink sink = new ByteSink().writeByte(STAGED);
        PageTokenCodec.write(sink, page.next());
        sink.writeVarint(page.lastTx());
        write(sink, page.schema());
        writeChanges(sink, page.changes());
        return sink.toArray();
    }

    /** Reads a record that is a page that waits. */
    static StagedPage readPage(ByteSource record) {
        int start = record.position();
        if (record.readByte() != STAGED) {
            throw record.malformed(start, "this record is no page");
        }
        StagedPage page = readStaged(record);
        record.requireEnd();
        return page;
    }

    static StagedPage readStaged(ByteSource source) {
        int start = source.position();
        PageToken next = PageTokenCodec.read(source);
        if (next == null) {
            throw source.malformed(start, "a staged page that is the last");
        }
        long lastTx = source.readVarint();
        return new StagedPage(next, lastTx, readTexts(source), readChanges(source));
    }

    static byte[] step(ShadowStep step) {
        ByteSink sink = new ByteSink().writeByte(STEP);
        write(sink, step.state());
        write(sink, step.schema());
        writeChanges(sink, step.accepted());
        writeChanges(sink, step.page());
        sink.writeVarint(step.rejected().size());
        for (Rejected each : step.rejected()) {
            RejectionCodec.write(sink.writeVarint(each.number()), each.rejection());
        }
        return sink.writeVarint(step.upgradedFrom()).toArray();
    }

    static ShadowStep readStep(ByteSource source) {
        ReplicaState state = readState(source);
        List<String> schema = readTexts(source);
        List<Change> accepted = readChanges(source);
        List<Change> page = readChanges(source);
        List<Rejected> rejected = new ArrayList<>();
        int count = source.readCount(REJECTED_BYTES_MIN);
        for (int i = 0; i < count; i++) {
            rejected.add(new Rejected(source.readVarint(), RejectionCodec.read(source)));
        }
        int upgradedFrom = readVersionNumber(source);
        return new ShadowStep(state, schema, accepted, page, rejected, upgradedFrom);
    }

    static byte[] version(RowsVersion version) {
        ByteSink sink = new ByteSink().writeByte(VERSION);
        sink.writeVarint(version.number()).writeVarint(version.upgradedFrom());
        sink.writeVarint(version.forms().size());
        version.forms().forEach((nonce, form) -> write(sink.writeInt(nonce), form));
        return sink.toArray();
    }

    static RowsVersion readVersion(ByteSource source) {
        int number = readVersionNumber(source);
        int upgradedFrom = readVersionNumber(source);
        Map<Integer, Form> forms = new HashMap<>();
        for (int count = source.readCount(FORM_BYTES_MIN); count > 0; count--) {
            forms.put(source.readInt(), readForm(source));
        }
        return new RowsVersion(number, upgradedFrom, forms);
    }

    private static int readVersionNumber(ByteSource source) {
        return source.readBelow(Integer.MAX_VALUE, "schema version");
    }

    private static Form readForm(ByteSource source) {
        int start = source.position();
        boolean complete = source.readBoolean();
        List<Boolean> something = new ArrayList<>();
        for (int count = source.readCount(1); count > 0; count--) {
            something.add(source.readBoolean());
        }
        Iterator<Change> operations = OperationsCodec.read(source).changes().iterator();
        List<@Nullable Change> form = new ArrayList<>();
        for (boolean each : something) {
            if (each && !operations.hasNext()) {
                throw source.malformed(start, "a form that lacks an operation");
            }
            form.add(each ? operations.next() : null);
        }
        return new Form(form, complete);
    }

    private static void write(ByteSink sink, Form form) {
        sink.writeBoolean(form.complete()).writeVarint(form.operations().size());
        form.operations().forEach(operation -> sink.writeBoolean(operation != null));
        OperationsCodec.write(sink, 0, form.present());
    }

    static List<String> readTexts(ByteSource source) {
        int count = source.readCount(1);
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(source.readText());
        }
        return texts;
    }

    static List<Change> readChanges(ByteSource source) {
        return ChangeCodec.read(source).changes();
    }

    private static void write(ByteSink sink, ReplicaState state) {
        sink.writeVarint(state.identity().client());
        sink.write(state.identity().secret().toArray());
        CursorCodec.write(sink, state.cursor());
        sink.writeVarint(state.lastTx()).writeInt(state.chain());
        sink.writeByte(state.stage().code());
        sink.writeVarint(state.syncedMillis()).writeVarint(state.shownTx());
        FirstSync firstSync = state.firstSync();
        if (firstSync != null) {
            PageTokenCodec.write(sink, firstSync.next());
            sink.writeVarint(firstSync.seen().version());
            sink.writeVarint(firstSync.seen().millis());
        }
    }

    private static void write(ByteSink sink, List<String> texts) {
        sink.writeVarint(texts.size());
        texts.forEach(sink::writeText);
    }

    private static void writeChanges(ByteSink sink, List<Change> changes) {
        ChangeCodec.write(sink, new ChangeSet(0, changes));
    }
}
