package dev.syncdb.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MergeRulesTest {
    private static final MergeFunction MINE =
            (base, mine, theirs, context) -> new MergeResult.Merged(mine);
    private static final MergeFunction BOTH =
            (base, mine, theirs, context) -> new MergeResult.KeepBoth();

    @Test
    void aFunctionIsFoundByItsNameInAnyCase() {
        MergeRules rules = MergeRules.NONE.with("Workflow", MINE).with("other", BOTH);
        assertSame(MINE, rules.find("WORKFLOW"));
        assertSame(BOTH, rules.find("other"));
        assertNull(rules.find("third"));
    }

    @Test
    void aNameStandsForTheFunctionThatWasGivenLast() {
        MergeRules first = MergeRules.NONE.with("workflow", MINE);
        assertSame(BOTH, first.with("WorkFlow", BOTH).find("workflow"));
        assertSame(MINE, first.find("workflow"), "rules do not change");
        assertThrows(
                UnsupportedOperationException.class, () -> first.functions().clear());
    }

    @Test
    void theLimitIsTheOneThatWasGiven() {
        MergeRules rules = MergeRules.within(MergeRules.NONE.limit());
        assertNull(rules.find("workflow"));
        assertNotNull(rules.with("workflow", MINE).find("workflow"));
        assertEquals(7, rules.limit().within(1, () -> 7), "without one work is done at once");
    }
}
