package dev.syncdb.lab.migrations;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of all migrations. Confined to one thread. */
final class Tally {
    private final int databases;
    private final int rowsPerTable;
    private final List<String> failed = new ArrayList<>();
    private int steps;
    private int jumps;
    private int ambiguous;
    private int lossless;
    private long clientWrites;
    private double millisMax;
    private double stepMillisP95;
    private List<Map<String, Object>> stepCosts = List.of();

    Tally(int databases, int rowsPerTable) {
        this.databases = databases;
        this.rowsPerTable = rowsPerTable;
    }

    /**
     * Counts one.
     *
     * @param neighbours true if there is no version between the two
     * @param failure what is wrong with it, or null
     */
    void add(Step step, boolean neighbours, @Nullable String failure) {
        steps += neighbours ? 1 : 0;
        jumps += neighbours ? 0 : 1;
        ambiguous += step.ambiguous().size();
        if (failure == null) {
            lossless++;
        } else {
            failed.add(failure);
        }
    }

    /** Notes how long one ran. */
    void took(double millis) {
        millisMax = Math.max(millisMax, millis);
    }

    /** Counts what phones wrote. */
    void wrote(int statements) {
        clientWrites += statements;
    }

    /** Notes what the kinds of steps cost. */
    void add(StepCosts costs) {
        stepMillisP95 = costs.millisP95();
        stepCosts = costs.json();
    }

    List<String> failed() {
        return List.copyOf(failed);
    }

    /** How many there were. */
    int pairs() {
        return steps + jumps;
    }

    /** For {@link dev.syncdb.lab.engine.Json}. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("databases", databases);
        json.put("steps", steps);
        json.put("jumps", jumps);
        json.put("rows_per_table", rowsPerTable);
        json.put("client_writes", clientWrites);
        json.put("ambiguous", ambiguous);
        json.put("lossless", lossless);
        json.put("failed", failed);
        json.put("step_10k_ms_p95", stepMillisP95);
        json.put("ms_max", millisMax);
        json.put("step_costs", stepCosts);
        return json;
    }
}
