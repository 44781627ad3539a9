package dev.syncdb.testkit.law;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.MergeFunction;
import dev.syncdb.merge.MergeResult;
import dev.syncdb.merge.MergeResult.KeepBoth;
import dev.syncdb.merge.MergeResult.Merged;
import dev.syncdb.merge.MergeResult.Reject;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Functions that keep the laws pass; each law notices a function that does not keep it. */
class MergeLawsTest {
    private static final List<Value> STATES =
            List.of(Value.of("draft"), Value.of("review"), Value.of("done"), Value.of("void"));

    private static final MergeFunction WORKFLOW = (base, mine, theirs, context) ->
            new Merged(STATES.indexOf(mine) > STATES.indexOf(theirs) ? mine : theirs);

    @Test
    void aWorkflowKeepsAllLaws() {
        assertDoesNotThrow(() -> texts(WORKFLOW).orderIndependent().assertHold(1));
        assertDoesNotThrow(() -> numbers((base, mine, theirs, context) ->
                        new Merged(Value.of(Math.max(mine.asLong(), theirs.asLong()))))
                .orderIndependent()
                .assertHold(2));
    }

    @Test
    void whoLeavesItToPeopleOrRefusesKeepsThemToo() {
        assertDoesNotThrow(() -> texts((base, mine, theirs, context) -> new KeepBoth())
                .orderIndependent()
                .assertHold(1));
        assertDoesNotThrow(() ->
                texts((base, mine, theirs, context) -> new Reject("too late")).assertHold(1));
        assertDoesNotThrow(
                () -> texts((base, mine, theirs, context) -> new Merged(mine)).assertHold(1));
    }

    @Test
    void aFunctionThatFailsIsNoticed() {
        String said = broken(Law.NEVER_FAILS, texts((base, mine, theirs, context) -> {
            throw new IllegalStateException("planted");
        }));
        assertTrue(said.contains("planted"), said);
        broken(Law.NEVER_FAILS, texts((base, mine, theirs, context) -> endless(1)));
        broken(Law.NEVER_FAILS, texts((base, mine, theirs, context) -> nothing()));
    }

    @Test
    void aFunctionThatNeedsTheBaseIsNoticed() {
        broken(Law.NEVER_FAILS, texts((base, mine, theirs, context) -> {
            if (base == null) {
                throw new IllegalArgumentException("no base");
            }
            return new Merged(theirs);
        }));
    }

    @Test
    void aFunctionThatNeedsAuthorsIsNoticedSincePhonesKnowNone() {
        broken(Law.NEVER_FAILS, texts((base, mine, theirs, context) -> {
            if (context.theirs().version() == 0) {
                throw new IllegalArgumentException("no author");
            }
            return new Merged(theirs);
        }));
    }

    @Test
    void aResultThatTheColumnCannotHoldIsNoticed() {
        broken(Law.FITS, texts((base, mine, theirs, context) -> new Merged(Value.of(7))));
        broken(
                Law.FITS,
                texts((base, mine, theirs, context) ->
                                new Merged(Value.of(mine.asText() + theirs.asText())))
                        .type("VARCHAR(6)"));
        Value large = Value.of("x".repeat((1 << 20) + 1));
        broken(Law.FITS, texts((base, mine, theirs, context) -> new Merged(large)));
    }

    @Test
    void aFunctionThatRemembersIsNoticed() {
        int[] calls = {0};
        broken(
                Law.DETERMINISTIC,
                texts((base, mine, theirs, context) ->
                        new Merged(calls[0]++ % 2 == 0 ? mine : theirs)));
        // The same at once, but not after other calls.
        Set<Value> seen = new HashSet<>();
        broken(Law.DETERMINISTIC, texts((base, mine, theirs, context) -> {
            seen.add(theirs);
            return seen.size() == STATES.size() ? new KeepBoth() : new Merged(theirs);
        }));
    }

    @Test
    void aFunctionThatAddsUpIsNoticed() {
        String said = broken(
                Law.SETTLES,
                numbers((base, mine, theirs, context) ->
                        new Merged(Value.of((mine.asLong() + theirs.asLong()) % 1_000_000))));
        assertTrue(said.contains("mine "), "it names the arguments: " + said);
        // Also where it does so with one of the two only.
        broken(
                Law.SETTLES,
                numbers((base, mine, theirs, context) -> new Merged(Value.of(mine.asLong() + 1))));
        broken(
                Law.SETTLES,
                numbers((base, mine, theirs, context) ->
                        new Merged(Value.of(theirs.asLong() + 1))));
    }

