package dev.syncdb.testkit.world.oracle;

import dev.syncdb.Database;
import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.Cursor;
import dev.syncdb.change.RowName;
import dev.syncdb.testkit.fault.Promise;
import dev.syncdb.testkit.world.stage.Author;
import dev.syncdb.testkit.world.stage.Stage;
import dev.syncdb.testkit.world.stage.Word;
import dev.syncdb.value.Key;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * What the app on one phone sees, commit by commit. Holds every readable state of it against the
 * server's order and against what its author saw before. Lives as long as the phone, beyond each
 * run of the app.
 */
public final class ReplicaView {
    /**
     * How a replica stands when it is looked at.
     *
     * @param cursor where in the server's history it is
     * @param complete whether it holds all of that version
     * @param pending transactions that the server has not judged, as far as is known there
     * @param held how many of them cannot be shown
     */
    public record Standing(Cursor cursor, boolean complete, int pending, int held) {
        long version() {
            return cursor.version();
        }
    }

    private final Stage stage;
    private final String name;
    private final Author author;
    private final SpaceModel model;
    private final Atomicity atomicity;
    private final Causality causality;
    private Mirror mirror = new Mirror();
    private final List<Word> came = new ArrayList<>();
    private final List<Word> went = new ArrayList<>();

    public ReplicaView(Stage stage, String name, Author author, SpaceModel model) {
        this.stage = stage;
        this.name = name;
        this.author = author;
        this.model = model;
        this.atomicity = new Atomicity(stage);
        this.causality = new Causality(stage, name, author);
    }

    public Mirror mirror() {
        return mirror;
    }

    /** How many published words of each author can be seen here. */
    public int[] basis() {
        return causality.basis();
    }

    /** The server went back in time; what is seen here may be of a future that never comes. */
    public void strand() {
        causality.restart();
    }

    /**
     * The app has started and opened its database.
     *
     * @param excuse why what was promised here may be gone; null if it may not
     */
    public void opened(Database database, Standing standing, @Nullable String excuse) {
        Mirror before = excuse == null ? mirror : new Mirror();
        mirror = Mirror.of(database);
        if (excuse != null) {
            causality.forget();
            author.words().forEach(word -> waiveIfLost(word, excuse));
        }
        came.clear();
        went.clear();
        for (Key key : before.keys(ProbeTables.WORDS)) {
            if (mirror.get(ProbeTables.WORDS, key) == null) {
                went.add(word(key));
            }
        }
        for (Key key : mirror.keys(ProbeTables.WORDS)) {
            if (before.get(ProbeTables.WORDS, key) == null) {
                came.add(word(key));
            }
        }
        atomicity.check(name, mirror);
        check(standing);
    }

    /** A commit is visible. Within a sync, {@link #check} follows when that is over. */
    public void published(ChangeSet changes) {
        mirror.apply(changes);
        for (Change change : changes.changes()) {
            RowName row = change.changed();
            if (row != null && row.table().equals(ProbeTables.WORDS)) {
                (change instanceof Change.Delete ? went : came).add(word(row.key()));
            }
        }
        atomicity.check(name, mirror, changes);
    }

    /** Looks at what is visible now, after a start, a local commit or a pull. */
    public void check(Standing standing) {
        if (!standing.complete() || !model.contains(standing.cursor())) {
            // While all is fetched anew, and as long as nobody has said that it has to be, what is
            // shown is only good to look at.
            causality.restart();
        } else {
            causality.check(mirror, came, went, standing);
            if (standing.pending() == 0) {
                checkState(standing.version());
            }
        }
        came.clear();
        went.clear();
    }

    /** With nothing pending, a phone shows exactly what the server had at some version. */
    private void checkState(long version) {
        stage.checked(Promise.CONVERGES);
        if (model.digestAt(version) != mirror.digest() && !model.isUnseen(version)) {
            stage.broke(
                    Promise.CONVERGES,
                    name + " at version " + version + " differs: "
                            + model.at(version).difference(mirror));
        }
    }

    private void waiveIfLost(Word word, String excuse) {
        word.leaveToServer(excuse);
        word.forgetRefusal();
        if (word.isSafe() && word.timesPublished() == 0) {
            word.waive(excuse);
        }
    }

    private Word word(Key key) {
        String text = key.values().at(0).asText();
        Word word = stage.ledger().find(text);
        if (word == null) {
            throw new IllegalStateException(name + " shows " + text + ", which nobody wrote");
        }
        return word;
    }
}
