package dev.syncdb.sql.plan.term;

import dev.syncdb.value.Collation;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The aggregate calls of one SELECT. What they come to stands, in this order, in the row at
 * {@link #slot}.
 */
public final class Aggregates {
    private final int slot;
    private final List<Call> calls = new ArrayList<>();

    /** What a call computes. */
    public enum Kind {
        COUNT,
        SUM,
        TOTAL,
        AVG,
        MIN,
        MAX,
        GROUP_CONCAT;

        /** The aggregate function of that name, or null. */
        static @Nullable Kind of(String name) {
            String upper = name.toUpperCase(Locale.ROOT);
            if (upper.equals("STRING_AGG")) {
                return GROUP_CONCAT;
            }
            for (Kind kind : values()) {
                if (kind.name().equals(upper)) {
                    return kind;
                }
            }
            return null;
        }
    }

    /**
     * One call.
     *
     * @param arguments empty for {@code count(*)}
     * @param filter rows to take, or null for all
     */
    public record Call(
            Kind kind,
            List<Term> arguments,
            boolean distinct,
            @Nullable Term filter) {
        public Call {
            arguments = List.copyOf(arguments);
        }

        /** Computes the call for one group. */
        public Accumulator start() {
            Accumulator plain = Accumulators.of(this);
            return distinct ? new Accumulators.Distinct(plain, collation()) : plain;
        }

        /** True if the rest of a row is to be taken from where this value was found. */
        public boolean choosesRow() {
            return kind == Kind.MIN || kind == Kind.MAX;
        }

        /** True if the row in the frame is to be counted in. */
        public boolean takes(Frame frame) {
            return filter == null || Truth.holds(filter.value(frame));
        }

        Collation collation() {
            Collation own = arguments.isEmpty() ? null : arguments.get(0).collation();
            return own == null ? Collation.BINARY : own;
        }
    }

    /** The state of a call for one group. Confined to its thread. */
    public interface Accumulator {
        /** Takes in a row's arguments. Returns true if the result is now this row's value. */
        boolean add(Value[] arguments);

        Value result();
    }

    public Aggregates(int slot) {
        this.slot = slot;
    }

    public int slot() {
        return slot;
    }

    public List<Call> calls() {
        return calls;
    }

    /** The term that reads the result of {@code call}. */
    Term add(Call call) {
        int known = calls.indexOf(call);
        if (known < 0) {
            calls.add(call);
        }
        return new Column(slot, known < 0 ? calls.size() - 1 : known, null, null);
    }
}
