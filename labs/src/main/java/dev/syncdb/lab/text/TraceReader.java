package dev.syncdb.lab.text;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/*
 * {"kind": "concurrent",                  or no kind: each edit knows of the one before it
 *  "startContent": "", "endContent": "…",
 *  "txns": [{"agent": 0, "parents": [7],  both only in concurrent traces
 *            "patches": [[position, deleted, "inserted"], …]}, …]}
 */
/** Reads one editing trace. Used once. */
final class TraceReader {
    private static final String CONCURRENT = "concurrent";

    private final JsonReader json;
    private final int editsMax;
    private final List<Edit> edits = new ArrayList<>();
    private boolean concurrent;
    private String start = "";
    private @Nullable String end;
    private int seen;
    private boolean anyTxns;

    private TraceReader(JsonReader json, int editsMax) {
        this.json = json;
        this.editsMax = editsMax;
    }

    static Trace read(JsonReader json, int editsMax) {
        return new TraceReader(json, editsMax).read();
    }

    /** Reads {@code [position, deleted, "inserted"]}. */
    static Patch patch(JsonReader json) {
        int[] numbers = new int[2];
        String[] inserted = new String[1];
        int[] read = {0};
        json.items(() -> {
            if (read[0] < numbers.length) {
                numbers[read[0]] = json.count();
            } else if (read[0] == numbers.length) {
                inserted[0] = json.text();
            } else {
                throw json.wrong("a patch of more than 3 parts");
            }
            read[0]++;
        });
        if (read[0] != numbers.length + 1) {
            throw json.wrong("a patch of " + read[0] + " parts, not 3");
        }
        return new Patch(numbers[0], numbers[1], inserted[0]);
    }

    private Trace read() {
        json.members(name -> {
            switch (name) {
                case "kind" -> concurrent = json.text().equals(CONCURRENT);
                case "startContent" -> start = json.text();
                case "endContent" -> end = json.text();
                case "txns" -> {
                    anyTxns = true;
                    json.items(this::edit);
                }
                default -> json.skip();
            }
        });
        if (end == null || !anyTxns) {
            throw json.wrong("no editing trace: endContent or txns is missing");
        }
        return new Trace(start, seen > edits.size() ? null : end, concurrent, edits);
    }

    private void edit() {
        if (seen >= editsMax) {
            seen++;
            json.skip();
            return;
        }
        int[] agent = {0};
        List<Integer> parents = new ArrayList<>();
        List<Patch> patches = new ArrayList<>();
        boolean[] told = {false};
        json.members(name -> {
            switch (name) {
                case "agent" -> agent[0] = json.count();
                case "parents" -> {
                    told[0] = true;
                    json.items(() -> parents.add(parent()));
                }
                case "patches" -> json.items(() -> patches.add(patch(json)));
                default -> json.skip();
            }
        });
        if (!told[0] && seen > 0) {
            parents.add(seen - 1);
        }
        edits.add(new Edit(agent[0], parents, patches));
        seen++;
    }

    private int parent() {
        int parent = json.count();
        if (parent >= seen) {
            throw json.wrong("edit " + seen + " has a parent " + parent + " that is not before it");
        }
        return parent;
    }
}
