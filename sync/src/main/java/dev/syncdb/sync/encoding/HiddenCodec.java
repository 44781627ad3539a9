package dev.syncdb.sync.encoding;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.ElementVersions;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.value.Bytes;

import java.util.Map;
import java.util.TreeMap;

/* On a phone:   | handle varint |          nothing at all for a handle that is not known yet
 * On a server:  | handle varint | author | count varint | (column varint, author) … |
 *               | [ count varint | (column varint, parts) … ] |   left out where there are none
 * Parts:        | author of others | count varint | (element or path text, author) … |
 * Author:       | version varint | writer varint | effective millis varint |
 */
/** The hidden bytes of a row. Stateless. */
public final class HiddenCodec {
    private static final int CELL_BYTES_MIN = 4;
    private static final int PARTS_BYTES_MIN = 5;

    private HiddenCodec() {}

    /** The handle that a phone keeps with a row. */
    public static Bytes ofHandle(long handle) {
        return handle == 0 ? Bytes.EMPTY : new ByteSink().writeVarint(handle).toBytes();
    }

    /** The handle in the hidden bytes of a row, on either side; 0 if there is none. */
    public static long handle(Bytes hidden) {
        return hidden.size() == 0 ? 0 : source(hidden).readVarint();
    }

    public static Bytes write(RowVersions versions) {
        ByteSink sink = new ByteSink().writeVarint(versions.handle());
        write(sink, versions.row());
        sink.writeVarint(versions.cells().size());
        for (Map.Entry<Integer, CellVersion> cell : versions.cells().entrySet()) {
            write(sink.writeVarint(cell.getKey()), cell.getValue());
        }
        if (!versions.parts().isEmpty()) {
            sink.writeVarint(versions.parts().size());
            versions.parts().forEach((column, each) -> write(sink.writeVarint(column), each));
        }
        return sink.toBytes();
    }

    public static RowVersions read(Bytes hidden) {
        ByteSource source = source(hidden);
        long handle = source.readVarint();
        CellVersion row = readAuthor(source);
        int count = source.readCount(CELL_BYTES_MIN);
        Map<Integer, CellVersion> cells = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            int column = source.readBelow(Integer.MAX_VALUE, "column");
            cells.put(column, readAuthor(source));
        }
        Map<Integer, ElementVersions> parts = new TreeMap<>();
        int partsCount = source.remaining() == 0 ? 0 : source.readCount(PARTS_BYTES_MIN);
        for (int i = 0; i < partsCount; i++) {
            int column = source.readBelow(Integer.MAX_VALUE, "column");
            parts.put(column, readParts(source));
        }
        source.requireEnd();
        return new RowVersions(handle, row, cells, parts);
    }

    /**
     * The newest version of any cell of a row on a server: what {@link #read} would say, without
     * making anything of the rest. Parts of a cell are never newer than the cell.
     */
    public static long newest(Bytes hidden) {
        ByteSource source = source(hidden);
        source.readVarint();
        long newest = readVersion(source);
        int count = source.readCount(CELL_BYTES_MIN);
        for (int i = 0; i < count; i++) {
            source.readVarint();
            newest = Math.max(newest, readVersion(source));
        }
        return newest;
    }

    private static long readVersion(ByteSource source) {
        long version = source.readVarint();
        source.readVarint();
        source.readVarint();
        return version;
    }

    private static void write(ByteSink sink, ElementVersions parts) {
        write(sink, parts.others());
        sink.writeVarint(parts.known().size());
        parts.known().forEach((element, author) -> write(sink.writeText(element), author));
    }

    private static ElementVersions readParts(ByteSource source) {
        CellVersion others = readAuthor(source);
        int count = source.readCount(CELL_BYTES_MIN);
        Map<String, CellVersion> known = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            known.put(source.readText(), readAuthor(source));
        }
        return new ElementVersions(others, known);
    }

    private static void write(ByteSink sink, CellVersion author) {
        sink.writeVarint(author.version()).writeVarint(author.writer());
        sink.writeVarint(author.effectiveMillis());
    }

    private static CellVersion readAuthor(ByteSource source) {
        return new CellVersion(source.readVarint(), source.readVarint(), source.readVarint());
    }

    private static ByteSource source(Bytes hidden) {
        return new ByteSource(hidden, ErrorCode.CORRUPT_FILE);
    }
}
