package dev.syncdb.lab.conflicts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/* -- schema     statements, with {rule} where a column's merge rule is to stand
 * -- NAME       what the phone of that name does, offline; "backend" is the server's own code
 * ...           in the order in which the edits are made, a minute apart
 * -- show       one query, whose rows are what became of it all
 */
/**
 * Edits that do not know of each other, and a question about what became of them. Immutable.
 *
 * @param schema with {@link #RULE} in it, or not
 * @param edits in the order in which they are made
 */
record Scenario(String schema, List<Edit> edits, String show) {
    /** Where in the schema a rule is tried. */
    static final String RULE = "{rule}";

    /** Who is no phone. */
    static final String BACKEND = "backend";

    /** Five phones can arrive in 120 orders; more are nothing that anybody would read. */
    static final int PHONES_MAX = 5;

    private static final String HEADING = "-- ";

    /** What one author does before it hears of the others. */
    record Edit(String author, String script) {}

    Scenario {
        edits = List.copyOf(edits);
    }

    /**
     * Reads a scenario.
     *
     * @throws IllegalArgumentException that says what is missing
     */
    static Scenario parse(String text) {
        List<Edit> sections = new ArrayList<>();
        String name = "";
        StringBuilder script = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (line.startsWith(HEADING) && !line.substring(HEADING.length()).contains(" ")) {
                sections.add(new Edit(name, script.toString().trim()));
                name = line.substring(HEADING.length());
                script.setLength(0);
            } else {
                script.append(line).append('\n');
            }
        }
        sections.add(new Edit(name, script.toString().trim()));
        sections.remove(0);
        int last = sections.size() - 1;
        if (last < 2 || !is(sections.get(0), "schema") || !is(sections.get(last), "show")) {
            throw new IllegalArgumentException(
                    "a scenario has a section \"-- schema\", then one for"
                            + " each author of edits, then \"-- show\"");
        }
        Scenario scenario = new Scenario(
                sections.get(0).script(),
                sections.subList(1, last),
                sections.get(last).script());
        if (scenario.phones().size() > PHONES_MAX) {
            throw new IllegalArgumentException(
                    scenario.phones().size() + " phones; at most " + PHONES_MAX);
        }
        return scenario;
    }

    /** The phones, in the order of their first edit. */
    List<String> phones() {
        Set<String> names = new LinkedHashSet<>();
        edits.forEach(edit -> names.add(edit.author()));
        names.remove(BACKEND);
        return List.copyOf(names);
    }

    private static boolean is(Edit section, String name) {
        return section.author().equals(name);
    }
}
