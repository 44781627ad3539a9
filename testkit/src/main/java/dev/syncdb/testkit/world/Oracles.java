package dev.syncdb.testkit.world;

import dev.syncdb.Database;
import dev.syncdb.Rows;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.server.Space;
import dev.syncdb.value.Row;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says which promises a world that has come to rest does not keep: replicas are equal, no
 * acknowledged write is lost, none was applied twice, every store is sound.
 */
final class Oracles {
    private static final List<String> TABLES = List.of(
            "SELECT * FROM tasks ORDER BY id",
            "SELECT * FROM comments ORDER BY id",
            "SELECT * FROM words ORDER BY word");

    private final Stage stage;
    private final List<PhoneHost> phones;
    private final List<String> broken = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private final Set<String> rejected = new HashSet<>();

    Oracles(Stage stage, List<PhoneHost> phones) {
        this.stage = stage;
        this.phones = phones;
    }

    /** The broken promises in words; none if all hold. */
    List<String> broken() {
        Space space = stage.server().space();
        space.check().forEach(each -> broken.add("the server's store: " + each));
        List<List<Row>> expected = new ArrayList<>();
        for (String sql : TABLES) {
            expected.add(all(space.query(sql)));
        }
        expected.get(TABLES.size() - 1).forEach(row -> known.add(row.at(0).asText()));
        for (PhoneHost phone : phones) {
            compare(phone, expected);
        }
        checkLedger();
        return broken;
    }

    private void compare(PhoneHost phone, List<List<Row>> expected) {
        Replica replica = phone.reopened();
        Database database = replica.database();
        database.check()
                .forEach(each -> broken.add("the store of phone " + phone.number() + ": " + each));
        for (int i = 0; i < TABLES.size(); i++) {
            List<Row> found = all(database.query(TABLES.get(i)));
            if (!found.equals(expected.get(i))) {
                broken.add("phone " + phone.number() + " differs: " + TABLES.get(i) + " gives "
                        + difference(expected.get(i), found));
            }
        }
        if (replica.pending() != 0) {
            broken.add("phone " + phone.number() + " still has " + replica.pending() + " pending");
        }
        for (Row row : all(database.query("SELECT operations FROM syncdb_rejected"))) {
            rejected.add(row.at(0).asText());
        }
    }

    private void checkLedger() {
        for (Map.Entry<String, Integer> write : stage.ledger().acknowledged().entrySet()) {
            String word = write.getKey();
            boolean refused = rejected.stream().anyMatch(text -> text.contains("'" + word + "'"));
            if (!known.contains(word) && !refused) {
                broken.add(word + " was acknowledged, and is lost");
            }
            if (known.contains(word) && refused) {
                broken.add(word + " was applied, and then refused as if it were new");
            }
        }
        for (String word : known) {
            if (stage.ledger().timesPublished(word) > 1) {
                broken.add(word + " was applied " + stage.ledger().timesPublished(word) + " times");
            }
        }
    }

    private static String difference(List<Row> expected, List<Row> found) {
        List<Row> missing = new ArrayList<>(expected);
        missing.removeAll(found);
        List<Row> extra = new ArrayList<>(found);
        extra.removeAll(expected);
        return "not " + missing + " but " + extra;
    }

    private static List<Row> all(Rows rows) {
        try (rows) {
            return rows.toList();
        }
    }
}
