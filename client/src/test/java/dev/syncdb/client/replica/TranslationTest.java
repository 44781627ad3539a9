package dev.syncdb.client.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.client.outbox.Base;
import dev.syncdb.client.outbox.PendingTransaction;
import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.merge.MergeRules;
import dev.syncdb.migration.SchemaVersion;
import dev.syncdb.migration.SchemaVersions;
import dev.syncdb.migration.Upgrade;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.store.Range;
import dev.syncdb.store.Scan;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Store;
import dev.syncdb.store.StoreOptions;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.apply.MergeCalls;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.sync.message.SchemaTag;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

final class TranslationTest {
    private static final Environment ENVIRONMENT =
            new Environment(() -> new Stamp(1, 2, 3), () -> 4L);

    private static final String V1 = """
            CREATE TABLE items (id TEXT PRIMARY KEY, price REAL, name TEXT, note TEXT);
            CREATE TABLE tags (id TEXT PRIMARY KEY);
            """;

    private static final String V2 = """
            CREATE TABLE goods (id TEXT PRIMARY KEY, name TEXT, cents INTEGER NOT NULL);
            INSERT INTO goods SELECT id, name, CAST(price AS INTEGER) * 100 FROM items;
            DROP TABLE items;
            DROP TABLE tags;
            """;

    private static final int PRICE = 1;
    private static final int NAME = 2;
    private static final int NOTE = 3;

    private final Store store =
            new Store(new SchemaDefinition(), ENVIRONMENT, StoreOptions.REPLICA);
    private final List<PendingTransaction> pending = new ArrayList<>();
    private SchemaVersions versions = versions(V1, V2);

    @Test
    void aCellThatIsTheSameSaysTheSameInItsNewPlace() {
        rows("a");
        Change said = said(update("a", cell(NAME, "old", "new")));
        assertEquals(
                new Change.Update(
                        new RowName("goods", Key.of("a"), 7),
                        List.of(new Cell(1, Value.of("old"), Value.of("new"))),
                        Bytes.EMPTY),
                said);
    }

    @Test
    void aComputedCellIsWrittenOnlyIfItsFormulaHasAnotherValue() {
        rows("a");
        assertNull(said(update("a", cell(PRICE, 1.25, 1.75))), "both are a hundred cents");
        Change said = said(update("a", cell(PRICE, 1.75, 2.5)));
        assertEquals(
                List.of(new Cell(2, Value.of(100), Value.of(200))), ((Change.Update) said).cells());
    }

    @Test
    void whatTransactionsBeforeItDidIsSeen() {
        add(insert("b", 1.0));
        add(update("b", cell(PRICE, 1.0, 5.0)));
        add(update("b", cell(PRICE, 5.0, 7.0)));
        List<Form> forms = forms();
        assertEquals(
                new Change.Insert(
                        new RowName("goods", Key.of("b"), RowName.UNKNOWN),
                        Image.of(Row.of(Value.of("b"), Value.of("n"), Value.of(100)))),
                forms.get(0).operations().get(0));
        assertEquals(
                List.of(new Cell(2, Value.of(500), Value.of(700))),
                ((Change.Update) present(forms.get(2))).cells());
    }

    @Test
    void whatTheNewerVersionDoesNotHaveIsNothing() {
        rows("a");
        assertNull(said(update("a", cell(NOTE, "x", "y"))), "the column went");
        assertNull(
                said(new Change.Insert(
                        new RowName("tags", Key.of("t"), RowName.UNKNOWN),
                        Image.of(Row.of(Value.of("t"))))),
                "the table went");
    }

    @Test
    void aDeleteAndWhatIsExpectedAreOfTheSameRow() {
        rows("a");
        RowName row = new RowName("items", Key.of("a"), 7);
        RowName good = new RowName("goods", Key.of("a"), 7);
        Row seen = Row.of(Value.of("a"), Value.of(1.5), Value.of("n"), Value.NULL);
        assertEquals(
                new Change.Delete(
                        good, Row.of(Value.of("a"), Value.of("n"), Value.of(100)), Bytes.EMPTY),
                said(new Change.Delete(row, seen, Bytes.EMPTY)));
        assertEquals(
                new Change.Expect(good, List.of(new Cell(1, null, Value.of("n")))),
                said(new Change.Expect(
                        row,
                        List.of(
                                new Cell(PRICE, null, Value.of(1.5)),
                                new Cell(NAME, null, Value.of("n"))))));
        assertEquals(new Change.Expect(good, List.of()), said(new Change.Expect(row, List.of())));
        assertNull(said(new Change.Expect(row, List.of(new Cell(NOTE, null, Value.NULL)))));
    }

    @Test
    void ofWhatCannotBeDoneAsMuchIsSaidAsCanBeWithoutRows() {
        add(update("gone", cell(NAME, "old", "new"), cell(PRICE, 1.0, 9.0)));
        Form form = forms().get(0);
        assertFalse(form.complete(), "nobody knows the cents");
        assertEquals(
                List.of(new Cell(1, Value.of("old"), Value.of("new"))),
                ((Change.Update) present(form)).cells());
        pending.clear();
        add(update("gone", cell(NAME, "old", "new")));
        assertTrue(forms().get(0).complete(), "a name needs no row");
    }

    @Test
    void theStoreIsAsItWasUntilItIsMigrated() {
        rows("a");
        said(update("a", cell(PRICE, 1.25, 9.0)));
        assertEquals("('a', 1.25, 'n', 'x')", all("items"));
        assertNull(migration().run());
        assertEquals("('a', 'n', 100)", all("goods"), "although no default would do");
        try (Snapshot snapshot = store.snapshot()) {
            Image image = snapshot.get("goods", Key.of("a"));
            assertNotNull(image);
            assertEquals(7, HiddenCodec.handle(image.hidden()), "it is the same row");
            assertNull(snapshot.schema().find("items"));
            assertNull(snapshot.schema().find("tags"));
        }
    }

