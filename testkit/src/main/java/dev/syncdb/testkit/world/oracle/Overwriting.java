package dev.syncdb.testkit.world.oracle;

import dev.syncdb.Database;
import dev.syncdb.Rows;
import dev.syncdb.testkit.fault.Fault;
import dev.syncdb.testkit.fault.Promise;
import dev.syncdb.testkit.world.oracle.SpaceModel.Overwrite;
import dev.syncdb.testkit.world.stage.Author;
import dev.syncdb.testkit.world.stage.Stage;
import dev.syncdb.testkit.world.stage.Word;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Set;

/*
 * The ledger knows what stood in a register when somebody wrote it, and the model what the server
 * found in it when that write arrived. If the two differ, a value was overwritten that its
 * overwriter had not seen: it must stand in a record. And a write that did not become the value of
 * the register must have lost to another, on record too.
 *
 * An author may send several of its own writes of a register as one; then those in between were
 * never seen by anybody else.
 */
/**
 * Looks whether every value that was overwritten unseen, and every write that lost, is on record.
 */
final class Overwriting {
    /** A message may be so late, and what it brings seem so much younger than it is. */
    private static final long ON_THE_WAY_MILLIS_MAX = 90_000;

    private final Stage stage;
    private final SpaceModel model;

    /** Pairs of a value that stood there and one that arrived, of all records. */
    private final Set<String> records = new HashSet<>();

    private final Set<String> losers = new HashSet<>();

    Overwriting(Stage stage, SpaceModel model) {
        this.stage = stage;
        this.model = model;
    }

    void check(Database server) {
        check(server, "syncdb_conflicts");
    }

    /** @param table where the records stand */
    void check(Database server, String table) {
        read(server, table);
        Set<String> values = new HashSet<>();
        for (Overwrite overwrite : model.overwrites()) {
            values.add(overwrite.after());
            Word word = stage.ledger().find(overwrite.after());
            if (word != null && !model.isUnseen(overwrite.version())) {
                checkSeen(word, overwrite);
            }
        }
        for (Author author : stage.ledger().authors()) {
            if (author.space().equals(model.space())) {
                author.words().forEach(word -> checkStands(word, values));
            }
        }
    }

    private void read(Database server, String table) {
        String sql = "SELECT kind, stored_value, incoming_value, winner, row_key FROM " + table
                + " WHERE table_name = ?";
        try (Rows rows = server.query(sql, ProbeTables.LEFTS)) {
            while (rows.next()) {
                String stored = String.valueOf(rows.getString(1));
                String incoming = String.valueOf(rows.getString(2));
                boolean storedStays = "stored".equals(rows.getString(3));
                records.add(stored + " " + incoming);
                if (storedStays) {
                    losers.add(incoming);
                }
                checkLater(stage.ledger().find(stored), stage.ledger().find(incoming), storedStays);
                if (!"UPDATE_UPDATE".equals(rows.getString(0))) {
                    stage.broke(
                            Promise.RECORDED,
                            "a record says " + rows.getString(0) + " of register "
                                    + rows.getString(4) + ", which nobody deletes: " + incoming);
                }
            }
        }
    }

    /** Of two edits the later one stays, as far as nobody has set a clock to another time. */
    private void checkLater(@Nullable Word stored, @Nullable Word incoming, boolean storedStays) {
        if (stored == null
                || incoming == null
                || stage.history().faults().containsKey(Fault.CLOCK_JUMPED)) {
            return;
        }
        long later = incoming.atMillis() - stored.atMillis();
        if (Math.abs(later) < ON_THE_WAY_MILLIS_MAX) {
            return;
        }
        stage.checked(Promise.RECORDED);
        if (storedStays == later > 0) {
            stage.broke(
                    Promise.RECORDED,
                    "of " + stored + " and " + incoming + ", which was written " + later
                            + " ms later, the earlier one stays");
        }
    }

    private void checkSeen(Word word, Overwrite overwrite) {
        stage.checked(Promise.RECORDED);
        boolean recorded = records.contains(overwrite.before() + " " + overwrite.after());
        if (!recorded && !hadSeen(word, overwrite.before())) {
            stage.broke(
                    Promise.RECORDED,
                    word + " overwrote " + overwrite.before() + " without a record; its author saw "
                            + word.seen());
        }
    }

    private boolean hadSeen(Word word, String value) {
        Word overwritten = stage.ledger().find(value);
        if (overwritten != null && overwritten.author() == word.author()) {
            // Whoever wrote it knows of it, also on a phone that went back in time.
            return true;
        }
        String seen = word.seen();
        while (!seen.equals(value)) {
            Word own = stage.ledger().find(seen);
            if (own != null && model.stoodBefore(own, word.register(), value)) {
                return true;
            }
            if (own == null || (own.author() != word.author() && own.timesPublished() > 0)) {
                return false;
            }
            // What the server did not take in is seen on its own phone, and on copies of that.
            seen = own.seen();
        }
        return true;
    }

    /** A write of a register that the server took in became its value, or lost on record. */
    private void checkStands(Word word, Set<String> values) {
        boolean takenIn = word.register() != 0 && word.isListed() && word.timesPublished() > 0;
        if (!takenIn || model.isUnseen(word.version())) {
            return;
        }
        stage.checked(Promise.RECORDED);
        boolean stands = values.contains(word.text()) || losers.contains(word.text());
        if (!stands && overwriter(word) == null) {
            stage.broke(
                    Promise.RECORDED,
                    word + " never stood in its register, and no record says why");
        }
    }

    /** True if a word that is in no list lost on record, or was sent as one with a later one. */
    boolean isAccountedFor(Word word) {
        return losers.contains(word.text()) || overwriter(word) != null || model.hasUnseen();
    }

    /** A later word of the same author that took its place before anybody else saw it, or null. */
    private static @Nullable Word overwriter(Word word) {
        for (Word later : word.author().words()) {
            if (later.register() == word.register() && later.seen().equals(word.text())) {
                return later;
            }
        }
        return null;
    }
}
