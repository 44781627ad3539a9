package dev.syncdb.lens;

import dev.syncdb.clock.Environment;
import dev.syncdb.schema.Formula;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

/** The cell at a position. */
record Copy(String sql, int position) implements Formula {
    @Override
    public Value evaluate(Row row, Environment environment) {
        return row.at(position);
    }
}
