package dev.syncdb;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.sql.plan.term.Numbering;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Turns what Java gives into the values of a statement's parameters. */
final class Parameters {
    private static final Value[] NONE = {};

    private Parameters() {}

    static Value[] of(@Nullable Object... given) {
        if (given.length == 0) {
            return NONE;
        }
        Value[] values = new Value[given.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(given[i]);
        }
        return values;
    }

    /**
     * Values by name, with or without the sign before it. Fails with PARAMETER unless {@code given}
     * has exactly the names of the statement.
     */
    static Value[] named(List<String> wanted, Map<String, ?> given) {
        Value[] values = new Value[wanted.size()];
        int used = 0;
        for (int i = 0; i < values.length; i++) {
            String name = wanted.get(i);
            if (name.equals(Numbering.ANONYMOUS)) {
                throw new Incorrect(ErrorCode.PARAMETER, "parameter " + (i + 1) + " has no name");
            }
            String key = given.containsKey(name) ? name : name.substring(1);
            if (!given.containsKey(key)) {
                throw new Incorrect(ErrorCode.PARAMETER, "no value for parameter " + name);
            }
            values[i] = value(given.get(key));
            used++;
        }
        if (used != given.size()) {
            throw new Incorrect(
                    ErrorCode.PARAMETER,
                    given.size() + " values for " + used + " named parameters");
        }
        return values;
    }

    static Value value(@Nullable Object given) {
        if (given == null) {
            return Value.NULL;
        }
        if (given instanceof Value value) {
            return value;
        }
        if (given instanceof String text) {
            return Value.of(text);
        }
        if (given instanceof Number number) {
            return number(number);
        }
        if (given instanceof Boolean truth) {
            return Value.of(truth.booleanValue());
        }
        if (given instanceof Bytes bytes) {
            return Value.of(bytes);
        }
        if (given instanceof byte[] bytes) {
            return Value.of(Bytes.copyOf(bytes));
        }
        if (given instanceof UUID uuid) {
            return Value.of(uuid.toString());
        }
        throw unknown(given);
    }

    private static Value number(Number number) {
        if (number instanceof Long
                || number instanceof Integer
                || number instanceof Short
                || number instanceof Byte) {
            return Value.of(number.longValue());
        }
        if (number instanceof Double || number instanceof Float) {
            return Value.of(number.doubleValue());
        }
        throw unknown(number);
    }

    private static Incorrect unknown(Object given) {
        return new Incorrect(
                ErrorCode.PARAMETER,
                "a " + given.getClass().getName() + " cannot be a value of SQL");
    }
}
