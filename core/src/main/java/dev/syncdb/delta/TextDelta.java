package dev.syncdb.delta;

import dev.syncdb.delta.HunkReader.Act;
import dev.syncdb.value.Bytes;

import org.jspecify.annotations.Nullable;

import java.util.List;

/*
 * An algebra of edits, after operational transformation in a star (Nichols et al., High-Latency,
 * Low-Bandwidth Windowing in the Jupiter Collaboration System, 1995). A, B and C are deltas, t is a
 * text:
 *
 *   then       A.then(B) does to t what A and then B do.
 *   over       A and B are both of t. A.over(B) does A to what B made of t, so that
 *                A.then(B.over(A, false)) and B.then(A.over(B, true)) make the same of t.
 *   inverse    A.then(A.inverse(t)) leaves t as it is.
 *
 * The law of three deltas that meet in any order (TP2) does not hold, and over does not
 * distribute over then: A.over(B.then(C), …) may order texts that meet where something was deleted
 * otherwise than A.over(B, …).over(C, …). So everybody has to go the same way, which is the one
 * of the server's order.
 */
/**
 * What makes one text of another: hunks in order. Positions and lengths count UTF-16 code units.
 * Immutable and canonical, so that two deltas are equal if and only if they do the same to every
 * text in the same places. Every function but {@link #applied} and {@link #inverse} takes time that
 * is linear in the hunks and the inserted text, and not in the text that is edited.
 */
public final class TextDelta {
    /** Leaves every text as it is. */
    public static final TextDelta NONE = new TextDelta(List.of());

    private final List<Hunk> hunks;
    private final int lengthMin;
    private final int deleted;
    private final int inserted;

    /**
     * One place that is edited. What is inserted comes before what is deleted.
     *
     * @param retain how many units are kept between the hunk before, or the start, and this one
     * @param delete how many units go
     * @param insert what comes in their place
     */
    public record Hunk(int retain, int delete, String insert) {
        public Hunk {
            if (retain < 0 || delete < 0) {
                throw new IllegalArgumentException("negative: " + retain + ", " + delete);
            }
        }
    }

    /** Takes hunks that are canonical. */
    TextDelta(List<Hunk> hunks) {
        this.hunks = List.copyOf(hunks);
        int length = 0;
        int gone = 0;
        int come = 0;
        for (Hunk hunk : hunks) {
            length += hunk.retain + hunk.delete;
            gone += hunk.delete;
            come = Math.addExact(come, hunk.insert.length());
        }
        lengthMin = length;
        deleted = gone;
        inserted = come;
    }

    /**
     * The delta of these hunks. Those that do nothing are left out, and those that have nothing
     * between them become one.
     *
     * @throws IllegalArgumentException if no text is as long as they need it
     */
    public static TextDelta of(List<Hunk> hunks) {
        HunkWriter writer = new HunkWriter();
        for (Hunk hunk : hunks) {
            writer.keep(hunk.retain);
            writer.insert(hunk.insert, 0, hunk.insert.length());
            writer.delete(hunk.delete);
        }
        return writer.delta();
    }

    /** Reads what {@link #toBytes} wrote; null if it is nothing like that. */
    public static @Nullable TextDelta read(Bytes bytes) {
        return TextDeltaBytes.read(bytes);
    }

    /** In order. Each of them does something, and keeps something between it and the one before. */
    public List<Hunk> hunks() {
        return hunks;
    }

    public boolean isNone() {
        return hunks.isEmpty();
    }

    /** How long a text must be at least to be edited by this. */
    public int lengthMin() {
        return lengthMin;
    }

    /** By how many units a text becomes longer; negative if it becomes shorter. */
    public int growth() {
        return inserted - deleted;
    }

    /** How many units go. */
    public int deleted() {
        return deleted;
    }

    /** How many units come. */
    public int inserted() {
        return inserted;
    }

    /**
     * True if this would part the two halves of a surrogate pair of that text, or inserts half of
     * one. Such a delta is nothing that a user did.
     *
     * @throws IllegalArgumentException if the text is too short
     */
    public boolean splits(String text) {
        requireLength(text);
        int at = 0;
        for (Hunk hunk : hunks) {
            at += hunk.retain;
            boolean parts = TextBorder.isInPair(text, at)
                    || TextBorder.isInPair(text, at + hunk.delete)
                    || TextBorder.hasHalf(hunk.insert);
            if (parts) {
                return true;
            }
            at += hunk.delete;
        }
        return false;
    }

    /**
     * What becomes of that text.
     *
     * @throws IllegalArgumentException if it is too short
     */
    public String applied(String text) {
        requireLength(text);
        StringBuilder after = new StringBuilder(Math.addExact(text.length(), growth()));
        int at = 0;
        for (Hunk hunk : hunks) {
            after.append(text, at, at + hunk.retain).append(hunk.insert);
            at += hunk.retain + hunk.delete;
        }
        return after.append(text, at, text.length()).toString();
    }

    /**
     * Does this, and then the other.
     *
     * @param next of a text that this delta made
     * @throws IllegalArgumentException if no text is as long as both need it
     */
    public TextDelta then(TextDelta next) {
        HunkReader first = new HunkReader(this);
        HunkReader second = new HunkReader(next);
        HunkWriter both = new HunkWriter();
        while (!first.isAtEnd() || !second.isAtEnd()) {
            if (first.act() == Act.DELETE) {
                first.copy(first.left(), both);
                continue;
            }
            if (second.act() == Act.INSERT) {
                second.copy(second.left(), both);
                continue;
            }
            int units = Math.min(first.left(), second.left());
            boolean isNew = first.act() == Act.INSERT;
            if (second.act() == Act.KEEP) {
                first.copy(units, both);
                second.skip(units);
            } else {
                both.delete(isNew ? 0 : units);
                first.skip(units);
                second.skip(units);
            }
        }
        return both.delta();
    }

