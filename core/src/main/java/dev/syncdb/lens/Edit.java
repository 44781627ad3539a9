package dev.syncdb.lens;

import dev.syncdb.value.Row;

/**
 * What somebody did to a row on one side of a lens.
 *
 * @param before that side's row as it was
 * @param after that side's row as it is now
 * @param other the other side's row as it was
 */
public record Edit(Row before, Row after, Row other) {}
