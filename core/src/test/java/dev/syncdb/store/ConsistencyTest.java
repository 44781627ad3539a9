package dev.syncdb.store;

import static dev.syncdb.store.TableBuilder.numbered;
import static dev.syncdb.store.TableBuilder.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Image;
import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.ForeignKey.Action;
import dev.syncdb.schema.Schema;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Breaks one thing at a time and looks whether it is found. */
class ConsistencyTest {
    private final Catalog catalog = Catalog.EMPTY.with(Schema.EMPTY.with(numbered("tasks")
            .column("title", "TEXT", Collation.BINARY, true)
            .column("parent", "INTEGER")
            .unique("by_title", 1)
            .references(new ForeignKey(
                    List.of(2), "tasks", List.of(), Action.CASCADE, Action.CASCADE, false))
            .build()));
    private final TableData table = catalog.table("tasks");
    private final SecondaryIndex index = table.index("by_title");
    private final Workspace workspace = new Workspace(catalog, 1);
    private final ChangeLog log = new ChangeLog();

    @BeforeEach
    void fill() {
        put(1, row(1, "a", null));
        put(2, row(2, "b", 1));
        workspace.firstRowSteps().forEach(step -> log.append(1, step));
    }

    private void put(int key, Row cells) {
        workspace.put(table, Key.of(key), Image.of(cells));
    }

    private RowHead head(int key) {
        return table.heap().head(Key.of(key));
    }

    private void assertFound(String what, String rule) {
        View view = workspace.view();
        Environment environment = new Environment(() -> new Stamp(0, 0, 0), () -> 0);
        List<Inconsistency> findings = new Consistency(
                        new Published(view, log.view(view)), catalog, environment)
                .findings();
        assertEquals(1, findings.size(), findings.toString());
        assertEquals("tasks", findings.get(0).table());
        assertEquals(what, findings.get(0).what());
        assertTrue(findings.get(0).rule().contains(rule), findings.get(0).rule());
    }

    @Test
    void aMissingIndexEntry() {
        index.entries().remove(row("a"), head(1));
        assertFound("row (1)", "not in index by_title");
    }

    @Test
    void anIndexEntryOfNoVersion() {
        index.entries().add(row("c"), head(1));
        assertFound("row (1)", "index by_title has an entry ('c') that no version has");
    }

    @Test
    void anIndexEntryOfNoRow() {
        index.entries().add(row("c"), new RowHead(table.heap().identity(), Key.of(3)));
        assertFound("row (3)", "index by_title has an entry ('c')");
    }

    @Test
    void aMissingPlaceInTheOrderOfKeys() {
        table.heap().keys().remove(row(2), head(2));
        assertFound("row (2)", "not in the order of keys");
    }

    @Test
    void aPlaceOfNoRowInTheOrderOfKeys() {
        table.heap().keys().add(row(3), new RowHead(table.heap().identity(), Key.of(3)));
        assertFound("row (3)", "not in the table");
    }

    @Test
    void aRowUnderAKeyThatIsNotItsOwn() {
        put(2, row(4, "b", 1));
        assertFound("row (2)", "not that of the row");
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
                new Consistency(new Published(view, null), catalog, environment).findings();
        assertEquals(2, findings.size(), "both rows are named");
    }

    @Test
    void aWrongCount() {
        table.heap().count().add(1, 1);
        assertFound("count", "3 are counted, 2 there");
    }

    @Test
    void aChainThatDoesNotDescend() {
        RowVersion newest = head(1).newest();
        head(1).setNewest(RowVersion.live(1, newest.image(), newest));
        assertFound("row (1)", "version 1 is followed by 1");
    }

    @Test
    void aRowThatTheChangeLogDoesNotList() {
        workspace.remove(table, Key.of(3), Bytes.EMPTY);
        assertFound("row (3)", "not in the change log");
    }

    @Test
    void aRowThatTheChangeLogListsTwice() {
        log.append(1, new RowStep(table, head(1), null, head(1).newest()));
        assertFound("row (1)", "change log goes from 1 to 1");
    }

    @Test
    void aChangeLogOutOfOrder() {
        log.append(0, new RowStep(table, head(1), null, head(1).newest()));
        assertFound("row (1)", "change log goes from 1 to 0");
    }

    @Test
    void aChangeLogBeyondTheHead() {
        log.append(2, new RowStep(table, head(2), null, head(2).newest()));
        assertFound("row (2)", "is above 1");
    }
}
