package dev.syncdb.testkit.world.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.testkit.world.stage.Author;
import dev.syncdb.testkit.world.stage.Word;

import org.junit.jupiter.api.Test;

/** What the server's records must tell, against a table of records by hand. */
final class OverwritingTest {
    private final OracleStage scene = new OracleStage();
    private final Overwriting overwriting = new Overwriting(scene.stage, scene.model);

    OverwritingTest() {
        // A table of SyncDB's own cannot be made by hand; a view of it is all that is read.
        scene.server.execute("CREATE TABLE records (kind TEXT, table_name TEXT, row_key TEXT,"
                + " winner TEXT, stored_value BLOB, incoming_value BLOB)");
        scene.start();
    }

    private Word write(Author author, String seen, boolean stands) {
        Word word = scene.safe(author);
        word.overwrites(1, seen);
        OracleStage.insert(scene.server, word);
        if (stands) {
            scene.server.write(session -> {
                session.execute("UPDATE world_lefts SET word = ? WHERE id = 1", word.text());
                return session.execute(
                        "UPDATE world_rights SET word = ? WHERE id = 1", word.text());
            });
        }
        return word;
    }

    private void record(String kind, String stored, String incoming, String winner) {
        scene.server.execute(
                "INSERT INTO records VALUES (?, 'world_lefts', '(1)', ?, ?, ?)",
                kind,
                winner,
                stored,
                incoming);
    }

    private String judged() {
        overwriting.check(scene.server, "records");
        return scene.broken();
    }

    @Test
    void whatWasSeenMayBeOverwritten() {
        write(scene.ann, Word.NONE, true);
        write(scene.ben, "ann-1", true);
        assertEquals("", judged());
    }

    @Test
    void whatWasNotSeenMustBeOnRecord() {
        write(scene.ann, Word.NONE, true);
        write(scene.ben, Word.NONE, true);
        assertTrue(judged().contains("ben-1 overwrote ann-1 without a record"), scene.broken());
    }

    @Test
    void aRecordOfBothWillDo() {
        write(scene.ann, Word.NONE, true);
        write(scene.ben, Word.NONE, true);
        record("UPDATE_UPDATE", "ann-1", "ben-1", "incoming");
        assertEquals("", judged());
    }

    @Test
    void onesOwnWordMayAlwaysBeOverwritten() {
        write(scene.ann, Word.NONE, true);
        write(scene.ann, Word.NONE, true);
        assertEquals("", judged());
    }

    @Test
    void aWriteThatNeverStoodMustHaveLost() {
        write(scene.ann, Word.NONE, true);
        write(scene.ben, Word.NONE, false);
        assertTrue(judged().contains("ben-1 never stood in its register"), scene.broken());
    }

    @Test
    void aWriteThatLostOnRecordNeedNotStand() {
        write(scene.ann, Word.NONE, true);
        Word loser = write(scene.ben, Word.NONE, false);
        record("UPDATE_UPDATE", "ann-1", "ben-1", "stored");
        assertEquals("", judged());
        assertTrue(overwriting.isAccountedFor(loser));
    }

    @Test
    void theLaterEditMustStay() {
        write(scene.ann, Word.NONE, true);
        scene.stage.after(200_000, () -> {});
        scene.stage.step();
        write(scene.ben, Word.NONE, false);
        record("UPDATE_UPDATE", "ann-1", "ben-1", "stored");
        assertTrue(judged().contains("the earlier one stays"), scene.broken());
    }

    @Test
    void aRecordOfADeletionThatNeverWasIsNoticed() {
        write(scene.ann, Word.NONE, true);
        record("UPDATE_DELETE", "", "ann-1", "stored");
        assertTrue(judged().contains("a record says UPDATE_DELETE of register"), scene.broken());
    }
}
