package dev.syncdb.store.row;

/** A row in the number of columns that a table had or has, where its layout has another one. */
final class ResizedRow extends PackedRow {
    private final int columns;

    ResizedRow(PackedRow content, int columns) {
        super(content);
        this.columns = columns;
    }

    @Override
    public int size() {
        return columns;
    }
}
