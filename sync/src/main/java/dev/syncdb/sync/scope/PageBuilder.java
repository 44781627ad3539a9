package dev.syncdb.sync.scope;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.schema.Schema;
import dev.syncdb.store.ChangeScan;
import dev.syncdb.store.Snapshot;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.sync.message.Page;
import dev.syncdb.sync.message.PageToken;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/*
 * Pages toward a moving head. The change log holds each row once, at its newest version. A row that
 * is written while a client pages through the log moves ahead and is met again; so when the scan
 * reaches the head, the union of what was delivered, the last of each row, is exactly the
 * difference between the client's cursor and the head. Nothing is kept between two pages, and every
 * page gives all cells newer than the cursor, not than the page before it.
 *
 * A cell that the client itself wrote last is left out: the server did what the client's operation
 * says, or its outcome names the row, and then the last page carries the whole row. But what it
 * wrote after the first page was built is told: that page, which the client applies on top of its
 * own writes, may hold what was there before.
 */
/** Builds the pages of one client's pull. Lives for one page; reads one snapshot. */
public final class PageBuilder {
    /** A row costs at least this much, so that a page of a few bytes still moves on. */
    private static final int ROW_BYTES_MIN = 8;

    private final Snapshot snapshot;
    private final Subscription subscription;
    private final long firstHead;
    private final List<Change> changes = new ArrayList<>();
    private long bytes;

    private PageBuilder(Snapshot snapshot, Subscription subscription) {
        this.snapshot = snapshot;
        this.subscription = subscription;
        PageToken after = subscription.after();
        this.firstHead = after == null ? snapshot.version() : after.firstHead();
    }

    public static Page build(Snapshot snapshot, Subscription subscription) {
        PageBuilder builder = new PageBuilder(snapshot, subscription);
        PageToken next = builder.scan();
        if (next == null) {
            builder.addNamed();
        }
        return new Page(builder.changes, next);
    }

    /** Adds rows until the page is full; returns where to go on, or null at the head. */
    private @Nullable PageToken scan() {
        PageToken after = subscription.after();
        ChangeScan scan = after == null
                ? snapshot.changesAfter(subscription.base())
                : snapshot.changesAfter(after.version(), after.table(), after.key());
        PageToken last = null;
        while (scan.next()) {
            if (Schema.isInternal(scan.table())) {
                continue;
            }
            if (last != null && bytes >= subscription.pageBytesMax()) {
                return last;
            }
            add(scan);
            last = new PageToken(scan.version(), scan.table(), scan.key(), firstHead);
        }
        return null;
    }

    private void add(ChangeScan scan) {
        RowVersions versions = HiddenCodec.read(scan.hidden());
        RowName name = new RowName(scan.table(), scan.key(), versions.handle());
        Image image = scan.image();
        bytes += ROW_BYTES_MIN;
        if (image == null) {
            if (isNews(versions.row())) {
                changes.add(new Change.Delete(name, null, Bytes.EMPTY));
            }
        } else if (isNews(versions.row())) {
            giveWhole(name, image);
        } else {
            giveCells(name, image.cells(), versions);
        }
    }

    private void giveCells(RowName name, Row row, RowVersions versions) {
        List<Cell> cells = new ArrayList<>();
        for (int column : versions.cells().keySet()) {
            if (isNews(versions.cell(column))) {
                Value value = row.at(column);
                cells.add(new Cell(column, null, value));
                bytes += sizeOf(value);
            }
        }
        if (!cells.isEmpty()) {
            changes.add(new Change.Update(name, cells, Bytes.EMPTY));
        }
    }

    private void giveWhole(RowName name, Image image) {
        Row cells = snapshot.schema().table(name.table()).withoutGenerated(image.cells());
        for (int i = 0; i < cells.size(); i++) {
            bytes += sizeOf(cells.at(i));
        }
        changes.add(new Change.Insert(name, Image.of(cells)));
    }

    private void addNamed() {
        for (RowName named : subscription.named()) {
            // A rejected write may name anything, also what no client may see.
            if (snapshot.schema().find(named.table()) == null || Schema.isInternal(named.table())) {
                continue;
            }
            Image image = snapshot.get(named.table(), named.key());
            if (image == null) {
                changes.add(new Change.Delete(named, null, Bytes.EMPTY));
            } else {
                long handle = HiddenCodec.handle(image.hidden());
                giveWhole(new RowName(named.table(), named.key(), handle), image);
            }
        }
    }

    private boolean isNews(CellVersion author) {
        boolean own = author.writer() == subscription.client() && author.version() <= firstHead;
        // Who begins at the start has nothing, not even what it wrote itself.
        boolean known = own && subscription.base() > 0;
        return author.version() > subscription.base() && !known;
    }

    private static long sizeOf(Value value) {
        return switch (value.type()) {
            case NULL, INTEGER, REAL -> Long.BYTES;
            case TEXT -> value.asText().length();
            case BLOB -> value.asBytes().size();
        };
    }
}
