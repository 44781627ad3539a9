package dev.syncdb.draft;

import dev.syncdb.schema.Column;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.PrimaryKey;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.syntax.Wording;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the cells of a rebuilt table come from: a column of the older table, or what tells rows
 * apart there, or a value for all. What is not mentioned gets its default value. Used once.
 */
final class Filling {
    private final TablePair pair;
    private final TableShape shapeBefore;
    private final TableShape shapeAfter;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final List<Note> notes = new ArrayList<>();

    /** Folded names of the columns that get what told the rows apart before. */
    private final Set<String> numbered = new HashSet<>();

    /** Folded names of the columns in which values that were different may become the same. */
    private final Set<String> meeting = new HashSet<>();

    private Filling(TablePair pair, TableShape before, TableShape after) {
        this.pair = pair;
        this.shapeBefore = before;
        this.shapeAfter = after;
    }

    static Filling of(TablePair pair, TableShape before, TableShape after) {
        Filling filling = new Filling(pair, before, after);
        filling.fillNumber();
        filling.fillKey();
        pair.newer().columns().forEach(filling::fill);
        if (filling.sources.isEmpty()) {
            filling.fillAnything();
        }
        return filling;
    }

    /** For each column that gets a value, as SQL takes its name, the expression of that value. */
    Map<String, String> sources() {
        return sources;
    }

    /** What is to be said of it. */
    List<Note> notes() {
        return notes;
    }

    /** True if rows are told apart by these columns because they get what did so before. */
    boolean tellsApart(Distinct distinct) {
        return distinct.names().stream().anyMatch(numbered::contains);
    }

    /** True if rows that were told apart by these columns may not be so any more. */
    boolean mayMeet(Distinct distinct) {
        return distinct.names().stream().anyMatch(meeting::contains);
    }

    /** A row keeps its number, whether or not a column shows it. */
    private void fillNumber() {
        PrimaryKey key = pair.newer().primaryKey();
        if (!key.automatic()) {
            return;
        }
        Column column = pair.newer().columns().get(key.columns().get(0));
        boolean shown = !column.hidden();
        if (shown && pair.before(column) != null) {
            return;
        }
        numbered.add(Names.fold(column.name()));
        String number = number(pair.older());
        boolean wasShown = number != null && !number.equals(Column.ROWID);
        if (number != null && !(shown && wasShown)) {
            sources.put(shown ? written(column) : Column.ROWID, number);
        } else {
            note(shown ? column : null, "rows are numbered in the order in which they are read");
        }
    }

    /** The numbers of a table's rows, as its columns are called today, or null if it has none. */
    private @Nullable String number(Table older) {
        PrimaryKey key = older.primaryKey();
        if (!key.automatic()) {
            return null;
        }
        Column column = older.columns().get(key.columns().get(0));
        return column.hidden() ? Column.ROWID : Wording.written(nameNow(column));
    }

    /** Where nothing of before tells rows apart by the new key, what did so before goes into it. */
    private void fillKey() {
        PrimaryKey key = pair.newer().primaryKey();
        List<Distinct> before = Distinct.before(pair);
        if (key.automatic() || Distinct.after(pair).get(0).follows(before)) {
            return;
        }
        Table older = pair.older();
        String number = number(older);
        for (int position : key.columns()) {
            Column column = pair.newer().columns().get(position);
            if (pair.before(column) != null || !numbered.isEmpty()) {
                continue;
            }
            boolean single = older.primaryKey().columns().size() == 1;
            Column keyBefore = older.columns().get(older.primaryKey().columns().get(0));
            boolean fits = Losses.of(keyBefore.type().affinity(), column.type().affinity()) == null;
            if (number != null || (single && fits)) {
                String source = number != null ? number : Wording.written(nameNow(keyBefore));
                numbered.add(Names.fold(column.name()));
                sources.put(written(column), source);
                note(column, "gets the values of " + source + ", which told rows apart before");
            }
        }
    }

    private void fill(Column column) {
        String name = written(column);
        if (column.hidden() || column.isGenerated() || sources.containsKey(name)) {
            return;
        }
        Column before = pair.before(column);
        boolean required = isRequired(column, pair.newer(), shapeAfter);
        String instead = Literals.instead(column);
        if (before != null) {
            boolean holes = required && !isRequired(before, pair.older(), shapeBefore);
            boolean filled = holes && !isNumber(before, pair.older());
            sources.put(name, filled ? "coalesce(" + name + ", " + instead + ")" : name);
            if (filled) {
                meeting.add(Names.fold(column.name()));
                note(column, "becomes NOT NULL: " + instead + " takes the place of NULL");
            }
            noteLoss(before, column);
        } else if (required && Literals.isNull(column)) {
            sources.put(name, instead);
            note(column, "is NOT NULL: rows that there are get " + instead);
        }
    }

    /** Rows of which nothing stays are rows all the same. */
    private void fillAnything() {
        for (Column column : pair.newer().columns()) {
            if (!column.hidden() && !column.isGenerated() && sources.isEmpty()) {
                boolean empty = Literals.isNull(column);
                sources.put(written(column), empty ? "NULL" : Literals.instead(column));
            }
        }
    }

    private void noteLoss(Column before, Column column) {
        String loss = Losses.of(before.type().affinity(), column.type().affinity());
        if (loss != null) {
            meeting.add(Names.fold(column.name()));
            note(column, loss);
        }
        String refusal = pair.newer().strict()
                ? Losses.ofStrict(before, pair.older().strict(), column)
                : null;
        if (refusal != null) {
            note(column, refusal);
        }
        if (isNumber(column, pair.newer()) && !isNumber(before, pair.older())) {
            note(
                    column,
                    "numbers the rows: NULL becomes a number, what is none stops the migration");
        }
    }

    /** True if the column takes no NULL, and puts nothing in its place by itself. */
    private static boolean isRequired(Column column, Table table, TableShape shape) {
        boolean ofKey = table.primaryKey().columns().contains(table.columns().indexOf(column));
        return !isNumber(column, table) && (column.notNull() || (ofKey && shape.withoutRowid()));
    }

    private static boolean isNumber(Column column, Table table) {
        PrimaryKey key = table.primaryKey();
        return key.automatic() && table.columns().get(key.columns().get(0)).equals(column);
    }

    /** The name that a column of the older table has once all are renamed. */
    private String nameNow(Column column) {
        Column now = pair.after(column);
        return now == null ? column.name() : now.name();
    }

    private static String written(Column column) {
        return Wording.written(column.name());
    }

    private void note(@Nullable Column column, String text) {
        notes.add(new Note(pair.newer().name(), column == null ? null : column.name(), text));
    }
}