    /**
     * Rewrites this delta so that it does the same to a text that the other one was done to first.
     * What the other one deleted is gone for this one too, and what this one inserts there stays.
     *
     * @param other made beside this one, of the same text
     * @param left where both insert at one place: true if what this one inserts goes to the left
     * @throws IllegalArgumentException if no text is as long as both need it
     */
    public TextDelta over(TextDelta other, boolean left) {
        HunkReader mine = new HunkReader(this);
        HunkReader theirs = new HunkReader(other);
        HunkWriter after = new HunkWriter();
        while (!mine.isAtEnd()) {
            boolean inserts = mine.act() == Act.INSERT;
            if (theirs.act() == Act.INSERT && !(inserts && left)) {
                after.keep(theirs.left());
                theirs.skip(theirs.left());
                continue;
            }
            if (inserts) {
                mine.copy(mine.left(), after);
                continue;
            }
            int units = Math.min(mine.left(), theirs.left());
            if (theirs.act() == Act.KEEP) {
                mine.copy(units, after);
            } else {
                mine.skip(units);
            }
            theirs.skip(units);
        }
        return after.delta();
    }

    /**
     * Takes this delta back.
     *
     * @param text the one before it
     * @throws IllegalArgumentException if it is too short
     */
    public TextDelta inverse(String text) {
        requireLength(text);
        HunkWriter back = new HunkWriter();
        int at = 0;
        for (Hunk hunk : hunks) {
            at += hunk.retain;
            back.keep(hunk.retain);
            back.insert(text, at, at + hunk.delete);
            back.delete(hunk.insert.length());
            at += hunk.delete;
        }
        return back.delta();
    }

    /**
     * Where a cursor of the text before stands after. Those that stay keep their order, and so do
     * those that do not. One amid what was deleted is as good as one where that begins: both come
     * before what was inserted there, or, if they do not stay, behind it. One that was behind what
     * was deleted is behind both.
     *
     * @param position of the cursor, or of the place that is marked otherwise
     * @param stays whether text that comes just where the cursor stands leaves it where it is, or
     *     pushes it along
     */
    public int moved(int position, boolean stays) {
        int at = 0;
        int growth = 0;
        for (Hunk hunk : hunks) {
            at += hunk.retain;
            int end = at + hunk.delete;
            if (position < at || (position == at && stays)) {
                return position + growth;
            }
            if (position < end) {
                return at + growth + (stays ? 0 : hunk.insert.length());
            }
            growth += hunk.insert.length() - hunk.delete;
            at = end;
        }
        return position + growth;
    }

    /**
     * True if one of two deltas touches what the other one does: it inserts amid text that the
     * other deletes, or both delete some of the same text. Hunks that are the same do not touch,
     * for they agree, and neither does what meets at an edge.
     *
     * @param other made beside this one, of the same text
     */
    public boolean overlaps(TextDelta other) {
        HunkPlace mine = new HunkPlace(hunks);
        HunkPlace theirs = new HunkPlace(other.hunks);
        while (mine.isThere() && theirs.isThere()) {
            if (mine.isSameAs(theirs)) {
                mine.advance();
                theirs.advance();
            } else if (mine.touches(theirs) || theirs.touches(mine)) {
                return true;
            } else if (mine.end() < theirs.end()) {
                mine.advance();
            } else {
                theirs.advance();
            }
        }
        return false;
    }

    /**
     * This delta without the hunks that put the same in place of the same text as one of the other
     * delta does. Two who mend one word in the same way want it mended once, while {@link #over}
     * keeps what both insert. It is of the same text as before, and the rest of it goes
     * {@link #over} the whole other one; going the other way, the other one has to leave out the
     * hunks of this one, too. Mere insertions stay, for both may mean theirs.
     *
     * @param other made beside this one, of the same text
     */
    public TextDelta without(TextDelta other) {
        HunkPlace mine = new HunkPlace(hunks);
        HunkPlace theirs = new HunkPlace(other.hunks);
        HunkWriter rest = new HunkWriter();
        for (; mine.isThere(); mine.advance()) {
            Hunk hunk = mine.hunk();
            while (theirs.isThere() && theirs.start() < mine.start()) {
                theirs.advance();
            }
            rest.keep(hunk.retain);
            boolean replaces = hunk.delete > 0 && !hunk.insert.isEmpty();
            if (replaces && theirs.isThere() && mine.isSameAs(theirs)) {
                rest.keep(hunk.delete);
            } else {
                rest.insert(hunk.insert, 0, hunk.insert.length());
                rest.delete(hunk.delete);
            }
        }
        return rest.delta();
    }

    /** As it travels. Half of a surrogate pair, which has no such form, becomes U+FFFD. */
    public Bytes toBytes() {
        return TextDeltaBytes.write(this);
    }

    private void requireLength(String text) {
        if (text.length() < lengthMin) {
            throw new IllegalArgumentException("a text of " + text.length()
                    + " units for a delta of one of at least " + lengthMin);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextDelta && hunks.equals(((TextDelta) other).hunks);
    }

    @Override
    public int hashCode() {
        return hunks.hashCode();
    }

    /** For people: {@code 5 +"new" -3, 2 -1} keeps five units, inserts, deletes, keeps two. */
    @Override
    public String toString() {
        StringBuilder words = new StringBuilder();
        for (Hunk hunk : hunks) {
            words.append(words.length() == 0 ? "" : ", ").append(hunk.retain);
            words.append(hunk.insert.isEmpty() ? "" : " +\"" + hunk.insert + "\"");
            words.append(hunk.delete == 0 ? "" : " -" + hunk.delete);
        }
        return words.toString();
    }
}
