package dev.syncdb.delta;

import dev.syncdb.value.Bytes;

import org.jspecify.annotations.Nullable;

import java.util.zip.CRC32;

/* | length varint | check u16, little-endian | hunks as TextDelta writes them … |
 */
/**
 * An edit of a text as it travels: what it does, and of what text it is. Immutable.
 *
 * @param length that of the text before, in UTF-16 code units
 * @param check of the text after: the lower half of its CRC-32, see {@link #check(String)}
 * @param delta what it does
 */
public record TextEdit(int length, int check, TextDelta delta) {
    private static final int CHECK_BYTES = 2;
    private static final int CHECK_MASK = 0xFFFF;
    private static final int VARINT_BYTES_MAX = 5;

    /** So many characters are summed up at once. */
    private static final int CHUNK_UNITS = 1 << 12;

    /** What makes one text of another, or null if that is a new text rather than an edit. */
    public static @Nullable TextEdit between(String before, String after) {
        TextDelta delta = TextDifference.between(before, after);
        return TextDifference.isRewrite(before, after, delta)
                ? null
                : new TextEdit(before.length(), check(after), delta);
    }

    /** Reads what {@link #toBytes} wrote; null if it is nothing like that. */
    public static @Nullable TextEdit read(Bytes bytes) {
        long length = 0;
        int at = 0;
        boolean more = true;
        while (more) {
            if (at == bytes.size() || at == VARINT_BYTES_MAX) {
                return null;
            }
            int next = bytes.at(at);
            length |= (long) (next & 0x7F) << (7 * at);
            more = next < 0;
            at++;
        }
        if (length > Integer.MAX_VALUE || bytes.size() < at + CHECK_BYTES) {
            return null;
        }
        int check = (bytes.at(at) & 0xFF) | ((bytes.at(at + 1) & 0xFF) << 8);
        TextDelta delta = TextDelta.read(bytes.from(at + CHECK_BYTES));
        return delta == null || delta.lengthMin() > length
                ? null
                : new TextEdit((int) length, check, delta);
    }

    /** The edit as it travels. */
    public Bytes toBytes() {
        Bytes hunks = delta.toBytes();
        byte[] head = new byte[VARINT_BYTES_MAX + CHECK_BYTES];
        int size = 0;
        int left = length;
        while (left >= 0x80) {
            head[size++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        head[size++] = (byte) left;
        head[size++] = (byte) check;
        head[size++] = (byte) (check >>> 8);
        byte[] bytes = new byte[size + hunks.size()];
        System.arraycopy(head, 0, bytes, 0, size);
        hunks.copyTo(bytes, size);
        return Bytes.owned(bytes);
    }

    /** True if this edit was made of that text, and leaves what its author saw. */
    public boolean isOf(String text) {
        return text.length() == length
                && !delta.splits(text)
                && check(delta.applied(text)) == check;
    }

    /** The edit for people, who do not see the text that it is of: {@code [12] -3 +"word"}. */
    public String shown() {
        StringBuilder words = new StringBuilder();
        int place = 0;
        for (TextDelta.Hunk hunk : delta.hunks()) {
            place += hunk.retain();
            words.append(words.length() == 0 ? "[" : " [").append(place).append(']');
            if (hunk.delete() > 0) {
                words.append(" -").append(hunk.delete());
            }
            if (!hunk.insert().isEmpty()) {
                words.append(" +").append(JsonString.of(hunk.insert()));
            }
            place += hunk.delete();
        }
        return words.toString();
    }

    /** What a text is recognised by: the lower half of the CRC-32 of its UTF-16LE bytes. */
    public static int check(String text) {
        CRC32 crc = new CRC32();
        byte[] bytes = new byte[2 * Math.min(CHUNK_UNITS, text.length())];
        for (int start = 0; start < text.length(); start += CHUNK_UNITS) {
            int end = Math.min(text.length(), start + CHUNK_UNITS);
            int size = 0;
            for (int i = start; i < end; i++) {
                char unit = text.charAt(i);
                bytes[size++] = (byte) unit;
                bytes[size++] = (byte) (unit >>> 8);
            }
            crc.update(bytes, 0, size);
        }
        return (int) crc.getValue() & CHECK_MASK;
    }
}
