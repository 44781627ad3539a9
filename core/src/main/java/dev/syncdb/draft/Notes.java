package dev.syncdb.draft;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is to be said of the change of one table, whatever the statements. Pure. */
final class Notes {
    private Notes() {}

    /**
     * Of what may stop it, and what is forgotten.
     *
     * @param filling where the cells come from, if the table is rebuilt
     */
    static List<Note> of(
            TablePair pair, TableShape before, TableShape after, @Nullable Filling filling) {
        List<Note> notes = new ArrayList<>();
        String table = pair.newer().name();
        List<Distinct> distinct = Distinct.before(pair);
        if (filling != null) {
            distinct.removeIf(filling::mayMeet);
        }
        for (Distinct each : Distinct.after(pair)) {
            boolean filled = filling != null && filling.tellsApart(each);
            if (!filled && !each.follows(distinct)) {
                List<String> columns = new ArrayList<>();
                for (String name : each.names()) {
                    int position = pair.newer().position(name);
                    columns.add(pair.newer().columns().get(position).name());
                }
                notes.add(new Note(
                        table,
                        null,
                        "two rows with the same (" + String.join(", ", columns) + ") stop it"));
            }
        }
        Set<String> known = new HashSet<>();
        before.rules().forEach(rule -> known.add(rule.identity()));
        for (Rule rule : after.rules()) {
            if (rule.kind() == Rule.Kind.CHECK && !known.contains(rule.identity())) {
                notes.add(new Note(table, null, "a row that breaks this stops it: " + rule.text()));
            }
        }
        boolean neverReused = pair.older().primaryKey().neverReused()
                && pair.newer().primaryKey().neverReused();
        if (filling != null && neverReused) {
            notes.add(new Note(
                    table, null, "SQLite may give the numbers of deleted last rows again"));
        }
        return notes;
    }
}
