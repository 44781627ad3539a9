package dev.syncdb.cli.demo;

import static dev.syncdb.cli.demo.Target.keyColumns;
import static dev.syncdb.cli.demo.Target.quote;

import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes that fit any schema, made from the rows that are there. A CHECK may refuse any of them, so
 * each is tried on one candidate after the other until one is taken.
 */
final class Edits {
    /** A target needs no more rows than the story names. */
    static final int ROWS_PER_TARGET_MAX = 8;

    /** How many rows of one table are tried before the next table. */
    private static final int TRIES_PER_TABLE_MAX = 5;

    /** Keys of inserted rows lie so far above the largest, for each author elsewhere. */
    private static final int KEY_GAP = 1_000;

    private final Copy copy;
    private final List<Table> tables = new ArrayList<>();
    private final Set<String> parents = new HashSet<>();

    /** Writes for the tables of {@code schema}, whose rows are read from {@code copy}. */
    Edits(Schema schema, Copy copy) {
        this.copy = copy;
        for (Table table : schema.tables()) {
            if (!Schema.isInternal(table.name())) {
                tables.add(table);
                for (ForeignKey reference : table.foreignKeys()) {
                    parents.add(Names.fold(reference.parentTable()));
                }
            }
        }
    }

    /** Columns to edit: texts first, and those of the largest tables first. */
    List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        for (Table table : tables) {
            long rows = count(table);
            for (int position = 0; position < table.columns().size(); position++) {
                if (rows > 0 && isFree(table, position)) {
                    addTarget(table, table.columns().get(position), rows, targets);
                }
            }
        }
        targets.sort(Comparator.comparing((Target target) -> target.type() == ValueType.TEXT)
                .thenComparingLong(Target::tableRows)
                .reversed());
        return targets;
    }

    /** Copies a row under a new key; false if no table takes that. */
    boolean insert(Copy where, Author author) {
        for (Table table : tables) {
            if (keyColumns(table).size() == 1 && hasNoUniqueIndex(table)) {
                for (Row key : keys(table, false)) {
                    if (isTaken(where, insertion(table, key, author))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Deletes a row near the end of a table, for each author another; false if none can go. */
    boolean delete(Copy where, Author author) {
        List<Table> leavesFirst = new ArrayList<>(tables);
        leavesFirst.sort(Comparator.comparing(table -> parents.contains(Names.fold(table.name()))));
        for (Table table : leavesFirst) {
            // Rows at the beginning are those that the story edits.
            if (count(table) > 3L * ROWS_PER_TARGET_MAX) {
                List<Row> keys = keys(table, true);
                Row key = keys.get(author.number() % keys.size());
                if (isTaken(
                        where,
                        "DELETE FROM " + quote(table.name()) + " WHERE "
                                + Target.where(table, key))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Runs the statement; false if the data or a rule of the schema refuses it. */
    static boolean isTaken(Copy where, String sql) {
        try {
            return where.run(sql).changed() > 0;
        } catch (Incorrect refused) {
            return false;
        }
    }

    private String insertion(Table table, Row key, Author author) {
        String keyName = keyColumns(table).get(0);
        List<String> names = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        for (Column column : table.columns()) {
            String name = quote(column.name());
            if (!column.isGenerated()) {
                names.add(name);
                boolean isKey = Names.equal(column.name(), keyName);
                cells.add(isKey ? newKey(table, key.at(0), author) : name);
            }
        }
        String into = quote(table.name());
        return "INSERT INTO " + into + " (" + String.join(", ", names) + ") SELECT "
                + String.join(", ", cells) + " FROM " + into + " WHERE "
                + Target.where(table, key);
    }

    private static String newKey(Table table, Value key, Author author) {
        String name = quote(keyColumns(table).get(0));
        return key.type() == ValueType.TEXT
                ? name + " || " + Value.of(author.mark()).toSql()
                : "(SELECT max(" + name + ") FROM " + quote(table.name()) + ") + "
                        + KEY_GAP * author.number();
    }

    private void addTarget(Table table, Column column, long tableRows, List<Target> targets) {
        int width = keyColumns(table).size();
        List<Row> keys = new ArrayList<>();
        ValueType type = ValueType.NULL;
        for (Row row : first(table, quote(column.name()))) {
            Value cell = row.at(width);
            boolean isFirst = keys.isEmpty();
            if (isEditable(column, cell) && (isFirst || cell.type() == type)) {
                type = cell.type();
                keys.add(Row.of(List.of(row.toArray()).subList(0, width)));
            }
        }
        if (!keys.isEmpty()) {
            targets.add(new Target(table, column, type, keys, tableRows));
        }
    }

    private static boolean isEditable(Column column, Value cell) {
        if (cell.type() == ValueType.TEXT) {
            String text = cell.asText();
            int chars = text.codePointCount(0, text.length()) + Target.SUFFIX_CHARS_MAX;
            return chars <= column.type().lengthMax();
        }
        return cell.type() == ValueType.INTEGER || cell.type() == ValueType.REAL;
    }

    private List<Row> first(Table table, String more) {
        String keys = keyList(table, "");
        return usable(copy.run("SELECT " + keys + ", " + more + " FROM " + quote(table.name())
                        + " ORDER BY " + keys + " LIMIT " + ROWS_PER_TARGET_MAX)
                .rows());
    }

    private List<Row> keys(Table table, boolean last) {
        String order = keyList(table, last ? " DESC" : "");
        return usable(copy.run("SELECT " + keyList(table, "") + " FROM " + quote(table.name())
                        + " ORDER BY " + order + " LIMIT " + TRIES_PER_TABLE_MAX)
                .rows());
    }

    // The console takes one statement a line, so a key must fit on one.
    private static List<Row> usable(List<Row> rows) {
        List<Row> usable = new ArrayList<>(rows);
        usable.removeIf(row -> row.at(0).toSql().contains("\n"));
        return usable;
    }

    private static String keyList(Table table, String order) {
        List<String> names = new ArrayList<>();
        keyColumns(table).forEach(name -> names.add(quote(name) + order));
        return String.join(", ", names);
    }

    private long count(Table table) {
        return copy.run("SELECT count(*) FROM " + quote(table.name())).single().asLong();
    }

    private static boolean hasNoUniqueIndex(Table table) {
        return table.indexes().stream().noneMatch(Index::unique);
    }

    /** True if it can be written, and no key, reference or unique index speaks of it. */
    private static boolean isFree(Table table, int position) {
        return !table.columns().get(position).isGenerated()
                && !table.primaryKey().columns().contains(position)
                && table.foreignKeys().stream()
                        .noneMatch(reference -> reference.columns().contains(position))
                && table.indexes().stream()
                        .filter(Index::unique)
                        .noneMatch(index -> index.columns().stream()
                                .anyMatch(part -> part.column() == position));
    }
}
