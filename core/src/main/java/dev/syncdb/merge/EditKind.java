package dev.syncdb.merge;

import dev.syncdb.schema.MergeRule;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.jspecify.annotations.Nullable;

/**
 * The edits of columns of one merge rule, where an edit is not the value that it leaves but what it
 * does to whatever is there. Stateless.
 */
interface EditKind {
    /** The kind of a rule's edits, or null if they are the values that they leave. */
    static @Nullable EditKind of(MergeRule rule) {
        return switch (rule) {
            case COUNTER -> CounterKind.INSTANCE;
            case ORSET -> SetKind.INSTANCE;
            case LIST -> ListKind.INSTANCE;
            case MAP -> MapKind.INSTANCE;
            case MERGED -> TextKind.INSTANCE;
            default -> null;
        };
    }

    /** What makes one value of the other, or null if there is no such edit. */
    @Nullable
    Value between(Value before, Value after);

    /** True if {@code edit} is in the form of these edits. */
    boolean isEdit(Value edit);

    /** True if an edit leaves something of {@code current}. */
    boolean takes(Value current);

    /**
     * What is there after the edit. What has no value of this kind counts as nothing.
     *
     * @param before what its author saw; null if that is not known
     * @throws ArithmeticException if that is out of range
     */
    Value applied(Value current, Value edit, @Nullable Value before);

    /** What becomes of both where an edit comes to a cell on the server. */
    MergedCell merged(Meeting meeting);

    /** The edit for people. */
    Value shown(Value edit);

    /** The text of a value; null if it is none. */
    static @Nullable String textOf(Value value) {
        return value.type() == ValueType.TEXT ? value.asText() : null;
    }

    /** True of what can be a collection: a text, or NULL for one of nothing. */
    static boolean isTextOrNull(Value value) {
        return value.isNull() || value.type() == ValueType.TEXT;
    }
}
