package dev.syncdb.testkit.recorded;

import dev.syncdb.testkit.recorded.Line.Message;

import java.util.Arrays;
import java.util.List;

/** Where two recordings of one life differ, in words. Stateless. */
final class Difference {
    private static final String ADVICE = "\nIf that is meant, -D" + Recordings.WRITE_PROPERTY
            + "=true writes the recordings anew; look at what changed, and see docs/protocol.md.";

    private Difference() {}

    /** The first difference, and what to do if it is meant; empty if there is none. */
    static String first(List<Chapter> recorded, List<Chapter> played) {
        for (int i = 0; i < Math.min(recorded.size(), played.size()); i++) {
            String difference = first(recorded.get(i), played.get(i));
            if (!difference.isEmpty()) {
                return difference + ADVICE;
            }
        }
        return recorded.size() == played.size()
                ? ""
                : recorded.size() + " chapters were recorded, now there are " + played.size()
                        + ADVICE;
    }

    private static String first(Chapter recorded, Chapter played) {
        if (!recorded.name().equals(played.name())) {
            return "where chapter " + recorded.name() + " was is " + played.name();
        }
        int messages = 0;
        for (int i = 0; i < Math.min(recorded.lines().size(), played.lines().size()); i++) {
            Line was = recorded.lines().get(i);
            Line is = played.lines().get(i);
            messages += is instanceof Message ? 1 : 0;
            if (!was.equals(is)) {
                return recorded.name() + ", " + place(was, is, messages) + ":\n  recorded " + was
                        + "\n  now      " + is;
            }
        }
        return recorded.lines().size() == played.lines().size()
                ? ""
                : recorded.name() + ": " + recorded.lines().size()
                        + " lines were recorded, now there are "
                        + played.lines().size();
    }

    private static String place(Line was, Line is, int messages) {
        if (was instanceof Message before && is instanceof Message after) {
            int at = Arrays.mismatch(before.bytes(), after.bytes());
            String name = "message " + messages + " (" + after.source() + " -> " + after.target()
                    + " " + after.name() + ")";
            return at < 0 ? name : name + " differs at byte " + at;
        }
        return "a line behind message " + messages;
    }
}
