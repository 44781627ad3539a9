package dev.syncdb.lab.migrations;

import dev.syncdb.lab.text.JsonReader;

import java.util.ArrayList;
import java.util.List;

/*
 * {"database": {
 *   "entities": [{"tableName": "t", "createSql": "CREATE TABLE IF NOT EXISTS `${TABLE_NAME}` …",
 *                 "indices": [{"createSql": "CREATE INDEX … ON `${TABLE_NAME}` …"}]}, …],
 *   "views": [{"createSql": "…"}]}}
 */
/**
 * Reads one exported schema of Android's Room, as its compiler writes it beside the code. Views and
 * virtual tables are counted and left out. Used once.
 *
 * @see <a href="https://developer.android.com/training/data-storage/room/migrating-db-versions">
 *     Room</a>
 */
final class RoomReader {
    private static final String PLACEHOLDER = "${TABLE_NAME}";

    private final JsonReader json;
    private final List<String> tables = new ArrayList<>();
    private final List<String> indexes = new ArrayList<>();
    private int skipped;

    RoomReader(JsonReader json) {
        this.json = json;
    }

    /** The statements of all tables, then of all indexes. */
    List<String> read() {
        boolean[] found = {false};
        json.members(name -> {
            if (name.equals("database")) {
                found[0] = true;
                json.members(this::part);
            } else {
                json.skip();
            }
        });
        json.end();
        if (!found[0]) {
            throw json.wrong("no schema of Room: database is missing");
        }
        List<String> statements = new ArrayList<>(tables);
        statements.addAll(indexes);
        return statements;
    }

    /** How many views and virtual tables were left out. */
    int skipped() {
        return skipped;
    }

    private void part(String name) {
        switch (name) {
            case "entities" -> json.items(this::entity);
            case "views" ->
                json.items(() -> {
                    skipped++;
                    json.skip();
                });
            default -> json.skip();
        }
    }

    private void entity() {
        String[] table = {"", ""};
        List<String> ofTable = new ArrayList<>();
        json.members(name -> {
            switch (name) {
                case "tableName" -> table[0] = json.text();
                case "createSql" -> table[1] = json.text();
                case "indices" ->
                    json.items(() -> json.members(member -> {
                        if (member.equals("createSql")) {
                            ofTable.add(json.text());
                        } else {
                            json.skip();
                        }
                    }));
                default -> json.skip();
            }
        });
        if (table[0].isEmpty() || table[1].isEmpty()) {
            throw json.wrong("a table without tableName or createSql");
        }
        if (table[1].startsWith("CREATE VIRTUAL")) {
            skipped++;
            return;
        }
        tables.add(table[1].replace(PLACEHOLDER, table[0]));
        ofTable.forEach(sql -> indexes.add(sql.replace(PLACEHOLDER, table[0])));
    }
}
