package dev.syncdb.draft;

import dev.syncdb.schema.Column;
import dev.syncdb.value.Affinity;

import org.jspecify.annotations.Nullable;

/** What becomes of values whose column gets another type. Pure. */
final class Losses {
    private Losses() {}

    /**
     * What may be lost, or null if every value stays what it is.
     *
     * @see <a href="https://www.sqlite.org/datatype3.html#type_affinity">SQLite</a>
     */
    static @Nullable String of(Affinity from, Affinity to) {
        if (from == to || to == Affinity.BLOB) {
            return null;
        }
        return switch (to) {
            case INTEGER, NUMERIC ->
                isText(from) ? "a text that looks like a number becomes that number" : null;
            case REAL ->
                isText(from)
                        ? "a text that looks like a number becomes that number"
                        : "an integer of more than 53 bits is rounded";
            case TEXT -> from == Affinity.INTEGER ? null : "a real becomes a text of 15 digits";
            case BLOB -> null;
        };
    }

    /** What may stop a STRICT table from taking the values of a column, or null. */
    static @Nullable String ofStrict(Column from, boolean wasStrict, Column to) {
        boolean alike = wasStrict && from.type().affinity() == to.type().affinity();
        return alike || to.type().text().equalsIgnoreCase("ANY")
                ? null
                : "the table is STRICT: a value that is no " + to.type().text()
                        + " stops the migration";
    }

    private static boolean isText(Affinity affinity) {
        return affinity == Affinity.TEXT || affinity == Affinity.BLOB;
    }
}
