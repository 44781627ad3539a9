package dev.syncdb.client.outbox;

import dev.syncdb.clock.RandomSource;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.value.Bytes;

/**
 * Who this device is in one space. Lives until the server tells the client to register anew.
 *
 * @param secret drawn by the client, shown with each request
 * @param client the number that the server gave; {@link SyncRequest#UNREGISTERED} before it did
 */
public record Identity(Bytes secret, long client) {
    /** Somebody the server has not met. */
    public static Identity draw(RandomSource random) {
        ByteSink sink = new ByteSink();
        for (int bytes = 0; bytes < SyncRequest.SECRET_BYTES; bytes += Long.BYTES) {
            sink.writeLong(random.nextLong());
        }
        return new Identity(sink.toBytes(), SyncRequest.UNREGISTERED);
    }

    /** The same device without a number: the server that gave it does not know it any more. */
    public Identity unregistered() {
        return new Identity(secret, SyncRequest.UNREGISTERED);
    }

    public boolean isRegistered() {
        return client != SyncRequest.UNREGISTERED;
    }

    /** The same device with the number that the server gave it. */
    public Identity registeredAs(long number) {
        return new Identity(secret, number);
    }
}
