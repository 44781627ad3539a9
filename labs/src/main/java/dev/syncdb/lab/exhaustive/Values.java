package dev.syncdb.lab.exhaustive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values that were written in one world, none of them twice. Each is in a row at last, in the
 * ledger, in an operation that was refused, or somebody who saw it took it away. Lives for one
 * world.
 */
final class Values {
    /** Larger than what identifiers and versions add up to. */
    private static final int FIRST_BIT = 20;

    private static final int FIRST_NUMBER = 11;

    private static final Pattern NUMBER = Pattern.compile("\\d{7,18}");

    private final List<Integer> made = new ArrayList<>();
    private final Set<Integer> takenAway = new HashSet<>();
    private int last;

    /** The next operation, with values of its own. */
    String next(String operation) {
        last++;
        return operation
                .replace(Menu.VALUE, text(last))
                .replace(Menu.NUMBER, String.valueOf(FIRST_NUMBER + last))
                .replace(Menu.BIT, String.valueOf(bit(last)));
    }

    /**
     * The last operation was done.
     *
     * @param before what its author saw before it
     * @param after what it saw after it
     */
    void made(String before, String after) {
        if (isIn(last, after)) {
            made.add(last);
        }
        for (int value : made) {
            if (isIn(value, before) && !isIn(value, after)) {
                takenAway.add(value);
            }
        }
    }

    /** How many values were written. */
    int count() {
        return made.size();
    }

    /** Fails if a value is nowhere. */
    void requireAllIn(String told) {
        for (int value : made) {
            if (!takenAway.contains(value) && !isIn(value, told)) {
                throw new AssertionError("nothing is left of " + text(value) + " in\n" + told);
            }
        }
    }

    private static String text(int value) {
        return "v" + value;
    }

    private static long bit(int value) {
        return 1L << (FIRST_BIT + value);
    }

    private static boolean isIn(int value, String text) {
        if (text.contains(text(value))) {
            return true;
        }
        Matcher numbers = NUMBER.matcher(text);
        while (numbers.find()) {
            if ((Long.parseLong(numbers.group()) & bit(value)) != 0) {
                return true;
            }
        }
        return false;
    }
}
