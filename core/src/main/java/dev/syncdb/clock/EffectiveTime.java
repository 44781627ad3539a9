package dev.syncdb.clock;

/**
 * When an edit counts as made, in the server's time. A device may claim any age, but never a time
 * before what it had seen, before its own previous edit, or in the future; so a wrong clock costs
 * it at most its own staleness.
 *
 * <p>This is the receive rule of hybrid logical clocks with the skew bound enforced by clamping.
 * Pure.
 */
public final class EffectiveTime {
    private EffectiveTime() {}

    /**
     * @param previousMillis effective time of the same client's previous transaction
     * @param baseMillis commit time of the version that the edit was made on
     * @param arrivalMillis server time when the request arrived
     * @param ageMillis claimed age of the edit when the request was sent, plus half a round trip
     */
    public static long clamp(
            long previousMillis, long baseMillis, long arrivalMillis, long ageMillis) {
        long claimed = arrivalMillis - Math.max(0, ageMillis);
        return Math.max(previousMillis, Math.max(baseMillis, claimed));
    }
}
