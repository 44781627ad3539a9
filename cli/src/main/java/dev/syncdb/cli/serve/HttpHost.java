package dev.syncdb.cli.serve;

import dev.syncdb.error.Contended;
import dev.syncdb.error.ErrorCode;

import jakarta.servlet.http.HttpServlet;

import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

import java.io.IOException;
import java.net.BindException;

/** A servlet listening for HTTP. Lives from {@link #start} to {@link #close}. */
final class HttpHost implements AutoCloseable {
    /** Requests that have begun may end before the server does, for so long. */
    private static final long STOP_MILLIS_MAX = 5_000;

    /** A phone that says nothing for so long has gone. */
    private static final long IDLE_MILLIS_MAX = 60_000;

    /** Requests wait for the one owner loop, not for threads. */
    private static final int THREADS_MAX = 64;

    private final Server server;
    private final ServerConnector connector;

    private HttpHost(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Listens; accepts when it returns. Fails with PORT_IN_USE.
     *
     * @param port 0 for one that is free
     */
    static HttpHost start(String host, int port, HttpServlet servlet) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS_MAX);
        threads.setName("http");
        Server server = new Server(threads);
        HttpConfiguration configuration = new HttpConfiguration();
        // What is not said need not be sent, nor told to strangers.
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(false);
        ServerConnector connector =
                new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS_MAX);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(servlet), "/*");
        server.setHandler(context);
        server.setStopTimeout(STOP_MILLIS_MAX);
        HttpHost started = new HttpHost(server, connector);
        try {
            server.start();
        } catch (Exception failed) {
            started.close();
            throw reason(failed, host + ":" + port);
        }
        return started;
    }

    /** The port that it listens on. */
    int port() {
        return connector.getLocalPort();
    }

    /** Ends the requests that have begun, takes no new ones, and gives the port back. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception alreadyBroken) {
            // The threads are gone; there is nothing left to end.
        }
    }

    private static IOException reason(Exception failed, String place) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                throw new Contended(
                        ErrorCode.PORT_IN_USE, "cannot listen on " + place + ": it is in use");
            }
        }
        return failed instanceof IOException io ? io : new IOException(failed);
    }
}
