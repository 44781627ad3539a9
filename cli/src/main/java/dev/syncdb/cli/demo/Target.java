package dev.syncdb.cli.demo;

import dev.syncdb.schema.Column;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * A column whose cells the story may edit: no key, no reference, and filled with text or numbers.
 *
 * @param rows keys of the table's first rows whose cell is of {@code type}
 * @param tableRows how many rows the table has
 */
record Target(Table table, Column column, ValueType type, List<Row> rows, long tableRows) {
    /** Room for what {@link #edit} and {@link #editMany} append in the course of the story. */
    static final int SUFFIX_CHARS_MAX = 40;

    Target {
        rows = List.copyOf(rows);
    }

    /** How many rows the story can tell apart here. */
    int size() {
        return rows.size();
    }

    /** An UPDATE of the cell in row {@code index} that shows whose it is. */
    String edit(int index, Author author) {
        return "UPDATE " + quote(table.name()) + " SET " + assignment(author) + " WHERE "
                + where(table, rows.get(index));
    }

    /** An UPDATE of the first {@code count} rows, in order of the key's first column. */
    String editMany(long count, Author author) {
        String key = quote(keyColumns(table).get(0));
        String name = quote(table.name());
        String from = " FROM " + name;
        String last = "(SELECT " + key + from + " ORDER BY " + key + " LIMIT 1 OFFSET "
                + (count - 1) + ")";
        String bound = "coalesce(" + last + ", (SELECT max(" + key + ")" + from + "))";
        return "UPDATE " + name + " SET " + assignment(author) + " WHERE " + key + " <= " + bound;
    }

    private String assignment(Author author) {
        String cell = quote(column.name());
        return cell + " = " + cell
                + (type == ValueType.TEXT
                        ? " || " + Value.of(" " + author.mark()).toSql()
                        : " + " + author.number());
    }

    /** The condition that only the row with this key meets. */
    static String where(Table table, Row key) {
        List<String> columns = keyColumns(table);
        StringJoiner condition = new StringJoiner(" AND ");
        for (int i = 0; i < columns.size(); i++) {
            condition.add(quote(columns.get(i)) + " = " + key.at(i).toSql());
        }
        return condition.toString();
    }

    /** Names of the columns of the primary key, in key order. */
    static List<String> keyColumns(Table table) {
        List<String> names = new ArrayList<>();
        for (int position : table.primaryKey().columns()) {
            names.add(table.columns().get(position).name());
        }
        return names;
    }

    /** The name as SQL reads it back, whatever it holds. */
    static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
