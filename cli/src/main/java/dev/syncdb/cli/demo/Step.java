package dev.syncdb.cli.demo;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One thing that happened in the story, and what it cost.
 *
 * @param rowsChanged rows that the phone sent and rows that it took over
 * @param millis how long it took
 */
record Step(String name, Kind kind, long rowsChanged, Traffic traffic, long millis) {
    private static final double PERCENT = 100.0;
    private static final double ROUNDING = 100.0;

    /** What a step is there to show. */
    enum Kind {
        /** A phone that holds nothing fetches everything. */
        FIRST,
        /** Edits travel. */
        EDIT,
        /** The connection breaks in the middle, or what was broken is taken up again. */
        CUT,
        /** The server is killed and comes back. */
        RESTART,
        /** There is nothing to do. */
        QUIET;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** This step with what it came to. */
    Step with(long rows, Traffic spent, long lasted) {
        return new Step(name, kind, rows, spent, lasted);
    }

    /** The bytes of this step in per cent of {@code fullBytes}, to two places. */
    double percentOf(long fullBytes) {
        return Math.round(traffic.bytes() * PERCENT / fullBytes * ROUNDING) / ROUNDING;
    }

    /** For {@link dev.syncdb.cli.json.Json}. */
    Map<String, Object> toJson(long fullBytes) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("kind", kind.word());
        json.put("rows_changed", rowsChanged);
        json.put("bytes_up", traffic.bytesUp());
        json.put("bytes_down", traffic.bytesDown());
        json.put("requests", traffic.requests());
        json.put("ms", millis);
        json.put("percent_of_full", percentOf(fullBytes));
        return json;
    }
}
