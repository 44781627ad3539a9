package dev.syncdb.cli.demo;

import dev.syncdb.cli.query.Result;
import dev.syncdb.cli.terminal.Failure;
import dev.syncdb.cli.terminal.TextTable;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the story came to. Immutable.
 *
 * @param replicas the server and the phones
 * @param conflicts the rows of syncdb_conflicts on the server
 */
record DemoReport(int replicas, List<Step> steps, Result conflicts, Comparison comparison) {
    /** The last line of a run in which everything held. */
    static final String ALL_EQUAL = "all replicas equal";

    DemoReport {
        steps = List.copyOf(steps);
    }

    /** What a phone that holds nothing moves over the socket: the first sync of this run. */
    long fullBytes() {
        return steps.stream()
                .filter(step -> step.kind() == Step.Kind.FIRST)
                .findFirst()
                .map(step -> step.traffic().bytes())
                .orElse(0L);
    }

    /** For {@link dev.syncdb.cli.json.Json}. */
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("equal", comparison.isEqual());
        json.put("replicas", replicas);
        json.put("tables", comparison.tables());
        json.put("rows", comparison.rows());
        json.put("full_bytes", fullBytes());
        json.put("conflicts", conflicts.rows().size());
        List<Map<String, Object>> list = new ArrayList<>();
        steps.forEach(step -> list.add(step.toJson(fullBytes())));
        json.put("steps", list);
        if (!comparison.isEqual()) {
            json.put("differences", comparison.differences());
            json.put("error", new Failure(ErrorCode.INTERNAL, "replicas differ").toJson());
        }
        return json;
    }

    /** For people; ends with {@link #ALL_EQUAL}, or with what differs. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(stepLines());
        lines.add("");
        lines.add(conflicts.rows().size() + " conflicts, kept in syncdb_conflicts:");
        lines.addAll(conflictLines());
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%d tables, %,d rows, %d replicas (the server and %d phones)",
                comparison.tables(),
                comparison.rows(),
                replicas,
                replicas - 1));
        if (comparison.isEqual()) {
            lines.add(ALL_EQUAL);
        } else {
            lines.add("replicas differ:");
            lines.addAll(comparison.differences());
        }
        return lines;
    }

    private List<String> stepLines() {
        TextTable table = new TextTable(List.of(
                        "step",
                        "kind",
                        "rows",
                        "bytes up",
                        "bytes down",
                        "requests",
                        "ms",
                        "% of full"))
                .alignRightFrom(2);
        for (Step step : steps) {
            Traffic traffic = step.traffic();
            table.add(List.of(
                    step.name(),
                    step.kind().word(),
                    number(step.rowsChanged()),
                    number(traffic.bytesUp()),
                    number(traffic.bytesDown()),
                    number(traffic.requests()),
                    number(step.millis()),
                    String.format(Locale.ROOT, "%.2f", step.percentOf(fullBytes()))));
        }
        return table.lines();
    }

    private List<String> conflictLines() {
        TextTable table = new TextTable(conflicts.columns());
        conflicts.rows().forEach(row -> {
            List<String> cells = new ArrayList<>();
            for (Value cell : row.toArray()) {
                cells.add(cell.isNull() ? "" : cell.toSql());
            }
            table.add(cells);
        });
        return table.lines();
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
