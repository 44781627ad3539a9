package dev.syncdb.sync.apply;

import static dev.syncdb.sync.TestOperations.insert;
import static dev.syncdb.sync.TestOperations.set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.merge.Claim;
import dev.syncdb.merge.ConflictRecord;
import dev.syncdb.merge.ConflictRecord.Decision;
import dev.syncdb.merge.MergeContext;
import dev.syncdb.merge.MergeFunction;
import dev.syncdb.merge.MergeResult;
import dev.syncdb.merge.MergeRules;
import dev.syncdb.sync.TestSchema;
import dev.syncdb.sync.push.Push.BaseValue;
import dev.syncdb.sync.push.Push.CellPlace;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Columns of which a function of the application decides. */
class RuledTest {
    private static final int STATE = 1;
    private static final long ANN = 1;
    private static final long BOB = 2;
    private static final RowName ORDER = new RowName("orders", Key.of(1), 1);

    private final TestSpace space = new TestSpace();
    private final List<MergeContext> contexts = new ArrayList<>();

    /** Version 1: an order. Version 2: Ann moves it on. */
    @BeforeEach
    void annMovesAnOrder() {
        space.push(new Claim(0, ANN, 100), insert(TestSchema.ORDERS, order("new")));
        space.push(new Claim(1, ANN, 200), set(ORDER, STATE, Value.of("paid")));
    }

    @Test
    void theFunctionDecidesAndBothValuesAreOnRecord() {
        decides(RuledTest::joined);
        Judgement judgement = space.push(new Claim(1, BOB, 300), base("new"), bobSets("sent"));
        assertEquals(order("new/sent/paid"), cells());
        assertEquals(List.of(ORDER), judgement.differing(), "Bob is told what became of it");
        ConflictRecord record = judgement.conflicts().get(0);
        assertEquals(new Decision("RULE workflow", true, false), record.decision());
        assertEquals(Value.of("paid"), record.stored().value());
        assertEquals(Value.of("sent"), record.incoming().value());
        assertEquals(ANN, contexts.get(0).theirs().writer());
        assertEquals(BOB, contexts.get(0).mine().writer());
        assertEquals("state", contexts.get(0).column().name());
    }

    @Test
    void theFunctionMayLeaveEitherValue() {
        decides((base, mine, theirs, context) -> new MergeResult.Merged(theirs));
        Judgement kept = space.push(new Claim(1, BOB, 300), base("new"), bobSets("sent"));
        assertEquals(order("paid"), cells());
        assertEquals(List.of(ORDER), kept.differing());
        assertEquals(
                Decision.by("RULE workflow", false), kept.conflicts().get(0).decision());
        decides((base, mine, theirs, context) -> new MergeResult.Merged(mine));
        Judgement taken = space.push(new Claim(1, BOB, 300), base("new"), bobSets("sent"));
        assertEquals(order("sent"), cells());
        assertEquals(List.of(), taken.differing(), "it is what Bob's operation says");
    }

    @Test
    void theFunctionIsAskedOnceTheBaseIsThereAndNotBefore() {
        decides((base, mine, theirs, context) -> new MergeResult.Merged(mine));
        Judgement first = space.push(new Claim(1, BOB, 300), List.of(), bobSets("sent"));
        assertEquals(List.of(new CellPlace(0, STATE)), first.wanted());
        assertEquals(List.of(), contexts, "a function runs once for a pair of edits");
    }

    @Test
    void whereItLeavesTheMatterToPeopleTheLaterEditStaysAndTheRecordIsOpen() {
        decides((base, mine, theirs, context) -> new MergeResult.KeepBoth());
        Judgement earlier = space.push(new Claim(1, BOB, 150), base("new"), bobSets("sent"));
        assertEquals(order("paid"), cells());
        assertEquals(
                new Decision("RULE workflow", false, true),
                earlier.conflicts().get(0).decision());
        Judgement later = space.push(new Claim(1, BOB, 300), base("new"), bobSets("sent"));
        assertEquals(order("sent"), cells());
        assertEquals(
                new Decision("RULE workflow", true, true),
                later.conflicts().get(0).decision());
    }

