package dev.syncdb.lab.plant;

import dev.syncdb.clock.RandomSource;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.fault.Sabotage;

/** A server that draws the same lines at each start: its history looks as if it never broke off. */
final class Law12 implements Sabotage {
    private static final long SEED = 12;

    @Override
    public RandomSource serverRandom(RandomSource real) {
        return new SeededRandom(SEED);
    }
}
