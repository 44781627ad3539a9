package dev.syncdb.cli.demo;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A relay on the loopback between one phone and the server: it counts the bytes on the phone's side
 * of the socket, and can cut the connection in the middle of an answer. Lives until it is closed;
 * two threads for each connection. May be called from any thread.
 *
 * <p>A request is a run of bytes from the phone after the start of a connection or an answer, which
 * is what HTTP/1.1 without pipelining looks like from outside.
 */
final class CountingProxy implements Closeable {
    private static final int BUFFER_BYTES = 8_192;
    private static final int BACKLOG = 16;

    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile int serverPort;
    private Traffic traffic = Traffic.NONE;
    private Cut cut = Cut.NEVER;

    /** At which byte of which answer to cut. */
    private record Cut(long request, long bytesOfAnswer) {
        static final Cut NEVER = new Cut(Long.MAX_VALUE, 0);
    }

    /** One connection of the phone and the one to the server that serves it. */
    private static final class Link {
        final Socket phone;
        final Socket server;
        private long request;
        private long bytesOfAnswer;
        private boolean answering = true;

        Link(Socket phone, Socket server) {
            this.phone = phone;
            this.server = server;
        }
    }

    /** A relay to the server at {@code serverPort}, which may come up later. */
    CountingProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.door = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        start("relay " + door.getLocalPort(), this::accept);
    }

    /** Where the phone is to connect. */
    int port() {
        return door.getLocalPort();
    }

    /** Leads connections from now on to another port. */
    void aimAt(int port) {
        serverPort = port;
    }

    /** What has passed since the relay was made. */
    synchronized Traffic traffic() {
        return traffic;
    }

    /**
     * Cuts once, when {@code bytes} of an answer have passed, having let {@code answers} pass
     * whole.
     */
    synchronized void cutAfter(long answers, long bytes) {
        cut = new Cut(traffic.requests() + answers + 1, bytes);
    }

    @Override
    public void close() throws IOException {
        door.close();
        open.forEach(CountingProxy::closeQuietly);
    }

    private void accept() {
        try {
            while (true) {
                connect(door.accept());
            }
        } catch (IOException closed) {
            // The door was closed, and with it the relay.
        }
    }

    private void connect(Socket phone) {
        open.add(phone);
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            open.add(server);
            phone.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Link link = new Link(phone, server);
            start("relay up", () -> carryUp(link));
            start("relay down", () -> carryDown(link));
        } catch (IOException serverIsDown) {
            drop(phone);
        }
    }

    private void carryUp(Link link) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = link.phone.getInputStream();
                OutputStream out = link.server.getOutputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                countUp(link, n);
                out.write(buffer, 0, n);
            }
        } catch (IOException cutOrClosed) {
            // Either side may leave at any time; the other is told by closing.
        }
        end(link);
    }

    private void carryDown(Link link) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = link.server.getInputStream();
                OutputStream out = link.phone.getOutputStream()) {
            boolean uncut = true;
            for (int n = in.read(buffer); uncut && n >= 0; n = uncut ? in.read(buffer) : -1) {
                int passing = countDown(link, n);
                out.write(buffer, 0, passing);
                uncut = passing == n;
            }
        } catch (IOException cutOrClosed) {
            // As above.
        }
        end(link);
    }

    private synchronized void countUp(Link link, int bytes) {
        int begun = link.answering ? 1 : 0;
        traffic = traffic.plus(new Traffic(bytes, 0, begun));
        if (link.answering) {
            link.answering = false;
            link.request = traffic.requests();
            link.bytesOfAnswer = 0;
        }
    }

    /** How many of these bytes pass; fewer than there are if this is the place to cut. */
    private synchronized int countDown(Link link, int bytes) {
        link.answering = true;
        int passing = bytes;
        if (link.request >= cut.request()) {
            passing = (int) Math.min(bytes, cut.bytesOfAnswer() - link.bytesOfAnswer);
            if (passing < bytes) {
                cut = Cut.NEVER;
            }
        }
        link.bytesOfAnswer += passing;
        traffic = traffic.plus(new Traffic(0, passing, 0));
        return passing;
    }

    private void end(Link link) {
        drop(link.phone);
        drop(link.server);
    }

    private void drop(Socket socket) {
        open.remove(socket);
        closeQuietly(socket);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // It is gone either way.
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
