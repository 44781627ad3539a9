package dev.syncdb.clock;

/**
 * A moment as one device saw it.
 *
 * @param bootId which run of the monotonic clock this is; ages across two runs fall back to wall
 *     time
 * @param monotonicMillis milliseconds on a clock that never jumps and has no meaning of its own
 * @param wallMillis milliseconds since 1970 UTC on a clock that anybody may set
 */
public record Stamp(long bootId, long monotonicMillis, long wallMillis) {
    /** How long before {@code now} this moment was, in milliseconds, never negative. */
    public long ageMillisAt(Stamp now) {
        long age = bootId == now.bootId
                ? now.monotonicMillis - monotonicMillis
                : now.wallMillis - wallMillis;
        return Math.max(0, age);
    }
}
