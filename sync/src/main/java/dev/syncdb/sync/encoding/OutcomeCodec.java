package dev.syncdb.sync.encoding;

import dev.syncdb.change.RowName;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.codec.ValueCodec;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.sync.push.Rejection;
import dev.syncdb.value.Key;

import java.util.ArrayList;
import java.util.List;

/* Outcome: | parts u8 | [ rejection ] |
 *          | [ count varint | handle varint … ] | [ count varint | row … ] | [ conflicts varint ] |
 *          the lowest bit of the parts is for the first; of what was done as it says there are none
 * Row:     | table text | handle varint | key |
 */
/** An outcome as bytes, in answers and in the server's table of outcomes. Stateless. */
public final class OutcomeCodec {
    private static final int REJECTION = 1;
    private static final int HANDLES = 2;
    private static final int DIFFERING = 4;
    private static final int CONFLICTS = 8;
    private static final int ALL = REJECTION | HANDLES | DIFFERING | CONFLICTS;
    private static final int NAME_BYTES_MIN = 3;

    private OutcomeCodec() {}

    public static void write(ByteSink sink, Outcome outcome) {
        Rejection rejection = outcome.rejection();
        List<Long> handles = outcome.handles();
        List<RowName> differing = outcome.differing();
        sink.writeByte((rejection == null ? 0 : REJECTION)
                | (handles.isEmpty() ? 0 : HANDLES)
                | (differing.isEmpty() ? 0 : DIFFERING)
                | (outcome.conflicts() == 0 ? 0 : CONFLICTS));
        if (rejection != null) {
            RejectionCodec.write(sink, rejection);
        }
        if (!handles.isEmpty()) {
            sink.writeVarint(handles.size());
            handles.forEach(sink::writeVarint);
        }
        if (!differing.isEmpty()) {
            sink.writeVarint(differing.size());
            for (RowName row : differing) {
                sink.writeText(row.table()).writeVarint(row.handle());
                ValueCodec.writeKey(sink, row.key());
            }
        }
        if (outcome.conflicts() != 0) {
            sink.writeVarint(outcome.conflicts());
        }
    }

    public static Outcome read(ByteSource source, long number) {
        int start = source.position();
        int parts = source.readByte();
        if ((parts & ~ALL) != 0) {
            throw source.malformed(start, "unknown parts " + parts + " of an outcome");
        }
        Rejection rejection = (parts & REJECTION) == 0 ? null : RejectionCodec.read(source);
        int handles = (parts & HANDLES) == 0 ? 0 : source.readCount(1);
        List<Long> numbers = new ArrayList<>(handles);
        for (int i = 0; i < handles; i++) {
            numbers.add(source.readVarint());
        }
        int rows = (parts & DIFFERING) == 0 ? 0 : source.readCount(NAME_BYTES_MIN);
        List<RowName> differing = new ArrayList<>(rows);
        for (int i = 0; i < rows; i++) {
            String table = source.readText();
            long handle = source.readVarint();
            Key key = ValueCodec.readKey(source);
            differing.add(new RowName(table, key, handle));
        }
        int conflicts =
                (parts & CONFLICTS) == 0 ? 0 : source.readBelow(Integer.MAX_VALUE, "conflicts");
        return new Outcome(number, rejection, numbers, differing, conflicts);
    }
}
