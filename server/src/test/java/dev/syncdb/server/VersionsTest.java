package dev.syncdb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.lens.TableLens;
import dev.syncdb.migration.SchemaVersions;
import dev.syncdb.server.space.ServedSchema;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.push.Outcome;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Phones of old and new versions of an app at one server. */
final class VersionsTest {
    private static final Map<String, String> SCRIPTS = scripts();

    @TempDir
    private Path folder;

    private TestServer server;

    private static Map<String, String> scripts() {
        Map<String, String> scripts = new LinkedHashMap<>();
        scripts.put("V1__init.sql", """
                CREATE TABLE items (
                  id TEXT PRIMARY KEY, name TEXT NOT NULL, price REAL DEFAULT 1.5);
                CREATE TABLE gone (id TEXT PRIMARY KEY, note TEXT);""");
        scripts.put("V2__rename.sql", """
                ALTER TABLE items RENAME COLUMN name TO title;
                ALTER TABLE items ADD COLUMN stock INTEGER NOT NULL DEFAULT 7;""");
        scripts.put("V3__table.sql", """
                ALTER TABLE items RENAME TO goods;
                DROP TABLE gone;
                CREATE TABLE shops (id TEXT PRIMARY KEY, town TEXT);""");
        scripts.put("V4__cents.sql", """
                ALTER TABLE goods ADD COLUMN cents INTEGER;
                UPDATE goods SET cents = CAST(round(price * 100) AS INTEGER);
                ALTER TABLE goods DROP COLUMN price;""");
        scripts.put("U4__cents.sql", """
                ALTER TABLE goods ADD COLUMN price REAL DEFAULT 1.5;
                UPDATE goods SET price = cents / 100.0;
                ALTER TABLE goods DROP COLUMN cents;""");
        return scripts;
    }

    private static SchemaVersions versions(int newest) {
        Map<String, String> some = new LinkedHashMap<>(SCRIPTS);
        some.keySet().removeIf(name -> name.charAt(1) - '0' > newest);
        return SchemaVersions.ofFiles(some);
    }

