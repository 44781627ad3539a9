package dev.syncdb.sql.syntax;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One statement of a script. Immutable; names are kept as written.
 *
 * <p>Everything has the one schema {@code main}, which may be written before a name and is left out
 * here.
 *
 * @see <a href="https://www.sqlite.org/lang.html">SQLite</a>
 */
public sealed interface Statement {
    /** SELECT or VALUES. */
    record Query(Select select) implements Statement {}

    /**
     * INSERT or REPLACE.
     *
     * @param conflict of {@code INSERT OR}; null leaves it to the constraints
     * @param columns empty for all columns of the table
     * @param rows null for DEFAULT VALUES
     * @param upserts tried in this order
     * @param returning empty for none
     */
    record Insert(
            @Nullable ConflictAction conflict,
            String table,
            @Nullable String alias,
            List<String> columns,
            @Nullable Select rows,
            List<Upsert> upserts,
            List<Select.Result> returning,
            Position at)
            implements Statement {
        public Insert {
            columns = List.copyOf(columns);
            upserts = List.copyOf(upserts);
            returning = List.copyOf(returning);
        }
    }

    /**
     * {@code ON CONFLICT (target) WHERE targetWhere DO ...}.
     *
     * @param target columns of the unique index it is about; empty for any
     * @param assignments of DO UPDATE SET; empty for DO NOTHING
     * @param where rows to update
     */
    record Upsert(
            List<Select.Ordering> target,
            @Nullable Expression targetWhere,
            List<Assignment> assignments,
            @Nullable Expression where) {
        public Upsert {
            target = List.copyOf(target);
            assignments = List.copyOf(assignments);
        }
    }

    /** {@code UPDATE table SET assignments WHERE where}. */
    record Update(
            @Nullable ConflictAction conflict,
            String table,
            @Nullable String alias,
            List<Assignment> assignments,
            @Nullable Expression where,
            List<Select.Result> returning,
            Position at)
            implements Statement {
        public Update {
            assignments = List.copyOf(assignments);
            returning = List.copyOf(returning);
        }
    }

    /** {@code column = value}. */
    record Assignment(String column, Expression value, Position at) {}

    /** {@code DELETE FROM table WHERE where}. */
    record Delete(
            String table,
            @Nullable String alias,
            @Nullable Expression where,
            List<Select.Result> returning,
            Position at)
            implements Statement {
        public Delete {
            returning = List.copyOf(returning);
        }
    }

    /**
     * {@code EXPECT SELECT columns FROM table WHERE where}, which SQLite does not have: the
     * transaction is to be refused if these cells are not as they are here.
     *
     * @param columns empty for all
     */
    record Expect(
            String table,
            @Nullable String alias,
            List<Expression.Column> columns,
            @Nullable Expression where,
            Position at)
            implements Statement {
        public Expect {
            columns = List.copyOf(columns);
        }
    }

    /**
     * CREATE TABLE.
     *
     * @param constraints of the table; those of a column stand in its definition
     */
    record CreateTable(
            String name,
            boolean temporary,
            boolean ifNotExists,
            List<ColumnDefinition> columns,
            List<Constraint> constraints,
            boolean withoutRowid,
            boolean strict,
            Position at)
            implements Statement {
        public CreateTable {
            columns = List.copyOf(columns);
            constraints = List.copyOf(constraints);
        }
    }

    /** One column of CREATE TABLE. Its constraints have it as their only column. */
    record ColumnDefinition(String name, TypeName type, List<Constraint> constraints, Position at) {
        public ColumnDefinition {
            constraints = List.copyOf(constraints);
        }
    }

    /** A rule of a table or column. Each may have been given names by CONSTRAINT. */
    sealed interface Constraint {}

    /** A name that CONSTRAINT gives. Several may stand in front of one constraint. */
    record ConstraintName(String text, Position at) {}

    /** Names in front of nothing that is known by a name, which SQLite reads and leaves alone. */
    record LooseNames(List<ConstraintName> names) implements Constraint {
        public LooseNames {
            names = List.copyOf(names);
        }
    }

    /**
     * PRIMARY KEY.
     *
     * @param conflict what a row that breaks it does, if not ABORT
     */
    record PrimaryKey(
            List<ConstraintName> names,
            List<Select.Ordering> columns,
            boolean autoincrement,
            @Nullable ConflictAction conflict)
            implements Constraint {
        public PrimaryKey {
            names = List.copyOf(names);
            columns = List.copyOf(columns);
        }
    }

    /** UNIQUE. */
    record Unique(
            List<ConstraintName> names,
            List<Select.Ordering> columns,
            @Nullable ConflictAction conflict)
            implements Constraint {
        public Unique {
            names = List.copyOf(names);
            columns = List.copyOf(columns);
        }
    }

