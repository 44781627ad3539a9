package dev.syncdb.lab.chaos;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A relay of TCP connections between phones and the server that cuts some at a byte, delays some,
 * and sends what came up on some to the server once more, later. Lives until it is closed; two
 * threads for each connection.
 */
final class UnreliableLine implements Closeable {
    private static final int BUFFER_BYTES = 8_192;
    private static final int BACKLOG = 64;

    /** Requests and answers are some hundred bytes to some thousand; most cuts come early. */
    private static final int CUT_BYTES_MAX = 2_500;

    /** Some delays are longer than a phone's patience. */
    private static final int DELAY_MILLIS_MAX = 6_000;

    private static final int DOUBLED_BYTES_MAX = 1 << 20;
    private static final int LATER_MILLIS_MAX = 1_500;
    private static final int ANSWER_MILLIS_MAX = 2_000;

    private final ServerSocket door;
    private final int serverPort;
    private final SplittableRandom random;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong cut = new AtomicLong();
    private final AtomicLong delayed = new AtomicLong();
    private final AtomicLong doubled = new AtomicLong();
    private volatile boolean healed;

    /**
     * What becomes of one connection.
     *
     * @param bytesUp after how many bytes of the phone it is cut
     * @param bytesDown after how many bytes of the server it is cut
     * @param delayMillis how late everything of the server is
     * @param twice whether the server hears it twice
     */
    private record Fate(long bytesUp, long bytesDown, long delayMillis, boolean twice) {
        static final Fate GOOD = new Fate(Long.MAX_VALUE, Long.MAX_VALUE, 0, false);
    }

    UnreliableLine(int serverPort, long seed) throws IOException {
        this.serverPort = serverPort;
        this.random = new SplittableRandom(seed);
        this.door = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** From now on every new connection is good; those that are open are closed. */
    void heal() {
        healed = true;
        open.forEach(UnreliableLine::closeQuietly);
    }

    long connections() {
        return connections.get();
    }

    /** How many connections were cut. */
    long cut() {
        return cut.get();
    }

    /** How many connections were delayed. */
    long delayed() {
        return delayed.get();
    }

    /** What came up on how many connections was sent twice. */
    long doubled() {
        return doubled.get();
    }

    @Override
    public void close() throws IOException {
        door.close();
        open.forEach(UnreliableLine::closeQuietly);
    }

    private void accept() {
        try {
            while (true) {
                connect(door.accept(), fate());
            }
        } catch (IOException closed) {
            // The door was closed, and with it the relay.
        }
    }

    private synchronized Fate fate() {
        connections.incrementAndGet();
        if (healed) {
            return Fate.GOOD;
        }
        return switch (random.nextInt(10)) {
            case 0, 1 -> new Fate(random.nextInt(CUT_BYTES_MAX), Long.MAX_VALUE, 0, false);
            case 2, 3 -> new Fate(Long.MAX_VALUE, random.nextInt(CUT_BYTES_MAX), 0, false);
            case 4 ->
                new Fate(Long.MAX_VALUE, Long.MAX_VALUE, random.nextInt(DELAY_MILLIS_MAX), false);
            case 5, 6 -> new Fate(Long.MAX_VALUE, Long.MAX_VALUE, 0, true);
            default -> new Fate(CUT_BYTES_MAX * 10L, CUT_BYTES_MAX * 10L, 0, false);
        };
    }

    private void connect(Socket phone, Fate fate) {
        open.add(phone);
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            open.add(server);
            phone.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            delayed.addAndGet(fate.delayMillis() > 0 ? 1 : 0);
            start(() -> carryUp(phone, server, fate));
            start(() -> carryDown(phone, server, fate));
        } catch (IOException serverIsDown) {
            drop(phone);
        }
    }

    private void carryUp(Socket phone, Socket server, Fate fate) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        try (InputStream in = phone.getInputStream();
                OutputStream out = server.getOutputStream()) {
            carry(in, out, fate.bytesUp(), fate.twice() ? kept : null);
        } catch (IOException cutOrClosed) {
            // Either side may leave at any time; the other is told by closing.
        }
        drop(phone);
        drop(server);
        if (kept.size() > 0 && !healed) {
            again(kept.toByteArray());
        }
    }

    private void carryDown(Socket phone, Socket server, Fate fate) {
        try (InputStream in = server.getInputStream();
                OutputStream out = phone.getOutputStream()) {
            Thread.sleep(fate.delayMillis());
            carry(in, out, fate.bytesDown(), null);
        } catch (IOException | InterruptedException cutOrClosed) {
            // As above.
        }
        drop(phone);
        drop(server);
    }

    private void carry(
            InputStream in, OutputStream out, long bytesMax, @Nullable ByteArrayOutputStream kept)
            throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long carried = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            int passing = (int) Math.min(n, bytesMax - carried);
            out.write(buffer, 0, passing);
            carried += passing;
            if (kept != null && kept.size() < DOUBLED_BYTES_MAX) {
                kept.write(buffer, 0, passing);
            }
            if (passing < n) {
                cut.incrementAndGet();
                return;
            }
        }
    }

    /** Says to the server once more what a phone has said, and listens to no answer. */
    private void again(byte[] said) {
        try {
            Thread.sleep(laterMillis());
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
                server.setSoTimeout(ANSWER_MILLIS_MAX);
                server.getOutputStream().write(said);
                server.getOutputStream().flush();
                doubled.incrementAndGet();
                server.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException | InterruptedException unanswered) {
            // Nobody waits for the answer.
        }
    }

    private synchronized long laterMillis() {
        return random.nextInt(LATER_MILLIS_MAX);
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

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "line");
        thread.setDaemon(true);
        thread.start();
    }
}
