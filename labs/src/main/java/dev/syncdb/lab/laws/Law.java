package dev.syncdb.lab.laws;

import dev.syncdb.schema.MergeRule;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What holds of merging. */
enum Law {
    /** The same edits come to the same, and to the same records. */
    DETERMINISTIC(EnumSet.allOf(MergeRule.class)) {
        @Override
        void check(Judge judge, Kind kind, Script script) {
            require(told(played(judge, script)), told(played(judge, script)), "once more");
        }
    },

    /**
     * An edit that is judged twice changes nothing the second time. Not of counters, lists and
     * texts, whose edits say what to do, not what is to be: each of them is judged once, by its
     * number.
     */
    IDEMPOTENT(
            EnumSet.complementOf(EnumSet.of(MergeRule.COUNTER, MergeRule.LIST, MergeRule.MERGED))) {
        @Override
        void check(Judge judge, Kind kind, Script script) {
            judge.begin(script.base());
            for (Edit edit : script.edits()) {
                Value once = judge.push(edit).value();
                require(once, judge.push(edit).value(), "after " + edit + " came twice");
            }
        }
    },

    /** Who writes what is there changes nothing, and is in conflict with nobody. */
    SETTLED(EnumSet.allOf(MergeRule.class)) {
        @Override
        void check(Judge judge, Kind kind, Script script) {
            Outcome last = played(judge, script).get(script.edits().size() - 1);
            judge.everybodySees();
            Outcome again = judge.push(new Edit(WITNESS, last.value(), Long.MAX_VALUE));
            require(last.value(), again.value(), "after it was written again");
            require(0, again.records().size(), "records of that");
        }
    },

    /** Edits at different times come to the same in every order of arrival. */
    ORDER_INDEPENDENT(EnumSet.of(
            MergeRule.LWW,
            MergeRule.SERVER_WINS,
            MergeRule.CLIENT_WINS,
            MergeRule.MIN,
            MergeRule.MAX,
            MergeRule.COUNTER,
            MergeRule.ORSET,
            MergeRule.LIST,
            MergeRule.MAP,
            MergeRule.MERGED,
            MergeRule.RULE)) {
        @Override
        void check(Judge judge, Kind kind, Script script) {
            Value first = last(judge, script);
            for (Script order : script.orders()) {
                Value value = last(judge, order);
                if (!kind.isSame(first, value)) {
                    throw new AssertionError("it comes to " + first + ", and to " + value
                            + " if they arrive in the order " + order.edits());
                }
            }
        }
    },

    /** The edit that arrives first, or that which arrives last, stays, whenever it was made. */
    BY_ARRIVAL(EnumSet.of(MergeRule.FIRST_WINS, MergeRule.LWW_ARRIVAL)) {
        @Override
        void check(Judge judge, Kind kind, Script script) {
            boolean[] by = {true, true};
            for (Script order : script.orders()) {
                Value value = last(judge, order);
                List<Edit> edits = order.edits();
                by[0] &= value.equals(edits.get(0).after());
                by[1] &= value.equals(edits.get(edits.size() - 1).after());
            }
            require(true, by[0] || by[1], "it is always the first or always the last");
        }
    },

    /** What a client added in one piece is in one piece, in every order of arrival. */
    CONTIGUOUS(EnumSet.of(MergeRule.LIST)) {
        @Override
        void check(Judge judge, Kind kind, Script script) {
            for (Script order : script.orders()) {
                Value value = last(judge, order);
                for (Edit edit : order.edits()) {
                    for (List<String> run : Lists.runs(script.base(), edit.after())) {
                        boolean whole = Collections.indexOfSubList(Lists.of(value), run) >= 0;
                        require(
                                true,
                                whole,
                                run + " is in one piece in " + value + ", of " + order);
                    }
                }
            }
        }
    },

    /** All that somebody wrote is there or on record; what nobody removed is there. */
    NOTHING_LOST(EnumSet.allOf(MergeRule.class)) {
        @Override
        void check(Judge judge, Kind kind, Script script) {
            List<Outcome> outcomes = played(judge, script);
            require("", kind.lost(script, outcomes), "what is lost of " + outcomes);
        }
    },

    /** What the author of an edit sees is what it comes to, if nothing else arrives before. */
    PREDICTED(EnumSet.allOf(MergeRule.class)) {
        @Override
        void check(Judge judge, Kind kind, Script script) {
            judge.begin(script.base());
            for (Edit edit : script.edits()) {
                Value shown = judge.predicted(edit);
                Outcome outcome = judge.push(edit);
                require(shown, outcome.value(), "after " + edit);
                require(false, outcome.differing(), "its author hears that it is otherwise");
                require(0, outcome.records().size(), "records");
                judge.everybodySees();
            }
        }
    },

    /** The same where an earlier edit arrived before, which its author sees but had not seen. */
    FORESEEN(EnumSet.of(
            MergeRule.LWW,
            MergeRule.LWW_ARRIVAL,
            MergeRule.COUNTER,
            MergeRule.ORSET,
            MergeRule.LIST,
            MergeRule.MAP,
            MergeRule.MERGED,
            MergeRule.RULE)) {
        @Override
        void check(Judge judge, Kind kind, Script script) {
            Script two = script.earlierFirst();
            judge.begin(two.base());
            judge.push(two.edits().get(0));
            Edit later = two.edits().get(1);
            Value shown = judge.predicted(later);
            require(shown, judge.push(later).value(), "after " + two.edits());
        }
    };

    /** A client that wrote nothing before. */
    private static final long WITNESS = 99;

    @SuppressWarnings("ImmutableEnumChecker") // Nobody changes it.
    private final Set<MergeRule> rules;

    Law(Set<MergeRule> rules) {
        this.rules = rules;
    }

    /** Fails with what is otherwise. */
    abstract void check(Judge judge, Kind kind, Script script);

    /** True if the rule promises it. */
    boolean holdsOf(MergeRule rule) {
        return rules.contains(rule);
    }

    /** True if it is only of edits that touch different places, or of different values. */
    boolean isOfEditsApart() {
        return this == ORDER_INDEPENDENT;
    }

    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Value last(Judge judge, Script script) {
        List<Outcome> outcomes = played(judge, script);
        return outcomes.get(outcomes.size() - 1).value();
    }

    private static List<Outcome> played(Judge judge, Script script) {
        judge.begin(script.base());
        List<Outcome> outcomes = new ArrayList<>();
        script.edits().forEach(edit -> outcomes.add(judge.push(edit)));
        return outcomes;
    }

    private static List<String> told(List<Outcome> outcomes) {
        List<String> told = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            told.add(outcome.value() + (outcome.differing() ? ", otherwise" : ""));
            outcome.records()
                    .forEach(record -> told.add(record.kind() + " "
                            + record.baseValue() + " " + record.stored().value() + " "
                            + record.incoming().value() + " " + record.decision()));
        }
        return told;
    }

    private static void require(Object expected, Object found, String what) {
        if (!expected.equals(found)) {
            throw new AssertionError(what + ": " + found + ", not " + expected);
        }
    }
}
