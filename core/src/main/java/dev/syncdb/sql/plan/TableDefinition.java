package dev.syncdb.sql.plan;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Check;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Column.Generation;
import dev.syncdb.schema.DeclaredType;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.Formula;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.IndexColumn;
import dev.syncdb.schema.MergeRule;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.PrimaryKey;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.term.Resolver;
import dev.syncdb.sql.syntax.Select;
import dev.syncdb.sql.syntax.Statement;
import dev.syncdb.sql.syntax.Statement.ConflictAction;
import dev.syncdb.sql.syntax.Statement.ReferenceAction;
import dev.syncdb.value.Affinity;
import dev.syncdb.value.Collation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes a table of one CREATE TABLE. Used once. */
final class TableDefinition {
    private static final String INTEGER = "INTEGER";
    private static final Set<String> STRICT_TYPES =
            Set.of("INT", INTEGER, "REAL", "TEXT", "BLOB", "ANY");

    private final Statement.CreateTable create;
    private final List<Column> columns = new ArrayList<>();
    private final List<ForeignKey> foreignKeys = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<Statement.Unique> uniques = new ArrayList<>();
    private final FormulaCompiler formulas = new FormulaCompiler();
    private final Policies policies;
    private Statement.@Nullable PrimaryKey primaryKey;
    private boolean primaryKeyOfColumn;

    TableDefinition(Statement.CreateTable create) {
        this.create = create;
        this.policies = new Policies(create.name());
    }

    Table table(String sql) {
        if (create.temporary()) {
            throw failure(ErrorCode.UNSUPPORTED, "a temporary table is not supported");
        }
        create.columns().forEach(this::addColumn);
        create.columns().forEach(this::generate);
        for (Statement.ColumnDefinition column : create.columns()) {
            column.constraints().forEach(constraint -> add(constraint, column.name()));
        }
        requireOrdinaryColumn();
        create.constraints().forEach(constraint -> add(constraint, null));
        PrimaryKey key = key();
        requireRulesToCount(key);
        return new Table(
                create.name(),
                columns,
                key,
                indexes(key),
                foreignKeys,
                checks,
                create.strict(),
                sql);
    }

    private void addColumn(Statement.ColumnDefinition written) {
        if (find(written.name()) >= 0) {
            throw failure(ErrorCode.SCHEMA, "two columns " + written.name());
        }
        String words = written.type().text();
        DeclaredType type = create.strict() ? DeclaredType.ofStrict(words) : DeclaredType.of(words);
        if (create.strict() && !STRICT_TYPES.contains(type.text().toUpperCase(Locale.ROOT))) {
            throw failure(
                    ErrorCode.SCHEMA,
                    "column " + written.name() + " of a STRICT table has the type "
                            + (type.text().isEmpty() ? "of none" : type.text()));
        }
        requireMergeable(written.name(), type);
        Collation collation = Collation.BINARY;
        boolean notNull = false;
        Formula defaultValue = null;
        for (Statement.Constraint constraint : written.constraints()) {
            if (constraint instanceof Statement.Collation named) {
                collation = Resolver.collation(named.name(), named.at());
            } else if (constraint instanceof Statement.NotNull rule) {
                requireAbort(rule.conflict());
                notNull = true;
            } else if (constraint instanceof Statement.Default value) {
                defaultValue = formulas.defaultValue(value.value());
            }
        }
        columns.add(new Column(
                written.name(),
                type,
                collation,
                notNull,
                defaultValue,
                null,
                Schema.isAttic(written.name())));
    }

    private void requireMergeable(String column, DeclaredType type) {
        boolean noInteger = type.affinity() != Affinity.INTEGER;
        boolean noText = type.affinity() != Affinity.TEXT;
        if (type.isMisnamed()) {
            throw failure(
                    ErrorCode.SCHEMA,
                    "the name of the rule of column " + column + " makes SQLite take its type for "
                            + type.affinity() + ": " + type.text());
        }
        if (type.merge() == MergeRule.COUNTER && noInteger) {
            throw failure(
                    ErrorCode.SCHEMA,
                    "column " + column + " counts, and is no INTEGER but " + type.text());
        }
        String textual =
                switch (type.merge()) {
                    case ORSET -> "is a set";
                    case LIST -> "is a list";
                    case MAP -> "is a map";
                    case MERGED -> "merges";
                    default -> "";
                };
        if (!textual.isEmpty() && noText) {
            throw failure(
                    ErrorCode.SCHEMA,
                    "column " + column + " " + textual + ", and is no TEXT but " + type.text());
        }
    }

