package dev.syncdb.schema;

import dev.syncdb.clock.Environment;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

/**
 * A compiled expression over one row: the body of a CHECK, a DEFAULT or a generated column.
 * Immutable; may be called from any thread.
 */
public interface Formula {
    /** The expression as it was written, without surrounding parentheses. */
    String sql();

    /** Its value for {@code row}. A DEFAULT ignores the row. */
    Value evaluate(Row row, Environment environment);
}
