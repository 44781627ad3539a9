package dev.syncdb.sync.encoding;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.codec.ValueCodec;
import dev.syncdb.sync.push.Push.BaseValue;
import dev.syncdb.sync.push.Push.Bases;
import dev.syncdb.sync.push.Push.CellPlace;
import dev.syncdb.sync.push.Push.Wanted;

import java.util.ArrayList;
import java.util.List;

/* Wanted: | cells | count varint | (number - number before varint | cells) … |
 *         the first cells are those of the transaction that was postponed
 * Cells:  | count varint | cell … |
 * Cell:   | operation varint | column + 1 varint |    0 is the whole row
 * Bases:  | count varint | (number - number before varint | count varint | base …) … |
 *         before the first one comes the first transaction of the push
 * Base:   | cell | known u8 | [ value ] |
 */
/** Cells of a transaction, and what was in them before, as bytes. Stateless. */
final class CellPlaceCodec {
    private static final int CELL_BYTES_MIN = 2;
    private static final int BASE_BYTES_MIN = 3;
    private static final int SET_BYTES_MIN = 2;

    private CellPlaceCodec() {}

    /** Writes what is wanted of a transaction, the first, and of those behind it. */
    static void writeWanted(ByteSink sink, List<Wanted> wanted) {
        Wanted first = wanted.get(0);
        writeCells(sink, first.cells());
        sink.writeVarint(wanted.size() - 1L);
        long before = first.number();
        for (Wanted each : wanted.subList(1, wanted.size())) {
            writeCells(sink.writeVarint(each.number() - before), each.cells());
            before = each.number();
        }
    }

    /** @param number the transaction that was postponed */
    static List<Wanted> readWanted(ByteSource source, long number) {
        List<Wanted> wanted = new ArrayList<>();
        wanted.add(new Wanted(number, readCells(source)));
        long before = number;
        for (int count = source.readCount(SET_BYTES_MIN); count > 0; count--) {
            before += source.readVarint();
            wanted.add(new Wanted(before, readCells(source)));
        }
        return wanted;
    }

    private static void writeCells(ByteSink sink, List<CellPlace> cells) {
        sink.writeVarint(cells.size());
        cells.forEach(cell -> write(sink, cell));
    }

    private static List<CellPlace> readCells(ByteSource source) {
        int count = source.readCount(CELL_BYTES_MIN);
        List<CellPlace> cells = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            cells.add(readCell(source));
        }
        return cells;
    }

    static void writeBases(ByteSink sink, List<Bases> bases, long firstTx) {
        sink.writeVarint(bases.size());
        long before = firstTx;
        for (Bases each : bases) {
            sink.writeVarint(each.number() - before).writeVarint(each.values().size());
            each.values().forEach(base -> write(sink, base));
            before = each.number();
        }
    }

    static List<Bases> readBases(ByteSource source, long firstTx) {
        List<Bases> bases = new ArrayList<>();
        long number = firstTx;
        for (int count = source.readCount(SET_BYTES_MIN); count > 0; count--) {
            number += source.readVarint();
            bases.add(new Bases(number, readValues(source)));
        }
        return bases;
    }

    private static void write(ByteSink sink, BaseValue base) {
        write(sink, base.cell());
        sink.writeBoolean(base.value() != null);
        if (base.value() != null) {
            ValueCodec.write(sink, base.value());
        }
    }

    private static List<BaseValue> readValues(ByteSource source) {
        int count = source.readCount(BASE_BYTES_MIN);
        List<BaseValue> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            CellPlace cell = readCell(source);
            boolean known = source.readBoolean();
            values.add(new BaseValue(cell, known ? ValueCodec.read(source) : null));
        }
        return values;
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
