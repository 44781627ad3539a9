package dev.syncdb.testkit.world.oracle;

import dev.syncdb.Database;
import dev.syncdb.DatabaseOptions;
import dev.syncdb.clock.Environment;
import dev.syncdb.journal.Durability;
import dev.syncdb.testkit.clock.FakeClock;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.world.stage.Author;
import dev.syncdb.testkit.world.stage.Stage;
import dev.syncdb.testkit.world.stage.Word;

import java.util.stream.Collectors;

/** A stage for oracles: databases that play server and phone, and somebody who writes. */
final class OracleStage {
    final Stage stage = new Stage(1);
    final Pushes pushes = new Pushes(stage.ledger());
    final SpaceModel model = new SpaceModel(stage, pushes, "space1");
    final Author ann = stage.ledger().enter("ann", "space1", false);
    final Author ben = stage.ledger().enter("ben", "space1", false);
    final Database server = database();

    /** A database with the probe tables, which tracks what changes. */
    Database database() {
        Environment environment = new Environment(new FakeClock(stage.time()), new SeededRandom(7));
        DatabaseOptions options =
                new DatabaseOptions(environment, Durability.NONE).trackingChanges();
        Database database = Database.inMemory(options);
        database.load(ProbeTables.SCRIPT);
        return database;
    }

    /** The server has started, and from now on the model hears of it. */
    void start() {
        model.started(server);
        server.observe(model::published);
    }

    /** A word that its author was promised. */
    Word safe(Author author) {
        Word word = stage.ledger().next(author, stage.time().millis());
        word.list();
        word.tell(Word.Told.SAFE);
        return word;
    }

    static void insert(Database database, Word word) {
        database.execute("INSERT INTO world_words VALUES (?, 0)", word.text());
    }

    /** What was broken so far, on one line. */
    String broken() {
        return stage.history().broken().stream()
                .map(Object::toString)
                .collect(Collectors.joining("; "));
    }
}
