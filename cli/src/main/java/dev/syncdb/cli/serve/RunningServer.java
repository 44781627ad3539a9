package dev.syncdb.cli.serve;

import dev.syncdb.DatabaseOptions;
import dev.syncdb.clock.Environment;
import dev.syncdb.journal.FileDisk;
import dev.syncdb.server.ServerOptions;
import dev.syncdb.server.Space;
import dev.syncdb.server.SyncServer;
import dev.syncdb.server.auth.Authenticator;
import dev.syncdb.server.auth.BindPolicy;
import dev.syncdb.server.auth.StaticTokens;
import dev.syncdb.server.http.SyncEndpoint;
import dev.syncdb.server.run.Alarm;
import dev.syncdb.server.space.ServedSchema;
import dev.syncdb.servlet.SyncServlet;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server and the socket by which it is reached. Lives from {@link #start} to {@link #close}; may
 * be called from any thread.
 */
final class RunningServer implements AutoCloseable {
    private final ServeSetting setting;
    private final ExecutorService loops;
    private final SyncServer server;
    private final HttpHost http;
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean closing;

    private RunningServer(
            ServeSetting setting, ExecutorService loops, SyncServer server, HttpHost http) {
        this.setting = setting;
        this.loops = loops;
        this.server = server;
        this.http = http;
    }

    /**
     * Opens the data, makes the space if there is none, and listens. Leaves nothing open if any of
     * it fails.
     *
     * @param alarm hears of failures that no phone can be told
     */
    static RunningServer start(ServeSetting setting, Alarm alarm) throws IOException {
        Authenticator tokens = new StaticTokens(setting.principals());
        BindPolicy.require(tokens, setting.host());
        ServedSchema schema = SchemaFiles.read(setting.schema());
        Environment environment = DatabaseOptions.standard().environment();
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService loops = Executors.newFixedThreadPool(cores);
        try {
            ServerOptions options = ServerOptions.of(
                            new FileDisk(setting.data()), environment, loops, "")
                    .withSchema(schema)
                    .withAlarm(alarm);
            SyncServer server = SyncServer.open(options);
            return listen(setting, loops, server, tokens);
        } catch (IOException | RuntimeException failed) {
            loops.shutdown();
            throw failed;
        }
    }

    private static RunningServer listen(
            ServeSetting setting, ExecutorService loops, SyncServer server, Authenticator tokens)
            throws IOException {
        try {
            // A script that is wrong shall be told now, not to the first phone.
            server.space(setting.space()).check();
            SyncServlet servlet = new SyncServlet(new SyncEndpoint(server, tokens));
            HttpHost http =
                    HttpHost.start(setting.host().getHostAddress(), setting.port(), servlet);
            return new RunningServer(setting, loops, server, http);
        } catch (IOException | RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    /** Where phones find it. */
    String url() {
        InetAddress host = setting.host();
        String address = host.getHostAddress();
        String literal = host instanceof Inet6Address ? "[" + address + "]" : address;
        return "http://" + literal + ":" + http.port();
    }

    /** The space that tokens cover. */
    Space space() {
        return server.space(setting.space());
    }

    /** Waits until it is closed. */
    void await() throws InterruptedException {
        closed.await();
    }

    /** Ends requests in order, then gives up the port and the data. Does nothing twice. */
    @Override
    public void close() {
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
        }
        try {
            http.close();
            server.close();
            loops.shutdown();
        } finally {
            closed.countDown();
        }
    }
}
