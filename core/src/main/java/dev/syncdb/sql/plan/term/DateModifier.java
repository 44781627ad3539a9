package dev.syncdb.sql.plan.term;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Moves a moment as the modifiers of SQLite's date functions say. Pure. */
final class DateModifier {
    private static final Pattern AMOUNT =
            Pattern.compile("([+-]?\\d+(?:\\.\\d*)?)\\s*(second|minute|hour|day|month|year)s?");

    private static final Pattern CLOCK =
            Pattern.compile("([+-])(\\d{2}):(\\d{2})(?::(\\d{2}(?:\\.\\d+)?))?");

    private static final Pattern WEEKDAY = Pattern.compile("weekday\\s+([0-6])(?:\\.0*)?");

    /** Amounts beyond this lead out of the calendar in any unit. */
    private static final double AMOUNT_MAX = 464_269_060_800.0;

    private static final int MONTHS = 12;
    private static final int WEEKDAYS = 7;
    private static final double MONTH_DAYS = 30;
    private static final double YEAR_DAYS = 365;

    private DateModifier() {}

    /**
     * The moment that the first of several modifiers leads to, or null if it is no modifier. Only
     * the first can say in which unit a number was meant.
     */
    static @Nullable Moment applyFirst(String modifier, Moment moment) {
        return switch (modifier.trim().toLowerCase(Locale.ROOT)) {
            case "unixepoch" -> number(moment, 1000 * moment.number());
            case "julianday" -> Double.isNaN(moment.number()) ? null : moment;
            case "auto" -> auto(moment);
            default -> apply(modifier, moment);
        };
    }

    /** The moment that a modifier leads to, or null if it is no modifier. */
    static @Nullable Moment apply(String modifier, Moment moment) {
        String word = modifier.trim().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "start of day" -> Moment.of(moment.day(), 0);
            case "start of month" -> Moment.of(moment.day().withDayOfMonth(1), 0);
            case "start of year" -> Moment.of(moment.day().withDayOfYear(1), 0);
            case "subsec", "subsecond" -> moment;
            case "localtime", "utc" ->
                throw new Incorrect(
                        ErrorCode.UNSUPPORTED, "the date modifier " + word + " is not supported");
            default -> counted(word, moment);
        };
    }

    private static @Nullable Moment number(Moment moment, double unixMillis) {
        return Double.isNaN(moment.number()) ? null : Moment.ofUnixMillis(Math.round(unixMillis));
    }

    private static Moment auto(Moment moment) {
        boolean unix = !Double.isNaN(moment.number()) && !moment.isValid();
        return unix ? Moment.ofUnixMillis(Math.round(1000 * moment.number())) : moment;
    }

    private static @Nullable Moment counted(String word, Moment moment) {
        if (!moment.isValid()) {
            return null;
        }
        Matcher amount = AMOUNT.matcher(word);
        if (amount.matches()) {
            double count = Double.parseDouble(amount.group(1));
            return Math.abs(count) > AMOUNT_MAX ? null : plus(moment, count, amount.group(2));
        }
        Matcher weekday = WEEKDAY.matcher(word);
        if (weekday.matches()) {
            int wanted = Integer.parseInt(weekday.group(1));
            int today = moment.day().getDayOfWeek().getValue() % WEEKDAYS;
            long days = Math.floorMod(wanted - today, WEEKDAYS);
            return moment.plusMillis((double) days * Moment.DAY_MILLIS);
        }
        Matcher clock = CLOCK.matcher(word);
        return clock.matches() ? moment.plusMillis(clockMillis(clock)) : null;
    }

    private static double clockMillis(Matcher clock) {
        double seconds = clock.group(4) == null ? 0 : Double.parseDouble(clock.group(4));
        double minutes = Integer.parseInt(clock.group(2)) * 60.0 + Integer.parseInt(clock.group(3));
        double millis = (minutes * 60 + seconds) * 1000;
        return clock.group(1).equals("-") ? -millis : millis;
    }

    private static @Nullable Moment plus(Moment moment, double count, String unit) {
        return switch (unit) {
            case "second" -> moment.plusMillis(count * 1000);
            case "minute" -> moment.plusMillis(count * 60_000);
            case "hour" -> moment.plusMillis(count * 3_600_000);
            case "day" -> moment.plusMillis(count * Moment.DAY_MILLIS);
            case "month" -> plusMonths(moment, (long) count, count % 1 * MONTH_DAYS);
            default -> plusMonths(moment, MONTHS * (long) count, count % 1 * YEAR_DAYS);
        };
    }

    /** A day that the month does not have counts on into the next one. */
    private static @Nullable Moment plusMonths(Moment moment, long months, double days) {
        LocalDate day = moment.day();
        if (Math.abs(months) > 10_000L * MONTHS) {
            return null;
        }
        LocalDate moved =
                day.withDayOfMonth(1).plusMonths(months).plusDays(day.getDayOfMonth() - 1L);
        return Moment.of(moved, moment.millisOfDay()).plusMillis(days * Moment.DAY_MILLIS);
    }
}
