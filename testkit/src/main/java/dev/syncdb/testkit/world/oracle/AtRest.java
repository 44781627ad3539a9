package dev.syncdb.testkit.world.oracle;

import dev.syncdb.Database;
import dev.syncdb.testkit.fault.Promise;
import dev.syncdb.testkit.world.oracle.ReplicaView.Standing;
import dev.syncdb.testkit.world.stage.Author;
import dev.syncdb.testkit.world.stage.Ledger;
import dev.syncdb.testkit.world.stage.Stage;
import dev.syncdb.testkit.world.stage.Word;
import dev.syncdb.value.Row;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares what stands in all stores of a space once nothing is left to say: replicas with the
 * server, the server with the model, and all of them with the ledger. Used once.
 */
public final class AtRest {
    private final Stage stage;
    private final SpaceModel model;
    private final Overwriting overwriting;
    private final Database database;
    private final Mirror server;

    /** @param database the server's, of the space that the model is of */
    public AtRest(Stage stage, SpaceModel model, Database database) {
        this.stage = stage;
        this.model = model;
        this.overwriting = new Overwriting(stage, model);
        this.database = database;
        this.server = Mirror.of(database);
        stage.checked(Promise.CONVERGES);
        if (server.digest() != model.mirror().digest()) {
            stage.broke(
                    Promise.CONVERGES,
                    "the server's " + model.space() + " is not what it published: "
                            + model.mirror().difference(server));
        }
        overwriting.check(database);
        new Surviving(stage, model).check(database, server);
    }

    /** Compares a replica that was just opened with the server. */
    public void compare(String name, Database replica, Standing standing) {
        stage.checked(Promise.CONVERGES);
        Mirror found = Mirror.of(replica);
        if (found.wholeDigest() != server.wholeDigest()) {
            stage.broke(Promise.CONVERGES, name + " differs: " + server.difference(found));
        }
        if (standing.pending() != 0) {
            stage.broke(
                    Promise.COMES_TO_REST, name + " still has " + standing.pending() + " pending");
        }
        compareRecords(name, replica);
    }

    /** A phone has the records of the conflicts in which it is an author, and no others. */
    private void compareRecords(String name, Database replica) {
        stage.checked(Promise.RECORDED);
        long client = rows(replica, "SELECT client FROM syncdb_status").get(0).longAt(0);
        List<Row> expected = rows(
                database,
                "SELECT * FROM syncdb_conflicts WHERE " + client
                        + " IN (stored_by, incoming_by) ORDER BY id");
        List<Row> found = rows(replica, "SELECT * FROM syncdb_conflicts ORDER BY id");
        if (!found.equals(expected)) {
            List<Row> missing = new ArrayList<>(expected);
            missing.removeAll(found);
            List<Row> extra = new ArrayList<>(found);
            extra.removeAll(expected);
            stage.broke(
                    Promise.RECORDED,
                    name + " is client " + client + ", lacks the records " + missing + " and has "
                            + extra);
        }
    }

    private static List<Row> rows(Database source, String query) {
        return source.query(query).toList();
    }

    /** Looks for what was promised and is nowhere. */
    public void compareWithLedger() {
        Ledger ledger = stage.ledger();
        for (Author author : ledger.authors()) {
            if (author.space().equals(model.space())) {
                author.words().forEach(this::requireKept);
            }
        }
    }

    private void requireKept(Word word) {
        if (!word.isSafe() || word.waived() != null) {
            return;
        }
        stage.checked(Promise.KEPT);
        boolean kept = word.timesPublished() > 0
                || word.isRejected()
                || (!word.isListed() && overwriting.isAccountedFor(word));
        if (!kept) {
            stage.ledger().lose(word);
            stage.broke(Promise.KEPT, word + " was acknowledged, and is lost");
        }
    }
}
