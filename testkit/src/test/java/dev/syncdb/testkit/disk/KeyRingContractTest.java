package dev.syncdb.testkit.disk;

import dev.syncdb.journal.KeyProvider;
import dev.syncdb.journal.KeyRing;

class KeyRingContractTest extends KeyProviderContract {
    @Override
    protected KeyProvider newKeys() {
        return KeyRing.of("a", new byte[KeyProvider.KEY_BYTES]).with("b", key());
    }

    private static byte[] key() {
        byte[] key = new byte[KeyProvider.KEY_BYTES];
        key[5] = 5;
        return key;
    }
}
