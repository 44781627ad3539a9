package dev.syncdb.schema;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Column.Generation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts the generated columns of a table behind those that they read. Used once. */
final class GenerationOrder {
    private final String table;
    private final List<Column> columns;
    private final List<Integer> order = new ArrayList<>();
    private final Set<Integer> entered = new HashSet<>();

    private GenerationOrder(String table, List<Column> columns) {
        this.table = table;
        this.columns = columns;
    }

    /** Their positions. Fails with SCHEMA if one reads itself, directly or through others. */
    static List<Integer> of(String table, List<Column> columns) {
        GenerationOrder sorted = new GenerationOrder(table, columns);
        for (int i = 0; i < columns.size(); i++) {
            sorted.visit(i);
        }
        return sorted.order;
    }

    private void visit(int position) {
        Column column = columns.get(position);
        Generation generation = column.generation();
        if (generation == null || order.contains(position)) {
            return;
        }
        if (!entered.add(position)) {
            throw Incorrect.at(
                    ErrorCode.SCHEMA,
                    "generated column loop on " + table + "." + column.name(),
                    table,
                    column.name());
        }
        generation.reads().forEach(this::visit);
        order.add(position);
    }
}
