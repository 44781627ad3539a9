package dev.syncdb.lab.house;

import java.util.ArrayList;
import java.util.List;

/**
 * A word, a number or one symbol of Java source, and its line. Comments leave no token; a string or
 * character literal leaves {@link #LITERAL}, so that nothing in it can be taken for code.
 */
record Token(String text, int line) {
    static final String LITERAL = "\"\"";

    boolean is(String expected) {
        return text.equals(expected);
    }

    boolean isWord() {
        return Character.isJavaIdentifierStart(text.charAt(0));
    }

    static List<Token> scan(String source) {
        return new Scanner(source).scan();
    }

    private static final class Scanner {
        private final String source;
        private final List<Token> tokens = new ArrayList<>();
        private int at = 0;
        private int line = 1;

        Scanner(String source) {
            this.source = source;
        }

        List<Token> scan() {
            while (at < source.length()) {
                char c = source.charAt(at);
                if (Character.isWhitespace(c)) {
                    skip(1);
                } else if (source.startsWith("//", at)) {
                    skipTo("\n", 0);
                } else if (source.startsWith("/*", at)) {
                    skip(2);
                    skipTo("*/", 2);
                } else if (source.startsWith("\"\"\"", at)) {
                    literal("\"\"\"");
                } else if (c == '"' || c == '\'') {
                    literal(String.valueOf(c));
                } else if (Character.isJavaIdentifierPart(c)) {
                    word();
                } else {
                    tokens.add(new Token(String.valueOf(c), line));
                    skip(1);
                }
            }
            return tokens;
        }

        private void word() {
            int start = at;
            while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) {
                at++;
            }
            tokens.add(new Token(source.substring(start, at), line));
        }

        private void literal(String quote) {
            tokens.add(new Token(LITERAL, line));
            skip(quote.length());
            while (at < source.length() && !source.startsWith(quote, at)) {
                skip(source.charAt(at) == '\\' ? 2 : 1);
            }
            skip(quote.length());
        }

        private void skipTo(String end, int further) {
            int found = source.indexOf(end, at);
            skip((found < 0 ? source.length() : found + further) - at);
        }

        private void skip(int characters) {
            int end = Math.min(source.length(), at + characters);
            for (; at < end; at++) {
                line += source.charAt(at) == '\n' ? 1 : 0;
            }
        }
    }
}
