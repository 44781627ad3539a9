package dev.syncdb.lab.engine.measure;

import java.util.Arrays;

/** The middle of some measurements, and the middles of its two halves. */
public record Quartiles(double lower, double median, double upper) {
    /** Of at least one value; between two values it lies in proportion. */
    public static Quartiles of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values have no quartiles");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    /** Of the ratios of two series that were measured in the same rounds. */
    public static Quartiles ofRatios(double[] dividends, double[] divisors) {
        if (dividends.length != divisors.length) {
            throw new IllegalArgumentException(
                    dividends.length + " rounds cannot be paired with " + divisors.length);
        }
        double[] ratios = new double[dividends.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = dividends[i] / divisors[i];
        }
        return of(ratios);
    }

    /** How far the median of a ratio is from 1, in percent. */
    public double percentOff() {
        return Math.abs(percentMore());
    }

    /** By how much the median of a ratio exceeds 1, in percent. */
    public double percentMore() {
        return 100 * (median - 1);
    }

    /** By how much the upper quartile of a ratio exceeds 1, in percent. */
    public double upperPercentMore() {
        return 100 * (upper - 1);
    }

    private static double at(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