    @BeforeEach
    void open() {
        server = new TestServer(folder);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void serve(int newest) {
        server.server.serve(ServedSchema.versions(versions(newest)));
        server.served = ServedSchema.versions(versions(newest));
    }

    private TestClient phone(String user, int version) {
        TestClient phone = new TestClient(server, "shop", user, user.charAt(0));
        phone.schemaVersion = version;
        phone.schemaHash = versions(4).hash(version);
        return phone;
    }

    @Test
    void anOldPhoneSeesWhatANewOneWritesUnderItsOwnNames() {
        restartServing(2);
        TestClient old = phone("ann", 1);
        TestClient young = phone("bob", 2);
        young.commit(young.insert("items", "a", "apple", 2.5, 3)).sync();
        old.sync();
        assertEquals("items ('a')#1=('a', 'apple', 2.5)\n", old.show());
        old.commit(old.update("items", "a", 1, "pear")).sync();
        young.sync();
        assertEquals(
                "items ('a')#1=('a', 'pear', 2.5, 3)\n",
                young.show(),
                "what the old phone does not know it cannot erase");
    }

    @Test
    void aRowOfAnOldPhoneGetsTheDefaultsOfTheNewVersion() {
        restartServing(2);
        TestClient old = phone("ann", 1);
        old.sync();
        old.commit(old.insert("items", "a", "apple", 2.5)).sync();
        assertEquals("('a', 'apple', 2.5, 7)\n", server.show("shop", "items"));
    }

    @Test
    void aColumnOfAnotherTypeIsShownToEachVersionInItsOwn() {
        restartServing(4);
        TestClient old = phone("ann", 2);
        TestClient young = phone("bob", 4);
        old.sync();
        young.sync();
        old.commit(old.insert("items", "a", "apple", 2.519, 3)).sync();
        young.sync();
        assertEquals("goods ('a')#1=('a', 'apple', 3, 252)\n", young.show());
        young.commit(young.update("goods", "a", 1, "pear")).sync();
        old.sync();
        assertEquals(
                "items ('a')#1=('a', 'pear', 2.519, 3)\n",
                old.show(),
                "a value that nobody changed survives a conversion that loses");
        young.commit(young.update("goods", "a", 3, 300)).sync();
        old.sync();
        assertEquals("items ('a')#1=('a', 'pear', 3.0, 3)\n", old.show());
        old.commit(old.update("items", "a", 2, 4.005)).sync();
        young.sync();
        assertEquals("goods ('a')#1=('a', 'pear', 3, 401)\n", young.show());
    }

    @Test
    void theServersOwnCodeWritesTheNewestVersion() {
        restartServing(4);
        server.server.space("shop").execute("INSERT INTO goods VALUES ('a', 'apple', 3, 250)");
        TestClient old = phone("ann", 1);
        old.sync();
        assertEquals("items ('a')#1=('a', 'apple', 2.5)\n", old.show());
        server.server.space("shop").execute("UPDATE goods SET cents = 260");
        old.sync();
        assertEquals("items ('a')#1=('a', 'apple', 2.6)\n", old.show());
        assertEquals("('a', 'apple', 3, 260)\n", server.show("shop", "goods"));
    }

    @Test
    void aVersionComesToARunningServer() {
        restartServing(1);
        TestClient old = phone("ann", 1);
        old.sync();
        old.commit(old.insert("items", "a", "apple", 2.5), old.insert("gone", "g", "n"))
                .sync();
        serve(2);
        serve(4);
        TestClient young = phone("bob", 4);
        young.sync();
        assertEquals("goods ('a')#1=('a', 'apple', 7, 250)\n", young.show());
        old.commit(old.update("items", "a", 2, 3.5), old.update("gone", "g", 1, "m"))
                .sync();
        young.sync();
        assertEquals("goods ('a')#1=('a', 'apple', 7, 350)\n", young.show());
        TestClient other = phone("cat", 1);
        other.sync();
        assertEquals(
                "gone ('g')#1=('g', 'm')\nitems ('a')#1=('a', 'apple', 3.5)\n",
                other.show(),
                "a table that went is kept for those that have it");
    }

    @Test
    void whatWasMigratedIsThereAfterARestart() {
        restartServing(1);
        TestClient old = phone("ann", 1);
        old.sync();
        old.commit(old.insert("items", "a", "apple", 2.5)).sync();
        serve(3);
        old.sync();
        restartServing(4);
        TestClient young = phone("bob", 4);
        young.sync();
        assertEquals("goods ('a')#1=('a', 'apple', 7, 250)\n", young.show());
        old.sync();
        assertEquals("items ('a')#1=('a', 'apple', 2.5)\n", old.show());
        assertEquals(List.of(), server.server.space("shop").check());
    }

    @Test
    void aPhoneThatCameToANewerVersionIsToldOnlyWhatThatHasBeyondItsLens() {
        restartServing(4);
        TestClient young = phone("bob", 4);
        young.sync();
        young.commit(
                        young.insert("goods", "a", "apple", 7, 250),
                        young.insert("goods", "b", "bread", 9, 100),
                        young.insert("shops", "s", "Ulm"))
                .sync();
        TestClient phone = phone("ann", 1);
        phone.sync();
        assertEquals(2, phone.rows.size());
        upgrade(phone, 4);
        Answer answer = phone.ask();
        assertEquals(
                2,
                answer.page().changes().size(),
                "of 'a' nothing is to be said: " + answer.page().changes());
        assertTrue(answer.page().changes().toString().contains("shops"));
        phone.receive(answer);
        phone.upgradedFrom = 0;
        assertEquals(List.of(), phone.ask().page().changes());
    }

    /** The phone's rows as its lens makes them. */
    private void upgrade(TestClient phone, int version) {
        SchemaVersions all = versions(4);
        TableLens lens = all.between(phone.schemaVersion, version).ofOlder("items");
        Map<String, TestClient.Held> rows = new LinkedHashMap<>(phone.rows);
        phone.rows.clear();
        rows.forEach((place, held) -> phone.rows.put(
                place.replace("items", "goods"),
                new TestClient.Held(
                        new RowName("goods", held.name().key(), held.name().handle()),
                        lens.newer(held.cells(), TestServer.NOWHERE))));
        phone.upgradedFrom = phone.schemaVersion;
        phone.schemaVersion = version;
        phone.schemaHash = all.hash(version);
    }

    @Test
    void pendingWorkIsPushedInTheWordsOfItsVersion() {
        restartServing(4);
        TestClient phone = phone("ann", 1);
        phone.sync();
        phone.commit(phone.insert("items", "a", "apple", 2.5));
        upgrade(phone, 4);
        phone.pushVersion = 1;
        Answer answer = phone.ask();
        assertEquals(
                Outcome.Kind.APPLIED, answer.outcomes().get(0).kind(), answer.outcomes()::toString);
        assertEquals("('a', 'apple', 7, 250)\n", server.show("shop", "goods"));
    }

    @Test
    void aPhoneWithAVersionThatTheServerDoesNotHaveIsToldThatTheServerIsBehind() {
        restartServing(2);
        assertEquals(ErrorCode.SERVER_BEHIND, phone("ann", 3).refused().code());
    }

    @Test
    void aPhoneWithOtherTablesUnderTheSameNumberIsRefused() {
        restartServing(2);
        TestClient phone = phone("ann", 2);
        phone.schemaHash++;
        assertEquals(ErrorCode.SCHEMA, phone.refused().code());
    }

    @Test
    void whoIsTooOldIsRefusedButWhatItPushesIsTaken() {
        restartServing(2);
        TestClient old = phone("ann", 1);
        old.sync();
        old.commit(old.insert("items", "a", "apple", 2.5));
        server.server.serve(ServedSchema.versions(versions(2), 2));
        assertEquals(ErrorCode.SCHEMA, old.refused().code());
        assertEquals("('a', 'apple', 2.5, 7)\n", server.show("shop", "items"));
        assertEquals(ErrorCode.SCHEMA, old.refused().code());
        assertEquals("('a', 'apple', 2.5, 7)\n", server.show("shop", "items"), "it is taken once");
    }

    @Test
    void anOperationOnATableOfAnotherVersionIsRejectedAlone() {
        restartServing(4);
        TestClient old = phone("ann", 1);
        old.sync();
        old.commit(old.insert("shops", "s", "Ulm"));
        old.commit(old.insert("items", "a", "apple", 2.5));
        Answer answer = old.sync();
        assertEquals(
                ErrorCode.UNKNOWN_TABLE, answer.outcomes().get(0).rejection().code());
        assertEquals("items ('a')#1=('a', 'apple', 2.5)\n", old.show());
    }

    @Test
    void aConflictIsToldInTheWordsOfEachVersion() {
        restartServing(3);
        TestClient old = phone("ann", 1);
        TestClient young = phone("bob", 3);
        old.sync();
        old.commit(old.insert("items", "a", "apple", 2.5)).sync();
        young.sync();
        old.commit(old.update("items", "a", 1, "pear"));
        young.commit(young.update("goods", "a", 1, "plum")).sync();
        old.sync();
        assertTrue(old.ledger().contains("'items'"), old.ledger());
        assertTrue(old.ledger().contains("'name'"), old.ledger());
        young.sync();
        assertTrue(young.ledger().contains("'goods'"), young.ledger());
        assertTrue(young.ledger().contains("'title'"), young.ledger());
    }

    @Test
    void aComputedColumnMayBeNotNullWithoutADefault() {
        String init = "CREATE TABLE t (id TEXT PRIMARY KEY, price REAL NOT NULL)";
        serve(Map.of("V1__init.sql", init));
        server.server.space("shop").execute("INSERT INTO t VALUES ('a', 2.5)");
        serve(Map.of("V1__init.sql", init, "V2__cents.sql", """
                CREATE TABLE new_t (id TEXT PRIMARY KEY, cents INTEGER NOT NULL);
                INSERT INTO new_t SELECT id, CAST(price * 100 AS INTEGER) FROM t;
                DROP TABLE t;
                ALTER TABLE new_t RENAME TO t;"""));
        assertEquals("('a', 250)\n", server.show("shop", "t"));
    }

    @Test
    void aNewUniqueThatRowsBreakIsRefusedAndTheSpaceStaysAsItIs() {
        String init = "CREATE TABLE t (id TEXT PRIMARY KEY, a INTEGER)";
        serve(Map.of("V1__init.sql", init));
        server.server.space("shop").execute("INSERT INTO t VALUES ('a', 1), ('b', 1), ('c', NULL)");
        Map<String, String> more =
                Map.of("V1__init.sql", init, "V2__u.sql", "CREATE UNIQUE INDEX by_a ON t (a)");
        server.server.serve(ServedSchema.forced(SchemaVersions.ofFiles(more), 1));
        Incorrect refused = assertThrows(
                Incorrect.class, () -> server.server.space("shop").execute("DELETE FROM t"));
        assertEquals(ErrorCode.UNIQUE, refused.code());
        assertEquals("('a', 1)\n('b', 1)\n('c', NULL)\n", server.show("shop", "t"));
    }

    private void serve(Map<String, String> scripts) {
        server.served = ServedSchema.forced(SchemaVersions.ofFiles(scripts), 1);
        server.server.close();
        server.server = server.reopen();
        server.server.space("shop").load("");
    }

    @Test
    void theDevicesOfEachVersionCanBeCounted() {
        restartServing(4);
        TestClient ann = phone("ann", 1);
        ann.sync();
        phone("bob", 4).sync();
        phone("cat", 1).sync();
        upgrade(ann, 3);
        ann.sync();
        ann.sync();
        String sql = "SELECT schema_version, count(*) FROM syncdb_clients GROUP BY 1 ORDER BY 1";
        assertEquals(
                "(1, 1)\n(3, 1)\n(4, 1)\n",
                TestServer.lines(server.server.space("shop").query(sql)));
    }

    @Test
    void aVersionThatWasServedIsNeverAnotherOne() {
        restartServing(2);
        Map<String, String> other = new LinkedHashMap<>(SCRIPTS);
        other.put("V2__rename.sql", "ALTER TABLE items ADD COLUMN x TEXT");
        other.keySet().removeIf(name -> name.charAt(1) > '2');
        ServedSchema changed = ServedSchema.versions(SchemaVersions.ofFiles(other));
        assertEquals(
                ErrorCode.CONFIGURATION,
                assertThrows(Incorrect.class, () -> server.server.serve(changed))
                        .code());
    }

    private void restartServing(int newest) {
        server.served = ServedSchema.versions(versions(newest));
        server.server.close();
        server.server = server.reopen();
    }
}
