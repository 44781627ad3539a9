package dev.syncdb.client.replica;

import dev.syncdb.journal.LogOptions;
import dev.syncdb.merge.MergeRules;
import dev.syncdb.migration.SchemaVersions;
import dev.syncdb.sync.message.SchemaTag;

import org.jspecify.annotations.Nullable;

/**
 * How a replica's files are kept, and how local transactions are.
 *
 * @param pushBytesMax about how many bytes of transactions one request may have, but at least one
 *     transaction
 * @param squashMillisMax how long after a local transaction, while it was not sent, another one on
 *     its rows becomes a part of it; 0 keeps all apart
 * @param transactionMillisMax how long a local write transaction may be open. One that is open for
 *     longer is rolled back, and its next statement fails with {@link dev.syncdb.error.Contended}
 *     DEADLINE
 * @param logBytesMax how long the log of what came from the server becomes before a snapshot takes
 *     its place, unless that would be longer; the outbox makes do with a sixteenth
 * @param rules the merge functions of the app, as far as they are to show what the server will say
 *     of pending work; the server has its own
 * @param schema the versions of the app's schema, of which the app speaks the newest; null for an
 *     app that takes whatever tables the server has
 */
public record LocalOptions(
        int pushBytesMax,
        long squashMillisMax,
        long transactionMillisMax,
        int logBytesMax,
        MergeRules rules,
        @Nullable SchemaVersions schema) {
    /** A request of as much as a page: the way up is often the slower one, but less goes there. */
    public static final int PUSH_BYTES_MAX = 1 << 18;

    /** The edit time of what is sent as one may be wrong by so much, which a person hardly sees. */
    public static final long SQUASH_MILLIS_MAX = 60_000;

    /** A transaction takes milliseconds; one that takes this long waits for something else. */
    public static final long TRANSACTION_MILLIS_MAX = 5_000;

    /** A log smaller than this is read faster than a snapshot is worth. */
    public static final int LOG_BYTES_MAX = 1 << 22;

    public static final LocalOptions DEFAULT = new LocalOptions(
            PUSH_BYTES_MAX,
            SQUASH_MILLIS_MAX,
            TRANSACTION_MILLIS_MAX,
            LOG_BYTES_MAX,
            MergeRules.NONE,
            null);

    private static final int SEGMENTS = 4;
    private static final int OUTBOX_SHARE = 16;

    public LocalOptions {
        if (transactionMillisMax < 1) {
            throw new IllegalArgumentException(
                    "transactions of " + transactionMillisMax + " ms; least is 1");
        }
        if (logBytesMax < 1) {
            throw new IllegalArgumentException("a log of " + logBytesMax + " bytes; least is 1");
        }
    }

    /** The same without merge functions. */
    public LocalOptions(
            int pushBytesMax, long squashMillisMax, long transactionMillisMax, int logBytesMax) {
        this(
                pushBytesMax,
                squashMillisMax,
                transactionMillisMax,
                logBytesMax,
                MergeRules.NONE,
                null);
    }

    /** The same with the merge functions of the app. */
    public LocalOptions withRules(MergeRules other) {
        return new LocalOptions(
                pushBytesMax, squashMillisMax, transactionMillisMax, logBytesMax, other, schema);
    }

    /** The same for an app that declares the versions of its schema. */
    public LocalOptions withSchema(SchemaVersions versions) {
        return new LocalOptions(
                pushBytesMax, squashMillisMax, transactionMillisMax, logBytesMax, rules, versions);
    }

    /** The version that the app speaks; {@link SchemaTag#UNDECLARED} if it declares none. */
    int version() {
        return schema == null ? SchemaTag.UNDECLARED : schema.newest();
    }

    /** Size of one file of the log: a snapshot frees whole ones only. */
    int segmentBytes() {
        return Math.max(LogOptions.SEGMENT_BYTES_MIN, logBytesMax / SEGMENTS);
    }

    /** Of the outbox. */
    int outboxLogBytesMax() {
        return logBytesMax / OUTBOX_SHARE;
    }
}