    @Test
    void rowsThatBreakARuleOfTheNewerVersionAreLeftToTheServer() {
        versions = versions(
                V1,
                "CREATE UNIQUE INDEX names ON items(name); UPDATE items SET name = upper(name)");
        rows("a", "b");
        String why = migration().run();
        assertNotNull(why, "both have one name");
        assertEquals("", all("items"), "the tables are there, and empty");
        try (Snapshot snapshot = store.snapshot()) {
            assertNotNull(snapshot.schema().findIndex("names"));
        }
    }

    @Test
    void theRecordOfAFormGivesTheSameForm() {
        add(
                insert("b", 1.0),
                update("b", cell(NAME, "n", "m"), cell(PRICE, 1.0, 2.0)),
                update("b", cell(NOTE, "x", "y")));
        Form form = forms().get(0);
        RowsVersion version = new RowsVersion(2, 1, Map.of(-3, form, 4, Form.of(List.of())));
        ByteSource source =
                new ByteSource(Bytes.owned(ReplicaCodec.version(version)), ErrorCode.CORRUPT_FILE);
        assertEquals(ReplicaCodec.VERSION, source.readByte());
        assertEquals(version, ReplicaCodec.readVersion(source));
        source.requireEnd();
    }

    @Test
    void aFormIsNamedAsItsTransactionIs() {
        rows("a");
        add(update("a", cell(NAME, "old", "new")));
        Map<Integer, Form> forms = migration().forms(pending, 1, older(), functions());
        Dialect dialect = new Dialect(versions, ENVIRONMENT, new RowsVersion(2, 1, forms));
        PendingTransaction written = pending.get(0);
        Change.Update update = (Change.Update) written.operations().get(0);
        PendingTransaction byKey = written.doing(
                List.of(new Change.Update(update.row().byKey(), update.cells(), update.hidden())));
        assertEquals(
                new RowName("goods", Key.of("a"), RowName.ANY),
                ((Change.Update) dialect.shown(byKey).operations().get(0)).row());
        assertEquals(2, dialect.shown(byKey).version());
        assertEquals(Map.of(), dialect.kept(List.of(), List.of()).forms(), "nobody needs it");
        PendingTransaction own = written.saidIn(2);
        assertEquals(own, dialect.shown(own), "what is in these words stays as it is");
        PendingTransaction none = written.saidIn(SchemaTag.UNDECLARED);
        assertEquals(none, dialect.shown(none));
    }

    private Change said(Change operation) {
        pending.clear();
        add(operation);
        Form form = forms().get(0);
        assertTrue(form.complete(), "it can be said in full");
        return form.operations().get(0);
    }

    private static Change present(Form form) {
        return form.present().get(0);
    }

    /** Of the pending transactions, as if the server had none of them. */
    private List<Form> forms() {
        Map<Integer, Form> byNonce = migration().forms(pending, 1, older(), functions());
        List<Form> forms = new ArrayList<>();
        pending.forEach(each -> forms.add(byNonce.get(each.nonce())));
        return forms;
    }

    private Dialect older() {
        return new Dialect(versions, ENVIRONMENT, RowsVersion.of(1));
    }

    private static MergeCalls functions() {
        return new MergeCalls(MergeRules.NONE, (name, reason) -> {});
    }

    private Migration migration() {
        try (Snapshot snapshot = store.snapshot()) {
            if (snapshot.schema().find("items") == null) {
                Migration.found(store, versions.schema(1));
            }
        }
        return new Migration(store, ENVIRONMENT, Upgrade.between(versions, 1, 2));
    }

    private void rows(String... keys) {
        migration();
        Transaction transaction = store.begin();
        for (String key : keys) {
            Row row = Row.of(Value.of(key), Value.of(1.25), Value.of("n"), Value.of("x"));
            transaction.put("items", Key.of(key), new Image(row, HiddenCodec.ofHandle(7)));
        }
        transaction.prepare().publish();
    }

    private void add(Change... operations) {
        int number = pending.size() + 1;
        pending.add(new PendingTransaction(
                        number, Base.NONE, new Stamp(1, 2, 3), number, List.of(operations))
                .saidIn(1));
    }

    private static Change update(String key, Cell... cells) {
        long handle = key.equals("b") ? RowName.UNKNOWN : 7;
        return new Change.Update(
                new RowName("items", Key.of(key), handle), Arrays.asList(cells), Bytes.EMPTY);
    }

    private static Change insert(String key, double price) {
        Row row = Row.of(Value.of(key), Value.of(price), Value.of("n"), Value.of("x"));
        return new Change.Insert(new RowName("items", Key.of(key), RowName.UNKNOWN), Image.of(row));
    }

    private static Cell cell(int column, String before, String after) {
        return new Cell(column, Value.of(before), Value.of(after));
    }

    private static Cell cell(int column, double before, double after) {
        return new Cell(column, Value.of(before), Value.of(after));
    }

    private String all(String table) {
        StringJoiner rows = new StringJoiner(" ");
        try (Snapshot snapshot = store.snapshot()) {
            Scan scan = snapshot.scan(table, Range.ALL);
            while (scan.next()) {
                rows.add(scan.image().cells().toString());
            }
        }
        return rows.toString();
    }

    private static SchemaVersions versions(String... ups) {
        List<SchemaVersion> scripts = new ArrayList<>();
        for (String up : ups) {
            scripts.add(new SchemaVersion(scripts.size() + 1, "v", up, null));
        }
        return SchemaVersions.of(scripts);
    }
}
