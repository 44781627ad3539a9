package dev.syncdb.merge;

import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.jspecify.annotations.Nullable;

/** Increments of integers. What is no integer counts as 0. Stateless. */
final class CounterKind implements EditKind {
    static final CounterKind INSTANCE = new CounterKind();

    private CounterKind() {}

    @Override
    public @Nullable Value between(Value before, Value after) {
        if (!isEdit(before) || !isEdit(after)) {
            return null;
        }
        try {
            return Value.of(Math.subtractExact(after.asLong(), before.asLong()));
        } catch (ArithmeticException tooFar) {
            return null;
        }
    }

    @Override
    public boolean isEdit(Value edit) {
        return edit.type() == ValueType.INTEGER;
    }

    @Override
    public boolean takes(Value current) {
        return current.type() == ValueType.INTEGER;
    }

    @Override
    public Value applied(Value current, Value edit, @Nullable Value before) {
        return takes(current) ? Value.of(Math.addExact(current.asLong(), edit.asLong())) : edit;
    }

    @Override
    public MergedCell merged(Meeting meeting) {
        Value value = applied(meeting.stored(), meeting.cell().after(), null);
        return meeting.took(takes(meeting.stored()), value);
    }

    @Override
    public Value shown(Value edit) {
        long increment = edit.asLong();
        return Value.of(increment < 0 ? String.valueOf(increment) : "+" + increment);
    }
}
