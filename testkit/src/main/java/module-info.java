/** A simulated world from one seed, and a contract test for every port. */
module dev.syncdb.testkit {
    requires static org.jspecify;
    requires transitive dev.syncdb.client;
    requires transitive dev.syncdb.server;
    requires transitive org.junit.jupiter.api;

    exports dev.syncdb.testkit.clock;
    exports dev.syncdb.testkit.disk;
    exports dev.syncdb.testkit.world;
}
