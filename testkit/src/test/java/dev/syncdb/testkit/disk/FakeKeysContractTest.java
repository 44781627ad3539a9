package dev.syncdb.testkit.disk;

import dev.syncdb.journal.KeyProvider;

class FakeKeysContractTest extends KeyProviderContract {
    @Override
    protected KeyProvider newKeys() {
        return new FakeKeys(1);
    }
}
