package dev.syncdb.testkit.law;

import dev.syncdb.merge.CellVersion;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

/**
 * Two edits that meet: the arguments of one call. Immutable.
 *
 * @param base null where nobody can say it
 * @param mine what arrives
 * @param theirs what is there, another value
 */
record Meeting(@Nullable Value base, Edit mine, Edit theirs) {
    /**
     * A value, and who wrote it.
     *
     * @param author {@link #UNKNOWN} on a phone
     */
    record Edit(Value value, CellVersion author) {
        /** What a phone tells a function, which does not know who wrote what. */
        static final CellVersion UNKNOWN = new CellVersion(0, CellVersion.BACKEND, 0);

        /** The same edit, taken in as that commit. */
        Edit arrivedAt(long version) {
            return new Edit(
                    value, new CellVersion(version, author.writer(), author.effectiveMillis()));
        }

        /** Another value of the same author. */
        Edit becoming(Value other) {
            return new Edit(other, author);
        }

        boolean isLaterThan(Edit other) {
            return author.effectiveMillis() >= other.author.effectiveMillis();
        }

        private String words() {
            return value + " by " + (author.equals(UNKNOWN) ? "somebody" : author.toString());
        }
    }

    /** The same where nobody can say what there was. */
    Meeting withoutBase() {
        return new Meeting(null, mine, theirs);
    }

    /** The same on a phone. */
    Meeting onPhone() {
        return new Meeting(
                base, new Edit(mine.value, Edit.UNKNOWN), new Edit(theirs.value, Edit.UNKNOWN));
    }

    @Override
    public String toString() {
        return "base " + (base == null ? "unknown" : base) + ", mine " + mine.words() + ", theirs "
                + theirs.words();
    }
}
