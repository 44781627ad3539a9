package dev.syncdb.testkit.law;

import dev.syncdb.merge.MergeContext;
import dev.syncdb.merge.MergeFunction;
import dev.syncdb.merge.MergeResult;
import dev.syncdb.merge.MergeRules;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.DeclaredType;
import dev.syncdb.sync.apply.MergeCalls;
import dev.syncdb.testkit.clock.FakeTimeLimit;
import dev.syncdb.testkit.clock.VirtualTime;
import dev.syncdb.testkit.law.Meeting.Edit;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Key;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * A merge function while it is tried; called as the server calls it. Lives for one trial; confined
 * to one thread.
 */
final class TriedFunction {
    private static final String NAME = "tried";

    private final MergeFunction function;
    private final Column column;
    private String where = "";

    TriedFunction(MergeFunction function, DeclaredType type) {
        this.function = function;
        this.column = new Column("value", type, Collation.BINARY, false, null, null, false);
    }

    /** A type of which the function decides. */
    static DeclaredType type(String words) {
        return DeclaredType.of(words + " RULE " + NAME);
    }

    /** Says where the trial stands. */
    void at(String place) {
        where = place;
    }

    AssertionError broken(Law law, String what) {
        return law.broken(where, what);
    }

    /** What it says, which is something, and fits. */
    MergeResult call(Meeting meeting) {
        MergeContext context = new MergeContext(
                NAME,
                Key.of(1),
                column,
                meeting.mine().author(),
                meeting.theirs().author());
        MergeResult result = called(meeting, context);
        String[] wrong = {"it returned nothing"};
        MergeRules rules = MergeRules.within(new FakeTimeLimit(new VirtualTime()))
                .with(NAME, (base, mine, theirs, given) -> result);
        MergeResult fitting = new MergeCalls(rules, (name, reason) -> wrong[0] = reason)
                .call(meeting.base(), meeting.mine().value(), meeting.theirs().value(), context);
        if (fitting == null) {
            throw broken(Law.FITS, wrong[0] + "; " + meeting);
        }
        return fitting;
    }

    private MergeResult called(Meeting meeting, MergeContext context) {
        try {
            MergeResult result = function.merge(
                    meeting.base(), meeting.mine().value(), meeting.theirs().value(), context);
            return Objects.requireNonNull(result, "it returned nothing");
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError failure) {
            AssertionError broken = broken(Law.NEVER_FAILS, failure + "; " + meeting);
            broken.initCause(failure);
            throw broken;
        }
    }

    void requireSame(Meeting meeting, MergeResult before) {
        MergeResult again = call(meeting);
        if (!again.equals(before)) {
            throw broken(Law.DETERMINISTIC, "first " + before + ", then " + again + "; " + meeting);
        }
    }

    /** What was made of both is not changed by either of them again. */
    void requireSettled(Meeting meeting, Value value) {
        // Who wrote it is who came later, unless it is what was there.
        Edit made = value.equals(meeting.theirs().value())
                ? meeting.theirs()
                : meeting.mine().becoming(value);
        if (!value.equals(meeting.mine().value())) {
            requireUnchanged(new Meeting(meeting.base(), meeting.mine(), made), value);
        }
        if (!value.equals(meeting.theirs().value())) {
            requireUnchanged(new Meeting(meeting.base(), made, meeting.theirs()), value);
        }
    }

    private void requireUnchanged(Meeting meeting, Value value) {
        MergeResult result = call(meeting);
        if (!result.equals(new MergeResult.Merged(value))) {
            throw broken(
                    Law.SETTLES, "it made " + value + ", and now says " + result + "; " + meeting);
        }
    }

    /** What is there after edits arrived in this order, none of which had seen another one. */
    Value taken(@Nullable Value base, List<Edit> arriving) {
        Edit stored = arriving.get(0).arrivedAt(1);
        for (int i = 1; i < arriving.size(); i++) {
            Edit edit = arriving.get(i).arrivedAt(i + 1);
            if (!edit.value().equals(stored.value())) {
                stored = met(new Meeting(base, edit, stored));
            }
        }
        return stored.value();
    }

    private Edit met(Meeting meeting) {
        Edit mine = meeting.mine();
        Edit theirs = meeting.theirs();
        MergeResult result = call(meeting);
        if (result instanceof MergeResult.Reject) {
            throw broken(Law.ORDER_INDEPENDENT, "it refuses what comes later; " + meeting);
        }
        if (result instanceof MergeResult.Merged merged) {
            boolean stays = merged.value().equals(theirs.value());
            return stays ? theirs : mine.becoming(merged.value());
        }
        return mine.isLaterThan(theirs) ? mine : theirs;
    }
}
