package dev.syncdb.server.space;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.store.Reader;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.push.Chain;
import dev.syncdb.sync.push.Push;
import dev.syncdb.sync.push.PushedTransaction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares what a client says it has done with what the server remembers of it. A device that was
 * restored from a backup or cloned shares the identity of another one up to some transaction, and
 * is found out here.
 */
final class ClientHistory {
    private final Reader rows;
    private final Client client;
    private final SyncRequest request;

    ClientHistory(Reader rows, Client client, SyncRequest request) {
        this.rows = rows;
        this.client = client;
        this.request = request;
    }

    /** What is wrong with the numbers of the push, or null. */
    @Nullable
    Refusal malformed() {
        Push push = request.push();
        long due = push.firstTx();
        if (due < 1) {
            return malformed("the push begins with transaction " + due);
        }
        for (PushedTransaction transaction : push.transactions()) {
            if (transaction.number() != due) {
                return malformed(
                        "transaction " + transaction.number() + " where " + due + " is due");
            }
            due++;
        }
        return null;
    }

    /**
     * True if the client goes on from where the server is not: it holds outcomes that there are
     * not, or does not hold some that it once said it had. It was told of another history
     * meanwhile, or it is another device.
     */
    boolean isElsewhere() {
        return request.push().firstTx() > client.lastTx() + 1
                || request.ackTx() > client.lastTx()
                || request.ackTx() < client.acknowledgedTx();
    }

    /** Why the client is not the one that it says it is, or null. */
    @Nullable
    Refusal fork() {
        long before = request.push().firstTx() - 1;
        if (differs(before, request.push().chainBefore())) {
            return forked(Math.max(0, before - 1));
        }
        long shown = before + nonces().size();
        long shared = shared();
        if (shared < shown) {
            return forked(shared);
        }
        // Outcomes are forgotten only once they are acknowledged: who has not seen them, and made
        // some of what was judged but not all, is somebody else.
        boolean heardLess = request.ackTx() < client.acknowledgedTx();
        boolean madeLess = shown > 0 && shown < client.lastTx();
        return heardLess && madeLess ? forked(shown) : null;
    }

    /**
     * The last transaction that was judged here and that the client means by the same number, as
     * far as the request shows: what comes before that counts as common.
     */
    long common() {
        return Math.min(shared(), client.lastTx());
    }

    /** The last transaction that the request shows before one that is another one here. */
    private long shared() {
        long number = request.push().firstTx() - 1;
        int chain = request.push().chainBefore();
        for (int nonce : nonces()) {
            chain = Chain.next(chain, nonce);
            if (differs(number + 1, chain)) {
                return number;
            }
            number++;
        }
        return number;
    }

    /** Those of the transactions that the request shows. */
    private List<Integer> nonces() {
        List<Integer> nonces = new ArrayList<>();
        request.push().transactions().forEach(transaction -> nonces.add(transaction.nonce()));
        nonces.addAll(request.push().nonces());
        return nonces;
    }

    private boolean differs(long number, int chain) {
        if (number > client.lastTx()) {
            return false;
        }
        Integer known = number == client.lastTx()
                ? Integer.valueOf(client.chain())
                : Outcomes.chainAfter(rows, client.number(), number);
        return known != null && known != chain;
    }

    private static Refusal forked(long common) {
        return new Refusal(
                ErrorCode.FORKED,
                "another device goes on from transaction " + common + " of this client",
                common,
                0);
    }

    private static Refusal malformed(String reason) {
        return new Refusal(ErrorCode.MALFORMED_MESSAGE, reason, 0, 0);
    }
}
