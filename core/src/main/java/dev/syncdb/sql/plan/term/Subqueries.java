package dev.syncdb.sql.plan.term;

import dev.syncdb.value.Affinity;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/** Queries in the place of values. One that reads no row around it runs once in a statement. */
final class Subqueries {
    private Subqueries() {}

    /** The first column of the first row, or NULL. */
    record Scalar(Query query) implements Term {
        @Override
        public Value value(Frame frame) {
            return query.outerSlots().isEmpty()
                    ? frame.once(this, () -> first(frame))
                    : first(frame);
        }

        private Value first(Frame frame) {
            Query.Cursor rows = frame.open(query);
            return rows.next() ? rows.row().at(0) : Value.NULL;
        }

        @Override
        public List<Term> operands() {
            return List.of();
        }

        @Override
        public List<Query> queries() {
            return List.of(query);
        }

        @Override
        public void slots(Consumer<Integer> visitor) {
            query.outerSlots().forEach(visitor);
        }

        @Override
        public @Nullable Affinity affinity() {
            return query.outputs().get(0).term().affinity();
        }

        @Override
        public @Nullable Collation collation() {
            return query.outputs().get(0).term().collation();
        }
    }

    /** Whether there is a row. */
    record Exists(Query query) implements Term {
        @Override
        public Value value(Frame frame) {
            return query.outerSlots().isEmpty()
                    ? frame.once(this, () -> found(frame))
                    : found(frame);
        }

        private Value found(Frame frame) {
            return Truth.of(frame.open(query).next());
        }

        @Override
        public List<Term> operands() {
            return List.of();
        }

        @Override
        public List<Query> queries() {
            return List.of(query);
        }

        @Override
        public void slots(Consumer<Integer> visitor) {
            query.outerSlots().forEach(visitor);
        }
    }
}
