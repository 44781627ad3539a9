package dev.syncdb.client.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.syncdb.sync.message.SyncRequest;

import org.junit.jupiter.api.Test;

class IdentityTest {
    private final Identity drawn = Identity.draw(() -> 5).registeredAs(7);

    @Test
    void copiesOfADeviceThatGoTheSameWayBecomeTheSame() {
        assertEquals(drawn.succeededBy(11), Identity.draw(() -> 5).succeededBy(11));
        assertFalse(drawn.succeededBy(11).isRegistered(), "the server has not met it");
        assertEquals(SyncRequest.SECRET_BYTES, drawn.succeededBy(11).secret().size());
    }

    @Test
    void otherWaysAndOtherDevicesPart() {
        assertNotEquals(drawn.secret(), drawn.succeededBy(11).secret());
        assertNotEquals(drawn.succeededBy(11), drawn.succeededBy(12));
        assertNotEquals(drawn.succeededBy(11), Identity.draw(() -> 6).succeededBy(11));
    }
}
