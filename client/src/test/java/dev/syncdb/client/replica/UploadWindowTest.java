package dev.syncdb.client.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class UploadWindowTest {
    @Test
    void aRequestThatIsNotAnsweredHalvesTheNextAndAnAnswerLetsItGrow() {
        UploadWindow window = new UploadWindow(80_000);
        assertEquals(80_000, send(window));
        assertEquals(40_000, send(window));
        assertEquals(20_000, send(window));
        assertEquals(10_000, send(window));
        window.answered();
        window.answered();
        assertEquals(40_000, send(window), "it grows once for each answer");
        window.answered();
        assertEquals(80_000, send(window), "and no more than the limit");
    }

    @Test
    void itDoesNotShrinkToNothing() {
        UploadWindow window = new UploadWindow(7_000);
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
        UploadWindow window = new UploadWindow(16_384);
        window.begin();
        window.begin();
        assertEquals(16_384, window.bytes());
        assertEquals(16_384, send(window));
        window.begin();
        assertEquals(8_192, window.bytes());
        window.begin();
        window.answered();
        assertEquals(8_192, window.bytes());
    }

    private static int send(UploadWindow window) {
        window.begin();
        window.carries();
        return window.bytes();
    }
}
