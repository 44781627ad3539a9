package dev.syncdb.sync.encoding;

import dev.syncdb.change.Cursor;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.codec.ValueCodec;
import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.sync.pull.PageToken.Named;
import dev.syncdb.sync.pull.PageToken.Position;
import dev.syncdb.sync.pull.PriorityClasses;
import dev.syncdb.value.Key;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/* Token:   | present u8 | [ line u64 | version varint | last | first head varint
 *          | transaction varint | rows varint | classes ] |
 * Last:    | version varint | table text | key |
 * Classes: | count varint | [ (count varint, table text …) … | count varint | head varint … ] |
 */
/** Where a page ended, as bytes, in messages and in a phone's journal. Stateless. */
public final class PageTokenCodec {
    private PageTokenCodec() {}

    public static void write(ByteSink sink, @Nullable PageToken token) {
        sink.writeBoolean(token != null);
        if (token == null) {
            return;
        }
        sink.writeLong(token.head().line()).writeVarint(token.head().version());
        Position last = token.last();
        sink.writeVarint(last.version()).writeText(last.table());
        ValueCodec.writeKey(sink, last.key());
        sink.writeVarint(token.firstHead());
        sink.writeVarint(token.named().transaction()).writeVarint(token.named().rows());
        write(sink, token.classes());
    }

    public static @Nullable PageToken read(ByteSource source) {
        if (!source.readBoolean()) {
            return null;
        }
        Cursor head = new Cursor(source.readLong(), source.readVarint());
        long version = source.readVarint();
        String table = source.readText();
        Key key = ValueCodec.readKey(source);
        long firstHead = source.readVarint();
        Named named = new Named(source.readVarint(), source.readBelow(Integer.MAX_VALUE, "row"));
        Position last = new Position(version, table, key);
        return new PageToken(head, last, firstHead, named, readClasses(source));
    }

    private static void write(ByteSink sink, PriorityClasses classes) {
        sink.writeVarint(classes.tables().size());
        if (classes.isNone()) {
            return;
        }
        for (List<String> tables : classes.tables()) {
            sink.writeVarint(tables.size());
            tables.forEach(sink::writeText);
        }
        sink.writeVarint(classes.done());
        classes.heads().forEach(sink::writeVarint);
    }

    private static PriorityClasses readClasses(ByteSource source) {
        int count = source.readBelow(PriorityClasses.CLASSES_MAX, "classes");
        if (count == 0) {
            return PriorityClasses.NONE;
        }
        List<List<String>> classes = new ArrayList<>(count);
        int room = PriorityClasses.TABLES_MAX;
        for (int i = 0; i < count; i++) {
            int size = source.readBelow(room, "tables");
            List<String> tables = new ArrayList<>();
            for (int table = 0; table < size; table++) {
                tables.add(source.readText());
            }
            room -= size;
            classes.add(tables);
        }
        int done = source.readBelow(count + 1, "heads");
        List<Long> heads = new ArrayList<>(done);
        for (int i = 0; i < done; i++) {
            heads.add(source.readVarint());
        }
        return new PriorityClasses(classes, heads);
    }
}
