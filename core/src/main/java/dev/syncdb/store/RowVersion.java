package dev.syncdb.store;

import dev.syncdb.change.Image;
import dev.syncdb.value.Bytes;

import org.jspecify.annotations.Nullable;

/**
 * What one commit made of a row, in front of what the commits before it had made. Immutable but for
 * the link, which is cut once nobody reads below this version any more.
 */
final class RowVersion {
    private final long version;
    private final @Nullable Image image;
    private final Bytes hidden;
    private volatile @Nullable RowVersion previous;

    private RowVersion(
            long version, @Nullable Image image, Bytes hidden, @Nullable RowVersion previous) {
        this.version = version;
        this.image = image;
        this.hidden = hidden;
        this.previous = previous;
    }

    static RowVersion live(long version, Image image, @Nullable RowVersion previous) {
        return new RowVersion(version, image, image.hidden(), previous);
    }

    /** A tombstone, with the hidden bytes that stay behind. */
    static RowVersion deleted(long version, Bytes hidden, @Nullable RowVersion previous) {
        return new RowVersion(version, null, hidden, previous);
    }

    /** The commit that made it. */
    long version() {
        return version;
    }

    /** The row, or null if the commit deleted it. */
    @Nullable
    Image image() {
        return image;
    }

    Bytes hidden() {
        return hidden;
    }

    /** The next older version, or null if there is none or nobody reads it any more. */
    @Nullable
    RowVersion previous() {
        return previous;
    }

    void cut() {
        previous = null;
    }
}