    @Test
    void aFunctionThatLooksWhoCameFirstIsNoticedWhereItPromisesNotTo() {
        MergeFunction first = (base, mine, theirs, context) -> new Merged(theirs);
        assertDoesNotThrow(() -> texts(first).assertHold(3));
        broken(Law.ORDER_INDEPENDENT, texts(first).orderIndependent());
        broken(
                Law.ORDER_INDEPENDENT,
                texts((base, mine, theirs, context) -> new Reject("late")).orderIndependent());
    }

    @Test
    void aFunctionThatIsIndependentOfTheOrderOfTwoOnlyIsNoticed() {
        // Rock, paper and scissors: of two, the winner is clear.
        MergeFunction circle = (base, mine, theirs, context) -> {
            int ahead = Math.floorMod(STATES.indexOf(mine) - STATES.indexOf(theirs), 3);
            return new Merged(ahead == 1 ? mine : theirs);
        };
        String said = broken(
                Law.ORDER_INDEPENDENT,
                MergeLaws.of(circle)
                        .values(random -> STATES.get((int) random.below(3)))
                        .orderIndependent());
        assertTrue(said.contains("in another order"), said);
    }

    @Test
    void laterInTimeIsTheSameInEveryOrder() {
        assertDoesNotThrow(() -> texts((base, mine, theirs, context) ->
                        new Merged(isLater(context.mine(), context.theirs()) ? mine : theirs))
                .orderIndependent()
                .assertHold(5));
    }

    @Test
    void whatBreaksIsFoundAgainByItsSeed() {
        MergeLaws adding = numbers((base, mine, theirs, context) ->
                new Merged(Value.of((mine.asLong() + theirs.asLong()) % 1_000_000)));
        AssertionError once = assertThrows(AssertionError.class, () -> adding.assertHold(17));
        AssertionError again = assertThrows(AssertionError.class, () -> adding.assertHold(17));
        assertTrue(String.valueOf(once.getMessage()).contains("seed 17, try "), once::toString);
        assertTrue(once.toString().equals(again.toString()), again::toString);
    }

    @Test
    void valuesThatTryNothingAreRefused() {
        assertThrows(IllegalStateException.class, () -> MergeLaws.of(WORKFLOW).assertHold(1));
        assertThrows(
                IllegalArgumentException.class,
                () -> MergeLaws.of(WORKFLOW).values(random -> Value.NULL).assertHold(1));
        assertThrows(
                IllegalArgumentException.class,
                () -> texts(WORKFLOW).type("INTEGER").assertHold(1));
    }

    @Test
    void aValueMayBeNull() {
        assertDoesNotThrow(() -> MergeLaws.of((base, mine, theirs, context) -> new Merged(
                        Value.compare(mine, theirs, Collation.BINARY) > 0 ? mine : theirs))
                .values(random -> random.percent(30) ? Value.NULL : Value.of("a"))
                .tries(50)
                .orderIndependent()
                .assertHold(1));
    }

    private static boolean isLater(CellVersion mine, CellVersion theirs) {
        return mine.effectiveMillis() > theirs.effectiveMillis();
    }

    private static String broken(Law law, MergeLaws laws) {
        AssertionError broken = assertThrows(AssertionError.class, () -> laws.assertHold(11));
        String said = String.valueOf(broken.getMessage());
        assertTrue(said.startsWith(law.name()), said);
        assertTrue(said.contains("seed 11"), said);
        return said;
    }

    private static MergeLaws texts(MergeFunction function) {
        return MergeLaws.of(function)
                .values(random -> STATES.get((int) random.below(STATES.size())));
    }

    private static MergeLaws numbers(MergeFunction function) {
        return MergeLaws.of(function)
                .type("INTEGER")
                .values(random -> Value.of(random.below(1_000)))
                .tries(300);
    }

    private static MergeResult endless(int depth) {
        return depth < 0 ? new KeepBoth() : endless(depth % 2 + 1);
    }

    @SuppressWarnings("NullAway") // What a function in Java may do all the same.
    private static MergeResult nothing() {
        @Nullable MergeResult nothing = null;
        return nothing;
    }
}
