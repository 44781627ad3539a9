package dev.syncdb.client.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class UploadWindowTest {
    @Test
    void aRequestThatIsNotAnsweredHalvesTheNextAndAnAnswerDoublesIt() {
        UploadWindow window = new UploadWindow(8_192);
        assertEquals(8_192, send(window));
        assertEquals(4_096, send(window));
        assertEquals(2_048, send(window));
        window.answered();
        assertEquals(4_096, send(window));
        window.answered();
        window.answered();
        assertEquals(8_192, send(window));
        window.answered();
        assertEquals(8_192, send(window), "and no more than the limit");
    }

    @Test
    void itDoesNotShrinkToNothing() {
        UploadWindow window = new UploadWindow(2_000);
        for (int i = 0; i < 10; i++) {
            send(window);
        }
        assertEquals(UploadWindow.BYTES_MIN, send(window));
        UploadWindow small = new UploadWindow(10);
        send(small);
        assertEquals(10, send(small));
    }

    @Test
    void aRequestThatCarriesNothingSaysNothingOfTheWayUp() {
        UploadWindow window = new UploadWindow(8_192);
        window.begin();
        window.begin();
        assertEquals(8_192, window.bytes());
        assertEquals(8_192, send(window));
        window.begin();
        assertEquals(4_096, window.bytes());
        window.begin();
        window.answered();
        assertEquals(4_096, window.bytes());
    }

    private static int send(UploadWindow window) {
        window.begin();
        window.carries();
        return window.bytes();
    }
}
