package dev.syncdb.lab.engine.contender;

import dev.syncdb.RowCursor;

/** Sums the rows that SyncDB hands out, through its getters. */
final class SyncDbRows {
    private SyncDbRows() {}

    /** The twelve columns of a task, in their order. */
    static long all(RowCursor row) {
        long sum = Checksum.add(0, row.getString(0));
        sum = Checksum.add(sum, row.getString(1));
        sum = Checksum.add(sum, row.getString(2));
        sum = Checksum.add(sum, row.getString(3));
        sum = Checksum.add(sum, row.getString(4));
        sum = Checksum.add(sum, row.getString(5));
        sum = Checksum.add(sum, row.getLong(6));
        sum = Checksum.add(sum, row.getDouble(7));
        sum = Checksum.add(sum, row.getLong(8) != 0);
        sum = Checksum.add(sum, row.getLong(9));
        sum = Checksum.add(sum, row.getLong(10));
        return Checksum.add(sum, row.getBytes(11));
    }

    /** Title, status, priority and time of update, in the columns given. */
    static long four(RowCursor row, int title, int status, int priority, int updatedAt) {
        long sum = Checksum.add(0, row.getString(title));
        sum = Checksum.add(sum, row.getString(status));
        sum = Checksum.add(sum, row.getLong(priority));
        return Checksum.add(sum, row.getLong(updatedAt));
    }
}
