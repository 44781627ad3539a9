package dev.syncdb.journal;

import dev.syncdb.error.Retryable;

import java.util.ArrayList;
import java.util.List;

/**
 * The name of a file that belongs to a journal or log: {@code <name>-<number, 16 hexadecimal
 * digits><suffix>}. While it is being made it bears {@link #TEMPORARY} behind that, and what is
 * found so after a crash is rubbish.
 */
final class NumberedFile {
    static final String LOG = ".log";
    static final String SNAPSHOT = ".snapshot";
    static final String TEMPORARY = ".tmp";

    private static final int DIGITS = 16;

    private NumberedFile() {}

    static String name(String name, long number, String suffix) {
        StringBuilder text = new StringBuilder(name).append('-');
        String digits = Long.toHexString(number);
        for (int i = digits.length(); i < DIGITS; i++) {
            text.append('0');
        }
        return text.append(digits).append(suffix).toString();
    }

    /** The numbers of all files of that name and suffix, ascending. */
    static List<Long> numbers(Disk disk, String name, String suffix) {
        List<Long> numbers = new ArrayList<>();
        for (String file : disk.list()) {
            if (matches(file, name, suffix)) {
                int from = name.length() + 1;
                numbers.add(Long.parseLong(file.substring(from, from + DIGITS), 16));
            }
        }
        numbers.sort(null);
        return numbers;
    }

    /** Deletes what a crash left half made. */
    static void deleteTemporary(Disk disk, String name, String suffix) {
        for (String file : disk.list()) {
            if (matches(file, name, suffix + TEMPORARY)) {
                disk.delete(file);
            }
        }
    }

    /**
     * Deletes a half-made file, for its room may be what the disk lacks. Returns {@code refused},
     * the reason why it was not finished.
     */
    static Retryable discard(Disk disk, String file, Retryable refused) {
        try {
            disk.delete(file);
        } catch (Retryable alsoRefused) {
            refused.addSuppressed(alsoRefused);
        }
        return refused;
    }

    private static boolean matches(String file, String name, String suffix) {
        if (file.length() != name.length() + 1 + DIGITS + suffix.length()
                || !file.startsWith(name + "-")
                || !file.endsWith(suffix)) {
            return false;
        }
        int from = name.length() + 1;
        for (int i = from; i < from + DIGITS; i++) {
            if ("0123456789abcdef".indexOf(file.charAt(i)) < 0) {
                return false;
            }
        }
        return file.charAt(from) < '8';
    }
}
