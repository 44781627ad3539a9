package dev.syncdb.server.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.store.Store;
import dev.syncdb.store.StoreOptions;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.apply.DeletedRow;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

class DeletedTableTest {
    private final Store store = new Store(
            new SchemaDefinition(),
            new Environment(() -> new Stamp(0, 0, 0), () -> 0),
            StoreOptions.SPACE);

    DeletedTableTest() {
        Transaction transaction = store.begin();
        InternalTables.define(transaction);
        transaction.prepare().publish();
    }

    @Test
    void aRowIsFoundByItsHandleOrAsTheLastThatHadItsKey() {
        Transaction transaction = store.begin();
        DeletedTable table = new DeletedTable(transaction, 0);
        table.keep(row(1, 7, 20));
        table.keep(row(1, 8, 10));
        assertEquals(row(1, 7, 20), table.find(name(1, 7)));
        assertEquals(row(1, 8, 10), table.find(name(1, 8)));
        assertEquals(row(1, 7, 20), table.find(name(1, RowName.ANY)), "deleted later");
        assertEquals(row(1, 7, 20), table.find(name(1, RowName.UNKNOWN)));
        assertNull(table.find(name(1, 9)));
        assertNull(table.find(name(2, RowName.ANY)));
        table.forget(name(1, 7));
        assertNull(table.find(name(1, 7)));
        table.forget(name(1, 7));
        transaction.rollback();
    }

    @Test
    void whatIsOldGoesAFewRowsACommit() {
        keep(0, 0, 20);
        assertEquals(20, count());
        keep(DeletedTable.AGE_MILLIS_MAX, 100, 1);
        assertEquals(21, count(), "none is older than a month");
        keep(DeletedTable.AGE_MILLIS_MAX + 1, 200, 2);
        assertEquals(21 - DeletedTable.PRUNED_MAX + 2, count());
        keep(DeletedTable.AGE_MILLIS_MAX + 1, 300, 1);
        assertEquals(4, count());
        Transaction transaction = store.begin();
        assertNotNull(new DeletedTable(transaction, 0).find(name(100, RowName.ANY)));
        transaction.rollback();
    }

    private void keep(long nowMillis, long first, int count) {
        Transaction transaction = store.begin();
        DeletedTable table = new DeletedTable(transaction, nowMillis);
        for (int i = 0; i < count; i++) {
            table.keep(row(first + i, 1, 1));
        }
        transaction.prepare().publish();
    }

    private long count() {
        Transaction transaction = store.begin();
        try {
            return transaction.count(InternalTables.DELETED);
        } finally {
            transaction.rollback();
        }
    }

    private static RowName name(long key, long handle) {
        return new RowName("t", Key.of(key), handle);
    }

    private static DeletedRow row(long key, long handle, long version) {
        Row cells = Row.of(Value.of(key), Value.of("a"));
        Image image = new Image(cells, Bytes.copyOf(new byte[] {1, 2}));
        return new DeletedRow(name(key, handle), image, new CellVersion(version, 3, 4));
    }
}
