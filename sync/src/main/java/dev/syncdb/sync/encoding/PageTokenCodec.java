package dev.syncdb.sync.encoding;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.codec.ValueCodec;
import dev.syncdb.sync.message.PageToken;

import org.jspecify.annotations.Nullable;

/* Token: | present u8 | [ version varint | table text | key | first head varint | head ] |
 * Head:  an unsigned cursor
 */
/** Where a page ended, as bytes, in messages and in a phone's journal. Stateless. */
public final class PageTokenCodec {
    private PageTokenCodec() {}

    public static void write(ByteSink sink, @Nullable PageToken token) {
        sink.writeBoolean(token != null);
        if (token != null) {
            sink.writeVarint(token.version()).writeText(token.table());
            ValueCodec.writeKey(sink, token.key());
            sink.writeVarint(token.firstHead());
            CursorCodec.writeUnsigned(sink, token.head());
        }
    }

    public static @Nullable PageToken read(ByteSource source) {
        if (!source.readBoolean()) {
            return null;
        }
        return new PageToken(
                source.readVarint(),
                source.readText(),
                ValueCodec.readKey(source),
                source.readVarint(),
                CursorCodec.readUnsigned(source));
    }
}
