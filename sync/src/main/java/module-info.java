/** A conversation between two replicas: messages in, messages out. */
module dev.syncdb.sync {
    requires static org.jspecify;
    requires transitive dev.syncdb.core;

    exports dev.syncdb.sync.push;
    exports dev.syncdb.sync.pull;
    exports dev.syncdb.sync.message;
    exports dev.syncdb.sync.encoding;
    exports dev.syncdb.sync.ledger;
    exports dev.syncdb.sync.apply;
    exports dev.syncdb.sync.scope;
    exports dev.syncdb.sync.text;
    exports dev.syncdb.sync.view;
}
