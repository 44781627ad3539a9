package dev.syncdb.testkit.law;

import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.MergeFunction;
import dev.syncdb.merge.MergeResult;
import dev.syncdb.schema.DeclaredType;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.law.Meeting.Edit;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The laws of a merge function, tried with random values:
 *
 * <pre>{@code
 * MergeLaws.of(workflow).values(random -> STATES.get((int) random.below(4))).assertHold(1);
 * }</pre>
 *
 * <p>It never fails, also where the base is unknown; what it returns fits the column; the same
 * arguments give the same result, whatever was asked in between; and a value that it made of an
 * edit is not changed by that edit again. A function that adds up breaks the last one: let the
 * column be a COUNTER. Changed in place until {@link #assertHold}; confined to one thread.
 */
public final class MergeLaws {
    private static final int TRIES = 1_000;

    /** Who draws this often and gets the same value each time has but one. */
    private static final int DRAWS_MAX = 1_000;

    /** So many calls are made again at the end; more would fill the memory of a long test. */
    private static final int REPEATED_MAX = 100_000;

    private static final int[][] ORDERS = {
        {0, 1}, {1, 0}, {0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}
    };

    private final MergeFunction function;
    private Function<SeededRandom, Value> values = random -> {
        throw new IllegalStateException("values() is to say what the column may hold");
    };
    private DeclaredType type = TriedFunction.type("TEXT");
    private int tries = TRIES;
    private boolean orderIndependent;

    private MergeLaws(MergeFunction function) {
        this.function = function;
    }

    /** The laws of that function, for a column of type TEXT. */
    public static MergeLaws of(MergeFunction function) {
        return new MergeLaws(function);
    }

    /** The column's type, without the words that name the function. */
    public MergeLaws type(String words) {
        type = TriedFunction.type(words);
        return this;
    }

    /** What the column may hold, NULL among it if it may; at least two different values. */
    public MergeLaws values(Function<SeededRandom, Value> drawn) {
        values = drawn;
        return this;
    }

    /** How many random cases; 1,000 unless said. */
    public MergeLaws tries(int number) {
        tries = number;
        return this;
    }

    /**
     * Also promises that two or three edits of one value, all different, come to the same in every
     * order in which they may arrive. Then nothing can be refused.
     */
    public MergeLaws orderIndependent() {
        orderIndependent = true;
        return this;
    }

    /**
     * Tries all laws.
     *
     * @param seed decides what is drawn
     * @throws AssertionError that names the law, the seed and the arguments, if one does not hold
     */
    public void assertHold(long seed) {
        SeededRandom random = new SeededRandom(seed);
        Map<Meeting, MergeResult> said = new LinkedHashMap<>();
        TriedFunction tried = new TriedFunction(function, type);
        for (int i = 0; i < tries; i++) {
            tried.at("seed " + seed + ", try " + i);
            SeededRandom own = random.split();
            List<Edit> edits = edits(own);
            Value base = own.percent(20) ? null : drawn(own);
            Meeting meeting = new Meeting(base, edits.get(1), edits.get(0));
            for (Meeting each : List.of(meeting, meeting.withoutBase(), meeting.onPhone())) {
                MergeResult result = tried.call(each);
                if (said.size() < REPEATED_MAX) {
                    said.putIfAbsent(each, result);
                }
                tried.requireSame(each, said.getOrDefault(each, result));
                tried.requireSame(each, result);
                if (result instanceof MergeResult.Merged merged) {
                    tried.requireSettled(each, merged.value());
                }
            }
            if (orderIndependent) {
                requireSameInEveryOrder(tried, base, edits);
            }
        }
        tried.at("seed " + seed + ", after " + tries + " tries");
        List<Map.Entry<Meeting, MergeResult>> backwards = new ArrayList<>(said.entrySet());
        Collections.reverse(backwards);
        backwards.forEach(each -> tried.requireSame(each.getKey(), each.getValue()));
    }

    private static void requireSameInEveryOrder(
            TriedFunction tried, @Nullable Value base, List<Edit> edits) {
        Map<Integer, Value> outcomes = new LinkedHashMap<>();
        Set<Value> different = new HashSet<>();
        edits.forEach(edit -> different.add(edit.value()));
        for (int[] order : ORDERS) {
            if (order.length > different.size()) {
                break;
            }
            List<Edit> arriving = new ArrayList<>();
            for (int each : order) {
                arriving.add(edits.get(each));
            }
            Value value = tried.taken(base, arriving);
            Value other = outcomes.putIfAbsent(order.length, value);
            if (other != null && !other.equals(value)) {
                throw tried.broken(
                        Law.ORDER_INDEPENDENT,
                        "base " + (base == null ? "unknown" : base) + ", " + arriving + " come to "
                                + value + ", in another order to " + other);
            }
        }
    }

    /** Three edits, the first two of different values, by different authors at different times. */
    private List<Edit> edits(SeededRandom random) {
        List<Edit> edits = new ArrayList<>();
        long moment = random.below(3);
        for (int i = 0; i < 3; i++) {
            Value value = drawn(random);
            for (int n = 0; i == 1 && value.equals(edits.get(0).value()); n++) {
                if (n == DRAWS_MAX) {
                    throw new IllegalArgumentException("values() gives nothing but " + value);
                }
                value = drawn(random);
            }
            // Who comes second may have been the first to write.
            long millis = 1_000 + (moment + i) % 3;
            edits.add(new Edit(value, new CellVersion(i + 2, i + 1, millis)));
        }
        return edits;
    }

    private Value drawn(SeededRandom random) {
        Value value = values.apply(random);
        if (type.refuses(value) != null || !type.affinity().apply(value).equals(value)) {
            throw new IllegalArgumentException(
                    "values() gave " + value + ", which is none of type " + type.text());
        }
        return value;
    }
}
