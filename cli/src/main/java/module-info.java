/** The syncdb command. */
module dev.syncdb.cli {
    requires static org.jspecify;
    requires dev.syncdb.client;
    requires dev.syncdb.server;
    requires dev.syncdb.servlet;
    requires org.eclipse.jetty.ee10.servlet;
}
