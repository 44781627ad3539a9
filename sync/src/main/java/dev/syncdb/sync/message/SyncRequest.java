package dev.syncdb.sync.message;

import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.sync.pull.Pull;
import dev.syncdb.sync.push.Push;
import dev.syncdb.value.Bytes;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A client's half of the one message pair: who it is, what it did, and from where on it wants to
 * hear.
 *
 * @param sender who says this
 * @param schema which tables it has
 * @param ackTx the last transaction whose outcome it holds durably
 * @param askedLine a line of which it wants to know how far the space's history holds it; null for
 *     none
 * @param brief true if the server is believed to expect all of this but the transactions, so that
 *     it need not be said
 */
public record SyncRequest(
        Sender sender,
        SchemaTag schema,
        long ackTx,
        Push push,
        Pull pull,
        @Nullable Long askedLine,
        boolean brief) {
    /** The client number that asks for registration. */
    public static final long UNREGISTERED = 0;

    /** 128 bits cannot be guessed. */
    public static final int SECRET_BYTES = 16;

    /** The version of the protocol that this build speaks. */
    public static final int PROTOCOL_VERSION = 0;

    /**
     * Who a client is to the server.
     *
     * @param client the number that registration gave it; {@link #UNREGISTERED} asks for one
     * @param secret {@link #SECRET_BYTES} random bytes that the client drew for its registration
     *     and shows each time; empty where it proved that it has them
     */
    public record Sender(long client, Bytes secret) {}

    /** A request that says everything, and asks about no line. */
    public SyncRequest(Sender sender, SchemaTag schema, long ackTx, Push push, Pull pull) {
        this(sender, schema, ackTx, push, pull, null, false);
    }

    /** The sender's number, or {@link #UNREGISTERED}. */
    public long client() {
        return sender.client();
    }

    /** The sender's secret; empty where it proved that it has it. */
    public Bytes secret() {
        return sender.secret();
    }

    /** The same request, asking about this line; null for none. */
    public SyncRequest asking(@Nullable Long line) {
        return new SyncRequest(sender, schema, ackTx, push, pull, line, brief);
    }

    /** The same request with another push. */
    public SyncRequest pushing(Push other) {
        return new SyncRequest(sender, schema, ackTx, other, pull, askedLine, brief);
    }

    /** The same request with another pull. */
    public SyncRequest pulling(Pull other) {
        return new SyncRequest(sender, schema, ackTx, push, other, askedLine, brief);
    }

    /**
     * A request that says: all is as you expect.
     *
     * @param proof that the sender expects the same, has the secret, and means these transactions
     * @param push the transactions as they are written; empty for none
     */
    public record Brief(long client, Bytes proof, Bytes push) {}

    /**
     * What the client will say next if it takes in the answer to this request and does nothing of
     * its own.
     *
     * @param chain the chain value after the answer's last transaction
     * @param hash of the tables that the answer brings, if it brings some
     */
    public SyncRequest following(Answer answer, int chain, long hash) {
        PageToken next = answer.page().next();
        boolean last = next == null;
        return new SyncRequest(
                new Sender(answer.client(), Bytes.EMPTY),
                answer.schema().isEmpty() ? schema : schema.with(hash),
                last ? answer.lastTx() : ackTx,
                new Push(answer.lastTx() + 1, chain, List.of()),
                pull.goingOn(last ? answer.cursor() : pull.cursor(), next),
                null,
                true);
    }
}
