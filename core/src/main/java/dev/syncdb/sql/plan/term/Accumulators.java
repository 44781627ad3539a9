package dev.syncdb.sql.plan.term;

import dev.syncdb.sql.plan.term.Aggregates.Accumulator;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Value;

/** What the aggregate functions keep. NULL is left out by all of them. */
final class Accumulators {
    private static final String COMMA = ",";

    private Accumulators() {}

    static Accumulator of(Aggregates.Call call) {
        return switch (call.kind()) {
            case COUNT -> new Count();
            case SUM, TOTAL, AVG -> new Sum(call.kind());
            case MIN -> new Extreme(call.collation(), -1);
            case MAX -> new Extreme(call.collation(), 1);
            case GROUP_CONCAT -> new Concatenation();
        };
    }

    private static final class Count implements Accumulator {
        private long count;

        @Override
        public boolean add(Value[] arguments) {
            if (arguments.length == 0 || !arguments[0].isNull()) {
                count++;
            }
            return false;
        }

        @Override
        public Value result() {
            return Value.of(count);
        }
    }

    private static final class Extreme implements Accumulator {
        private final Collation collation;
        private final int wantedOrder;
        private Value best = Value.NULL;

        Extreme(Collation collation, int wantedOrder) {
            this.collation = collation;
            this.wantedOrder = wantedOrder;
        }

        @Override
        public boolean add(Value[] arguments) {
            Value value = arguments[0];
            if (value.isNull()) {
                return false;
            }
            boolean better = best.isNull()
                    || Integer.signum(Value.compare(value, best, collation)) == wantedOrder;
            if (better) {
                best = value;
            }
            return better;
        }

        @Override
        public Value result() {
            return best;
        }
    }

    private static final class Concatenation implements Accumulator {
        private final StringBuilder text = new StringBuilder();
        private boolean any;

        @Override
        public boolean add(Value[] arguments) {
            if (arguments[0].isNull()) {
                return false;
            }
            if (any) {
                text.append(arguments.length == 1 ? COMMA : Conversions.toText(arguments[1]));
            }
            any = true;
            text.append(Conversions.toText(arguments[0]));
            return false;
        }

        @Override
        public Value result() {
            return any ? Value.of(text.toString()) : Value.NULL;
        }
    }

    /** Hands on each value once. */
    static final class Distinct implements Accumulator {
        private final Accumulator inner;
        private final ValueSet seen;

        Distinct(Accumulator inner, Collation collation) {
            this.inner = inner;
            this.seen = new ValueSet(null, collation);
        }

        @Override
        public boolean add(Value[] arguments) {
            Value value = arguments[0];
            if (value.isNull() || seen.contains(value)) {
                return false;
            }
            seen.add(value);
            return inner.add(arguments);
        }

        @Override
        public Value result() {
            return inner.result();
        }
    }
}
