package dev.syncdb.sync.scope;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Cursor;
import dev.syncdb.change.Image;
import dev.syncdb.change.Place;
import dev.syncdb.change.RowName;
import dev.syncdb.delta.TextDelta;
import dev.syncdb.delta.TextEdit;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.store.ChangeScan;
import dev.syncdb.store.Snapshot;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.sync.ledger.ConflictTable;
import dev.syncdb.sync.pull.Page;
import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.sync.pull.PageToken.Named;
import dev.syncdb.sync.pull.PageToken.Position;
import dev.syncdb.sync.pull.PriorityClasses;
import dev.syncdb.sync.pull.Pull;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/*
 * Pages toward a moving head. The change log holds each row once, at its newest version. A row that
 * is written while a client pages through the log moves ahead and is met again; so when the scan
 * reaches the head, the union of what was delivered, the last of each row, is exactly the
 * difference between the client's cursor and the head. Nothing is kept between two pages, and every
 * page gives all cells newer than the cursor, not than the page before it.
 *
 * A cell that the client itself wrote last is left out: the server did what the client's operation
 * says, or its outcome names the row, and then the last pages carry the whole row. But what it
 * wrote after the first page was built is told: that page, which the client applies on top of its
 * own writes, may hold what was there before.
 *
 * Of a text that merges, a pull of one page tells what has come into it since the client saw it. In
 * several pages the text could be met twice, so they bring the whole of it.
 *
 * The rows that outcomes name follow when the scan has reached the head. If they take more than one
 * page, each of these first goes on with the scan: what changed in a row after it was told as named
 * has a version of its own and is met there.
 *
 * Who begins at the start gets rows and no history: a deleted one only if an earlier page of the
 * same pull may have brought it.
 */
/** Builds the pages of one client's pull. Lives for one page; reads one snapshot. */
public final class PageBuilder {
    /** So that a page takes bounded time where there is much to look at and little to tell. */
    static final int ROWS_SCANNED_MAX = 1 << 16;

    private final Snapshot snapshot;
    private final Subscription subscription;
    private final Coverage coverage;
    private final PriorityClasses classes;
    private final long firstHead;
    private final boolean edits;
    private final List<Change> changes = new ArrayList<>();
    private long bytes;
    private Position last;
    private Named named;
    private @Nullable Set<Place> differing;
    private boolean told;

    /** @param edits true if of texts that the client has, only what changed in them is told */
    private PageBuilder(Snapshot snapshot, Subscription subscription, boolean edits) {
        this.snapshot = snapshot;
        this.edits = edits;
        this.subscription = subscription;
        PageToken after = subscription.pull().after();
        PageToken from = after == null ? PageToken.beginning(PriorityClasses.NONE) : after;
        this.classes = from.classes();
        this.coverage = new Coverage(subscription.base(), classes);
        this.firstHead = from.firstHead() == 0 ? snapshot.version() : from.firstHead();
        this.last = from.last();
        this.named = from.named();
    }

    public static Page build(Snapshot snapshot, Subscription subscription) {
        boolean first = subscription.pull().after() == null;
        PageBuilder builder = new PageBuilder(snapshot, subscription, first);
        PageToken next = builder.run();
        if (next != null && builder.told) {
            builder = new PageBuilder(snapshot, subscription, false);
            next = builder.run();
        }
        return new Page(builder.changes, next);
    }

    /** Adds changes until the page is full; returns where to go on, or null at the end of all. */
    private @Nullable PageToken run() {
        if (!scan()) {
            return token();
        }
        if (!classes.isNone() && !classes.areDone()) {
            return nextClass();
        }
        return coverage.hasOwnWrites() && !addNamed() ? token() : null;
    }

    /** Adds what changed; returns false if the page ended before the head. */
    private boolean scan() {
        long least = subscription.backfill().isNeeded() ? 0 : coverage.least();
        ChangeScan scan = last.isStart()
                ? snapshot.changesAfter(least)
                : snapshot.changesAfter(last.version(), last.table(), last.key());
        boolean moved = false;
        for (int scanned = 0; scan.next(); scanned++) {
            if (Schema.isInternal(scan.table()) && !isTheirs(scan)) {
                // A token names no row that is not the client's to see.
                continue;
            }
            if (scanned >= ROWS_SCANNED_MAX && moved) {
                return false;
            }
            Change change = coverage.includes(scan.table()) ? newsOf(scan) : null;
            if (change != null && !add(change)) {
                return false;
            }
            moved = true;
            last = new Position(scan.version(), scan.table(), scan.key());
        }
        return true;
    }

    /** The present class is done: the next one, or the pass behind the last. */
    private @Nullable PageToken nextClass() {
        PriorityClasses done = classes.doneAt(snapshot.version());
        boolean sameHead = done.heads().stream().allMatch(head -> head == snapshot.version());
        return done.areDone() && sameHead ? null : PageToken.beginning(head(), done);
    }

    /** Adds the rows that outcomes name; returns false if the page ended before the last. */
    private boolean addNamed() {
        Set<RowName> told = new HashSet<>();
        for (Outcome outcome : subscription.outcomes()) {
            if (outcome.number() < named.transaction()) {
                continue;
            }
            boolean begun = outcome.number() == named.transaction();
            List<RowName> rows = outcome.differing();
            for (int i = begun ? named.rows() : 0; i < rows.size(); i++) {
                named = new Named(outcome.number(), i);
                RowName row = rows.get(i);
                if (!told.contains(row) && isKnown(row)) {
                    if (!add(nowOf(row))) {
                        return false;
                    }
                    told.add(row);
                }
            }
            named = new Named(outcome.number() + 1, 0);
        }
        return true;
    }

