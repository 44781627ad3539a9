package dev.syncdb.sync.apply;

import dev.syncdb.merge.MergeContext;
import dev.syncdb.merge.MergeFunction;
import dev.syncdb.merge.MergeResult;
import dev.syncdb.merge.MergeRules;
import dev.syncdb.schema.DeclaredType;
import dev.syncdb.schema.Names;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Calls the merge functions of an application, and calls none again that has failed once: one that
 * takes too long, throws, or returns nothing, too much or a value of another type. Lives as long as
 * the space or the replica; confined to whoever writes it.
 */
public final class MergeCalls {
    /**
     * Long for a pure function of three values, also the first time it runs; short for all the
     * others who wait for the same thread.
     */
    public static final long CALL_MILLIS_MAX = 1_000;

    /** Largest result, in characters of a text or bytes of a blob: as large as a value may grow. */
    public static final int RESULT_SIZE_MAX = 1 << 20;

    private final MergeRules rules;
    private final BiConsumer<String, String> listener;

    /** By folded name of the function, why it is off. */
    private final Map<String, String> off = new HashMap<>();

    /** @param listener is told name and reason of each function that is switched off */
    public MergeCalls(MergeRules rules, BiConsumer<String, String> listener) {
        this.rules = rules;
        this.listener = listener;
    }

    /** Does not call this function any more, nor tells anybody. */
    public void disable(String name, String reason) {
        off.put(Names.fold(name), reason);
    }

    /** Calls this function again. */
    public void enable(String name) {
        off.remove(Names.fold(name));
    }

    /**
     * What the function that the column names says of two values; null if there is none of that
     * name, or it is off, or now fails and is off from here on.
     */
    public @Nullable MergeResult call(
            @Nullable Value base, Value mine, Value theirs, MergeContext context) {
        String name = context.column().type().function();
        MergeFunction function = name == null ? null : rules.find(name);
        if (name == null || function == null || off.containsKey(Names.fold(name))) {
            return null;
        }
        Supplier<MergeResult> call = () -> function.merge(base, mine, theirs, context);
        try {
            MergeResult result = rules.limit().within(CALL_MILLIS_MAX, call);
            String wrong = wrongWith(result, context.column().type());
            if (wrong == null) {
                return result;
            }
            fail(name, wrong);
        } catch (RuntimeException
                | StackOverflowError
                | OutOfMemoryError
                | LinkageError
                | AssertionError failure) {
            fail(name, String.valueOf(failure));
        }
        return null;
    }

    private void fail(String name, String reason) {
        disable(name, reason);
        listener.accept(name, reason);
    }

    private static @Nullable String wrongWith(@Nullable MergeResult result, DeclaredType type) {
        if (result == null) {
            return "it returned nothing";
        }
        if (!(result instanceof MergeResult.Merged merged)) {
            return null;
        }
        Value value = merged.value();
        if (type.refuses(value) != null || !type.affinity().apply(value).equals(value)) {
            return "it returned " + value.type().sqlName() + " for a column of type " + type.text();
        }
        return size(value) <= RESULT_SIZE_MAX
                ? null
                : "it returned more than " + RESULT_SIZE_MAX + " characters or bytes";
    }

    private static int size(Value value) {
        if (value.type() == ValueType.TEXT) {
            return value.asText().length();
        }
        return value.type() == ValueType.BLOB ? value.asBytes().size() : 0;
    }
}
