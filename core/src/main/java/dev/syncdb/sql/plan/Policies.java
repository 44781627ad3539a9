package dev.syncdb.sql.plan;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.PrimaryKey;
import dev.syncdb.sql.syntax.Statement;
import dev.syncdb.sql.syntax.Statement.ConstraintName;
import dev.syncdb.value.Affinity;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the policies of one table for rows and constraints. A policy is the name of the constraint
 * that it is about, which SQLite reads and does not look at. Names that do not begin with
 * {@link #PREFIX} are nothing but names.
 */
final class Policies {
    /** What all policies begin with. */
    static final String PREFIX = "sync_";

    private static final String TREE = "tree";

    private static final Set<Index.Clashes> KEY_CLASHES =
            Set.of(Index.Clashes.REJECT, Index.Clashes.MERGE_ROWS);

    private static final Set<String> KEY_WORDS =
            Set.of("delete_wins", "update_wins", "manual", "reject", "merge_rows");

    private static final Set<String> UNIQUE_WORDS = Set.of("reject", "rewrite", "merge_rows");

    private static final Set<String> FOREIGN_KEY_WORDS =
            Set.of("reject", "set_null", "cascade", "resurrect_parent", TREE);

    private final String table;

    Policies(String table) {
        this.table = table;
    }

    /** What messages call a constraint by: of several names the last, as in SQLite. */
    static @Nullable String label(List<ConstraintName> names) {
        return names.isEmpty() ? null : names.get(names.size() - 1).text();
    }

    /** The key with its policies. */
    PrimaryKey of(Statement.PrimaryKey written, PrimaryKey key) {
        List<ConstraintName> names = written.names();
        PrimaryKey.Deletes deletes = PrimaryKey.Deletes.DELETE_WINS;
        return new PrimaryKey(
                key.columns(),
                key.automatic(),
                key.neverReused(),
                choice(names, deletes, Set.of(PrimaryKey.Deletes.values())),
                choice(names, Index.Clashes.REJECT, KEY_CLASHES) == Index.Clashes.MERGE_ROWS);
    }

    /**
     * The index with its policy.
     *
     * @param columns those of the table
     */
    Index of(Statement.Unique written, Index index, List<Column> columns) {
        List<ConstraintName> names = written.names();
        Index.Clashes clashes = choice(names, Index.Clashes.REJECT, Set.of(Index.Clashes.values()));
        if (clashes == Index.Clashes.REWRITE) {
            Column first = columns.get(index.columns().get(0).column());
            boolean text = first.type().affinity() == Affinity.TEXT && !first.isGenerated();
            if (index.columns().size() != 1 || !text) {
                throw unfit(first(names, clashes.name()), "one column of type TEXT");
            }
        }
        return index.with(clashes);
    }

    /**
     * The foreign key with its policies.
     *
     * @param columns those of the table
     */
    ForeignKey of(Statement.ForeignKey written, ForeignKey key, List<Column> columns) {
        List<ConstraintName> names = written.names();
        ForeignKey.Orphans orphans =
                choice(names, ForeignKey.Orphans.REJECT, Set.of(ForeignKey.Orphans.values()));
        if (orphans == ForeignKey.Orphans.SET_NULL) {
            for (int position : key.columns()) {
                Column column = columns.get(position);
                if (column.notNull() || column.isGenerated()) {
                    throw unfit(first(names, orphans.name()), "columns that may be set to NULL");
                }
            }
        }
        ConstraintName tree = first(names, TREE);
        if (tree != null && !Names.equal(key.parentTable(), table)) {
            throw unfit(tree, "a reference of a table to itself");
        }
        return key.with(orphans, tree != null);
    }

    /** Fails if the constraint bears a policy that is none for its kind. */
    void requireKnown(Statement.Constraint constraint) {
        if (constraint instanceof Statement.PrimaryKey key) {
            requireAmong(key.names(), KEY_WORDS, "PRIMARY KEY");
        } else if (constraint instanceof Statement.Unique unique) {
            requireAmong(unique.names(), UNIQUE_WORDS, "UNIQUE");
        } else if (constraint instanceof Statement.ForeignKey key) {
            requireAmong(key.names(), FOREIGN_KEY_WORDS, "FOREIGN KEY");
        } else if (constraint instanceof Statement.Check check) {
            requireAmong(check.names(), Set.of(), "CHECK");
        } else if (constraint instanceof Statement.NotNull rule) {
            requireAmong(rule.names(), Set.of(), "NOT NULL");
        } else if (constraint instanceof Statement.LooseNames loose) {
            requireAmong(loose.names(), Set.of(), "nothing");
        }
    }

    /** Fails if a UNIQUE that says what another one or the key says bears a policy. */
    void requireNone(Statement.Unique unique) {
        for (ConstraintName name : unique.names()) {
            if (word(name) != null) {
                throw failure(name, name.text() + " decides nothing: the same columns are a key");
            }
        }
    }

    private void requireAmong(List<ConstraintName> names, Set<String> words, String kind) {
        for (ConstraintName name : names) {
            String word = word(name);
            if (word != null && !words.contains(word)) {
                throw failure(name, name.text() + " is no policy for " + kind);
            }
        }
    }

    /** The one of these choices that is named; {@code otherwise} if none is. */
    private <E extends Enum<E>> E choice(List<ConstraintName> names, E otherwise, Set<E> choices) {
        E chosen = null;
        for (ConstraintName name : names) {
            for (E choice : choices) {
                if (choice.name().toLowerCase(Locale.ROOT).equals(word(name))) {
                    if (chosen != null && chosen != choice) {
                        throw failure(name, name.text() + " contradicts the policy before it");
                    }
                    chosen = choice;
                }
            }
        }
        return chosen == null ? otherwise : chosen;
    }

    private static @Nullable ConstraintName first(List<ConstraintName> names, String policy) {
        for (ConstraintName name : names) {
            if (policy.toLowerCase(Locale.ROOT).equals(word(name))) {
                return name;
            }
        }
        return null;
    }

    /** What stands behind the prefix, or null for an ordinary name. */
    private static @Nullable String word(ConstraintName name) {
        String folded = Names.fold(name.text());
        return folded.startsWith(PREFIX) ? folded.substring(PREFIX.length()) : null;
    }

    private Incorrect unfit(@Nullable ConstraintName name, String what) {
        return failure(name, (name == null ? "" : name.text()) + " is for " + what);
    }

    private Incorrect failure(@Nullable ConstraintName name, String message) {
        String at = name == null ? "" : name.at() + ": ";
        return Incorrect.at(ErrorCode.SCHEMA, at + message, table, null);
    }
}
