package dev.syncdb.migration;

import dev.syncdb.lens.Conversion;
import dev.syncdb.lens.Projection;
import dev.syncdb.lens.Source;
import dev.syncdb.lens.Source.Computed;
import dev.syncdb.lens.Source.Fixed;
import dev.syncdb.lens.Source.Same;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Column.Generation;
import dev.syncdb.schema.Table;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the rows of a table come from, in the middle of a script.
 *
 * @param older the table of whose rows they are made, or null if the table has no rows yet
 * @param projection how; here a generated column is computed as its formula says, so that those who
 *     read it depend on what it reads
 */
record Origin(@Nullable Table older, Projection projection) {
    /** A table as it was before the script. */
    static Origin of(Table table) {
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            sources.add(new Same(i));
        }
        return of(table, table, sources);
    }

    /** A table that the script creates. */
    static Origin created(Table table) {
        return of(null, table, defaults(table));
    }

    /**
     * A table with rows made of those of {@code older}; what is said of generated columns is not.
     */
    static Origin of(@Nullable Table older, Table table, List<Source> sources) {
        List<Source> complete = new ArrayList<>(sources);
        for (int position : table.generatedColumns()) {
            Column column = table.columns().get(position);
            Generation how = column.generation();
            if (how != null) {
                Conversion conversion =
                        Conversion.into(column, table.strict(), how.formula(), how.reads());
                Projection known = new Projection(table, complete);
                complete.set(position, known.through(new Computed(conversion)));
            }
        }
        return new Origin(older, new Projection(table, complete));
    }

    /** What the columns of a new row hold that is given nothing. */
    static List<Source> defaults(Table table) {
        List<Source> sources = new ArrayList<>();
        table.columns().forEach(column -> sources.add(new Fixed(column.defaultValue())));
        return sources;
    }

    Table table() {
        return projection.to();
    }

    /** The same rows in a table that has changed. */
    Origin in(Table table, List<Source> sources) {
        return of(older, table, sources);
    }

    /** The sources as a lens has them: it neither makes nor reads what the store computes. */
    List<Source> sources() {
        List<Source> sources = new ArrayList<>(projection.sources());
        for (int position : table().generatedColumns()) {
            sources.set(position, Fixed.NULL);
        }
        return sources;
    }
}
