package dev.syncdb.testkit.recorded;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of a recording: what was said, what the server met with, or a remark. Immutable. */
sealed interface Line {
    /** The server's name; everybody else is a phone. */
    String SERVER = "server";

    /** The line of this text; {@code toString} gives the text back. */
    static Line parse(String text) {
        if (text.startsWith(Remark.MARK)) {
            return new Remark(text.substring(Remark.MARK.length()));
        }
        if (text.startsWith(Event.MARK)) {
            return Event.parse(text.substring(Event.MARK.length()));
        }
        return Message.parse(text);
    }

    /** Says what comes. */
    record Remark(String text) implements Line {
        private static final String MARK = "# ";

        @Override
        public String toString() {
            return MARK + text;
        }
    }

    /** Something that the server meets with besides messages. */
    record Event(Kind kind, String argument) implements Line {
        private static final String MARK = "* ";

        /** What happens. */
        enum Kind {
            /** So many milliseconds go by. */
            WAIT,
            /** The server's own code runs a statement that writes. */
            BACKEND,
            /** The server stops and starts again. */
            RESTART,
            /** The server stops, its folder is copied, it starts again. */
            COPY,
            /** The server stops, its folder becomes what was copied, it starts again. */
            RESTORE
        }

        private static Event parse(String text) {
            String[] parts = text.split(" ", 2);
            Kind kind = Kind.valueOf(parts[0].toUpperCase(Locale.ROOT));
            return new Event(kind, parts.length == 1 ? "" : parts[1]);
        }

        @Override
        public String toString() {
            String name = MARK + kind.name().toLowerCase(Locale.ROOT);
            return argument.isEmpty() ? name : name + " " + argument;
        }
    }

    /**
     * A request or a response as it travels.
     *
     * @param name what the message is called in {@code sync.message}
     * @param hex its bytes
     */
    record Message(String source, String target, String name, String hex) implements Line {
        private static final Pattern FORM =
                Pattern.compile("(\\w+) -> (\\w+)  (\\w+)  ((?:[0-9a-f]{2})+)");

        Message(String source, String target, String name, byte[] bytes) {
            this(source, target, name, HexFormat.of().formatHex(bytes));
        }

        private static Message parse(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("this is no line of a recording: " + text);
            }
            return new Message(
                    matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4));
        }

        /** The same with other bytes. */
        Message saying(byte[] bytes) {
            return new Message(source, target, name, bytes);
        }

        boolean isRequest() {
            return target.equals(SERVER);
        }

        /** Who speaks with the server. */
        String phone() {
            return isRequest() ? source : target;
        }

        byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }

        @Override
        public String toString() {
            return source + " -> " + target + "  " + name + "  " + hex;
        }
    }
}
