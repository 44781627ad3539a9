package dev.syncdb.delta;

import dev.syncdb.value.Bytes;

import org.jspecify.annotations.Nullable;

import java.util.zip.CRC32;

/* | length * 2 + (deflated ? 1 : 0) varint | check u16, little-endian | hunks … |
 *   hunks as TextDelta writes them, or what DEFLATE (RFC 1951) makes of that where it is less
 *
 * The varint is one of TextDelta's, in no more bytes than it needs.
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
    private static final int DEFLATED = 1;

    /** Less is not worth the time, as it hardly shrinks. */
    static final int DEFLATED_BYTES_MIN = 48;

    /** What is larger goes as it is, so that a few bytes never come to more than this. */
    static final int HUNKS_BYTES_MAX = 1 << 22;

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
        long head = 0;
        int at = 0;
        boolean more = true;
        while (more) {
            if (at == bytes.size() || at == VARINT_BYTES_MAX) {
                return null;
            }
            int next = bytes.at(at);
            if (next == 0 && at > 0) {
                return null;
            }
            head |= (long) (next & 0x7F) << (7 * at);
            more = next < 0;
            at++;
        }
        long length = head >>> 1;
        if (length > Integer.MAX_VALUE || bytes.size() < at + CHECK_BYTES) {
            return null;
        }
        int check = (bytes.at(at) & 0xFF) | ((bytes.at(at + 1) & 0xFF) << 8);
        Bytes rest = bytes.from(at + CHECK_BYTES);
        Bytes hunks = (head & DEFLATED) == 0 ? rest : Deflated.inflate(rest, HUNKS_BYTES_MAX);
        TextDelta delta = hunks == null ? null : TextDelta.read(hunks);
        return delta != null && delta.lengthMin() <= length
                ? new TextEdit((int) length, check, delta)
                : null;
    }

    /** The edit as it travels. */
    public Bytes toBytes() {
        Bytes hunks = delta.toBytes();
        boolean large = hunks.size() >= DEFLATED_BYTES_MIN && hunks.size() <= HUNKS_BYTES_MAX;
        Bytes less = large ? Deflated.deflate(hunks) : hunks;
        boolean deflated = less.size() < hunks.size();
        Bytes rest = deflated ? less : hunks;
        byte[] head = new byte[VARINT_BYTES_MAX + CHECK_BYTES];
        int size = 0;
        long left = 2L * length + (deflated ? DEFLATED : 0);
        while (left >= 0x80) {
            head[size++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        head[size++] = (byte) left;
        head[size++] = (byte) check;
        head[size++] = (byte) (check >>> 8);
        byte[] bytes = new byte[size + rest.size()];
        System.arraycopy(head, 0, bytes, 0, size);
        rest.copyTo(bytes, size);
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
