package dev.syncdb.client.outbox;

import dev.syncdb.clock.RandomSource;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.value.Bytes;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

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

    /**
     * Somebody the server has not met, unless another copy of this device went the same way: it
     * follows from the secret and from the first transaction that is to be judged under it. Two
     * copies that begin again with the same work so do it once.
     */
    public Identity succeededBy(int nonce) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(secret.toArray());
            byte[] next = digest.digest(new ByteSink().writeInt(nonce).toArray());
            Bytes drawn = Bytes.owned(Arrays.copyOf(next, SyncRequest.SECRET_BYTES));
            return new Identity(drawn, SyncRequest.UNREGISTERED);
        } catch (NoSuchAlgorithmException impossible) {
            throw new Fault(ErrorCode.INTERNAL, "every Java platform has SHA-256", impossible);
        }
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
