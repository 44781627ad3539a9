package dev.syncdb.lab.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words behind a command: options, each with its value, {@code --json}, and of some commands
 * operands. Immutable.
 */
public final class Arguments {
    private static final String OPTION = "--";
    private static final String JSON = "--json";

    private final Map<String, String> values;
    private final List<String> operands;
    private final boolean json;

    private Arguments(Map<String, String> values, List<String> operands, boolean json) {
        this.values = values;
        this.operands = operands;
        this.json = json;
    }

    /**
     * Reads them; of an option that is given twice the last one counts.
     *
     * @param known the options that the command has
     * @throws IllegalArgumentException if there is another one, or one has no value
     */
    public static Arguments of(List<String> words, List<String> known) {
        Arguments read = withOperands(words, known);
        if (!read.operands.isEmpty()) {
            throw unknown(read.operands.get(0));
        }
        return read;
    }

    /**
     * Reads them where words that are no options have a meaning, see {@link #operands}.
     *
     * @throws IllegalArgumentException if there is an option that is not known, or one has no value
     */
    public static Arguments withOperands(List<String> words, List<String> known) {
        List<String> operands = new ArrayList<>();
        Map<String, String> values = new HashMap<>();
        boolean json = false;
        for (int i = 0; i < words.size(); i++) {
            String option = words.get(i);
            if (option.equals(JSON)) {
                json = true;
            } else if (!option.startsWith(OPTION)) {
                operands.add(option);
            } else if (!known.contains(option)) {
                throw unknown(option);
            } else if (i + 1 == words.size()) {
                throw new IllegalArgumentException(option + " needs a value");
            } else {
                i++;
                values.put(option, words.get(i));
            }
        }
        return new Arguments(values, List.copyOf(operands), json);
    }

    private static IllegalArgumentException unknown(String word) {
        return new IllegalArgumentException("unknown option " + word);
    }

    /** The words that are neither options nor their values. */
    public List<String> operands() {
        return operands;
    }

    /** True if standard output is to be one line of JSON. */
    public boolean json() {
        return json;
    }

    /** True if the option is given. */
    public boolean has(String option) {
        return values.containsKey(option);
    }

    /** The value of an option. */
    public String text(String option, String otherwise) {
        return values.getOrDefault(option, otherwise);
    }

    /**
     * The value of an option.
     *
     * @throws IllegalArgumentException if it is no number from {@code min} to {@code max}
     */
    public long number(String option, long otherwise, long min, long max) {
        String value = values.get(option);
        return value == null ? otherwise : parsed(option, value, min, max);
    }

    /**
     * The values of an option, with commas in between.
     *
     * @throws IllegalArgumentException if one is no number from {@code min} to {@code max}
     */
    public List<Long> numbers(String option, String otherwise, long min, long max) {
        List<Long> numbers = new ArrayList<>();
        for (String value : text(option, otherwise).split(",", -1)) {
            numbers.add(parsed(option, value, min, max));
        }
        return List.copyOf(numbers);
    }

    private static long parsed(String option, String value, long min, long max) {
        try {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException wrong) {
            // Told below.
        }
        throw new IllegalArgumentException(
                option + " needs a number from " + min + " to " + max + ", not " + value);
    }
}
