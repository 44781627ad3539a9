package dev.syncdb.lab.call;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words behind a command: options, each with its value, and {@code --json}. Immutable. */
public final class Arguments {
    private static final String JSON = "--json";

    private final Map<String, String> values;
    private final boolean json;

    private Arguments(Map<String, String> values, boolean json) {
        this.values = values;
        this.json = json;
    }

    /**
     * Reads them; of an option that is given twice the last one counts.
     *
     * @param known the options that the command has
     * @throws IllegalArgumentException if there is another one, or one has no value
     */
    public static Arguments of(List<String> words, List<String> known) {
        Map<String, String> values = new HashMap<>();
        boolean json = false;
        for (int i = 0; i < words.size(); i++) {
            String option = words.get(i);
            if (option.equals(JSON)) {
                json = true;
            } else if (!known.contains(option)) {
                throw new IllegalArgumentException("unknown option " + option);
            } else if (i + 1 == words.size()) {
                throw new IllegalArgumentException(option + " needs a value");
            } else {
                i++;
                values.put(option, words.get(i));
            }
        }
        return new Arguments(values, json);
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
        if (value == null) {
            return otherwise;
        }
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
