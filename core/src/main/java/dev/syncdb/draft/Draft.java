package dev.syncdb.draft;

import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;

import java.util.ArrayList;
import java.util.List;

/**
 * The statements that turn a database of one schema into one of another and keep the values that
 * both know, as far as the two schemas tell. Tables and columns are the same if their names are,
 * whatever the case of their letters; how a statement is written makes no difference. Immutable.
 *
 * <p>What ALTER TABLE can do, it does, where the result is the newer schema with its columns in
 * order; else the table is made anew under another name, filled from the old one, and put in its
 * place.
 *
 * @param statements in SQLite's dialect, without semicolons; none if something is ambiguous
 * @param ambiguities what has to be answered first
 * @param notes what somebody should look at before the statements run
 */
public record Draft(List<String> statements, List<Ambiguity> ambiguities, List<Note> notes) {
    private static final String FOREIGN_KEYS = """
            -- A table goes and its successor takes its name: say PRAGMA foreign_keys = OFF before
            -- the transaction that runs this begins, and PRAGMA foreign_key_check behind it.
            """;

    public Draft {
        statements = List.copyOf(statements);
        ambiguities = List.copyOf(ambiguities);
        notes = List.copyOf(notes);
    }

    /** The migration, as far as nothing has to be answered. */
    public static Draft of(Schema older, Schema newer) {
        return of(older, newer, Answers.NONE);
    }

    /**
     * The migration, with answers to what is ambiguous. Fails with UNKNOWN_TABLE, UNKNOWN_COLUMN or
     * CONFIGURATION if an answer is about something that is not there, or that did not go or come.
     */
    public static Draft of(Schema older, Schema newer, Answers answers) {
        Pairs pairs = Pairs.of(older, newer, answers);
        List<Ambiguity> ambiguities = new Doubts(pairs, answers).ambiguities();
        return ambiguities.isEmpty() ? of(pairs) : new Draft(List.of(), ambiguities, List.of());
    }

    /** All statements with their semicolons, one a line, and what has to be known of them. */
    public String script() {
        StringBuilder script = new StringBuilder();
        if (statements.stream().anyMatch(sql -> sql.startsWith("DROP TABLE"))) {
            script.append(FOREIGN_KEYS);
        }
        statements.forEach(sql -> script.append(sql).append(";\n"));
        return script.toString();
    }

    private static Draft of(Pairs pairs) {
        List<TableSteps> same = new ArrayList<>();
        pairs.same().forEach(pair -> same.add(TableSteps.of(pair, pairs)));
        List<TableSteps> came = new ArrayList<>();
        pairs.came().forEach(table -> came.add(TableSteps.creating(table)));
        List<TableSteps> went = new ArrayList<>();
        childrenFirst(pairs.went()).forEach(table -> went.add(TableSteps.dropping(table, pairs)));
        List<String> statements = new ArrayList<>();
        same.forEach(steps -> statements.addAll(steps.indexDrops()));
        went.forEach(steps -> statements.addAll(steps.indexDrops()));
        same.forEach(steps -> statements.addAll(steps.renames()));
        came.forEach(steps -> statements.addAll(steps.changes()));
        same.forEach(steps -> statements.addAll(steps.changes()));
        went.forEach(steps -> statements.addAll(steps.changes()));
        same.forEach(steps -> statements.addAll(steps.indexCreates()));
        came.forEach(steps -> statements.addAll(steps.indexCreates()));
        List<Note> notes = new ArrayList<>();
        same.forEach(steps -> notes.addAll(steps.notes()));
        return new Draft(statements, List.of(), notes);
    }

    /** A parent goes behind its children, unless they are each other's. */
    private static List<Table> childrenFirst(List<Table> tables) {
        List<Table> left = new ArrayList<>(tables);
        List<Table> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            Table next = left.get(0);
            for (Table candidate : left) {
                if (!hasChild(candidate, left)) {
                    next = candidate;
                    break;
                }
            }
            left.remove(next);
            ordered.add(next);
        }
        return ordered;
    }

    private static boolean hasChild(Table parent, List<Table> tables) {
        for (Table table : tables) {
            for (ForeignKey key : table.foreignKeys()) {
                boolean own = Names.equal(table.name(), parent.name());
                if (!own && Names.equal(key.parentTable(), parent.name())) {
                    return true;
                }
            }
        }
        return false;
    }
}
