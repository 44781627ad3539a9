package dev.syncdb.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.oracle.Sqlite;
import dev.syncdb.value.Row;

import java.util.List;

/**
 * A database of real SQLite that a draft turned from an older schema into a newer one, beside one
 * that was made by the newer script. Closed by its test.
 */
final class Migrated implements AutoCloseable {
    private static final String COLUMNS =
            "SELECT lower(m.name), lower(c.name), lower(c.type), c.\"notnull\", c.dflt_value,"
                    + " c.pk, c.hidden FROM sqlite_master m, pragma_table_xinfo(m.name) c"
                    + " WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
                    + " ORDER BY 1, c.cid";

    private static final String INDEXES =
            "SELECT lower(m.name), iif(i.origin = 'c', lower(i.name), ''), i.\"unique\", i.origin,"
                    + " group_concat(coalesce(lower(c.name), 'rowid') || c.desc || c.coll || c.key)"
                    + " FROM sqlite_master m, pragma_index_list(m.name) i,"
                    + " pragma_index_xinfo(i.name) c WHERE m.type = 'table'"
                    + " GROUP BY m.name, i.name ORDER BY 1, 2, 5";

    private static final String FOREIGN_KEYS =
            "SELECT lower(m.name), lower(k.\"table\"), lower(k.\"from\"), lower(k.\"to\"),"
                    + " k.on_update, k.on_delete FROM sqlite_master m,"
                    + " pragma_foreign_key_list(m.name) k ORDER BY 1, 2, 3, 4";

    private final Draft draft;
    private final Sqlite migrated = new Sqlite();
    private final Sqlite fresh = new Sqlite();

    private Migrated(Draft draft) {
        this.draft = draft;
    }

    /** Runs an older script with rows, then what is drafted, and compares the structure. */
    static Migrated of(String older, String newer, String rows, Answer... answers) {
        Draft draft = Draft.of(
                Scripts.schema(older), Scripts.schema(newer), new Answers(List.of(answers)));
        assertEquals(List.of(), draft.ambiguities(), "all is answered");
        Migrated migrated = new Migrated(draft);
        try {
            migrated.migrated.load("PRAGMA foreign_keys = OFF;" + older + rows);
            migrated.migrated.load(draft.script());
            migrated.fresh.load(newer);
        } catch (IllegalStateException refused) {
            migrated.close();
            throw new IllegalStateException(draft.script() + refused.getMessage(), refused);
        }
        migrated.compare(newer);
        return migrated;
    }

    Draft draft() {
        return draft;
    }

    List<Row> query(String sql) {
        return migrated.query(sql);
    }

    private void compare(String newer) {
        for (String question : List.of(COLUMNS, INDEXES, FOREIGN_KEYS)) {
            assertEquals(
                    told(fresh.query(question)), told(migrated.query(question)), draft.script());
        }
        Draft rest = Draft.of(Scripts.schema(migrated), Scripts.schema(newer));
        assertEquals(
                new Draft(List.of(), List.of(), List.of()),
                rest,
                () -> "nothing is left to do behind\n" + draft.script());
    }

    private static String told(List<Row> rows) {
        StringBuilder told = new StringBuilder();
        rows.forEach(row -> told.append(row).append('\n'));
        return told.toString();
    }

    @Override
    public void close() {
        migrated.close();
        fresh.close();
    }
}