    /** NOT NULL, of the column it stands at. */
    record NotNull(List<ConstraintName> names, @Nullable ConflictAction conflict)
            implements Constraint {
        public NotNull {
            names = List.copyOf(names);
        }
    }

    /** CHECK. */
    record Check(List<ConstraintName> names, Excerpt condition) implements Constraint {
        public Check {
            names = List.copyOf(names);
        }
    }

    /** DEFAULT, of the column it stands at. */
    record Default(Excerpt value) implements Constraint {}

    /** COLLATE, of the column it stands at. */
    record Collation(String name, Position at) implements Constraint {}

    /** GENERATED ALWAYS AS, of the column it stands at; VIRTUAL unless stored. */
    record Generated(Excerpt value, boolean stored) implements Constraint {}

    /**
     * FOREIGN KEY or REFERENCES. MATCH is read and left out, as SQLite does.
     *
     * @param parentColumns empty for the primary key of the parent
     * @param deferred true for DEFERRABLE INITIALLY DEFERRED
     */
    record ForeignKey(
            List<ConstraintName> names,
            List<String> columns,
            String parent,
            List<String> parentColumns,
            ReferenceAction onDelete,
            ReferenceAction onUpdate,
            boolean deferred,
            Position at)
            implements Constraint {
        public ForeignKey {
            names = List.copyOf(names);
            columns = List.copyOf(columns);
            parentColumns = List.copyOf(parentColumns);
        }
    }

    /**
     * An expression that a schema keeps.
     *
     * @param text as written, without parentheses around it; parses to the same expression again
     */
    record Excerpt(Expression expression, String text) {}

    /** What becomes of the children when their parent goes or changes its key. */
    enum ReferenceAction {
        NO_ACTION,
        RESTRICT,
        SET_NULL,
        SET_DEFAULT,
        CASCADE
    }

    /**
     * What a row that breaks a constraint does.
     *
     * @see <a href="https://www.sqlite.org/lang_conflict.html">SQLite</a>
     */
    enum ConflictAction {
        ROLLBACK,
        ABORT,
        FAIL,
        IGNORE,
        REPLACE
    }

    /** CREATE INDEX. */
    record CreateIndex(
            String name,
            boolean unique,
            boolean ifNotExists,
            String table,
            List<Select.Ordering> columns,
            @Nullable Excerpt where,
            Position at)
            implements Statement {
        public CreateIndex {
            columns = List.copyOf(columns);
        }
    }

    /** ALTER TABLE. */
    record AlterTable(String table, Alteration alteration, Position at) implements Statement {}

    /**
     * What ALTER TABLE does.
     *
     * @see <a href="https://www.sqlite.org/lang_altertable.html">SQLite</a>
     */
    sealed interface Alteration {}

    /** RENAME TO. */
    record RenameTable(String name, Position at) implements Alteration {}

    /** RENAME COLUMN. */
    record RenameColumn(String column, String name, Position at) implements Alteration {}

    /**
     * ADD COLUMN.
     *
     * @param text the definition as written
     */
    record AddColumn(ColumnDefinition column, String text) implements Alteration {}

    /**
     * REPLACE, which SQLite does not have: the table gets another definition and keeps its rows.
     * Only SyncDB itself says so, to migrate what it stores: no rule of a new column is asked of
     * the rows there are.
     *
     * @param sources for each column of the new table the position that it had, or {@link #NEW}
     * @param definition a CREATE TABLE
     * @param indexes a CREATE INDEX each; all others go
     */
    record ReplaceTable(List<Integer> sources, String definition, List<String> indexes)
            implements Alteration {
        /** The column was not there. */
        public static final int NEW = -1;

        public ReplaceTable {
            sources = List.copyOf(sources);
            indexes = List.copyOf(indexes);
        }
    }

    /** DROP COLUMN. */
    record DropColumn(String column, Position at) implements Alteration {}

    /** DROP TABLE. */
    record DropTable(String name, boolean ifExists, Position at) implements Statement {}

    /** DROP INDEX. */
    record DropIndex(String name, boolean ifExists, Position at) implements Statement {}

    /** BEGIN. */
    record Begin(Locking locking) implements Statement {}

    /** When a transaction takes the right to write. */
    enum Locking {
        DEFERRED,
        IMMEDIATE,
        EXCLUSIVE
    }

    /** COMMIT or END. */
    record Commit() implements Statement {}

    /** ROLLBACK, as a whole or to a savepoint. */
    record Rollback(@Nullable String savepoint) implements Statement {}

    /** SAVEPOINT. */
    record Savepoint(String name) implements Statement {}

    /** RELEASE. */
    record Release(String savepoint) implements Statement {}

    /**
     * PRAGMA.
     *
     * @param value without quotes, a sign included; null for a question
     */
    record Pragma(String name, @Nullable String value, Position at) implements Statement {}
}
