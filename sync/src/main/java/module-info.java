/** A conversation between two replicas: messages in, messages out. */
module dev.syncdb.sync {
    requires static org.jspecify;
    requires transitive dev.syncdb.core;
}
