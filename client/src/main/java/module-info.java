/** The sync loop of a phone. */
module dev.syncdb.client {
    requires static org.jspecify;
    requires transitive dev.syncdb.sync;

    exports dev.syncdb.client;
    exports dev.syncdb.client.replica;
    exports dev.syncdb.client.transport;
}
