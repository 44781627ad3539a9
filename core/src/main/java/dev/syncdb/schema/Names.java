package dev.syncdb.schema;

import dev.syncdb.value.Collation;

/**
 * Names of tables and columns as SQL compares them: the case of ASCII letters does not count. Pure.
 */
public final class Names {
    private Names() {}

    /** The form that all spellings of a name share. */
    public static String fold(String name) {
        return Collation.NOCASE.fold(name);
    }

    public static boolean equal(String left, String right) {
        return left.length() == right.length() && fold(left).equals(fold(right));
    }
}
