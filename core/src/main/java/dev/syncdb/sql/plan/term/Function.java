package dev.syncdb.sql.plan.term;

import dev.syncdb.value.Collation;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A scalar function.
 *
 * @param argumentsMin fewest arguments it takes
 * @param argumentsMax most arguments it takes
 * @param strict true if it is NULL as soon as one argument is, and its body never sees a NULL
 * @param determinism whether equal arguments give equal results
 */
record Function(
        String name,
        int argumentsMin,
        int argumentsMax,
        boolean strict,
        Determinism determinism,
        Body body) {
    /** As many arguments as a call can hold. */
    static final int ANY = Integer.MAX_VALUE;

    /** Whether a call gives the same each time that its arguments are the same. */
    interface Determinism {
        Determinism ALWAYS = arguments -> true;
        Determinism NEVER = arguments -> false;

        boolean holds(List<Term> arguments);
    }

    /** What it computes. The frame is for those that ask for more than their arguments. */
    interface Body {
        Value apply(Value[] arguments, Call call, Frame frame);
    }

    /** What a plain function computes. */
    interface Plain {
        Value apply(Value[] arguments);
    }

    /** A function that is NULL if an argument is. */
    static Function strict(String name, int min, int max, Plain plain) {
        return new Function(
                name, min, max, true, Determinism.ALWAYS, (a, call, frame) -> plain.apply(a));
    }

    /** A function that sees NULL. */
    static Function lenient(String name, int min, int max, Plain plain) {
        return new Function(
                name, min, max, false, Determinism.ALWAYS, (a, call, frame) -> plain.apply(a));
    }

    boolean takes(int arguments) {
        return arguments >= argumentsMin && arguments <= argumentsMax;
    }

    /** A call of a function. */
    record Call(Function function, List<Term> arguments) implements Term {
        Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Value value(Frame frame) {
            Value[] values = new Value[arguments.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = arguments.get(i).value(frame);
                if (function.strict && values[i].isNull()) {
                    return Value.NULL;
                }
            }
            return function.body.apply(values, this, frame);
        }

        @Override
        public List<Term> operands() {
            return arguments;
        }

        @Override
        public boolean deterministic() {
            return function.determinism.holds(arguments) && Term.super.deterministic();
        }

        /**
         * How the function compares its arguments: as the first that brings a collation demands.
         */
        Collation comparing() {
            return arguments.stream()
                    .map(Term::collation)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(Collation.BINARY);
        }
    }

    /** {@code coalesce} and {@code ifnull}: evaluates no more arguments than it must. */
    record Coalesce(List<Term> arguments) implements Term {
        @Override
        public Value value(Frame frame) {
            Value value = Value.NULL;
            for (int i = 0; i < arguments.size() && value.isNull(); i++) {
                value = arguments.get(i).value(frame);
            }
            return value;
        }

        @Override
        public List<Term> operands() {
            return new ArrayList<>(arguments);
        }
    }
}
