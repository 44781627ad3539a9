package dev.syncdb.server;

import dev.syncdb.sync.ledger.ConflictTable;
import dev.syncdb.value.Row;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Records of conflicts from disk, a page at a time. Confined to its caller. */
final class SpilledConflicts implements Iterator<Row> {
    /** Some megabytes. */
    private static final int PAGE_RECORDS = 10_000;

    /** Where pages come from. */
    interface Pages {
        /** Up to {@code max} records with the smallest ids behind that one, in order. */
        List<Row> read(long after, int max);
    }

    private final Pages pages;
    private Iterator<Row> page;
    private long after;
    private boolean ended;

    SpilledConflicts(Pages pages) {
        this.pages = pages;
        this.page = List.<Row>of().iterator();
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext() && !ended) {
            page = pages.read(after, PAGE_RECORDS).iterator();
            ended = !page.hasNext();
        }
        return page.hasNext();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException("there are no more records");
        }
        Row record = page.next();
        after = record.longAt(ConflictTable.ID);
        return record;
    }
}
