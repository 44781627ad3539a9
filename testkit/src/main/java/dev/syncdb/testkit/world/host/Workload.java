package dev.syncdb.testkit.world.host;

import dev.syncdb.Rows;
import dev.syncdb.Session;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.world.oracle.PolicyTables;
import dev.syncdb.testkit.world.oracle.ProbeTables;
import dev.syncdb.testkit.world.stage.Word;

import java.util.List;
import java.util.function.BiConsumer;

/**
 * What apps and backends do: one of the edits that a test gave, and in the same transaction what
 * shows the oracles what becomes of it. Stateless.
 *
 * @param edits what apps do
 * @param backendEdits what backends do
 * @param policies whether both also edit the {@linkplain PolicyTables tables with policies}
 */
public record Workload(List<Edit> edits, List<Edit> backendEdits, boolean policies) {
    /**
     * Something that an app or a backend does.
     *
     * @param weight how often, compared with the others
     */
    public record Edit(int weight, BiConsumer<Session, SeededRandom> work) {}

    private static final int LISTED_PERCENT = 85;
    private static final int TALLY_PERCENT = 25;
    private static final int MARK_PERCENT = 40;
    private static final int MARKS = 2;

    /** So few that edits meet, and so many that most words get a place of their own. */
    private static final int STEPS = 8;

    private static final int REGISTER_PERCENT = 35;
    private static final int PURSE_PERCENT = 25;
    private static final int POLICY_PERCENT = 50;

    /** An edit alone: most transactions do one, those that show nothing else always. */
    private static final int EDIT_PERCENT = 85;

    /** The same without tables with policies. */
    public Workload withoutPolicies() {
        return new Workload(edits, backendEdits, false);
    }

    /** Does one transaction's work. What the app's edit throws undoes all of it. */
    void write(Session session, Word word, SeededRandom random) {
        boolean listed = random.percent(LISTED_PERCENT);
        if (listed) {
            word.list();
            list(session, word, random);
        }
        if (!listed || random.percent(REGISTER_PERCENT)) {
            overwrite(session, word, 1 + (int) random.below(ProbeTables.REGISTERS));
        }
        if (random.percent(PURSE_PERCENT)) {
            moveCoins(session, word, random.below(ProbeTables.COINS));
        }
        if (policies && random.percent(POLICY_PERCENT)) {
            PolicyEdits.write(session, word, random);
        }
        List<Edit> choice = word.author().isBackend() ? backendEdits : edits;
        if (!choice.isEmpty() && random.percent(EDIT_PERCENT)) {
            pick(choice, random).work().accept(session, random);
        }
    }

    private static void list(Session session, Word word, SeededRandom random) {
        long tally = random.percent(TALLY_PERCENT) ? random.between(1, ProbeTables.COUNTERS) : 0;
        // A phone that is still fetching may have no tally yet.
        boolean counted = tally != 0 && count(session, word, random, tally);
        session.execute("INSERT INTO world_words VALUES (?, ?)", word.text(), counted ? tally : 0);
    }

    private static boolean count(Session session, Word word, SeededRandom random, long tally) {
        String members = "[]";
        try (Rows rows = session.query("SELECT members FROM world_tallies WHERE id = ?", tally)) {
            if (!rows.next()) {
                return false;
            }
            String there = rows.getString(0);
            members = there == null ? members : there;
        }
        if (random.percent(MARK_PERCENT)) {
            String mark = "\"mark" + random.below(MARKS) + "\",";
            members = members.contains(mark)
                    ? members.replace(mark, "")
                    : "[" + mark + members.substring(1);
        }
        String separator = members.endsWith("[]") || members.endsWith(",]") ? "" : ",";
        members =
                members.substring(0, members.length() - 1) + separator + '"' + word.text() + "\"]";
        String sql = "UPDATE world_tallies SET words = words + 1, members = ?,"
                + " steps = list_insert(steps, ?, ?), notes = map_put(notes, '$.' || ?, 1)"
                + " WHERE id = ?";
        long step = random.below(STEPS);
        session.execute(sql, members, step, word.text(), word.text(), tally);
        rearrange(session, word, random, tally);
        return true;
    }

    /** What nothing is lost by: a step is moved, marks come and go, a note is overwritten. */
    private static void rearrange(Session session, Word word, SeededRandom random, long tally) {
        if (random.percent(MARK_PERCENT)) {
            String sql = "UPDATE world_tallies SET steps = list_move(steps, ?, ?) WHERE id = ?";
            session.execute(sql, random.below(STEPS), random.below(STEPS), tally);
        }
        if (random.percent(MARK_PERCENT)) {
            mark(session, random.below(STEPS), tally);
        }
        if (random.percent(MARK_PERCENT)) {
            String sql = "UPDATE world_tallies SET notes = map_put(notes, ?, ?) WHERE id = ?";
            session.execute(sql, "$.last.in" + random.below(MARKS), word.text(), tally);
        } else if (random.percent(MARK_PERCENT)) {
            session.execute(
                    "UPDATE world_tallies SET notes = map_remove(notes, '$.last') WHERE id = ?",
                    tally);
        }
    }

    /** Removes the first mark among the steps, or puts one there if there is none. */
    private static void mark(Session session, long step, long tally) {
        String steps = "";
        try (Rows rows = session.query("SELECT steps FROM world_tallies WHERE id = ?", tally)) {
            rows.next();
            steps = String.valueOf(rows.getString(0));
        }
        int mark = steps.indexOf("\"mark\"");
        if (mark < 0) {
            session.execute(
                    "UPDATE world_tallies SET steps = list_insert(steps, ?, 'mark') WHERE id = ?",
                    step,
                    tally);
        } else {
            long index =
                    steps.substring(0, mark).chars().filter(sign -> sign == ',').count();
            session.execute(
                    "UPDATE world_tallies SET steps = list_remove(steps, ?) WHERE id = ?",
                    index,
                    tally);
        }
    }

    private static void overwrite(Session session, Word word, int register) {
        try (Rows rows = session.query("SELECT word FROM world_lefts WHERE id = ?", register)) {
            rows.next();
            word.overwrites(register, String.valueOf(rows.getString(0)));
        }
        session.execute("UPDATE world_lefts SET word = ? WHERE id = ?", word.text(), register);
        session.execute("UPDATE world_rights SET word = ? WHERE id = ?", word.text(), register);
    }

    private static void moveCoins(Session session, Word word, long inFirst) {
        String owner = word.author().name();
        long inSecond = ProbeTables.COINS - inFirst;
        String update = "UPDATE world_purses SET coins = ? WHERE owner = ? AND id = ?";
        if (session.execute(update, inFirst, owner, 1) == 0) {
            String insert = "INSERT INTO world_purses (owner, id, coins) VALUES (?, ?, ?)";
            session.execute(insert, owner, 1, inFirst);
            session.execute(insert, owner, 2, inSecond);
        } else {
            session.execute(update, inSecond, owner, 2);
        }
    }

    private static Edit pick(List<Edit> choice, SeededRandom random) {
        long dice = random.below(choice.stream().mapToInt(Edit::weight).sum());
        for (Edit edit : choice) {
            dice -= edit.weight();
            if (dice < 0) {
                return edit;
            }
        }
        throw new IllegalStateException("weights of less than nothing");
    }
}
