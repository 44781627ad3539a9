package dev.syncdb.client;

import dev.syncdb.client.SyncResult.Traffic;
import dev.syncdb.client.replica.Progress;
import dev.syncdb.client.replica.Progress.Next;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.client.replica.ReplicaEvent;
import dev.syncdb.client.transport.Credentials;
import dev.syncdb.client.transport.Reply;
import dev.syncdb.client.transport.Transport;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.sync.encoding.RequestCodec;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.sync.message.SyncResponse;

import java.util.function.Consumer;

/** Requests and responses until client and server have all of each other. Used once. */
final class SyncCycle {
    /** Beginning again is for what happens once in a blue moon; more of it is a circle. */
    static final int RESTARTS_MAX = 3;

    private final Replica replica;
    private final Transport transport;
    private final Credentials credentials;
    private int requests;
    private long bytesUp;
    private long bytesDown;
    private int rowsReceived;
    private int rowsChanged;
    private int accepted;
    private int rejected;
    private int differing;
    private int restarts;

    SyncCycle(Replica replica, Transport transport, Credentials credentials) {
        this.replica = replica;
        this.transport = transport;
        this.credentials = credentials;
    }

    /** Syncs, and tells {@code observer} of each response. */
    SyncResult run(Consumer<Progress> observer) {
        Next next = Next.AGAIN;
        while (next == Next.AGAIN) {
            Progress progress = replica.receive(exchange());
            add(progress);
            observer.accept(progress);
            next = progress.next();
        }
        return new SyncResult(
                next == Next.CAUGHT_UP,
                new Traffic(requests, bytesUp, bytesDown),
                rowsReceived,
                rowsChanged,
                accepted,
                rejected,
                differing);
    }

    private SyncResponse exchange() {
        byte[] body = RequestCodec.encode(replica.request());
        requests++;
        Reply reply = transport.exchange(body, credentials.token());
        bytesUp += reply.bytesUp();
        bytesDown += reply.bytesDown();
        try {
            return ResponseCodec.decode(reply.body().toArray());
        } catch (Corrupt damaged) {
            throw new Retryable(
                    ErrorCode.UNREACHABLE, "the response was damaged on its way", damaged);
        }
    }

    private void add(Progress progress) {
        rowsReceived += progress.rowsReceived();
        rowsChanged += progress.rowsChanged();
        accepted += progress.accepted();
        differing += progress.differing();
        for (ReplicaEvent event : progress.events()) {
            switch (event.kind()) {
                case REJECTED -> rejected++;
                case REREGISTERED, REWOUND, REBUILT -> restarts++;
                case HELD, OUTBOX_DAMAGED -> {}
            }
        }
        if (restarts > RESTARTS_MAX) {
            throw new Retryable(
                    ErrorCode.BUSY, "began again " + restarts + " times in one sync", 0);
        }
    }
}
