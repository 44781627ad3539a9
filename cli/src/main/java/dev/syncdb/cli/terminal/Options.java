package dev.syncdb.cli.terminal;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The arguments of one call, taken apart: {@code --name value}, {@code --name=value},
 * {@code --flag}, and what stands by itself. Immutable. Every mistake is an {@link Incorrect} with
 * code CONFIGURATION.
 */
public final class Options {
    private static final String JSON = "--json";

    private final Map<String, List<String>> values;
    private final List<String> operands;

    private Options(Map<String, List<String>> values, List<String> operands) {
        this.values = values;
        this.operands = List.copyOf(operands);
    }

    /** The names that one command takes. */
    public record Names(Set<String> valued, Set<String> flags, int operandsMax) {}

    /** Fails if an argument is not among {@code names}, or one lacks its value. */
    public static Options parse(List<String> arguments, Names names) {
        Map<String, List<String>> values = new HashMap<>();
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (equals < 0 && names.flags().contains(name)) {
                values.computeIfAbsent(name, key -> new ArrayList<>());
            } else if (names.valued().contains(name)) {
                if (equals < 0 && ++i == arguments.size()) {
                    throw misuse("option " + name + " needs a value");
                }
                String value = equals < 0 ? arguments.get(i) : argument.substring(equals + 1);
                values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
            } else if (argument.startsWith("-")) {
                throw misuse("unknown option " + argument);
            } else {
                operands.add(argument);
            }
        }
        if (operands.size() > names.operandsMax()) {
            throw misuse("unexpected argument " + operands.get(names.operandsMax()));
        }
        return new Options(values, operands);
    }

    /** True if these arguments ask for JSON; they need not be correct for that. */
    public static boolean wantJson(List<String> arguments) {
        return arguments.contains(JSON);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** True if results shall be JSON. */
    public boolean json() {
        return has(JSON);
    }

    /** All values given for the option, in order. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The value of the option, or null. Fails if it was given twice. */
    public @Nullable String find(String name) {
        List<String> given = all(name);
        if (given.size() > 1) {
            throw misuse("option " + name + " was given " + given.size() + " times");
        }
        return given.isEmpty() ? null : given.get(0);
    }

    /** The value of the option. */
    public String require(String name) {
        String value = find(name);
        if (value == null) {
            throw misuse("option " + name + " is missing");
        }
        return value;
    }

    /** The value of the option, or {@code otherwise}. */
    public String value(String name, String otherwise) {
        String value = find(name);
        return value == null ? otherwise : value;
    }

    /** The whole number from {@code min} to {@code max} that was given, or {@code otherwise}. */
    public int number(String name, int otherwise, int min, int max) {
        String value = find(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // Told below, like a number out of range.
        }
        throw misuse(
                "option " + name + " is a number from " + min + " to " + max + ", not " + value);
    }

    /** The arguments that stand by themselves, in order. */
    public List<String> operands() {
        return operands;
    }

    /** The argument that stands by itself, or null. */
    public @Nullable String operand() {
        return operands.isEmpty() ? null : operands.get(0);
    }

    /** A call that cannot be understood. */
    public static Incorrect misuse(String message) {
        return new Incorrect(ErrorCode.CONFIGURATION, message);
    }
}
