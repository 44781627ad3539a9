package dev.syncdb;

import dev.syncdb.clock.RandomSource;

import java.security.SecureRandom;

/** The random numbers of the platform, which nobody can predict. May be called from any thread. */
public final class SystemRandom implements RandomSource {
    private final SecureRandom random = new SecureRandom();

    @Override
    public long nextLong() {
        return random.nextLong();
    }
}
