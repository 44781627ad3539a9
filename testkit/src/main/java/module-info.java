/** A simulated world from one seed, and a contract test for every port. */
module dev.syncdb.testkit {
    requires static org.jspecify;
    requires transitive dev.syncdb.client;
    requires transitive dev.syncdb.server;
    requires transitive org.junit.jupiter.api;

    exports dev.syncdb.testkit.auth;
    exports dev.syncdb.testkit.clock;
    exports dev.syncdb.testkit.disk;
    exports dev.syncdb.testkit.fault;
    exports dev.syncdb.testkit.law;
    exports dev.syncdb.testkit.log;
    exports dev.syncdb.testkit.transport;
    exports dev.syncdb.testkit.world;

    // JUnit finds the tests of a contract by reflection.
    opens dev.syncdb.testkit.auth to
            org.junit.platform.commons;
    opens dev.syncdb.testkit.clock to
            org.junit.platform.commons;
    opens dev.syncdb.testkit.disk to
            org.junit.platform.commons;
    opens dev.syncdb.testkit.log to
            org.junit.platform.commons;
    opens dev.syncdb.testkit.transport to
            org.junit.platform.commons;
}
