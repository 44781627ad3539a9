package dev.syncdb.sync.encoding;

import dev.syncdb.change.RowName;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.codec.ValueCodec;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.sync.message.Outcome;
import dev.syncdb.sync.message.Rejection;
import dev.syncdb.value.Key;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/* Outcome: | rejected u8 | [ code text | message text | table text | column text ] |
 *          | count varint | handle varint … | count varint | row … |
 * Row:     | table text | handle varint | key |
 */
/** An outcome as bytes, in answers and in the server's table of outcomes. Stateless. */
public final class OutcomeCodec {
    private static final int NAME_BYTES_MIN = 3;

    private OutcomeCodec() {}

    public static void write(ByteSink sink, Outcome outcome) {
        Rejection rejection = outcome.rejection();
        sink.writeBoolean(rejection != null);
        if (rejection != null) {
            sink.writeText(rejection.code().name()).writeText(rejection.message());
            sink.writeText(rejection.table()).writeText(rejection.column());
        }
        sink.writeVarint(outcome.handles().size());
        for (long handle : outcome.handles()) {
            sink.writeVarint(handle);
        }
        sink.writeVarint(outcome.differing().size());
        for (RowName row : outcome.differing()) {
            sink.writeText(row.table()).writeVarint(row.handle());
            ValueCodec.writeKey(sink, row.key());
        }
    }

    public static Outcome read(ByteSource source, long number) {
        Rejection rejection = source.readBoolean() ? readRejection(source) : null;
        int handles = source.readCount(1);
        List<Long> numbers = new ArrayList<>(handles);
        for (int i = 0; i < handles; i++) {
            numbers.add(source.readVarint());
        }
        int rows = source.readCount(NAME_BYTES_MIN);
        List<RowName> differing = new ArrayList<>(rows);
        for (int i = 0; i < rows; i++) {
            String table = source.readText();
            long handle = source.readVarint();
            Key key = ValueCodec.readKey(source);
            differing.add(new RowName(table, key, handle));
        }
        return new Outcome(number, rejection, numbers, differing);
    }

    private static Rejection readRejection(ByteSource source) {
        ErrorCode code = codeOf(source.readText());
        return new Rejection(code, source.readText(), source.readText(), source.readText());
    }

    /** The code of that name; a code that only a newer server knows counts as INTERNAL. */
    static ErrorCode codeOf(@Nullable String name) {
        for (ErrorCode code : ErrorCode.values()) {
            if (code.name().equals(name)) {
                return code;
            }
        }
        return ErrorCode.INTERNAL;
    }
}
