package dev.syncdb.sync.apply;

import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.merge.ConflictRecord;
import dev.syncdb.merge.ConflictRecord.Decision;
import dev.syncdb.merge.ConflictRecord.Kind;
import dev.syncdb.merge.ConflictRecord.Side;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

/**
 * Keeps rows that refer to rows of their own table a tree: a move that would make a row its own
 * ancestor is not done. Since all transactions are in one order, looking at each move when it
 * arrives is enough. Lives for one transaction.
 */
final class Tree {
    /**
     * The longest way up that is walked: more levels than any screen shows. What lies deeper is
     * refused as a cycle is, so a cycle that the server's own code made ends the walk, too.
     */
    static final int DEPTH_MAX = 10_000;

    private final Findings findings;
    private final Settling settling;
    private final Rows rows;

    Tree(Findings findings, Settling settling) {
        this.findings = findings;
        this.settling = settling;
        this.rows = findings.rows();
    }

    /** Returns true if the row was moved into a cycle, and was moved back. */
    boolean settles(RowName row, Image image, Referrer by) {
        if (!by.key().tree() || !isOwnAncestor(row.key(), image.cells(), by)) {
            return false;
        }
        Row before = settling.before(row);
        Row back = before == null ? by.cut(image.cells()) : by.as(image.cells(), before);
        if (by.values(back).equals(by.values(image.cells()))) {
            // It was not moved; another row of the cycle was.
            return false;
        }
        RowVersions versions = findings.versions(image);
        for (int column : by.key().columns()) {
            findings.add(new ConflictRecord(
                    Kind.CYCLE,
                    row,
                    by.child().columns().get(column).name(),
                    findings.claim().base(),
                    null,
                    new Side(
                            before == null ? Value.NULL : before.at(column), versions.cell(column)),
                    new Side(image.cells().at(column), findings.author()),
                    Decision.by("TREE", false)));
            findings.settle(row, column);
        }
        findings.differs(row);
        rows.update(row.table(), row.key(), back);
        settling.reconsider(row.table());
        return true;
    }

    private boolean isOwnAncestor(Key key, Row cells, Referrer by) {
        Row current = cells;
        for (int depth = 0; depth < DEPTH_MAX; depth++) {
            Key parent = by.isCut(current) ? null : rows.parent(by.child(), by.key(), current);
            if (parent == null) {
                return false;
            }
            if (parent.equals(key)) {
                return true;
            }
            current = findings.present(by.child().name(), parent).cells();
        }
        return true;
    }
}