    @Test
    void withoutTheFunctionTheLaterEditStaysAndTheRecordIsOpen() {
        Judgement judgement = space.push(new Claim(1, BOB, 300), base("new"), bobSets("sent"));
        assertEquals(order("sent"), cells());
        assertEquals(
                new Decision("RULE workflow", true, true),
                judgement.conflicts().get(0).decision());
    }

    @Test
    void itMayRefuseTheWholeTransaction() {
        decides((base, mine, theirs, context) -> new MergeResult.Reject("paid is paid"));
        Incorrect refused = assertThrows(
                Incorrect.class,
                () -> space.push(new Claim(1, BOB, 300), base("new"), bobSets("sent")));
        assertEquals(ErrorCode.RULE, refused.code());
        assertEquals("paid is paid", refused.getMessage());
        assertEquals("orders", refused.table());
        assertEquals("state", refused.column());
    }

    @Test
    void editsThatDoNotClashDoNotReachTheFunction() {
        decides((base, mine, theirs, context) -> new MergeResult.Reject("never"));
        space.push(new Claim(1, BOB, 300), base("new"), bobSets("paid"));
        space.push(new Claim(2, BOB, 400), base("paid"), bobSets("sent"));
        assertEquals(order("sent"), cells(), "the same value, then one that had seen the other");
        assertEquals(List.of(), contexts);
    }

    @Test
    void aPhoneShowsWhatTheServerWillSay() {
        decides(RuledTest::joined);
        predict("new", "sent");
        assertEquals(order("new/sent/paid"), cells());
        predict("new/sent/paid", "sent");
        assertEquals(order("sent"), cells(), "nobody else has written it");
        predict("new", "sent");
        assertEquals(order("sent"), cells(), "both have written the same");
        assertEquals(1, contexts.size());
    }

    @Test
    void aPhoneShowsItsOwnValueWhereNobodyDecides() {
        predict("new", "sent");
        assertEquals(order("sent"), cells());
        decides((base, mine, theirs, context) -> new MergeResult.KeepBoth());
        predict("new", "lost");
        assertEquals(order("lost"), cells());
        Predict.replay(space.rows, List.of(set(ORDER, STATE, Value.of("back"))));
        assertEquals(order("back"), cells(), "what was there before is not known");
    }

    @Test
    void aPhoneHoldsWhatTheServerWillRefuse() {
        decides((base, mine, theirs, context) -> new MergeResult.Reject("paid is paid"));
        Incorrect held = assertThrows(Incorrect.class, () -> predict("new", "sent"));
        assertEquals(ErrorCode.RULE, held.code());
    }

    private static MergeResult joined(
            @Nullable Value base, Value mine, Value theirs, MergeContext context) {
        String seen = base == null ? "?" : base.asText();
        return new MergeResult.Merged(Value.of(seen + "/" + mine.asText() + "/" + theirs.asText()));
    }

    private void predict(String before, String after) {
        Cell cell = new Cell(STATE, Value.of(before), Value.of(after));
        Predict.replay(space.rows, List.of(set(ORDER, List.of(cell))));
    }

    private void decides(MergeFunction function) {
        MergeFunction heard = (base, mine, theirs, context) -> {
            contexts.add(context);
            return function.merge(base, mine, theirs, context);
        };
        space.rows.functions = new MergeCalls(
                MergeRules.NONE.with("workflow", heard), (name, reason) -> {
                    throw new AssertionError(name + ": " + reason);
                });
    }

    private static List<BaseValue> base(String value) {
        return List.of(new BaseValue(new CellPlace(0, STATE), Value.of(value)));
    }

    private static Change bobSets(String state) {
        return set(ORDER, STATE, Value.of(state));
    }

    private Row cells() {
        return space.image("orders", Key.of(1)).cells();
    }

    private static Row order(String state) {
        return Row.of(Value.of(1), Value.of(state));
    }
}
