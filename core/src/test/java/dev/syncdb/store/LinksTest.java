package dev.syncdb.store;

import static dev.syncdb.store.TableBuilder.numbered;
import static dev.syncdb.store.TableBuilder.row;
import static dev.syncdb.store.TableBuilder.table;
import static dev.syncdb.store.TableBuilder.toParent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.error.Fault;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.ForeignKey.Action;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.junit.jupiter.api.Test;

import java.util.List;

class LinksTest {
    private static final ForeignKey TO_LIST =
            toParent(1, "lists", Action.NO_ACTION, Action.NO_ACTION);

    private static final ForeignKey TO_NAME = new ForeignKey(
            List.of(2),
            "lists",
            List.of("name"),
            Action.NO_ACTION,
            Action.NO_ACTION,
            false,
            ForeignKey.Orphans.REJECT,
            false);

    private final TestStore test = TestStore.plain();

    @Test
    void aRowIsFoundByWhatBindsItToAnother() {
        Table lists =
                numbered("lists").column("name", "TEXT").unique("names", 1).build();
        test.with(lists);
        test.with(numbered("tasks")
                .column("list", "INTEGER")
                .column("name", "TEXT")
                .references(TO_LIST)
                .references(TO_NAME)
                .build());
        Index names = lists.indexes().get(0);
        Row home = row(1, "home");
        Transaction tx = test.store.begin();
        tx.insert("lists", home);
        tx.insert("lists", row(2, "work"));
        tx.insert("tasks", row(10, 1, "work"));
        tx.insert("tasks", row(11, 1, null));

        assertNull(tx.clash(names, home, Key.of(1)), "no other has its name");
        assertEquals(Key.of(1), tx.clash(names, home, Key.of(9)));
        assertEquals(Key.of(1), tx.clash(names, row(2, "home"), Key.of(2)));
        assertNull(tx.clash(names, row(2, null), Key.of(2)), "NULL is like nothing");

        assertEquals(List.of(Key.of(10), Key.of(11)), tx.children("tasks", TO_LIST, home));
        assertEquals(List.of(), tx.children("tasks", TO_NAME, home));
        assertEquals(Key.of(2), tx.parent("tasks", TO_NAME, row(10, 1, "work")));
        assertEquals(Key.of(1), tx.parent("tasks", TO_LIST, row(10, 1, "work")));
        assertNull(tx.parent("tasks", TO_LIST, row(12, 7, null)), "not there");
        assertNull(tx.parent("tasks", TO_NAME, row(12, 7, null)), "nothing");
        assertThrows(Fault.class, () -> tx.children("lists", TO_LIST, home));
        tx.rollback();
    }

    @Test
    void aParentTableThatIsNotThereHasNoRows() {
        test.with(table("tasks")
                .column("id", "TEXT")
                .column("list", "INTEGER")
                .references(TO_LIST)
                .build());
        Transaction tx = test.store.begin();
        assertNull(tx.parent("tasks", TO_LIST, row("a", 1)));
        tx.rollback();
    }
}
