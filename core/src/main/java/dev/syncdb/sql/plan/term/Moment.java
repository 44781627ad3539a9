package dev.syncdb.sql.plan.term;

import java.time.LocalDate;

/**
 * A moment as the date functions know it, in UTC on the Gregorian calendar, extended to the years 0
 * to 9999.
 *
 * @param unixMillis milliseconds since 1970
 * @param number the number it was read from, which a modifier may read in another unit; NaN if it
 *     was a text
 */
record Moment(long unixMillis, double number) {
    static final long DAY_MILLIS = 86_400_000;

    private static final long SECOND_MILLIS = 1_000;
    private static final long YEAR_10000_MILLIS =
            LocalDate.of(10_000, 1, 1).toEpochDay() * DAY_MILLIS;

    /** Julian days begin at noon. */
    private static final double EPOCH_JULIAN_DAY = 2_440_587.5;

    private static final long EPOCH_JULIAN_MILLIS = (long) (EPOCH_JULIAN_DAY * DAY_MILLIS);

    static Moment ofUnixMillis(long unixMillis) {
        return new Moment(unixMillis, Double.NaN);
    }

    static Moment ofJulianDay(double day) {
        return new Moment((long) (day * DAY_MILLIS + 0.5) - EPOCH_JULIAN_MILLIS, day);
    }

    static Moment of(LocalDate day, long millisOfDay) {
        return ofUnixMillis(day.toEpochDay() * DAY_MILLIS + millisOfDay);
    }

    boolean isValid() {
        return unixMillis >= -EPOCH_JULIAN_MILLIS && unixMillis < YEAR_10000_MILLIS;
    }

    Moment plusMillis(double millis) {
        return ofUnixMillis(unixMillis + Math.round(millis));
    }

    LocalDate day() {
        return LocalDate.ofEpochDay(Math.floorDiv(unixMillis, DAY_MILLIS));
    }

    long millisOfDay() {
        return Math.floorMod(unixMillis, DAY_MILLIS);
    }

    long unixSeconds() {
        return Math.floorDiv(unixMillis, SECOND_MILLIS);
    }

    double julianDay() {
        return (unixMillis + EPOCH_JULIAN_MILLIS) / (double) DAY_MILLIS;
    }

    /** {@code YYYY-MM-DD}. */
    String date() {
        LocalDate day = day();
        return padded(day.getYear(), 4) + "-" + padded(day.getMonthValue(), 2) + "-"
                + padded(day.getDayOfMonth(), 2);
    }

    /** {@code HH:MM:SS}. */
    String time() {
        return padded(hour(), 2) + ":" + padded(minute(), 2) + ":" + padded(second(), 2);
    }

    int hour() {
        return (int) (millisOfDay() / 3_600_000);
    }

    int minute() {
        return (int) (millisOfDay() / 60_000 % 60);
    }

    int second() {
        return (int) (millisOfDay() / SECOND_MILLIS % 60);
    }

    int millisOfSecond() {
        return (int) (millisOfDay() % SECOND_MILLIS);
    }

    static String padded(int number, int digits) {
        StringBuilder text = new StringBuilder().append(Math.abs(number));
        while (text.length() < digits) {
            text.insert(0, '0');
        }
        return number < 0 ? "-" + text : text.toString();
    }
}
