package dev.syncdb.codec;

import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

/* Value:  | tag u8 | content |
 *         0 NULL · 1 integer, zigzag varint · 2 real, 8 bytes · 3 text · 4 blob · 5 empty text
 *         16..255 an integer from 0 to 239 in the tag itself
 *         texts and blobs are a length varint and so many bytes
 * Row:    | count varint | value … |      a row of a known table leaves the count out
 */
/** One value, row or key as bytes. Stateless. */
public final class ValueCodec {
    private static final int TAG_NULL = 0;
    private static final int TAG_INTEGER = 1;
    private static final int TAG_REAL = 2;
    private static final int TAG_TEXT = 3;
    private static final int TAG_BLOB = 4;
    private static final int TAG_EMPTY = 5;
    private static final int TAG_SMALL = 16;
    private static final int SMALL_MAX = 255 - TAG_SMALL;

    private ValueCodec() {}

    public static void write(ByteSink sink, Value value) {
        switch (value.type()) {
            case NULL -> sink.writeByte(TAG_NULL);
            case INTEGER -> writeInteger(sink, value.asLong());
            case REAL ->
                sink.writeByte(TAG_REAL).writeLong(Double.doubleToRawLongBits(value.asDouble()));
            case TEXT -> writeText(sink, value.asText());
            case BLOB -> sink.writeByte(TAG_BLOB).writeBytes(value.asBytes());
        }
    }

    public static Value read(ByteSource source) {
        int start = source.position();
        int tag = source.readByte();
        if (tag >= TAG_SMALL) {
            return Value.of(tag - TAG_SMALL);
        }
        switch (tag) {
            case TAG_NULL:
                return Value.NULL;
            case TAG_INTEGER:
                return Value.of(source.readSigned());
            case TAG_REAL:
                return readReal(source);
            case TAG_TEXT:
                return Value.of(source.readText());
            case TAG_BLOB:
                return Value.of(source.readBytes());
            case TAG_EMPTY:
                return Value.of("");
            default:
                throw source.malformed(start, "unknown value tag " + tag);
        }
    }

    /** The count, then the cells. */
    public static void writeRow(ByteSink sink, Row row) {
        sink.writeVarint(row.size());
        writeCells(sink, row);
    }

    public static Row readRow(ByteSource source) {
        return readCells(source, source.readCount(1));
    }

    /** The cells alone, for a reader that knows how many there are. */
    public static void writeCells(ByteSink sink, Row row) {
        for (int i = 0; i < row.size(); i++) {
            write(sink, row.at(i));
        }
    }

    public static Row readCells(ByteSource source, int count) {
        Value[] cells = new Value[count];
        for (int i = 0; i < count; i++) {
            cells[i] = read(source);
        }
        return Row.owned(cells);
    }

    public static void writeKey(ByteSink sink, Key key) {
        writeRow(sink, key.values());
    }

    public static Key readKey(ByteSource source) {
        return new Key(readRow(source));
    }

    private static void writeInteger(ByteSink sink, long value) {
        if (value >= 0 && value <= SMALL_MAX) {
            sink.writeByte((int) value + TAG_SMALL);
        } else {
            sink.writeByte(TAG_INTEGER).writeSigned(value);
        }
    }

    private static void writeText(ByteSink sink, String value) {
        if (value.isEmpty()) {
            sink.writeByte(TAG_EMPTY);
        } else {
            sink.writeByte(TAG_TEXT).writeText(value);
        }
    }

    private static Value readReal(ByteSource source) {
        int start = source.position();
        double real = Double.longBitsToDouble(source.readLong());
        if (Double.isNaN(real)) {
            throw source.malformed(start, "a real that is no number");
        }
        return Value.of(real);
    }

    /** The bytes of one row, as a value. */
    public static Bytes rowBytes(Row row) {
        ByteSink sink = new ByteSink();
        writeRow(sink, row);
        return sink.toBytes();
    }
}
