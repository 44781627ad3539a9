package dev.syncdb.journal;

import dev.syncdb.codec.ByteSource;
import dev.syncdb.journal.RecordFormat.Header;

import org.jspecify.annotations.Nullable;

/* A record that is not whole is passed over by its size if its header is whole and in its place.
 * Otherwise the walk looks for the next place where a whole record stands that may follow. In a
 * plain file that could be the copy of a record inside a body; in an encrypted one it cannot, for
 * its tag would not fit.
 */
/** One walk over the records of a file that goes on behind damage. Used once. */
final class RecordWalk {
    /** Takes what is found, from front to back. */
    interface Visitor {
        /** A whole record; numbers ascend, but for a footer. */
        void record(Header header, ByteSource body);

        /** Something else. */
        void damage(Damage damage);
    }

    private static final int WINDOW_BYTES = 1 << 16;

    private final DiskFile file;
    private final String name;
    private final BodyCipher bodies;
    private final long end;
    private long position;
    private long expected;

    /** @param end where records end at the latest */
    RecordWalk(DiskFile file, String name, BodyCipher bodies, long end) {
        this.file = file;
        this.name = name;
        this.bodies = bodies;
        this.end = end;
    }

    /**
     * Walks.
     *
     * @param from where the first record should stand; 0 if that is not known
     * @param first the number that it should have
     */
    void run(long from, long first, Visitor visitor) {
        expected = first;
        position = from == 0 ? search(0) : from;
        while (position < end) {
            Header header = header(position);
            byte[] record = header == null ? null : read(position, header.size());
            ByteSource body = header == null || record == null ? null : body(header, record);
            if (header != null && body != null && mayFollow(header.number())) {
                take(header, body, visitor);
            } else if (header != null && header.number() == expected) {
                String state = isForged(header, record) ? " is forged" : " is damaged";
                visitor.damage(new Damage(name, position, "record " + expected + state));
                position += header.size();
                expected++;
            } else {
                long next = search(position + 1);
                String what = next - position + " bytes are no record that belongs here";
                visitor.damage(new Damage(name, position, what));
                position = next;
            }
        }
    }

    private void take(Header header, ByteSource body, Visitor visitor) {
        long number = header.number();
        if (number > expected) {
            String what = "records " + expected + " to " + (number - 1) + " are missing";
            visitor.damage(new Damage(name, position, what));
        }
        visitor.record(header, body);
        position += header.size();
        expected = number == SnapshotOutput.FOOTER ? expected : number + 1;
    }

    private boolean mayFollow(long number) {
        long most = expected + end / RecordFormat.SIZE_MIN;
        return number == SnapshotOutput.FOOTER || (number >= expected && number <= most);
    }

    private long search(long from) {
        byte[] window = new byte[WINDOW_BYTES];
        int read = 1;
        for (long start = from; start < end && read > 0; start += read) {
            read = file.read(start, window, 0, (int) Math.min(window.length, end - start));
            for (int i = 0; i < read; i++) {
                if (window[i] == RecordFormat.MARK && isRecord(start + i)) {
                    return start + i;
                }
            }
        }
        return end;
    }

    private boolean isRecord(long at) {
        Header header = header(at);
        if (header == null || !mayFollow(header.number())) {
            return false;
        }
        byte[] record = read(at, header.size());
        return record != null && body(header, record) != null;
    }

    /** The header of a record that has room at {@code at}; null if there is none. */
    private @Nullable Header header(long at) {
        byte[] bytes =
                end - at < RecordFormat.SIZE_MIN ? null : read(at, RecordFormat.HEADER_BYTES);
        Header header = bytes == null ? null : RecordFormat.header(bytes, 0);
        return header == null || header.size() > end - at ? null : header;
    }

    private @Nullable ByteSource body(Header header, byte[] record) {
        return RecordFormat.isWhole(record, 0, header)
                ? bodies.open(header, record, RecordFormat.HEADER_BYTES)
                : null;
    }

    private static boolean isForged(Header header, byte @Nullable [] record) {
        return record != null && RecordFormat.isWhole(record, 0, header);
    }

    private byte @Nullable [] read(long at, int count) {
        byte[] bytes = new byte[count];
        return file.read(at, bytes, 0, count) == count ? bytes : null;
    }
}
