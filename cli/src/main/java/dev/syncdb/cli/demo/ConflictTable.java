package dev.syncdb.cli.demo;

import dev.syncdb.cli.query.Result;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The conflicts that the server keeps, with the names of phones in place of their numbers. Pure.
 */
final class ConflictTable {
    static final String CLIENTS = "SELECT client, subject FROM syncdb_clients";

    static final String QUERY =
            "SELECT kind, table_name, row_key, column_name, stored_value, stored_by,"
                    + " incoming_value, incoming_by, winner FROM syncdb_conflicts ORDER BY id";

    private static final String INCOMING = "incoming";
    private static final int STORED_BY = 5;
    private static final int INCOMING_BY = 7;
    private static final int WINNER = 8;

    private ConflictTable() {}

    /** The answer of {@link #QUERY}, told with that of {@link #CLIENTS}. */
    static Result of(Result conflicts, Result clients) {
        Map<Value, Value> names = new HashMap<>();
        names.put(Value.of(0), Value.of("server"));
        clients.rows().forEach(row -> names.put(row.at(0), row.at(1)));
        List<Row> rows = new ArrayList<>();
        for (Row row : conflicts.rows()) {
            int winner = row.at(WINNER).equals(Value.of(INCOMING)) ? INCOMING_BY : STORED_BY;
            Row named = row.with(STORED_BY, name(names, row.at(STORED_BY)))
                    .with(INCOMING_BY, name(names, row.at(INCOMING_BY)));
            rows.add(named.with(WINNER, named.at(winner)));
        }
        return new Result(
                List.of("kind", "table", "key", "column", "was", "by", "came", "by", "winner"),
                rows,
                0);
    }

    private static Value name(Map<Value, Value> names, Value number) {
        return names.getOrDefault(number, number);
    }
}
