package dev.syncdb.sql.plan.term;

import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.List;

/** The operators of three-valued logic. */
final class Logic {
    private Logic() {}

    record And(Term left, Term right) implements Term {
        @Override
        public Value value(Frame frame) {
            Value a = left.value(frame);
            if (Truth.isFalse(a)) {
                return Truth.FALSE;
            }
            Value b = right.value(frame);
            if (Truth.isFalse(b)) {
                return Truth.FALSE;
            }
            return a.isNull() || b.isNull() ? Value.NULL : Truth.TRUE;
        }

        @Override
        public List<Term> operands() {
            return List.of(left, right);
        }

        @Override
        public List<Term> conjuncts() {
            List<Term> all = new ArrayList<>(left.conjuncts());
            all.addAll(right.conjuncts());
            return all;
        }
    }

    record Or(Term left, Term right) implements Term {
        @Override
        public Value value(Frame frame) {
            Value a = left.value(frame);
            if (Truth.holds(a)) {
                return Truth.TRUE;
            }
            Value b = right.value(frame);
            if (Truth.holds(b)) {
                return Truth.TRUE;
            }
            return a.isNull() || b.isNull() ? Value.NULL : Truth.FALSE;
        }

        @Override
        public List<Term> operands() {
            return List.of(left, right);
        }
    }

    record Not(Term operand) implements Term {
        @Override
        public Value value(Frame frame) {
            return Truth.not(operand.value(frame));
        }

        @Override
        public List<Term> operands() {
            return List.of(operand);
        }
    }

    /** {@code operand IS [NOT] TRUE} or FALSE, which is never unknown. */
    record IsTruth(Term operand, boolean truth, boolean negated) implements Term {
        @Override
        public Value value(Frame frame) {
            Value value = operand.value(frame);
            boolean is = truth ? Truth.holds(value) : Truth.isFalse(value);
            return Truth.of(is != negated);
        }

        @Override
        public List<Term> operands() {
            return List.of(operand);
        }
    }
}
