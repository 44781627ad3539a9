/*
 * A simulated world from one seed, and a contract test for every port. It is open, for JUnit finds
 * the tests of a contract by reflection.
 */
open module dev.syncdb.testkit {
    requires static org.jspecify;
    requires transitive dev.syncdb.client;
    requires transitive dev.syncdb.server;
    requires transitive org.junit.jupiter.api;

    exports dev.syncdb.testkit.auth;
    exports dev.syncdb.testkit.clock;
    exports dev.syncdb.testkit.disk;
    exports dev.syncdb.testkit.log;
    exports dev.syncdb.testkit.transport;
    exports dev.syncdb.testkit.world;
}
