package dev.syncdb.sync.encoding;

import dev.syncdb.change.Cursor;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import java.util.Base64;
import java.util.function.Consumer;
import java.util.function.Function;

/* Token: base64url, without padding, of | kind u8 | body … | crc32 u32 |
 *   1 state   | line u64 | version varint |
 *   2 commit  the client's own business
 */
/**
 * Tokens as texts, small enough for a push message or a field of an app's own API. A token is a
 * name and no permission: whoever forges one waits for something that never comes. Stateless.
 */
public final class TokenText {
    /** Names a state of a space. */
    public static final int STATE = 1;

    /** Names the last of a client's own commits. */
    public static final int COMMIT = 2;

    /** A token has some 40 characters; a text of more is something else. */
    private static final int LENGTH_MAX = 100;

    private TokenText() {}

    /** The token of a state. */
    public static String of(Cursor state) {
        return write(STATE, sink -> sink.writeLong(state.line()).writeVarint(state.version()));
    }

    /** The state that a token names. Fails with TOKEN if it names none. */
    public static Cursor readState(String token) {
        return read(STATE, token, source -> new Cursor(source.readLong(), source.readVarint()));
    }

    /** A token of that kind. */
    public static String write(int kind, Consumer<ByteSink> body) {
        ByteSink sink = new ByteSink().writeByte(kind);
        body.accept(sink);
        byte[] bytes = sink.writeInt(sink.crc(0)).toArray();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What a token of that kind says. Fails with TOKEN if it is none. */
    public static <T> T read(int kind, String token, Function<ByteSource, T> body) {
        if (token.length() > LENGTH_MAX) {
            throw noToken(token.length() + " characters are no token");
        }
        try {
            ByteSource source =
                    new ByteSource(Base64.getUrlDecoder().decode(token), ErrorCode.TOKEN);
            int found = source.readByte();
            T read = body.apply(source);
            int sealed = source.position();
            if (source.readInt() != source.crc(0, sealed) || found != kind) {
                throw noToken("'" + token + "' is no token of this kind");
            }
            source.requireEnd();
            return read;
        } catch (IllegalArgumentException | Corrupt malformed) {
            throw noToken("'" + token + "' is no token: " + malformed.getMessage());
        }
    }

    private static Incorrect noToken(String message) {
        return new Incorrect(ErrorCode.TOKEN, message);
    }
}
