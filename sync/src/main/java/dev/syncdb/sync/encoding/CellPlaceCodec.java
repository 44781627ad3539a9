package dev.syncdb.sync.encoding;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.codec.ValueCodec;
import dev.syncdb.sync.push.Push.BaseValue;
import dev.syncdb.sync.push.Push.Bases;
import dev.syncdb.sync.push.Push.CellPlace;

import java.util.ArrayList;
import java.util.List;

/* Cells: | count varint | cell … |
 * Cell:  | operation varint | column + 1 varint |    0 is the whole row
 * Bases: | number - first varint | count varint | base … |
 * Base:  | cell | known u8 | [ value ] |
 */
/** Cells of a transaction, and what was in them before, as bytes. Stateless. */
final class CellPlaceCodec {
    private static final int CELL_BYTES_MIN = 2;
    private static final int BASE_BYTES_MIN = 3;

    private CellPlaceCodec() {}

    static void write(ByteSink sink, List<CellPlace> cells) {
        sink.writeVarint(cells.size());
        cells.forEach(cell -> write(sink, cell));
    }

    static List<CellPlace> read(ByteSource source) {
        int count = source.readCount(CELL_BYTES_MIN);
        List<CellPlace> cells = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            cells.add(readCell(source));
        }
        return cells;
    }

    static void writeBases(ByteSink sink, Bases bases, long firstTx) {
        sink.writeVarint(bases.number() - firstTx).writeVarint(bases.values().size());
        for (BaseValue base : bases.values()) {
            write(sink, base.cell());
            sink.writeBoolean(base.value() != null);
            if (base.value() != null) {
                ValueCodec.write(sink, base.value());
            }
        }
    }

    static Bases readBases(ByteSource source, long firstTx) {
        long number = firstTx + source.readVarint();
        int count = source.readCount(BASE_BYTES_MIN);
        List<BaseValue> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            CellPlace cell = readCell(source);
            boolean known = source.readBoolean();
            values.add(new BaseValue(cell, known ? ValueCodec.read(source) : null));
        }
        return new Bases(number, values);
    }

    private static void write(ByteSink sink, CellPlace cell) {
        sink.writeVarint(cell.operation()).writeVarint(cell.column() + 1L);
    }

    private static CellPlace readCell(ByteSource source) {
        int operation = source.readBelow(Integer.MAX_VALUE, "operation");
        int column = source.readBelow(Integer.MAX_VALUE, "column") - 1;
        return new CellPlace(operation, column);
    }
}
