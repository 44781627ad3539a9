package dev.syncdb.lab.conflicts;

import dev.syncdb.error.SyncDbException;
import dev.syncdb.schema.MergeRule;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A scenario under each rule, in each order of arrival. Immutable. */
record Comparison(List<Case> cases) {
    private static final String AS_DECLARED = "as declared";

    /**
     * One rule.
     *
     * @param refused why the schema does not allow it, or null
     * @param outcomes one for each order of arrival, or a single one if that makes no difference
     */
    record Case(String rule, @Nullable String refused, List<Trial.Outcome> outcomes) {
        Case {
            outcomes = List.copyOf(outcomes);
        }
    }

    Comparison {
        cases = List.copyOf(cases);
    }

    /** Plays all of it. */
    static Comparison of(Scenario scenario) {
        List<Case> cases = new ArrayList<>();
        if (!scenario.schema().contains(Scenario.RULE)) {
            cases.add(play(scenario, AS_DECLARED));
        } else {
            for (MergeRule rule : MergeRule.values()) {
                // A function of the application's own is not known here.
                if (rule != MergeRule.RULE) {
                    cases.add(play(scenario, rule.name()));
                }
            }
        }
        return new Comparison(cases);
    }

    private static Case play(Scenario scenario, String rule) {
        List<Trial.Outcome> outcomes = new ArrayList<>();
        try {
            for (List<String> arrival : orders(scenario.phones())) {
                outcomes.add(Trial.play(scenario, rule, arrival));
            }
        } catch (SyncDbException refused) {
            return new Case(rule, String.valueOf(refused.getMessage()), List.of());
        }
        Trial.Outcome first = outcomes.get(0);
        boolean all = outcomes.stream().allMatch(first::isAs);
        return new Case(rule, null, all ? List.of(first) : outcomes);
    }

    /** True if the scenario makes sense under one rule at least. */
    boolean isPlayed() {
        return cases.stream().anyMatch(each -> each.refused() == null);
    }

    /** All orders of these names, in the order of the alphabet if the names are. */
    static List<List<String>> orders(List<String> names) {
        if (names.isEmpty()) {
            return List.of(List.of());
        }
        List<List<String>> orders = new ArrayList<>();
        for (String first : names) {
            List<String> others = new ArrayList<>(names);
            others.remove(first);
            for (List<String> rest : orders(others)) {
                List<String> order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                orders.add(order);
            }
        }
        return orders;
    }

    /** As a table in Markdown, which is read well in a terminal, too. */
    String table() {
        StringBuilder table = new StringBuilder("""
                | rule | arriving in this order | what stays | on record | refused |
                |---|---|---|--:|--:|
                """);
        for (Case each : cases) {
            if (each.refused() != null) {
                row(table, each.rule(), "", each.refused(), "", "");
            }
            for (Trial.Outcome outcome : each.outcomes()) {
                boolean any = each.outcomes().size() == 1;
                row(
                        table,
                        each.rule(),
                        any ? "any" : String.join(", ", outcome.arrival()),
                        String.join(" ", outcome.rows()),
                        String.valueOf(outcome.records()),
                        String.valueOf(outcome.refused()));
            }
        }
        return table.toString();
    }

    private static void row(StringBuilder table, String... cells) {
        table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** As maps and lists, for machines. */
    Map<String, Object> json() {
        List<Object> rules = new ArrayList<>();
        for (Case each : cases) {
            List<Object> outcomes = new ArrayList<>();
            for (Trial.Outcome outcome : each.outcomes()) {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("arrival", outcome.arrival());
                fields.put("rows", outcome.rows());
                fields.put("records", outcome.records());
                fields.put("refused", outcome.refused());
                outcomes.add(fields);
            }
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("rule", each.rule());
            fields.put("impossible", each.refused());
            fields.put("outcomes", outcomes);
            rules.add(fields);
        }
        return Map.of("rules", rules);
    }
}
