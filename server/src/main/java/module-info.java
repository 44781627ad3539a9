/** The hub that puts changes in one order per space. */
module dev.syncdb.server {
    requires static org.jspecify;
    requires transitive dev.syncdb.sync;
}
