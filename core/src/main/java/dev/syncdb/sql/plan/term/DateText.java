package dev.syncdb.sql.plan.term;

import dev.syncdb.value.NumericText;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the time values of SQLite: date, time, both, {@code now}, or a Julian day. Pure. */
final class DateText {
    private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");

    private static final Pattern TIME = Pattern.compile(
            "(\\d{2}):(\\d{2})(?::(\\d{2})(\\.\\d+)?)?\\s*(?:[zZ]|([+-])(\\d{2}):(\\d{2}))?\\s*");

    private static final LocalDate DAY_OF_BARE_TIME = LocalDate.of(2000, 1, 1);
    private static final int DATE_CHARS = 10;
    private static final int HOUR_MAX = 23;
    private static final int SIXTIETH_MAX = 59;
    private static final int MONTH_MAX = 12;
    private static final int DAY_MAX = 31;
    private static final long MINUTE_MILLIS = 60_000;

    private DateText() {}

    /** The moment that {@code value} names, or null if it names none. */
    static @Nullable Moment read(Value value, LongSupplier nowMillis) {
        if (value.type() == ValueType.INTEGER || value.type() == ValueType.REAL) {
            return Moment.ofJulianDay(value.asDouble());
        }
        if (value.isNull()) {
            return null;
        }
        String text = Conversions.toText(value);
        if (text.toLowerCase(Locale.ROOT).equals("now")) {
            return Moment.ofUnixMillis(nowMillis.getAsLong());
        }
        Matcher date = DATE.matcher(text);
        if (date.lookingAt()) {
            return dated(date, text.substring(DATE_CHARS));
        }
        Long millis = millisOfDay(text);
        if (millis != null) {
            return Moment.of(DAY_OF_BARE_TIME, millis);
        }
        Value number = NumericText.whole(text);
        return number.isNull() ? null : Moment.ofJulianDay(number.asDouble());
    }

    private static @Nullable Moment dated(Matcher date, String rest) {
        int month = Integer.parseInt(date.group(2));
        int day = Integer.parseInt(date.group(3));
        if (month < 1 || month > MONTH_MAX || day < 1 || day > DAY_MAX) {
            return null;
        }
        int start = 0;
        while (start < rest.length() && " tT".indexOf(rest.charAt(start)) >= 0) {
            start++;
        }
        Long millis = start == rest.length() ? Long.valueOf(0) : millisOfDay(rest.substring(start));
        // A 31st of a short month is a day of the next one.
        LocalDate first = LocalDate.of(Integer.parseInt(date.group(1)), month, 1);
        return millis == null ? null : Moment.of(first.plusDays(day - 1L), millis);
    }

    /** Milliseconds since midnight UTC of a time with an optional zone, or null. */
    private static @Nullable Long millisOfDay(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return null;
        }
        int hour = Integer.parseInt(time.group(1));
        int minute = Integer.parseInt(time.group(2));
        int second = time.group(3) == null ? 0 : Integer.parseInt(time.group(3));
        if (hour > HOUR_MAX || minute > SIXTIETH_MAX || second > SIXTIETH_MAX) {
            return null;
        }
        double fraction = time.group(4) == null ? 0 : Double.parseDouble("0" + time.group(4));
        long millis =
                (hour * 60L + minute) * MINUTE_MILLIS + Math.round((second + fraction) * 1000);
        return millis - zoneMinutes(time) * MINUTE_MILLIS;
    }

    private static long zoneMinutes(Matcher time) {
        if (time.group(5) == null) {
            return 0;
        }
        long minutes = Integer.parseInt(time.group(6)) * 60L + Integer.parseInt(time.group(7));
        return time.group(5).equals("-") ? -minutes : minutes;
    }
}
