package dev.syncdb.lab.laws;

import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.value.Value;

import java.util.List;

/** What a cell of some rules holds, how it is edited, and what of that must be left. Stateless. */
interface Kind {
    /**
     * Which edit is to be drawn.
     *
     * @param type that of the cell, without the rule
     * @param writer number of the client, from 1; 0 for what everybody has seen
     * @param apart true if no two clients are to touch the same
     */
    record Draw(String type, int writer, boolean apart) {}

    /** The types of columns that may have such rules, without the rule. */
    List<String> types();

    /** What one client makes of a value; of NULL, if it is what everybody has seen. */
    Value edited(SeededRandom random, Value base, Draw draw);

    /** True if the two come to the same, for a rule that is independent of the order. */
    boolean isSame(Value one, Value other);

    /** Says what was written and is neither there nor on record, or "". */
    String lost(Script script, List<Outcome> outcomes);
}
