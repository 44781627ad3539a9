package dev.syncdb.draft;

import dev.syncdb.schema.Column;
import dev.syncdb.schema.DeclaredType;
import dev.syncdb.schema.Formula;
import dev.syncdb.schema.Names;
import dev.syncdb.sql.syntax.Wording;
import dev.syncdb.value.Collation;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What a column is, however it is written. All names are folded.
 *
 * @param type its words, and a function's name as it is written
 * @param reads the columns that a generated one reads
 */
record ColumnShape(
        String name,
        String type,
        Collation collation,
        boolean notNull,
        @Nullable String defaultValue,
        @Nullable String generation,
        Set<String> reads) {
    ColumnShape {
        reads = Set.copyOf(reads);
    }

    /**
     * Of a column.
     *
     * @param name its name of today
     * @param names makes the names of today of those that the column's text mentions
     */
    static ColumnShape of(Column column, String name, UnaryOperator<String> names) {
        Column.Generation generation = column.generation();
        String computed = generation == null
                ? null
                : wording(generation.formula(), names) + (generation.stored() ? " STORED" : "");
        Formula value = column.defaultValue();
        return new ColumnShape(
                name,
                type(column.type()),
                column.collation(),
                column.notNull(),
                value == null ? null : wording(value, names),
                computed,
                generation == null ? Set.of() : mentioned(generation.formula(), names));
    }

    static String wording(Formula formula, UnaryOperator<String> names) {
        return Wording.of(formula.sql(), names);
    }

    /** The names that a formula mentions. */
    static Set<String> mentioned(Formula formula, UnaryOperator<String> names) {
        Set<String> mentioned = new TreeSet<>();
        Wording.names(formula.sql()).forEach(name -> mentioned.add(names.apply(name)));
        return mentioned;
    }

    private static String type(DeclaredType type) {
        String words = Names.fold(type.text());
        return type.function() == null ? words : words + " " + type.function();
    }
}
