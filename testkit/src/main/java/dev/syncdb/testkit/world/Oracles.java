package dev.syncdb.testkit.world;

import dev.syncdb.Database;
import dev.syncdb.Rows;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.server.Space;
import dev.syncdb.value.Row;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says which promises a world that has come to rest does not keep: replicas are equal, no
 * acknowledged write is lost, none was applied twice, every store is sound. Used once.
 */
final class Oracles {
    private static final List<String> TABLES = List.of(
            "SELECT * FROM tasks ORDER BY id",
            "SELECT * FROM comments ORDER BY id",
            "SELECT * FROM " + Workload.WORDS + " ORDER BY word");

    /** Of rows that differ, a few tell what kind of difference it is. */
    private static final int ROWS_SHOWN_MAX = 5;

    private final Stage stage;
    private final Set<String> known = new TreeSet<>();
    private final List<String> rejected = new ArrayList<>();

    Oracles(Stage stage) {
        this.stage = stage;
    }

    /** Tells the stage of every promise that does not hold. */
    void judge(ServerHost server, List<PhoneHost> phones) {
        Space space = server.space();
        space.check().forEach(wrong -> stage.broke("the server's store: " + wrong));
        List<List<Row>> expected = new ArrayList<>();
        for (String sql : TABLES) {
            expected.add(all(space.query(sql)));
        }
        for (Row row : all(space.query("SELECT word FROM " + Workload.WORDS))) {
            known.add(row.at(0).asText());
        }
        for (PhoneHost phone : phones) {
            compare(phone, expected);
        }
        compareWithLedger();
    }

    private void compare(PhoneHost phone, List<List<Row>> expected) {
        Replica replica = phone.reopened();
        Database database = replica.database();
        database.check()
                .forEach(wrong -> stage.broke("the store of " + phone.name() + ": " + wrong));
        for (int i = 0; i < TABLES.size(); i++) {
            List<Row> found = all(database.query(TABLES.get(i)));
            if (!found.equals(expected.get(i))) {
                stage.broke(phone.name() + " differs: " + TABLES.get(i) + " gives "
                        + difference(expected.get(i), found));
            }
        }
        if (replica.pending() != 0) {
            stage.broke(phone.name() + " still has " + replica.pending() + " pending");
        }
        for (Row row : all(database.query("SELECT operations FROM syncdb_rejected"))) {
            rejected.add(row.at(0).asText());
        }
    }

    private void compareWithLedger() {
        for (String word : stage.ledger().acknowledged()) {
            boolean refused = rejected.stream().anyMatch(text -> text.contains("'" + word + "'"));
            if (!known.contains(word) && !refused) {
                stage.broke(word + " was acknowledged, and is lost");
            }
            if (known.contains(word) && refused) {
                stage.broke(word + " was applied, and then refused as if it were new");
            }
        }
        for (String word : known) {
            int times = stage.ledger().timesPublished(word);
            if (times > 1) {
                stage.broke(word + " was applied " + times + " times");
            }
        }
    }

    private static String difference(List<Row> expected, List<Row> found) {
        List<Row> missing = new ArrayList<>(expected);
        missing.removeAll(found);
        List<Row> extra = new ArrayList<>(found);
        extra.removeAll(expected);
        return "not " + shown(missing) + " but " + shown(extra);
    }

    private static String shown(List<Row> rows) {
        return rows.size() <= ROWS_SHOWN_MAX
                ? rows.toString()
                : rows.subList(0, ROWS_SHOWN_MAX) + " and " + (rows.size() - ROWS_SHOWN_MAX)
                        + " more";
    }

    private static List<Row> all(Rows rows) {
        try (rows) {
            return rows.toList();
        }
    }
}