    /** Adds a change unless the page is full; one that is larger than a page has one of its own. */
    private boolean add(Change change) {
        Pull limits = subscription.pull();
        long size = ChangeSize.of(change);
        boolean full =
                changes.size() >= limits.pageRowsMax() || bytes + size > limits.pageBytesMax();
        if (full && !changes.isEmpty()) {
            return false;
        }
        changes.add(change);
        bytes += size;
        return true;
    }

    /** True for the record of a conflict in which the client is one of the two authors. */
    private boolean isTheirs(ChangeScan scan) {
        if (!Schema.isLedger(scan.table())) {
            return false;
        }
        Row record = scan.row();
        return record == null
                ? ConflictTable.concerned(HiddenCodec.read(scan.hidden()), subscription.client())
                : ConflictTable.concerns(record, subscription.client());
    }

    /** What is new of a row, or null if nothing is. */
    private @Nullable Change newsOf(ChangeScan scan) {
        RowVersions versions = HiddenCodec.read(scan.hidden());
        RowName name = new RowName(scan.table(), scan.key(), versions.handle());
        Image image = scan.image();
        long held = coverage.of(scan.table());
        boolean isNew = isNews(versions.row(), held);
        if (image != null) {
            return isNew || subscription.backfill().isOfNewTable(scan.table())
                    ? whole(name, image)
                    : cells(name, image.cells(), versions);
        }
        boolean mayBeThere = held > 0 || versions.row().version() > firstHead;
        return isNew && mayBeThere ? new Change.Delete(name, null, Bytes.EMPTY) : null;
    }

    private @Nullable Change cells(RowName name, Row row, RowVersions versions) {
        long held = coverage.of(name.table());
        List<Cell> cells = new ArrayList<>();
        Table table = snapshot.schema().table(name.table());
        for (int column : versions.cells().keySet()) {
            boolean merges = table.columns().get(column).type().isMergedText();
            boolean changed = versions.cell(column).version() > held;
            TextDelta unseen = merges && changed && edits && isHeld(name)
                    ? subscription.texts().unseen(name, column, versions, row.at(column))
                    : null;
            if (unseen != null) {
                tell(cells, new Cell(column, null, row.at(column)), unseen);
            } else if (isNews(versions.cell(column), held)) {
                cells.add(new Cell(column, null, row.at(column)));
            }
        }
        IntPredicate isNews = column -> versions.cell(column).version() > held;
        for (Cell lacking : subscription.backfill().lacking(name.table(), row, isNews)) {
            if (cells.stream().noneMatch(cell -> cell.column() == lacking.column())) {
                cells.add(lacking);
            }
        }
        return cells.isEmpty() ? null : new Change.Update(name, cells, Bytes.EMPTY);
    }

    /** True if the client has the row as it was told; else its texts are told whole. */
    private boolean isHeld(RowName name) {
        return coverage.hasOwnWrites() && !differing().contains(Place.of(name));
    }

    /** The rows of the client that are not as it made them, whatever they are. */
    private Set<Place> differing() {
        Set<Place> known = differing;
        if (known == null) {
            known = new HashSet<>();
            for (Outcome outcome : subscription.outcomes()) {
                for (RowName row : outcome.differing()) {
                    known.add(Place.of(row));
                }
            }
            differing = known;
        }
        return known;
    }

    /** Adds what has come into a text, or all of it if that is less. */
    private void tell(List<Cell> cells, Cell whole, TextDelta unseen) {
        if (unseen.isNone()) {
            return;
        }
        String text = whole.after().asText();
        TextEdit edit = new TextEdit(text.length() - unseen.growth(), TextEdit.check(text), unseen);
        Value value = Value.of(edit.toBytes());
        boolean shorter = ChangeSize.of(value) < ChangeSize.of(whole.after());
        cells.add(shorter ? new Cell(whole.column(), null, value, true) : whole);
        told |= shorter;
    }

    private Change whole(RowName name, Image image) {
        Row cells = snapshot.schema().table(name.table()).withoutGenerated(image.cells());
        return new Change.Insert(name, Image.of(cells));
    }

    private Change nowOf(RowName row) {
        Image image = snapshot.get(row.table(), row.key());
        if (image == null) {
            return new Change.Delete(row, null, Bytes.EMPTY);
        }
        long handle = HiddenCodec.handle(image.hidden());
        return whole(new RowName(row.table(), row.key(), handle), image);
    }

    private boolean isNews(CellVersion author, long held) {
        boolean own = author.writer() == subscription.client() && author.version() <= firstHead;
        return author.version() > held && !(own && coverage.hasOwnWrites());
    }

    /** A rejected write may name anything, also what no client may see. */
    private boolean isKnown(RowName row) {
        if (Schema.isLedger(row.table())) {
            Image record = snapshot.get(row.table(), row.key());
            return record == null || ConflictTable.concerns(record.cells(), subscription.client());
        }
        return snapshot.schema().find(row.table()) != null && !Schema.isInternal(row.table());
    }

    private PageToken token() {
        return new PageToken(head(), last, firstHead, named, classes);
    }

    private Cursor head() {
        return new Cursor(subscription.line(), snapshot.version());
    }
}
