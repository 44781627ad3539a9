package dev.syncdb.sync.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.clock.TimeLimit;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.MergeContext;
import dev.syncdb.merge.MergeFunction;
import dev.syncdb.merge.MergeResult;
import dev.syncdb.merge.MergeRules;
import dev.syncdb.schema.Column;
import dev.syncdb.sync.TestSchema;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Key;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

class MergeCallsTest {
    private static final CellVersion NOBODY = new CellVersion(0, CellVersion.BACKEND, 0);

    private final List<String> told = new ArrayList<>();
    private int called;

    @Test
    void aFunctionIsGivenTheThreeValuesAndSaysWhatBecomesOfThem() {
        List<@Nullable Value> given = new ArrayList<>();
        MergeCalls calls = calls((base, mine, theirs, context) -> {
            given.add(base);
            given.add(mine);
            given.add(theirs);
            return new MergeResult.Merged(mine);
        });
        assertEquals(new MergeResult.Merged(Value.of("m")), call(calls, "TEXT"));
        assertEquals(List.of(Value.of("b"), Value.of("m"), Value.of("t")), given);
        assertEquals(List.of(), told);
    }

    @Test
    void aColumnWithoutAFunctionOrWithAnUnknownOneIsNotDecidedHere() {
        MergeCalls calls = calls((base, mine, theirs, context) -> new MergeResult.KeepBoth());
        assertNull(call(calls, column("TEXT")));
        assertNull(call(calls, column("TEXT RULE other")));
        assertEquals(0, called);
    }

    @Test
    void oneThatFailsIsCalledNoMoreUntilItIsEnabled() {
        MergeCalls calls = calls((base, mine, theirs, context) -> {
            throw new IllegalStateException("no such state");
        });
        assertNull(call(calls, "TEXT"));
        assertNull(call(calls, "TEXT"));
        assertEquals(1, called, "it is off behind its first failure");
        assertEquals(List.of("workflow: java.lang.IllegalStateException: no such state"), told);
        calls.enable("WORKFLOW");
        assertNull(call(calls, "TEXT"));
        assertEquals(2, called);
    }

    @Test
    void oneThatWasOffBeforeIsNotCalled() {
        MergeCalls calls = calls((base, mine, theirs, context) -> new MergeResult.KeepBoth());
        calls.disable("Workflow", "yesterday");
        assertNull(call(calls, "TEXT"));
        assertEquals(List.of(), told, "whoever switched it off knows");
    }

    @Test
    void aStackThatOverflowsIsAFailureLikeOthers() {
        assertFails("TEXT", "StackOverflowError", (base, mine, theirs, context) -> {
            throw new StackOverflowError();
        });
    }

    @Test
    void oneThatTakesTooLongIsOff() {
        TimeLimit impatient = new TimeLimit() {
            @Override
            public <T extends @Nullable Object> T within(long limitMillis, Supplier<T> work) {
                throw new Exceeded(limitMillis);
            }
        };
        MergeRules rules = MergeRules.within(impatient)
                .with("workflow", (base, mine, theirs, context) -> new MergeResult.KeepBoth());
        MergeCalls calls = new MergeCalls(rules, (name, reason) -> told.add(reason));
        assertNull(call(calls, "TEXT"));
        assertTrue(told.get(0).contains("longer than 1000 ms"), told.get(0));
    }

    @Test
    @SuppressWarnings("NullAway") // what functions of others do all the same
    void oneThatReturnsNothingIsOff() {
        assertFails("TEXT", "it returned nothing", (base, mine, theirs, context) -> null);
    }

    @Test
    void oneThatReturnsAnotherTypeIsOff() {
        assertFails("TEXT", "integer for a column", merged(Value.of(3)));
        assertFails("INTEGER", "text for a column", merged(Value.of("three")));
        assertFails("NUMERIC", "text for a column", merged(Value.of("3")));
    }

    @Test
    void oneThatReturnsTooMuchIsOff() {
        String limit = "x".repeat(MergeCalls.RESULT_SIZE_MAX);
        assertEquals(
                new MergeResult.Merged(Value.of(limit)),
                call(calls(merged(Value.of(limit))), "TEXT"));
        assertFails("TEXT", "more than 1048576", merged(Value.of(limit + "x")));
        Value most = Value.of(Long.MAX_VALUE);
        assertEquals(new MergeResult.Merged(most), call(calls(merged(most)), "INTEGER"));
        Value blob = Value.of(Bytes.owned(new byte[MergeCalls.RESULT_SIZE_MAX + 1]));
        assertFails("BLOB", "more than 1048576", merged(blob));
    }

    private void assertFails(String type, String reason, MergeFunction function) {
        told.clear();
        assertNull(call(calls(function), type));
        assertEquals(1, told.size());
        assertTrue(told.get(0).contains(reason), told.get(0));
    }

    private static MergeFunction merged(Value value) {
        return (base, mine, theirs, context) -> new MergeResult.Merged(value);
    }

    private MergeCalls calls(MergeFunction function) {
        MergeFunction counted = (base, mine, theirs, context) -> {
            called++;
            return function.merge(base, mine, theirs, context);
        };
        return new MergeCalls(
                MergeRules.NONE.with("workflow", counted),
                (name, reason) -> told.add(name + ": " + reason));
    }

    private static @Nullable MergeResult call(MergeCalls calls, String type) {
        return call(calls, column(type + " RULE workflow"));
    }

    private static @Nullable MergeResult call(MergeCalls calls, Column column) {
        MergeContext context = new MergeContext("orders", Key.of(1), column, NOBODY, NOBODY);
        return calls.call(Value.of("b"), Value.of("m"), Value.of("t"), context);
    }

    private static Column column(String type) {
        return TestSchema.column("state", type, Collation.BINARY);
    }
}