    /** Two edits of one key or of one computed value do not meet: a rule there decides nothing. */
    private void requireRulesToCount(PrimaryKey key) {
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            boolean decides = column.type().merge() != MergeRule.LWW;
            if (decides && (column.isGenerated() || key.columns().contains(i))) {
                throw failure(
                        ErrorCode.SCHEMA,
                        "the merge rule of " + column.name() + " decides nothing: the column is "
                                + (column.isGenerated() ? "generated" : "part of the key"));
            }
        }
    }

    /** Takes in AS, which may read columns that are defined later. */
    private void generate(Statement.ColumnDefinition written) {
        int position = find(written.name());
        for (Statement.Constraint constraint : written.constraints()) {
            if (constraint instanceof Statement.Generated rule) {
                Column column = columns.get(position);
                if (column.defaultValue() != null || column.isGenerated()) {
                    throw failure(
                            ErrorCode.SCHEMA,
                            "the generated column " + written.name()
                                    + " has a DEFAULT or a second AS");
                }
                Generation generation =
                        formulas.generation(create.name(), columns, rule.value(), rule.stored());
                columns.set(position, column.generatedBy(generation));
            }
        }
    }

    private void requireOrdinaryColumn() {
        if (columns.stream().allMatch(Column::isGenerated)) {
            throw failure(ErrorCode.SCHEMA, "a table needs a column that is not generated");
        }
    }

    /** Takes in a constraint of {@code column}, or of the table. */
    private void add(Statement.Constraint constraint, @Nullable String column) {
        if (constraint instanceof Statement.PrimaryKey key) {
            if (primaryKey != null) {
                throw failure(ErrorCode.SCHEMA, "table " + create.name() + " has two primary keys");
            }
            requireAbort(key.conflict());
            primaryKey = key;
            primaryKeyOfColumn = column != null;
        } else if (constraint instanceof Statement.Unique unique) {
            requireAbort(unique.conflict());
            uniques.add(unique);
        } else if (constraint instanceof Statement.Check check) {
            Formula condition = formulas.check(create.name(), columns, check.condition());
            checks.add(new Check(Policies.label(check.names()), column, condition));
        } else if (constraint instanceof Statement.ForeignKey key) {
            foreignKeys.add(foreignKey(key));
        }
        policies.requireKnown(constraint);
    }

    private void requireAbort(@Nullable ConflictAction action) {
        if (action != null && action != ConflictAction.ABORT) {
            throw failure(
                    ErrorCode.UNSUPPORTED,
                    "ON CONFLICT " + action + " in a definition is not supported");
        }
    }

    /** Without a primary key the table gets a hidden number of its rows as its last column. */
    private PrimaryKey key() {
        if (primaryKey == null) {
            if (create.withoutRowid()) {
                throw failure(ErrorCode.SCHEMA, "a table WITHOUT ROWID needs a primary key");
            }
            return hiddenKey();
        }
        List<Integer> positions = new ArrayList<>();
        for (IndexColumn column : indexColumns(primaryKey.columns())) {
            if (!positions.contains(column.column())) {
                positions.add(column.column());
            }
            if (columns.get(column.column()).isGenerated()) {
                throw failure(
                        ErrorCode.SCHEMA, "a generated column cannot be part of the primary key");
            }
        }
        boolean automatic = isAutomatic(primaryKey, positions);
        if (primaryKey.autoincrement() && !automatic) {
            throw failure(ErrorCode.SCHEMA, "AUTOINCREMENT is only for an INTEGER PRIMARY KEY");
        }
        requireNoneNull(positions);
        return policies.of(
                primaryKey, new PrimaryKey(positions, automatic, primaryKey.autoincrement()));
    }

    /** A policy that sets a column to NULL is for columns that may be NULL: no key has them. */
    private void requireNoneNull(List<Integer> key) {
        for (ForeignKey foreignKey : foreignKeys) {
            boolean ofKey = foreignKey.columns().stream().anyMatch(key::contains);
            if (ofKey && foreignKey.orphans() == ForeignKey.Orphans.SET_NULL) {
                throw failure(
                        ErrorCode.SCHEMA,
                        "sync_set_null does not fit: a column of the foreign key is part of the"
                                + " primary key");
            }
        }
    }

    private PrimaryKey hiddenKey() {
        if (find(Column.ROWID) >= 0) {
            throw failure(
                    ErrorCode.UNSUPPORTED,
                    "a column rowid in a table without a primary key is not supported");
        }
        DeclaredType type = DeclaredType.of(INTEGER);
        columns.add(new Column(Column.ROWID, type, Collation.BINARY, false, null, null, true));
        return new PrimaryKey(List.of(columns.size() - 1), true, false);
    }

    /** INTEGER PRIMARY KEY DESC, by an old mistake of SQLite's, is no number that fills itself. */
    private boolean isAutomatic(Statement.PrimaryKey key, List<Integer> positions) {
        boolean reversed = primaryKeyOfColumn && key.columns().get(0).descending();
        return positions.size() == 1
                && !create.withoutRowid()
                && !reversed
                && columns.get(positions.get(0)).type().text().equalsIgnoreCase(INTEGER);
    }

    /**
     * An index for each UNIQUE that says something new. SQLite numbers that of the primary key too.
     */
    private List<Index> indexes(PrimaryKey key) {
        List<Index> indexes = new ArrayList<>();
        Set<Set<Integer>> known = new HashSet<>();
        known.add(new HashSet<>(key.columns()));
        boolean keyCounts = !key.automatic() && !create.withoutRowid();
        int number = keyCounts ? 1 : 0;
        for (Statement.Unique unique : uniques) {
            List<IndexColumn> indexed = indexColumns(unique.columns());
            Set<Integer> positions = new HashSet<>();
            indexed.forEach(column -> positions.add(column.column()));
            if (known.add(positions)) {
                number++;
                String name = "sqlite_autoindex_" + create.name() + "_" + number;
                Index index = new Index(name, create.name(), indexed, true, null);
                indexes.add(policies.of(unique, index, columns));
            } else {
                policies.requireNone(unique);
            }
        }
        return indexes;
    }

    private List<IndexColumn> indexColumns(List<Select.Ordering> written) {
        return SchemaDefinition.indexColumns(create.name(), columns, written);
    }

    private ForeignKey foreignKey(Statement.ForeignKey written) {
        List<Integer> positions = new ArrayList<>();
        for (String name : written.columns()) {
            int position = find(name);
            if (position < 0) {
                throw Incorrect.at(
                        ErrorCode.UNKNOWN_COLUMN,
                        written.at() + ": no column " + name + " for the foreign key",
                        create.name(),
                        name);
            }
            if (columns.get(position).isGenerated() && writes(written)) {
                throw failure(
                        ErrorCode.SCHEMA,
                        "the actions of a foreign key cannot write generated column " + name);
            }
            positions.add(position);
        }
        int parents = written.parentColumns().size();
        if (parents != 0 && parents != positions.size()) {
            throw failure(
                    ErrorCode.SCHEMA,
                    "a foreign key of " + positions.size() + " columns refers to " + parents);
        }
        ForeignKey key = new ForeignKey(
                positions,
                written.parent(),
                written.parentColumns(),
                ForeignKey.Action.valueOf(written.onDelete().name()),
                ForeignKey.Action.valueOf(written.onUpdate().name()),
                written.deferred(),
                ForeignKey.Orphans.REJECT,
                false);
        return policies.of(written, key, columns);
    }

    /** True if the parent's going or changing is written into the child. */
    private static boolean writes(Statement.ForeignKey key) {
        boolean onDelete = key.onDelete() == ReferenceAction.SET_NULL
                || key.onDelete() == ReferenceAction.SET_DEFAULT;
        boolean onUpdate = key.onUpdate() != ReferenceAction.NO_ACTION
                && key.onUpdate() != ReferenceAction.RESTRICT;
        return onDelete || onUpdate;
    }

    private int find(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (Names.equal(columns.get(i).name(), column)) {
                return i;
            }
        }
        return -1;
    }

    private Incorrect failure(ErrorCode code, String message) {
        return Incorrect.at(code, create.at() + ": " + message, create.name(), null);
    }
}
