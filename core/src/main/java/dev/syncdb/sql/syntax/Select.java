package dev.syncdb.sql.syntax;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What yields rows. Immutable; equal if it says the same, wherever it stands.
 *
 * @see <a href="https://www.sqlite.org/lang_select.html">SQLite</a>
 */
public sealed interface Select {
    /**
     * One SELECT, without ORDER BY and LIMIT.
     *
     * @param from null for a SELECT of one row that reads no table
     * @param groupBy empty for none
     */
    record Core(
            boolean distinct,
            List<Result> results,
            @Nullable From from,
            @Nullable Expression where,
            List<Expression> groupBy,
            @Nullable Expression having)
            implements Select {
        public Core {
            results = List.copyOf(results);
            groupBy = List.copyOf(groupBy);
        }
    }

    /** {@code VALUES (...), (...)}. That all rows are equally long is not checked here. */
    record Values(List<List<Expression>> rows) implements Select {
        public Values {
            rows = List.copyOf(rows);
        }
    }

    /** {@code first UNION ... EXCEPT ...}, from left to right: all operators bind equally. */
    record Compound(Select first, List<Part> parts) implements Select {
        public Compound {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A SELECT followed by ORDER BY, LIMIT or both.
     *
     * @param orderBy empty if only limited
     */
    record Ordered(
            Select select,
            List<Ordering> orderBy,
            @Nullable Expression limit,
            @Nullable Expression offset)
            implements Select {
        public Ordered {
            orderBy = List.copyOf(orderBy);
        }
    }

    /** The second and any later SELECT of a compound. */
    record Part(CompoundOperator operator, Select select) {}

    /** How a compound takes in the rows of its next part. */
    enum CompoundOperator {
        UNION,
        UNION_ALL,
        INTERSECT,
        EXCEPT
    }

    /**
     * One term of ORDER BY, or one column of an index; {@code nulls} is null where it is left to
     * the direction.
     */
    record Ordering(
            Expression expression,
            boolean descending,
            @Nullable Nulls nulls) {}

    /** Where an ordering puts NULL. */
    enum Nulls {
        FIRST,
        LAST
    }

    /** One item of a result list. */
    sealed interface Result {}

    /** {@code *}, or {@code table.*}. */
    record Star(@Nullable String table, Position at) implements Result {}

    /**
     * A result column.
     *
     * @param text the expression as written, which names a column that has no alias
     */
    record Value(Expression expression, @Nullable String alias, String text) implements Result {}

    /** What FROM reads: a source, and any number joined to it from left to right. */
    record From(Source first, List<Join> joins) {
        public From {
            joins = List.copyOf(joins);
        }
    }

    /** What rows are read from. */
    sealed interface Source {}

    /** A table by name. */
    record TableSource(String table, @Nullable String alias, Position at) implements Source {}

    /** A function that yields rows. */
    record FunctionSource(
            String function,
            List<Expression> arguments,
            @Nullable String alias,
            Position at) implements Source {
        public FunctionSource {
            arguments = List.copyOf(arguments);
        }
    }

    /** A SELECT in parentheses. */
    record SelectSource(Select select, @Nullable String alias) implements Source {}

    /** Joins in parentheses. */
    record JoinSource(From from, @Nullable String alias) implements Source {}

    /**
     * A further source and how it is joined to all before it.
     *
     * @param natural true to compare all columns that have the same name on both sides
     * @param using columns to compare; empty where ON or nothing is written
     */
    record Join(
            JoinKind kind,
            boolean natural,
            Source source,
            @Nullable Expression on,
            List<String> using) {
        public Join {
            using = List.copyOf(using);
        }
    }

    /** Which rows without a partner a join keeps. */
    enum JoinKind {
        /** A comma: as INNER. */
        COMMA,
        INNER,
        /** As INNER, and the left side is read first. */
        CROSS,
        LEFT,
        RIGHT,
        FULL
    }
}
