/** A relational database in memory. What it exports is its API. */
module dev.syncdb.core {
    requires static org.jspecify;
}
