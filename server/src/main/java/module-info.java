/** The hub that puts changes in one order per space. */
module dev.syncdb.server {
    requires static org.jspecify;
    requires transitive dev.syncdb.sync;

    exports dev.syncdb.server;
    exports dev.syncdb.server.auth;
    exports dev.syncdb.server.http;
    exports dev.syncdb.server.log;
    exports dev.syncdb.server.run;
    exports dev.syncdb.server.space;
}
