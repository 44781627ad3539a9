package dev.syncdb.lab.text;

/** A text that is edited by code points. Confined to one thread. */
final class TypedText {
    private final StringBuilder text;
    private int codePoints;

    TypedText(String start) {
        text = new StringBuilder(start);
        codePoints = start.codePointCount(0, start.length());
    }

    /** Puts another text in its place. */
    void become(String other) {
        text.setLength(0);
        text.append(other);
        codePoints = other.codePointCount(0, other.length());
    }

    /** How long it is. */
    int codePoints() {
        return codePoints;
    }

    /**
     * Changes one place.
     *
     * @throws IllegalArgumentException if the place is not in the text
     */
    void apply(Patch patch) {
        if (patch.position() > codePoints || patch.deleted() > codePoints - patch.position()) {
            throw new IllegalArgumentException("a patch at " + patch.position() + " deletes "
                    + patch.deleted() + " of a text of " + codePoints);
        }
        int from = index(patch.position(), 0);
        int to = index(patch.deleted(), from);
        text.replace(from, to, patch.inserted());
        codePoints += patch.inserted().codePointCount(0, patch.inserted().length());
        codePoints -= patch.deleted();
    }

    private int index(int count, int from) {
        // As long as no character needs two chars, which is the rule, there is nothing to count.
        return text.length() == codePoints ? from + count : text.offsetByCodePoints(from, count);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
