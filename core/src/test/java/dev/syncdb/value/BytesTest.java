package dev.syncdb.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class BytesTest {
    @Test
    void theRestOfARunIsACopyOfItsOwn() {
        Bytes bytes = Bytes.copyOf(new byte[] {1, 2, 3});
        assertEquals(bytes, bytes.from(0));
        assertEquals(Bytes.copyOf(new byte[] {2, 3}), bytes.from(1));
        assertSame(Bytes.EMPTY, bytes.from(3));
    }
}
