/** The server as a jakarta.servlet. */
module dev.syncdb.servlet {
    requires static org.jspecify;
    requires transitive dev.syncdb.server;
    requires transitive jakarta.servlet;

    exports dev.syncdb.servlet;
}
