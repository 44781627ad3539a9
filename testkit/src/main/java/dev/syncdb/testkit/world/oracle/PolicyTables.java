package dev.syncdb.testkit.world.oracle;

import dev.syncdb.Rows;
import dev.syncdb.Session;
import dev.syncdb.merge.MergeContext;
import dev.syncdb.merge.MergeFunction;
import dev.syncdb.merge.MergeResult;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tables with the merge rules and the policies that the {@linkplain ProbeTables other tables} of a
 * world leave out. Every text that is written into them, but a few names, is written once: the word
 * of its transaction, a point, and where it was put. So it can be looked for.
 *
 * <ul>
 *   <li>rules: two rows that nobody deletes, a column for each rule
 *   <li>kept and manual: a few keys under which rows are made, edited, deleted and made again
 *   <li>parts: rows of a set, a list, a map and a counter
 *   <li>{@linkplain Notes notes}: texts that merge
 *   <li>names and codes: rows that want one of a few names
 *   <li>parents and children: references with each policy of orphans
 *   <li>nodes: a small tree
 * </ul>
 */
public final class PolicyTables {
    /** Those whose rows bear what is looked for. */
    static final List<String> TABLES = List.of(
            "world_rules",
            "world_kept",
            "world_manual",
            "world_parts",
            Notes.TABLE,
            "world_names",
            "world_codes",
            "world_parents",
            "world_children",
            "world_nodes");

    /** The columns of the table of rules. */
    public static final List<String> RULED =
            List.of("arrival", "first", "server", "client", "least", "most", "ruled");

    /** The name of the merge function. */
    public static final String RULE = "world_rule";

    /** Behind the app's own schema. */
    public static final String SCRIPT = """

            CREATE TABLE world_rules (
              id INTEGER PRIMARY KEY,
              arrival TEXT LWW_ARRIVAL,
              first TEXT FIRST_WINS,
              server TEXT SERVER_WINS,
              client TEXT CLIENT_WINS,
              least TEXT MIN,
              most TEXT MAX,
              ruled TEXT RULE world_rule
            );
            CREATE TABLE world_kept (
              id INTEGER CONSTRAINT sync_update_wins CONSTRAINT sync_merge_rows PRIMARY KEY,
              word TEXT,
              other TEXT
            );
            CREATE TABLE world_manual (
              id INTEGER CONSTRAINT sync_manual CONSTRAINT sync_merge_rows PRIMARY KEY,
              word TEXT,
              other TEXT
            );
            CREATE TABLE world_parts (
              id INTEGER CONSTRAINT sync_merge_rows PRIMARY KEY,
              tags TEXT ORSET,
              items TEXT LIST,
              facts TEXT MAP,
              votes INTEGER COUNTER
            );
            CREATE TABLE world_notes (
              id INTEGER CONSTRAINT sync_merge_rows PRIMARY KEY,
              body TEXT MERGED
            );
            CREATE TABLE world_names (
              id INTEGER PRIMARY KEY,
              name TEXT CONSTRAINT sync_rewrite UNIQUE,
              word TEXT
            );
            CREATE TABLE world_codes (
              id INTEGER PRIMARY KEY,
              name TEXT CONSTRAINT sync_merge_rows UNIQUE,
              word TEXT
            );
            CREATE TABLE world_parents (
              id INTEGER CONSTRAINT sync_merge_rows PRIMARY KEY,
              word TEXT
            );
            CREATE TABLE world_children (
              id INTEGER PRIMARY KEY,
              emptied INTEGER CONSTRAINT sync_set_null REFERENCES world_parents ON DELETE SET NULL,
              follows INTEGER CONSTRAINT sync_cascade REFERENCES world_parents ON DELETE CASCADE,
              revives INTEGER CONSTRAINT sync_resurrect_parent REFERENCES world_parents,
              coded INTEGER CONSTRAINT sync_set_null REFERENCES world_codes ON DELETE SET NULL,
              word TEXT
            );
            CREATE TABLE world_nodes (
              id INTEGER CONSTRAINT sync_merge_rows PRIMARY KEY,
              up INTEGER CONSTRAINT sync_tree CONSTRAINT sync_set_null REFERENCES world_nodes
                  ON DELETE SET NULL,
              word TEXT
            );
            INSERT INTO world_rules (id) VALUES (1), (2);
            INSERT INTO world_notes (id) VALUES (1), (2);
            """;

    /** What nobody ever finds: a tree that is none, up to as many rows as usually meet. */
    public static final List<String> NEVER = List.of(
            "SELECT id FROM world_nodes WHERE up = id",
            "SELECT a.id FROM world_nodes a JOIN world_nodes b ON a.up = b.id WHERE b.up = a.id",
            "SELECT a.id FROM world_nodes a JOIN world_nodes b ON a.up = b.id"
                    + " JOIN world_nodes c ON b.up = c.id WHERE c.up = a.id",
            "SELECT name FROM world_names GROUP BY name HAVING count(*) > 1",
            "SELECT name FROM world_codes GROUP BY name HAVING count(*) > 1");

    /** The second column of a row, in the names of places. */
    public static final String OTHER = "other";

    /** Of two edits that did not know of each other, so many go to people, and are refused. */
    private static final int OPEN_PERCENT = 20;

    private static final int REFUSED_PERCENT = 5;

    private static final Pattern VALUE = Pattern.compile("[a-z0-9 ]+-\\d+\\.[a-z]+\\d*");

    private PolicyTables() {}

    /** The text that a word puts somewhere. */
    public static String value(String word, String place) {
        return word + "." + place;
    }

    /** Where such a text was put; of a row that is deleted as a whole, the row. */
    static String place(String value) {
        if (Notes.isPiece(value)) {
            return Notes.place(value);
        }
        return value.substring(value.lastIndexOf('.') + 1).replace(OTHER, "");
    }

    /** All such texts that somebody sees in some tables. */
    public static Set<String> values(Session session, String... tables) {
        Set<String> values = new TreeSet<>();
        for (String table : tables) {
            try (Rows rows = session.query("SELECT * FROM " + table)) {
                while (rows.next()) {
                    collect(rows.row(), values);
                }
            }
        }
        return values;
    }

    /** Adds the texts of a row, also those within longer ones. */
    static void collect(Row row, Set<String> values) {
        for (int i = 0; i < row.size(); i++) {
            Value cell = row.at(i);
            if (cell.type() == ValueType.TEXT) {
                values.addAll(Notes.pieces(cell.asText()));
            }
            if (cell.type() == ValueType.TEXT && cell.asText().indexOf('.') > 0) {
                Matcher found = VALUE.matcher(cell.asText());
                while (found.find()) {
                    values.add(found.group());
                }
            }
        }
    }

    /** A {@link MergeFunction} that says now this, now that, and always the same of the same. */
    public static MergeResult merge(
            @Nullable Value base, Value mine, Value theirs, MergeContext context) {
        int dice = Math.floorMod(31 * mine.hashCode() + theirs.hashCode(), 100);
        if (dice < REFUSED_PERCENT) {
            return new MergeResult.Reject("so says the rule of the world");
        }
        if (dice < REFUSED_PERCENT + OPEN_PERCENT) {
            return new MergeResult.KeepBoth();
        }
        return new MergeResult.Merged(dice % 2 == 0 ? mine : theirs);
    }
}
