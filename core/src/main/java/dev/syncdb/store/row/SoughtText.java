package dev.syncdb.store.row;

/**
 * A text that rows are searched for, under BINARY: read once, then hashed and compared with the
 * cells of any number of rows. Serves one text after the other; confined to one thread.
 */
public final class SoughtText {
    /** To have the characters where they are read fast. */
    private final char[] units = new char[Uuids.CHARS];

    private int shape;
    private long high;
    private long low;

    /** Goes for that text from now on, which is given again wherever it is needed. */
    public void seek(String text) {
        shape = Uuids.NONE;
        if (text.length() != Uuids.CHARS) {
            return;
        }
        char[] all = units;
        text.getChars(0, Uuids.CHARS, all, 0);
        if (all[8] != '-' || all[13] != '-' || all[18] != '-' || all[23] != '-') {
            return;
        }
        int a = Uuids.group(all, 0);
        int b = Uuids.group(all, 4);
        int c = Uuids.group(all, 9);
        int d = Uuids.group(all, 14);
        int e = Uuids.group(all, 19);
        int f = Uuids.group(all, 24);
        int g = Uuids.group(all, 28);
        int h = Uuids.group(all, 32);
        shape = Uuids.shapeOfGroups(a | b | c | d | e | f | g | h);
        high = Uuids.number(a, b, c, d);
        low = Uuids.number(e, f, g, h);
    }

    /** As {@link Hashes#of(String, long)} of the text. */
    public long hash(String text, long seed) {
        return isUuid()
                ? Hashes.uuid(high, low, shape == Uuids.UPPER, seed)
                : Hashes.ofPlain(text, seed);
    }

    /** As {@link PackedRow#textEqualsAt} of the text. */
    public boolean isAt(PackedRow row, int column, String text) {
        if (isUuid()) {
            byte[] bytes = row.holding(column).bytes;
            int slot = RowFormat.slot(bytes, column);
            int tag = RowFormat.tag(slot);
            if (RowFormat.isUuid(tag)) {
                int at = RowFormat.payload(slot);
                return RowFormat.long8(bytes, at) == high
                        && RowFormat.long8(bytes, at + Long.BYTES) == low
                        && (tag == RowFormat.UUID_UPPER) == (shape == Uuids.UPPER);
            }
        }
        return row.textEqualsAt(column, text);
    }

    /** NONE, LOWER, UPPER or MIXED, see {@link Uuids}. */
    int shape() {
        return shape;
    }

    /** True if a cell keeps the text as two numbers. */
    boolean isUuid() {
        return shape == Uuids.LOWER || shape == Uuids.UPPER;
    }

    /** The first half of a UUID. */
    long high() {
        return high;
    }

    /** The second half of a UUID. */
    long low() {
        return low;
    }
}
