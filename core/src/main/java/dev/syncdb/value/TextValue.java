package dev.syncdb.value;

/**
 * A text of Unicode characters. Half of a surrogate pair, which is no character and has no UTF-8
 * form, becomes U+FFFD, so that what is stored is what travels.
 */
public record TextValue(String value) implements Value {
    private static final char REPLACEMENT = '\uFFFD';

    public TextValue {
        value = wellFormed(value);
    }

    @Override
    public ValueType type() {
        return ValueType.TEXT;
    }

    @Override
    public String asText() {
        return value;
    }

    @Override
    public String toSql() {
        return "'" + value.replace("'", "''") + "'";
    }

    private static String wellFormed(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!pairAt(text, i)) {
                    return repaired(text);
                }
                i++;
            }
        }
        return text;
    }

    private static String repaired(String text) {
        StringBuilder repaired = new StringBuilder(text);
        for (int i = 0; i < repaired.length(); i++) {
            if (Character.isSurrogate(repaired.charAt(i))) {
                if (pairAt(repaired, i)) {
                    i++;
                } else {
                    repaired.setCharAt(i, REPLACEMENT);
                }
            }
        }
        return repaired.toString();
    }

    private static boolean pairAt(CharSequence text, int at) {
        return at + 1 < text.length()
                && Character.isHighSurrogate(text.charAt(at))
                && Character.isLowSurrogate(text.charAt(at + 1));
    }
}
