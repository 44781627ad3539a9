package dev.syncdb.lab.laws;

import dev.syncdb.merge.ConflictRecord;
import dev.syncdb.value.Value;

import java.util.List;

/**
 * What became of an edit. Immutable.
 *
 * @param value what is there now
 * @param differing true if its author is to be told
 */
record Outcome(Value value, boolean differing, List<ConflictRecord> records) {
    Outcome {
        records = List.copyOf(records);
    }
}
