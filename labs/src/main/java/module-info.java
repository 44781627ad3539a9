/** The lab command: what we measure and simulate with. Never published. */
module dev.syncdb.lab {
    requires static org.jspecify;
    requires dev.syncdb.testkit;
    requires java.sql;
    requires java.xml;
    requires jdk.httpserver;
    requires jdk.management;
}
