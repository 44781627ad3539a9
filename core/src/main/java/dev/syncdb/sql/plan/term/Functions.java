package dev.syncdb.sql.plan.term;

import dev.syncdb.sql.plan.term.Function.Determinism;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All scalar functions by name.
 *
 * @see <a href="https://www.sqlite.org/lang_corefunc.html">SQLite</a>
 */
final class Functions {
    private static final Map<String, List<Function>> ALL = new HashMap<>();

    static {
        TextFunctions.ALL.forEach(Functions::register);
        NumberFunctions.ALL.forEach(Functions::register);
        DateFunctions.ALL.forEach(Functions::register);
        CollectionFunctions.ALL.forEach(Functions::register);
        register(Function.lenient("typeof", 1, 1, a -> Value.of(a[0].type().sqlName())));
        register(new Function("nullif", 2, 2, false, Determinism.ALWAYS, Functions::nullif));
        register(new Function("min", 2, Function.ANY, true, Determinism.ALWAYS, Functions::least));
        register(new Function(
                "max", 2, Function.ANY, true, Determinism.ALWAYS, Functions::greatest));
        register(new Function(
                "changes",
                0,
                0,
                true,
                Determinism.NEVER,
                (a, call, frame) -> Value.of(frame.counters().changes())));
        register(new Function(
                "total_changes",
                0,
                0,
                true,
                Determinism.NEVER,
                (a, call, frame) -> Value.of(frame.counters().totalChanges())));
        register(new Function(
                "last_insert_rowid",
                0,
                0,
                true,
                Determinism.NEVER,
                (a, call, frame) -> Value.of(frame.counters().lastInsertRowid())));
    }

    private Functions() {}

    /**
     * The functions of that folded name, which differ in their number of arguments; empty if there
     * are none.
     */
    static List<Function> named(String name) {
        return ALL.getOrDefault(name, List.of());
    }

    /** The function of that folded name that takes so many arguments, or null. */
    static @Nullable Function find(String name, int arguments) {
        for (Function function : named(name)) {
            if (function.takes(arguments)) {
                return function;
            }
        }
        return null;
    }

    private static void register(Function function) {
        ALL.computeIfAbsent(function.name(), name -> new ArrayList<>()).add(function);
    }

    private static Value nullif(Value[] a, Function.Call call, Frame frame) {
        boolean comparable = a[0].type() != ValueType.NULL && a[1].type() != ValueType.NULL;
        return comparable && Value.compare(a[0], a[1], call.comparing()) == 0 ? Value.NULL : a[0];
    }

    /** The last of equal ones. */
    private static Value least(Value[] values, Function.Call call, Frame frame) {
        Value best = values[0];
        for (Value value : values) {
            best = Value.compare(value, best, call.comparing()) <= 0 ? value : best;
        }
        return best;
    }

    /** The first of equal ones. */
    private static Value greatest(Value[] values, Function.Call call, Frame frame) {
        Value best = values[0];
        for (Value value : values) {
            best = Value.compare(value, best, call.comparing()) > 0 ? value : best;
        }
        return best;
    }
}
