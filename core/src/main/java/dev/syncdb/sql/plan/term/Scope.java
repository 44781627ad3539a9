package dev.syncdb.sql.plan.term;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.syntax.Expression;
import dev.syncdb.value.Affinity;
import dev.syncdb.value.Collation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names that one SELECT, or one write, can see: its sources, the aliases of its results, and
 * behind them the scope of the query around it. Filled and asked while a statement is planned; one
 * thread.
 */
public final class Scope {
    /** No column of a source is its row number. */
    public static final int NO_ROWID = -1;

    private static final Set<String> ROWID_NAMES = Set.of("rowid", "_rowid_", "oid");

    private final @Nullable Scope outer;
    private final List<Source> sources = new ArrayList<>();
    private final Map<String, Alias> aliases = new HashMap<>();
    private final Set<Integer> outerSlots = new HashSet<>();

    /**
     * Something that rows come from.
     *
     * @param name its alias, else the name of its table; null if it has none
     * @param merged names of columns that stand for equal ones of an earlier source, by USING or
     *     NATURAL
     */
    public record Source(
            @Nullable String name, int slot, List<Field> fields, int rowid, Set<String> merged) {
        public Source {
            fields = List.copyOf(fields);
            merged = Set.copyOf(merged);
        }

        /** A table at a slot. */
        public static Source of(Table table, String name, int slot) {
            List<Field> fields = new ArrayList<>();
            for (dev.syncdb.schema.Column column : table.columns()) {
                Affinity affinity = column.type().affinity();
                fields.add(new Field(column.name(), affinity, column.collation(), column.hidden()));
            }
            boolean numbered = table.primaryKey().automatic();
            int rowid = numbered ? table.primaryKey().columns().get(0) : NO_ROWID;
            return new Source(name, slot, fields, rowid, Set.of());
        }

        /** This source with columns that stand for those of an earlier one. */
        public Source merging(Set<String> names) {
            return new Source(name, slot, fields, rowid, names);
        }

        /** Position of the field of that name, or -1. */
        public int indexOf(String field) {
            for (int i = 0; i < fields.size(); i++) {
                if (Names.equal(fields.get(i).name(), field)) {
                    return i;
                }
            }
            return -1;
        }

        /**
         * Position of the field of that name, which may be one of the names of the row number; or
         * -1.
         */
        public int find(String field) {
            int position = indexOf(field);
            boolean isRowid = position < 0 && ROWID_NAMES.contains(Names.fold(field));
            return isRowid ? rowid : position;
        }

        /** This source, none of whose columns can be named without it. */
        public Source qualifiedOnly() {
            Set<String> names = new HashSet<>(ROWID_NAMES);
            fields.forEach(field -> names.add(Names.fold(field.name())));
            return merging(names);
        }

        /** The cell at {@code position}. */
        public Column column(int position) {
            Field field = fields.get(position);
            return new Column(slot, position, field.affinity(), field.collation());
        }

        /** True if {@code *} gives a column of that name. */
        public boolean shows(String field) {
            int position = indexOf(field);
            return position >= 0 && !fields.get(position).hidden();
        }

        /** True if {@code wanted} names this source. */
        public boolean isNamed(String wanted) {
            return name != null && Names.equal(name, wanted);
        }
    }

    /** A column of a source; {@code *} leaves a hidden one out. */
    public record Field(
            String name,
            @Nullable Affinity affinity,
            @Nullable Collation collation,
            boolean hidden) {}

    /**
     * A result that has an alias.
     *
     * @param aggregated true if it reads the result of an aggregate call
     */
    public record Alias(Term term, boolean aggregated) {}

    public Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    /** The scope around this one, or null. */
    public @Nullable Scope outer() {
        return outer;
    }

    public void add(Source source) {
        sources.add(source);
    }

    public List<Source> sources() {
        return sources;
    }

    /** Makes a result known by its alias. The first of several of the same name counts. */
    public void alias(String name, Alias alias) {
        aliases.putIfAbsent(Names.fold(name), alias);
    }

    /** The slots of enclosing scopes that names of this one, or of one inside it, resolved to. */
    public Set<Integer> outerSlots() {
        return outerSlots;
    }

    /** The result of that alias, or null. */
    public @Nullable Alias aliased(String name) {
        return aliases.get(Names.fold(name));
    }

    /**
     * The name of a column as its table spells it, or as written if it is in none of the sources.
     */
    public String declaredName(Expression.Column name) {
        Column column = own(name);
        for (Source source : sources) {
            if (column != null && source.slot() == column.slot()) {
                return source.fields().get(column.position()).name();
            }
        }
        return name.name();
    }

    /** The column of that name in a source of this scope, or null. Fails with AMBIGUOUS_COLUMN. */
    @Nullable
    Column own(Expression.Column name) {
        Column found = null;
        for (Source source : sources) {
            Column column = in(source, name);
            if (column != null && found != null) {
                throw Incorrect.at(
                        ErrorCode.AMBIGUOUS_COLUMN,
                        name.at() + ": several tables have a column " + name.name(),
                        name.table() == null ? "" : name.table(),
                        name.name());
            }
            found = column == null ? found : column;
        }
        return found;
    }

    /** What that name stands for in a scope around this one, or null. */
    @Nullable
    Term around(Expression.Column name) {
        Term found = outer == null ? null : outer.within(name);
        if (found != null) {
            found.slots(outerSlots::add);
        }
        return found;
    }

    /** What that name stands for here or further out, or null. */
    private @Nullable Term within(Expression.Column name) {
        Column own = own(name);
        if (own != null) {
            return own;
        }
        Alias alias = name.table() == null ? aliased(name.name()) : null;
        return alias != null && !alias.aggregated() ? alias.term() : around(name);
    }

    private static @Nullable Column in(Source source, Expression.Column name) {
        boolean bare = name.table() == null;
        if (name.table() != null && !source.isNamed(name.table())) {
            return null;
        }
        if (bare && source.merged().contains(Names.fold(name.name()))) {
            return null;
        }
        int position = source.find(name.name());
        return position < 0 ? null : source.column(position);
    }
}
