package dev.syncdb.testkit.world.oracle;

import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.RowName;
import dev.syncdb.testkit.fault.Promise;
import dev.syncdb.testkit.world.stage.Stage;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

/**
 * Looks, after each published commit, whether what is only ever written together is there together:
 * both rows of a register bear one word, a counter says how many words name it, and the purses of
 * an author hold all of the coins.
 */
final class Atomicity {
    private static final int PURSES = 2;

    private final Stage stage;

    Atomicity(Stage stage) {
        this.stage = stage;
    }

    /** Looks at the rows that a commit touched, in the state that it left. */
    void check(String where, Mirror mirror, ChangeSet changes) {
        for (Change change : changes.changes()) {
            RowName row = change.changed();
            if (row == null) {
                continue;
            }
            switch (row.table()) {
                case ProbeTables.LEFTS, ProbeTables.RIGHTS -> checkRegister(where, mirror, row);
                case ProbeTables.TALLIES -> checkTally(where, mirror, row.key());
                case ProbeTables.PURSES -> checkPurses(where, mirror, row);
                default -> {}
            }
        }
    }

    /** Looks at everything there is. */
    void check(String where, Mirror mirror) {
        for (Key key : mirror.keys(ProbeTables.LEFTS)) {
            checkRegister(where, mirror, RowName.of(ProbeTables.LEFTS, key));
        }
        for (Key key : mirror.keys(ProbeTables.TALLIES)) {
            checkTally(where, mirror, key);
        }
        for (Key key : mirror.keys(ProbeTables.PURSES)) {
            checkPurses(where, mirror, RowName.of(ProbeTables.PURSES, key));
        }
    }

    private void checkRegister(String where, Mirror mirror, RowName row) {
        stage.checked(Promise.ATOMIC);
        Row left = mirror.get(ProbeTables.LEFTS, row.key());
        Row right = mirror.get(ProbeTables.RIGHTS, row.key());
        boolean neither = left == null && right == null;
        boolean both = left != null && right != null && left.sameAt(1, right);
        boolean together = neither || both;
        if (!together) {
            stage.broke(
                    Promise.ATOMIC,
                    where + " shows register " + row.key() + " in parts: " + left + " and "
                            + right);
        }
    }

    /** All increments count, and each of them once. */
    private void checkTally(String where, Mirror mirror, Key key) {
        stage.checked(Promise.ONCE);
        Row tally = mirror.get(ProbeTables.TALLIES, key);
        if (tally == null) {
            return;
        }
        long words = 0;
        for (Key word : mirror.keys(ProbeTables.WORDS)) {
            Row listed = mirror.get(ProbeTables.WORDS, word);
            if (listed != null && listed.at(1).equals(key.values().at(0))) {
                words++;
                checkListed(where, tally, listed.at(0).asText());
            }
        }
        if (tally.longAt(1) != words) {
            stage.broke(
                    Promise.ONCE,
                    where + " counts " + tally.longAt(1) + " words in tally " + key + ", which "
                            + words + " name");
        }
    }

    /** A word is in the set and in the map, and once in the list. */
    private void checkListed(String where, Row tally, String word) {
        String quoted = '"' + word + '"';
        String steps = tally.at(3).toString();
        int first = steps.indexOf(quoted);
        boolean isThere = tally.at(2).toString().contains(quoted)
                && first >= 0
                && tally.at(4).toString().contains(quoted + ":");
        if (!isThere) {
            stage.broke(Promise.KEPT, where + " misses '" + word + "' in tally " + tally);
        }
        if (first != steps.lastIndexOf(quoted)) {
            stage.broke(Promise.ONCE, where + " lists '" + word + "' twice in tally " + tally);
        }
    }

    private void checkPurses(String where, Mirror mirror, RowName row) {
        stage.checked(Promise.ATOMIC);
        Value owner = row.key().values().at(0);
        long coins = 0;
        int purses = 0;
        for (int id = 1; id <= PURSES; id++) {
            Row purse = mirror.get(ProbeTables.PURSES, new Key(Row.of(owner, Value.of(id))));
            coins += purse == null ? 0 : purse.longAt(2);
            purses += purse == null ? 0 : 1;
        }
        boolean whole = purses == 0 || (purses == PURSES && coins == ProbeTables.COINS);
        if (!whole) {
            stage.broke(
                    Promise.ATOMIC,
                    where + " shows " + coins + " coins in " + purses + " purses of '"
                            + owner.asText() + "'");
        }
    }
}
