package dev.syncdb.sql.plan.term;

import dev.syncdb.value.Affinity;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Distinct values under a collation, and whether NULL was among them. Filled once, then read; one
 * thread.
 */
final class ValueSet {
    private final @Nullable Affinity affinity;
    private final Collation collation;
    private final Map<Key, Value> values = new LinkedHashMap<>();
    private boolean hasNull;

    ValueSet(@Nullable Affinity affinity, Collation collation) {
        this.affinity = affinity;
        this.collation = collation;
    }

    void add(Value value) {
        if (value.isNull()) {
            hasNull = true;
            return;
        }
        Value converted = Comparison.convert(value, affinity);
        values.putIfAbsent(key(converted), converted);
    }

    /** {@code value} is converted already. */
    boolean contains(Value value) {
        return values.containsKey(key(value));
    }

    boolean hasNull() {
        return hasNull;
    }

    boolean isEmpty() {
        return values.isEmpty() && !hasNull;
    }

    /** Without NULL, in ascending order. */
    List<Value> values() {
        List<Value> sorted = new ArrayList<>(values.values());
        sorted.sort((a, b) -> Value.compare(a, b, collation));
        return sorted;
    }

    private Key key(Value value) {
        return Key.of(Row.of(value), List.of(collation));
    }
}
