package dev.syncdb.client.replica;

import dev.syncdb.sync.push.Outcome;

/**
 * What the server did with own transactions.
 *
 * @param applied those of which it did just what they say
 * @param merged those of which it did something else in some row, without a conflict
 * @param conflicting those that met edits which they had not seen, and left records of it
 * @param rejected those that it refused for good
 * @param conflicts records of conflicts that they left
 * @param differing rows where it did not do just what was asked, without those of rejected ones
 */
public record Judged(
        int applied, int merged, int conflicting, int rejected, int conflicts, int differing) {
    /** None was judged. */
    public static final Judged NONE = new Judged(0, 0, 0, 0, 0, 0);

    /** Transactions of which something was done. */
    public int accepted() {
        return applied + merged + conflicting;
    }

    /** These and others. */
    public Judged plus(Judged others) {
        return new Judged(
                applied + others.applied,
                merged + others.merged,
                conflicting + others.conflicting,
                rejected + others.rejected,
                conflicts + others.conflicts,
                differing + others.differing);
    }

    /** The one transaction of that outcome. */
    static Judged of(Outcome outcome) {
        int differing = outcome.differing().size();
        return switch (outcome.kind()) {
            case APPLIED -> new Judged(1, 0, 0, 0, 0, differing);
            case MERGED -> new Judged(0, 1, 0, 0, 0, differing);
            case CONFLICT -> new Judged(0, 0, 1, 0, outcome.conflicts(), differing);
            case REJECTED -> new Judged(0, 0, 0, 1, 0, 0);
        };
    }
}
