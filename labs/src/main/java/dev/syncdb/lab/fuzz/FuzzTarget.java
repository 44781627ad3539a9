package dev.syncdb.lab.fuzz;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.codec.ChangeCodec;
import dev.syncdb.codec.ValueCodec;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.sync.encoding.CursorCodec;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.sync.encoding.OutcomeCodec;
import dev.syncdb.sync.encoding.PageTokenCodec;
import dev.syncdb.sync.encoding.RequestCodec;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.value.Bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * What is fed. Any input ends well or in a refusal that has a code; whatever else comes out is a
 * bug, and so is a refusal that calls itself one.
 */
enum FuzzTarget {
    /** A request as the server reads it. */
    REQUEST,
    /** The same, under a checksum that fits, so that what lies behind it is reached. */
    SEALED_REQUEST,
    /** A request that says only what is new, under a checksum that fits. */
    SEALED_BRIEF,
    /** A response as a phone reads it, under a checksum that fits. */
    SEALED_RESPONSE,
    /** Rows that changed, as pages, pushes and logs have them. */
    CHANGES,
    /** The cells of a row. */
    ROW,
    /** The name of a row. */
    KEY,
    /** What became of a transaction. */
    OUTCOME,
    /** Where a client stands. */
    CURSOR,
    /** Where a page ended. */
    PAGE_TOKEN,
    /** Who wrote the cells of a row. */
    HIDDEN,
    /** What came to a set and what went, in JSON. */
    SET_EDIT,
    /** What was made of a list, in JSON. */
    LIST_EDIT,
    /** Which members of a map were put and removed, in JSON. */
    MAP_EDIT,
    /** What was put into a text and taken out of it. */
    TEXT_EDIT,
    /** A statement, as it is read before anything of it is run. */
    SQL,
    /** A file of a database, whole. */
    DATABASE_FILE,
    /** A record of a phone's outbox, under a checksum that fits. */
    OUTBOX_RECORD,
    /** A record of a phone's replica, under a checksum that fits. */
    REPLICA_RECORD,
    /** A request, under a checksum that fits, as it comes to a running server. */
    SERVER;

    private static final int CRC_BYTES = 4;

    /** The target of that name, as users write it. Fails with IllegalArgumentException. */
    static FuzzTarget named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Its name as users write it. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Feeds it one input. Fails if that brings out a bug. */
    void feed(byte[] input) {
        try {
            read(input);
        } catch (SyncDbException refused) {
            requireRefusal(refused);
        }
    }

    /** Throws what calls itself a bug. */
    static void requireRefusal(SyncDbException refused) {
        if (refused instanceof Fault || refused.code() == ErrorCode.INTERNAL) {
            throw refused;
        }
    }

    private void read(byte[] input) {
        switch (this) {
            case REQUEST -> requireNoLonger(input, RequestCodec.encode(RequestCodec.decode(input)));
            case SEALED_REQUEST -> {
                byte[] message = sealed(input);
                requireNoLonger(message, RequestCodec.encode(RequestCodec.decode(message)));
            }
            case SEALED_BRIEF -> RequestCodec.decodeBrief(sealed(input));
            case SEALED_RESPONSE -> {
                byte[] message = sealed(input);
                requireNoLonger(message, ResponseCodec.encode(ResponseCodec.decode(message)));
            }
            case CHANGES -> ChangeCodec.readAsked(source(input));
            case ROW -> ValueCodec.readRow(source(input));
            case KEY -> ValueCodec.readKey(source(input));
            case OUTCOME -> OutcomeCodec.read(source(input), 1);
            case CURSOR -> CursorCodec.read(source(input));
            case PAGE_TOKEN -> PageTokenCodec.read(source(input));
            case HIDDEN -> HiddenCodec.read(Bytes.owned(input));
            case SET_EDIT -> FuzzedEdits.set(new String(input, StandardCharsets.UTF_8));
            case LIST_EDIT -> FuzzedEdits.list(new String(input, StandardCharsets.UTF_8));
            case MAP_EDIT -> FuzzedEdits.map(new String(input, StandardCharsets.UTF_8));
            case TEXT_EDIT -> FuzzedEdits.text(input);
            case SQL -> FuzzedSql.read(new String(input, StandardCharsets.UTF_8));
            case DATABASE_FILE -> FuzzedFiles.database(input);
            case OUTBOX_RECORD -> FuzzedFiles.outbox(input);
            case REPLICA_RECORD -> FuzzedFiles.replica(input);
            case SERVER -> FuzzedServer.receive(input);
        }
    }

    /** A message whose checksum is made to fit. */
    static byte[] sealed(byte[] input) {
        ByteSink sink = new ByteSink().write(input);
        return sink.writeInt(sink.crc(0)).toArray();
    }

    /** The part of a message that {@link #sealed} makes whole. */
    static byte[] unsealed(byte[] message) {
        return Arrays.copyOf(message, message.length - CRC_BYTES);
    }

    private static ByteSource source(byte[] input) {
        return new ByteSource(input, ErrorCode.MALFORMED_MESSAGE);
    }

    /** Numbers may have longer forms than those that are written, never shorter ones. */
    private static void requireNoLonger(byte[] read, byte[] written) {
        if (written.length > read.length) {
            throw new AssertionError(
                    "a message of " + read.length + " bytes became one of " + written.length);
        }
    }
}
