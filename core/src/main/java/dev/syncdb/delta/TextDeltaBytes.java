package dev.syncdb.delta;

import dev.syncdb.delta.TextDelta.Hunk;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.TextValue;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/*
 * A delta:  | hunk … |                      up to the end of the bytes; none for the delta of none
 * A hunk:   | retain varint | delete varint | size varint | text inserted, size bytes of UTF-8 |
 * A varint: seven bits a byte, the lowest first; all bytes but the last have bit 7 set. It has no
 *           more bytes than it needs, and is at most 2^31 - 1.
 */
/**
 * Deltas as bytes. There is one form of each, and what is read takes little more room than that.
 */
final class TextDeltaBytes {
    private static final int MORE = 0x80;

    /** So many bits hold any length, and five bytes hold them. */
    private static final int SHIFT_MAX = 28;

    private final byte[] bytes;
    private int at;
    private boolean failed;

    private TextDeltaBytes(Bytes bytes) {
        this.bytes = bytes.toArray();
    }

    static Bytes write(TextDelta delta) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Hunk hunk : delta.hunks()) {
            byte[] insert = new TextValue(hunk.insert()).value().getBytes(StandardCharsets.UTF_8);
            write(out, hunk.retain());
            write(out, hunk.delete());
            write(out, insert.length);
            out.write(insert, 0, insert.length);
        }
        return Bytes.owned(out.toByteArray());
    }

    private static void write(ByteArrayOutputStream out, int number) {
        int rest = number;
        while (rest >= MORE) {
            out.write(rest | MORE);
            rest >>>= 7;
        }
        out.write(rest);
    }

    /** Null if these bytes are not just what {@link #write} makes of some delta. */
    static @Nullable TextDelta read(Bytes bytes) {
        TextDeltaBytes in = new TextDeltaBytes(bytes);
        List<Hunk> hunks = new ArrayList<>();
        long length = 0;
        while (in.at < in.bytes.length) {
            int retain = in.number();
            int delete = in.number();
            String insert = in.text(in.number());
            length += (long) retain + delete;
            boolean empty = delete == 0 && insert.isEmpty();
            boolean touches = retain == 0 && !hunks.isEmpty();
            if (in.failed || empty || touches || length > Integer.MAX_VALUE) {
                return null;
            }
            hunks.add(new Hunk(retain, delete, insert));
        }
        return hunks.isEmpty() ? TextDelta.NONE : new TextDelta(hunks);
    }

    private int number() {
        long number = 0;
        for (int shift = 0; shift <= SHIFT_MAX && at < bytes.length; shift += 7) {
            int next = bytes[at++];
            number |= (long) (next & (MORE - 1)) << shift;
            if (next >= 0) {
                boolean padded = next == 0 && shift > 0;
                failed |= padded || number > Integer.MAX_VALUE;
                return failed ? 0 : (int) number;
            }
        }
        failed = true;
        return 0;
    }

    private String text(int size) {
        if (size > bytes.length - at) {
            failed = true;
            return "";
        }
        byte[] utf8 = Arrays.copyOfRange(bytes, at, at + size);
        at += size;
        String text = new String(utf8, StandardCharsets.UTF_8);
        // What is malformed is read as U+FFFD, which is written as other bytes.
        failed |= !Arrays.equals(utf8, text.getBytes(StandardCharsets.UTF_8));
        return text;
    }
}
