package dev.syncdb.cli.query;

import dev.syncdb.cli.json.JsonCell;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one statement answered: rows, or how many it changed. Immutable.
 *
 * @param columns names of the result's columns; none for a statement that answers no rows
 * @param rows each as long as {@code columns}
 * @param changed rows that were inserted, updated or deleted
 */
public record Result(List<String> columns, List<Row> rows, long changed) {
    public Result {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** The first cell of the only row. Fails with a Corrupt if the answer has another form. */
    public Value single() {
        if (rows.size() != 1 || columns.size() != 1) {
            throw malformed(rows.size() + " rows of " + columns.size() + " columns, not one cell");
        }
        return rows.get(0).at(0);
    }

    /** For {@link dev.syncdb.cli.json.Json}. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        if (columns.isEmpty()) {
            json.put("changed", changed);
            return json;
        }
        json.put("columns", columns);
        List<List<@Nullable Object>> lines = new ArrayList<>();
        for (Row row : rows) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (Value cell : row.toArray()) {
                cells.add(JsonCell.of(cell));
            }
            lines.add(cells);
        }
        json.put("rows", lines);
        return json;
    }

    /** Reads back what {@link #toJson()} made. */
    public static Result fromJson(Map<?, ?> json) {
        if (json.get("changed") instanceof Long changed) {
            return new Result(List.of(), List.of(), changed);
        }
        List<String> columns = new ArrayList<>();
        for (Object name : list(json.get("columns"))) {
            columns.add(String.valueOf(name));
        }
        List<Row> rows = new ArrayList<>();
        for (Object line : list(json.get("rows"))) {
            List<Value> cells = new ArrayList<>();
            for (Object cell : list(line)) {
                cells.add(JsonCell.read(cell));
            }
            rows.add(Row.of(cells));
        }
        return new Result(columns, rows, 0);
    }

    private static List<?> list(@Nullable Object json) {
        if (json instanceof List<?> list) {
            return list;
        }
        throw malformed("no list: " + json);
    }

    private static Corrupt malformed(String what) {
        return new Corrupt(ErrorCode.MALFORMED_MESSAGE, 0, "answer: " + what);
    }
}
