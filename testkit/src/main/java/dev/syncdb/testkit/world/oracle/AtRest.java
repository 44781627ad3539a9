package dev.syncdb.testkit.world.oracle;

import dev.syncdb.Database;
import dev.syncdb.testkit.fault.Promise;
import dev.syncdb.testkit.world.oracle.ReplicaView.Standing;
import dev.syncdb.testkit.world.stage.Author;
import dev.syncdb.testkit.world.stage.Ledger;
import dev.syncdb.testkit.world.stage.Stage;
import dev.syncdb.testkit.world.stage.Word;

/**
 * Compares what stands in all stores of a space once nothing is left to say: replicas with the
 * server, the server with the model, and all of them with the ledger. Used once.
 */
public final class AtRest {
    private final Stage stage;
    private final SpaceModel model;
    private final Overwriting overwriting;
    private final Mirror server;

    /** @param database the server's, of the space that the model is of */
    public AtRest(Stage stage, SpaceModel model, Database database) {
        this.stage = stage;
        this.model = model;
        this.overwriting = new Overwriting(stage, model);
        this.server = Mirror.of(database);
        stage.checked(Promise.CONVERGES);
        if (server.digest() != model.mirror().digest()) {
            stage.broke(
                    Promise.CONVERGES,
                    "the server's " + model.space() + " is not what it published: "
                            + model.mirror().difference(server));
        }
        overwriting.check(database);
    }

    /** Compares a replica that was just opened with the server. */
    public void compare(String name, Database database, Standing standing) {
        stage.checked(Promise.CONVERGES);
        Mirror found = Mirror.of(database);
        if (found.wholeDigest() != server.wholeDigest()) {
            stage.broke(Promise.CONVERGES, name + " differs: " + server.difference(found));
        }
        if (standing.pending() != 0) {
            stage.broke(
                    Promise.COMES_TO_REST, name + " still has " + standing.pending() + " pending");
        }
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
