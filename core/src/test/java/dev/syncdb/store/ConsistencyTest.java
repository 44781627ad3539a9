package dev.syncdb.store;

import static dev.syncdb.store.TableBuilder.numbered;
import static dev.syncdb.store.TableBuilder.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.ForeignKey.Action;
import dev.syncdb.store.row.PackedRow;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Breaks one thing at a time and looks whether it is found. */
class ConsistencyTest {
    private final Catalog catalog = TableBuilder.catalog(numbered("tasks")
            .column("title", "TEXT", Collation.BINARY, true)
            .column("parent", "INTEGER")
            .unique("by_title", 1)
            .references(new ForeignKey(
                    List.of(2),
                    "tasks",
                    List.of(),
                    Action.CASCADE,
                    Action.CASCADE,
                    false,
                    ForeignKey.Orphans.REJECT,
                    false))
            .build());
    private final TableData table = catalog.table("tasks");
    private final FrozenOrders nothing =
            IndexBuild.orders(Catalog.empty(1), FrozenOrders.NONE, catalog, 1);
    private final OrderEdits orders = new OrderEdits(catalog, nothing);
    private final Workspace workspace = new Workspace(catalog, nothing, 1);
    private final ChangeLog log = new ChangeLog();

    @BeforeEach
    void fill() {
        workspace.restore(catalog, orders);
        put(1, row(1, "a", null));
        put(2, row(2, "b", 1));
        log.append(workspace.view(), workspace.rows());
    }

    private void put(int key, Row cells) {
        workspace.put(table, Key.of(key), cells, Bytes.EMPTY);
    }

    private RowHead head(int key) {
        return table.heap().heads().find(Key.of(key));
    }

    private void list(long version, RowHead head) {
        RowVersion listed = RowVersion.live(version, head.newest(), null);
        View view = new View(catalog, workspace.view().orders(), version);
        log.append(view, List.of(new RowStep(table, head, null, listed)));
    }

    private void assertFoundAmong(String what, String rule) {
        View view = workspace.view();
        Environment environment = new Environment(() -> new Stamp(0, 0, 0), () -> 0);
        List<Inconsistency> findings =
                new Consistency(new Published(view, null), environment).findings();
        assertTrue(
                findings.stream()
                        .anyMatch(
                                each -> each.what().equals(what) && each.rule().contains(rule)),
                findings.toString());
    }

    private void assertFound(String what, String rule) {
        View view = workspace.view();
        Environment environment = new Environment(() -> new Stamp(0, 0, 0), () -> 0);
        List<Inconsistency> findings =
                new Consistency(new Published(view, log.view()), environment).findings();
        assertEquals(1, findings.size(), findings.toString());
        assertEquals("tasks", findings.get(0).table());
        assertEquals(what, findings.get(0).what());
        assertTrue(findings.get(0).rule().contains(rule), findings.get(0).rule());
    }

    private EntryPlace place(int order, int key) {
        return new EntryPlace(table.order(order), head(key).newest(), 1);
    }

    @Test
    void aMissingIndexEntry() {
        orders.remove(table, 1, place(1, 1), head(1));
        assertFound("row (1)", "not in index by_title");
    }

    @Test
    void anIndexEntryOfNoRow() {
        PackedRow row = table.heap().layout().pack(row(3, "c", null), Bytes.EMPTY);
        RowHead head = new RowHead(table.heap().identity(), 0);
        head.setNewest(RowVersion.live(1, row, null));
        orders.add(table, 1, new EntryPlace(table.order(1), row, 1), head);
        assertFound("index by_title", "has an entry for a row that is not there");
    }

    @Test
    void anIndexEntryInTheWrongPlace() {
        orders.remove(table, 1, place(1, 1), head(1));
        PackedRow other = table.heap().layout().pack(row(1, "z", null), Bytes.EMPTY);
        orders.add(table, 1, new EntryPlace(table.order(1), other, 1), head(1));
        assertFoundAmong("row (1)", "in the wrong place of index by_title");
    }

    @Test
    void aMissingPlaceInTheOrderOfKeys() {
        orders.remove(table, Orders.KEYS, place(Orders.KEYS, 2), head(2));
        assertFoundAmong("row (2)", "not in the order of keys");
        assertFoundAmong("count", "1 are counted, 2 there");
    }

    @Test
    void aHashThatIsNotThatOfTheKey() {
        RowHead head = new RowHead(table.heap().identity(), head(1).hash() + 1);
        head.setNewest(head(1).newest());
        table.heap().heads().remove(head(1));
        table.heap().heads().add(head);
        assertFoundAmong("row (1)", "has the hash of another key");
    }

    @Test
    void aNullWhereNoneMayBe() {
        put(2, row(2, null, 1));
        assertFound("row (2)", "NOT NULL");
    }

    @Test
    void aChildWithoutParent() {
        put(2, row(2, "b", 9));
        assertFound("row (2)", "no row (9) in tasks");
    }

    @Test
    void twoRowsWithTheSameUniqueValues() {
        put(2, row(2, "a", 1));
        View view = workspace.view();
        Environment environment = new Environment(() -> new Stamp(0, 0, 0), () -> 0);
        List<Inconsistency> findings =
                new Consistency(new Published(view, null), environment).findings();
        assertEquals(2, findings.size(), "both rows are named");
    }

    @Test
    void aChainThatDoesNotDescend() {
        RowVersion newest = head(1).newest();
        table.heap().place(head(1), newest, RowVersion.live(1, newest, newest));
        assertFound("row (1)", "version 1 is followed by 1");
    }

    @Test
    void bytesThatNobodyCounted() {
        head(1).setNewest(RowVersion.live(1, table.keyOnly(head(1).newest(), Bytes.EMPTY), null));
        assertFoundAmong("memory", "rows take");
    }

    @Test
    void aRowThatTheChangeLogDoesNotList() {
        workspace.bury(table, Key.of(3), Bytes.EMPTY);
        assertFound("row (3)", "not in the change log");
    }

    @Test
    void aRowThatTheChangeLogListsTwice() {
        list(1, head(1));
        assertFound("row (1)", "change log goes from 1 to 1");
    }

    @Test
    void aChangeLogOutOfOrder() {
        list(0, head(1));
        assertFound("row (1)", "change log goes from 1 to 0");
    }

    @Test
    void aChangeLogBeyondTheHead() {
        list(2, head(2));
        assertFound("row (2)", "is above 1");
    }
}
