package dev.syncdb.sql.plan.term;

import static dev.syncdb.sql.plan.term.Moment.padded;

import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.Locale;

/** The conversions of strftime. Pure. */
final class DateFormat {
    private static final int NOON = 12;
    private static final int WEEKDAYS = 7;
    private static final MathContext JULIAN_DAY_DIGITS = new MathContext(16);

    private DateFormat() {}

    /** The format with its conversions filled in; NULL if it has an unknown one. */
    static Value format(String format, Moment moment) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < format.length()) {
            char c = format.charAt(at++);
            String part = String.valueOf(c);
            if (c == '%') {
                part = at < format.length() ? converted(format.charAt(at++), moment) : null;
            }
            if (part == null) {
                return Value.NULL;
            }
            text.append(part);
        }
        return Value.of(text.toString());
    }

    private static @Nullable String converted(char conversion, Moment moment) {
        return switch (conversion) {
            case 'F' -> moment.date();
            case 'T' -> moment.time();
            case 'R' -> moment.time().substring(0, 5);
            case 'J' -> julianDay(moment);
            case 's' -> Long.toString(moment.unixSeconds());
            case '%' -> "%";
            case 'H', 'I', 'k', 'l', 'M', 'S', 'f', 'p', 'P' -> ofTime(conversion, moment);
            default -> ofDay(conversion, moment.day());
        };
    }

    private static String julianDay(Moment moment) {
        BigDecimal day = new BigDecimal(moment.julianDay()).round(JULIAN_DAY_DIGITS);
        return day.stripTrailingZeros().toPlainString();
    }

    private static String ofTime(char conversion, Moment moment) {
        int hour = moment.hour();
        int twelve = (hour + NOON - 1) % NOON + 1;
        String half = hour < NOON ? "AM" : "PM";
        return switch (conversion) {
            case 'H' -> padded(hour, 2);
            case 'I' -> padded(twelve, 2);
            case 'k' -> spaced(hour);
            case 'l' -> spaced(twelve);
            case 'M' -> padded(moment.minute(), 2);
            case 'S' -> padded(moment.second(), 2);
            case 'f' -> padded(moment.second(), 2) + "." + padded(moment.millisOfSecond(), 3);
            case 'p' -> half;
            default -> half.toLowerCase(Locale.ROOT);
        };
    }

    private static @Nullable String ofDay(char conversion, LocalDate day) {
        int fromMonday = day.getDayOfWeek().getValue() - 1;
        int fromSunday = (fromMonday + 1) % WEEKDAYS;
        return switch (conversion) {
            case 'Y' -> padded(day.getYear(), 4);
            case 'm' -> padded(day.getMonthValue(), 2);
            case 'd' -> padded(day.getDayOfMonth(), 2);
            case 'e' -> spaced(day.getDayOfMonth());
            case 'j' -> padded(day.getDayOfYear(), 3);
            case 'w' -> Integer.toString(fromSunday);
            case 'u' -> Integer.toString(fromMonday + 1);
            case 'W' -> padded((day.getDayOfYear() + WEEKDAYS - 1 - fromMonday) / WEEKDAYS, 2);
            case 'U' -> padded((day.getDayOfYear() + WEEKDAYS - 1 - fromSunday) / WEEKDAYS, 2);
            default -> null;
        };
    }

    private static String spaced(int number) {
        return number < 10 ? " " + number : Integer.toString(number);
    }
}
