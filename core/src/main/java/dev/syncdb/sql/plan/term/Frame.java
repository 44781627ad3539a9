package dev.syncdb.sql.plan.term;

import dev.syncdb.clock.Environment;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.IdentityHashMap;
import java.util.function.Supplier;

/**
 * What the terms of one running statement read: a row for each source in it, its parameters, and
 * what was computed once for the whole statement. Lives as long as the execution; confined to one
 * thread.
 *
 * <p>Every source of the statement has a slot of its own, those of subqueries included, so that a
 * correlated subquery finds the rows of the enclosing query where that one put them.
 */
public final class Frame {
    private static final Value[] NO_PARAMETERS = {};

    private final Row[] rows;
    private final Value[] parameters;
    private final Surroundings surroundings;
    private @Nullable IdentityHashMap<Object, Object> memo;
    private @Nullable Long wallMillis;

    /** What a statement may ask of those who run it. */
    public interface Surroundings {
        Environment environment();

        Counters counters();

        /** Starts an execution of {@code query}, which is part of the statement. */
        Query.Cursor open(Query query, Frame frame);
    }

    public Frame(Surroundings surroundings, int slots, Value[] parameters) {
        this.surroundings = surroundings;
        this.rows = new Row[slots];
        this.parameters = parameters;
    }

    /**
     * A frame for an expression over one row, at slot 0, that has neither parameters nor
     * subqueries.
     */
    static Frame ofRow(Row row, Environment environment) {
        Frame frame = new Frame(new Alone(environment), 1, NO_PARAMETERS);
        frame.place(0, row);
        return frame;
    }

    public Row row(int slot) {
        return rows[slot];
    }

    public void place(int slot, Row row) {
        rows[slot] = row;
    }

    /** The parameter of that index, counted from 1. */
    public Value parameter(int index) {
        return parameters[index - 1];
    }

    public Counters counters() {
        return surroundings.counters();
    }

    /** Starts an execution of a subquery. */
    public Query.Cursor open(Query query) {
        return surroundings.open(query, this);
    }

    /**
     * The result of {@code work}, done the first time that {@code owner} asks in this execution.
     */
    @SuppressWarnings("unchecked")
    public <T> T once(Object owner, Supplier<T> work) {
        if (memo == null) {
            memo = new IdentityHashMap<>();
        }
        Object known = memo.get(owner);
        if (known == null) {
            known = work.get();
            memo.put(owner, known);
        }
        return (T) known;
    }

    /** The wall time at which the statement first asked for it: one statement sees one moment. */
    long wallMillis() {
        if (wallMillis == null) {
            wallMillis = surroundings.environment().clock().wallMillis();
        }
        return wallMillis;
    }

    long random() {
        return surroundings.environment().random().nextLong();
    }

    private record Alone(Environment environment) implements Surroundings {
        @Override
        public Counters counters() {
            return new Counters();
        }

        @Override
        public Query.Cursor open(Query query, Frame frame) {
            throw new Fault(ErrorCode.INTERNAL, "a formula has no subqueries");
        }
    }
}
