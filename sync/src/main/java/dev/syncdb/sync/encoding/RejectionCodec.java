package dev.syncdb.sync.encoding;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.sync.push.Rejection;

import org.jspecify.annotations.Nullable;

/* Rejection: | code text | message text | table text | column text | depends on varint | */
/** A rejection as bytes, in outcomes and in a phone's journals. Stateless. */
public final class RejectionCodec {
    private RejectionCodec() {}

    public static void write(ByteSink sink, Rejection rejection) {
        sink.writeText(rejection.code().name()).writeText(rejection.message());
        sink.writeText(rejection.table()).writeText(rejection.column());
        sink.writeVarint(rejection.dependsOn());
    }

    public static Rejection read(ByteSource source) {
        ErrorCode code = codeOf(source.readText());
        return new Rejection(
                code, source.readText(), source.readText(), source.readText(), source.readVarint());
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
