package dev.syncdb.value;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A real number as SQLite prints it: {@code printf("%!.15g")}, at most 15 digits and always a
 * point. Pure.
 */
public final class RealText {
    private static final MathContext DIGITS = new MathContext(15);
    private static final int EXPONENT_PLAIN_MIN = -4;

    private RealText() {}

    public static String of(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "Inf" : "-Inf";
        }
        if (value == 0) {
            return "0.0";
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        String digits = rounded.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - rounded.scale();
        String text = exponent < EXPONENT_PLAIN_MIN || exponent >= DIGITS.getPrecision()
                ? scientific(digits, exponent)
                : plain(rounded.abs());
        return value < 0 ? "-" + text : text;
    }

    private static String plain(BigDecimal value) {
        String text = value.toPlainString();
        return text.indexOf('.') < 0 ? text + ".0" : text;
    }

    private static String scientific(String digits, int exponent) {
        String fraction = digits.length() == 1 ? "0" : digits.substring(1);
        String sign = exponent < 0 ? "-" : "+";
        int size = Math.abs(exponent);
        return digits.charAt(0) + "." + fraction + "e" + sign + (size < 10 ? "0" : "") + size;
    }
}
