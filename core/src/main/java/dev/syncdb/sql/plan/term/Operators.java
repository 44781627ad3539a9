package dev.syncdb.sql.plan.term;

import dev.syncdb.value.Affinity;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The operators that are neither logic, comparison nor arithmetic of two numbers. */
final class Operators {
    private Operators() {}

    /** A value given when the statement runs. */
    record Parameter(int index) implements Term {
        @Override
        public Value value(Frame frame) {
            return frame.parameter(index);
        }

        @Override
        public List<Term> operands() {
            return List.of();
        }

        @Override
        public int parameter() {
            return index;
        }
    }

    record Negate(Term operand) implements Term {
        @Override
        public Value value(Frame frame) {
            Value number = Conversions.toNumber(operand.value(frame));
            if (number.type() == ValueType.INTEGER) {
                long integer = number.asLong();
                return integer == Long.MIN_VALUE ? Value.of(0x1p63) : Value.of(-integer);
            }
            return number.isNull() ? number : Value.of(-number.asDouble());
        }

        @Override
        public List<Term> operands() {
            return List.of(operand);
        }
    }

    record BitNot(Term operand) implements Term {
        @Override
        public Value value(Frame frame) {
            Value value = operand.value(frame);
            return value.isNull() ? value : Value.of(~Conversions.toLong(value));
        }

        @Override
        public List<Term> operands() {
            return List.of(operand);
        }
    }

    /** A plus sign: it keeps the value and the collation, and takes the affinity away. */
    record Plus(Term operand) implements Term {
        @Override
        public Value value(Frame frame) {
            return operand.value(frame);
        }

        @Override
        public List<Term> operands() {
            return List.of(operand);
        }

        @Override
        public @Nullable Collation collation() {
            return operand.collation();
        }
    }

    record Concat(Term left, Term right) implements Term {
        @Override
        public Value value(Frame frame) {
            Value a = left.value(frame);
            Value b = right.value(frame);
            return a.isNull() || b.isNull()
                    ? Value.NULL
                    : Value.of(Conversions.toText(a) + Conversions.toText(b));
        }

        @Override
        public List<Term> operands() {
            return List.of(left, right);
        }
    }

    record Cast(Term operand, Affinity type) implements Term {
        @Override
        public Value value(Frame frame) {
            return Conversions.cast(operand.value(frame), type);
        }

        @Override
        public List<Term> operands() {
            return List.of(operand);
        }

        @Override
        public Affinity affinity() {
            return type;
        }

        @Override
        public @Nullable Collation collation() {
            return operand.collation();
        }
    }

    record Collate(Term operand, Collation forced) implements Term {
        @Override
        public Value value(Frame frame) {
            return operand.value(frame);
        }

        @Override
        public List<Term> operands() {
            return List.of(operand);
        }

        @Override
        public @Nullable Affinity affinity() {
            return operand.affinity();
        }

        @Override
        public Collation forcedCollation() {
            return forced;
        }
    }

    /**
     * CASE.
     *
     * @param conditions those of the branches; a comparison with the base where there is one
     */
    record Case(List<Term> conditions, List<Term> results, Term otherwise) implements Term {
        @Override
        public Value value(Frame frame) {
            for (int i = 0; i < conditions.size(); i++) {
                if (Truth.holds(conditions.get(i).value(frame))) {
                    return results.get(i).value(frame);
                }
            }
            return otherwise.value(frame);
        }

        @Override
        public List<Term> operands() {
            List<Term> all = new ArrayList<>(conditions);
            all.addAll(results);
            all.add(otherwise);
            return all;
        }
    }
}
