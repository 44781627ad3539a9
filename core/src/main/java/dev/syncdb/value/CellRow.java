package dev.syncdb.value;

/** A row that holds its cells as values. */
final class CellRow extends Row {
    private final Value[] cells;

    CellRow(Value[] cells) {
        this.cells = cells;
    }

    @Override
    public int size() {
        return cells.length;
    }

    @Override
    public Value at(int column) {
        return cells[column];
    }

    @Override
    public Value[] toArray() {
        return cells.clone();
    }
}
