package dev.syncdb.lab.text;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/*
 * [{"endContent": "…",
 *   "txns": [{"span": [first, end],   each character that comes or goes has a number
 *             "parents": [number, …], each the last one of an edit
 *             "agent": "a",
 *             "ops": [[position, deleted, "inserted"], …]}, …]}, …]
 */
/** Reads a list of short histories, each as a trace. Used once for each of them. */
final class HistoryReader {
    private final JsonReader json;
    private final List<Draft> drafts = new ArrayList<>();
    private final Map<Integer, Integer> editOfLast = new HashMap<>();
    private @Nullable String end;

    private HistoryReader(JsonReader json) {
        this.json = json;
    }

    /** An edit whose agent has no number yet. */
    private record Draft(String agent, List<Integer> parents, List<Patch> patches) {}

    static List<Trace> read(JsonReader json) {
        List<Trace> histories = new ArrayList<>();
        json.items(() -> histories.add(new HistoryReader(json).history()));
        return histories;
    }

    private Trace history() {
        json.members(name -> {
            switch (name) {
                case "endContent" -> end = json.text();
                case "txns" -> json.items(this::edit);
                default -> json.skip();
            }
        });
        if (end == null) {
            throw json.wrong("a history without endContent");
        }
        // Agents are ordered by name: of what is inserted at one place the first one's is first.
        TreeSet<String> names = new TreeSet<>();
        drafts.forEach(draft -> names.add(draft.agent()));
        List<String> agents = new ArrayList<>(names);
        List<Edit> edits = new ArrayList<>();
        for (Draft draft : drafts) {
            edits.add(new Edit(agents.indexOf(draft.agent()), draft.parents(), draft.patches()));
        }
        return new Trace("", end, true, edits);
    }

    private void edit() {
        String[] agent = {""};
        List<Integer> span = new ArrayList<>();
        List<Integer> parents = new ArrayList<>();
        List<Patch> patches = new ArrayList<>();
        json.members(name -> {
            switch (name) {
                case "agent" -> agent[0] = json.text();
                case "span" -> json.items(() -> span.add(json.count()));
                case "parents" -> json.items(() -> parents.add(parent()));
                case "ops" -> json.items(() -> patches.add(TraceReader.patch(json)));
                default -> json.skip();
            }
        });
        if (span.size() != 2) {
            throw json.wrong("an edit without a span of two");
        }
        editOfLast.put(span.get(1) - 1, drafts.size());
        drafts.add(new Draft(agent[0], parents, patches));
    }

    private int parent() {
        int number = json.count();
        Integer edit = editOfLast.get(number);
        if (edit == null) {
            throw json.wrong("no edit before ends with " + number);
        }
        return edit;
    }
}
