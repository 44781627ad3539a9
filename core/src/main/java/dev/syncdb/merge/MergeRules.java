package dev.syncdb.merge;

import dev.syncdb.clock.TimeLimit;
import dev.syncdb.schema.Names;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The merge functions of an application, by the name that columns give them, and what bounds their
 * time. Immutable.
 *
 * @param functions by folded name
 */
public record MergeRules(Map<String, MergeFunction> functions, TimeLimit limit) {
    /** No functions; whatever names one is decided without. */
    public static final MergeRules NONE = new MergeRules(Map.of(), MergeRules::atOnce);

    public MergeRules {
        functions = Collections.unmodifiableMap(new TreeMap<>(functions));
    }

    /** No functions yet. */
    public static MergeRules within(TimeLimit limit) {
        return new MergeRules(Map.of(), limit);
    }

    /** These and one more, which takes the place of one of the same name. */
    public MergeRules with(String name, MergeFunction function) {
        Map<String, MergeFunction> more = new TreeMap<>(functions);
        more.put(Names.fold(name), function);
        return new MergeRules(more, limit);
    }

    /** The function of that name, in any case of letters, or null. */
    public @Nullable MergeFunction find(String name) {
        return functions.get(Names.fold(name));
    }

    private static <T extends @Nullable Object> T atOnce(long limitMillis, Supplier<T> work) {
        return work.get();
    }
}
