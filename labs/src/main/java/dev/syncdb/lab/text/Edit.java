package dev.syncdb.lab.text;

import java.util.List;

/**
 * What somebody did at once: one transaction of a trace.
 *
 * @param agent who
 * @param parents the newest edits that this agent had seen, by their places in the trace, all of
 *     them before this one
 * @param patches one after the other
 */
record Edit(int agent, List<Integer> parents, List<Patch> patches) {
    Edit {
        parents = List.copyOf(parents);
        patches = List.copyOf(patches);
    }
}
