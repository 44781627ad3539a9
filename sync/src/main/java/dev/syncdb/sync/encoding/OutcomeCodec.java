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

/* Outcome: | rejected u8 | [ rejection ] |
 *          | count varint | handle varint … | count varint | row … | conflicts varint |
 * Row:     | table text | handle varint | key |
 */
/** An outcome as bytes, in answers and in the server's table of outcomes. Stateless. */
public final class OutcomeCodec {
    private static final int NAME_BYTES_MIN = 3;

    private OutcomeCodec() {}

    public static void write(ByteSink sink, Outcome outcome) {
        Rejection rejection = outcome.rejection();
        sink.writeBoolean(rejection != null);
        if (rejection != null) {
            RejectionCodec.write(sink, rejection);
        }
        sink.writeVarint(outcome.handles().size());
        for (long handle : outcome.handles()) {
            sink.writeVarint(handle);
        }
        sink.writeVarint(outcome.differing().size());
        for (RowName row : outcome.differing()) {
            sink.writeText(row.table()).writeVarint(row.handle());
            ValueCodec.writeKey(sink, row.key());
        }
        sink.writeVarint(outcome.conflicts());
    }

    public static Outcome read(ByteSource source, long number) {
        Rejection rejection = source.readBoolean() ? RejectionCodec.read(source) : null;
        int handles = source.readCount(1);
        List<Long> numbers = new ArrayList<>(handles);
        for (int i = 0; i < handles; i++) {
            numbers.add(source.readVarint());
        }
        int rows = source.readCount(NAME_BYTES_MIN);
        List<RowName> differing = new ArrayList<>(rows);
        for (int i = 0; i < rows; i++) {
            String table = source.readText();
            long handle = source.readVarint();
            Key key = ValueCodec.readKey(source);
            differing.add(new RowName(table, key, handle));
        }
        int conflicts = source.readBelow(Integer.MAX_VALUE, "conflicts");
        return new Outcome(number, rejection, numbers, differing, conflicts);
    }
}
