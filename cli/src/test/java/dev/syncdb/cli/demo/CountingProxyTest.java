package dev.syncdb.cli.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;

/** The relay before a server that answers each byte with as many bytes as it says. */
final class CountingProxyTest {
    /** A relay that says nothing for so long has lost its way. */
    private static final int SILENCE_MILLIS_MAX = 20_000;

    private ServerSocket server;
    private CountingProxy proxy;

    @BeforeEach
    void listen() throws IOException {
        server = answering();
        proxy = new CountingProxy(server.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void countsBytesBothWaysAndRequests() throws IOException {
        try (Socket phone = connect()) {
            ask(phone, 100);
            assertEquals(100, phone.getInputStream().readNBytes(100).length);
            ask(phone, 50);
            assertEquals(50, phone.getInputStream().readNBytes(50).length);
        }
        assertEquals(new Traffic(2, 150, 2), proxy.traffic());
    }

    @Test
    void cutsInTheMiddleOfTheChosenAnswerAndOnlyOnce() throws IOException {
        proxy.cutAfter(1, 30);
        try (Socket phone = connect()) {
            ask(phone, 100);
            assertEquals(100, phone.getInputStream().readNBytes(100).length);
            ask(phone, 100);
            assertArrayEquals(expected(30), readAll(phone), "the second answer is cut");
        }
        assertEquals(new Traffic(2, 130, 2), proxy.traffic());
        try (Socket phone = connect()) {
            ask(phone, 100);
            assertEquals(100, phone.getInputStream().readNBytes(100).length);
        }
    }

    @Test
    void withoutAServerThePhoneIsDisconnected() throws IOException {
        int portOfNobody;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            portOfNobody = unused.getLocalPort();
        }
        proxy.aimAt(portOfNobody);
        try (Socket phone = connect()) {
            assertEquals(0, readAll(phone).length);
        }
    }

    @Test
    void newConnectionsGoToANewAim() throws IOException {
        try (ServerSocket other = answering()) {
            proxy.aimAt(other.getLocalPort());
            try (Socket phone = connect()) {
                ask(phone, 7);
                assertArrayEquals(expected(7), phone.getInputStream().readNBytes(7));
            }
        }
    }

    private Socket connect() throws IOException {
        Socket phone = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        phone.setSoTimeout(SILENCE_MILLIS_MAX);
        return phone;
    }

    private static void ask(Socket phone, int bytes) throws IOException {
        phone.getOutputStream().write(bytes);
    }

    private static byte[] readAll(Socket phone) {
        try {
            return phone.getInputStream().readAllBytes();
        } catch (IOException reset) {
            return new byte[0];
        }
    }

    private static byte[] expected(int bytes) {
        byte[] expected = new byte[bytes];
        Arrays.fill(expected, (byte) 'x');
        return expected;
    }

    private static ServerSocket answering() throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> serve(server), "answering");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private static void serve(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                InputStream in = socket.getInputStream();
                for (int asked = in.read(); asked >= 0; asked = in.read()) {
                    socket.getOutputStream().write(expected(asked));
                }
            } catch (IOException gone) {
                // The phone was cut, or the test is over.
            }
        }
    }
}
