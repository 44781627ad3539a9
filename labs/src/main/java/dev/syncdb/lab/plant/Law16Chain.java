package dev.syncdb.lab.plant;

import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.push.Chain;
import dev.syncdb.sync.push.Push;
import dev.syncdb.sync.push.PushedTransaction;
import dev.syncdb.value.Bytes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The chain is not looked at: of two devices with one identity, what the second one did under a
 * number counts as what the first one did. Every request is made to fit what was said before.
 */
final class Law16Chain extends RewrittenRequests {
    /** What was first said of one client. */
    private static final class Said {
        final Map<Long, Integer> nonces = new HashMap<>();
        final Map<Long, Integer> chains = new HashMap<>();
        long ackTx;
    }

    private final Map<Bytes, Said> clients = new HashMap<>();

    @Override
    SyncRequest rewritten(SyncRequest request) {
        Said said = clients.computeIfAbsent(request.secret(), any -> new Said());
        Push push = request.push();
        int before = said.chains.getOrDefault(push.firstTx() - 1, push.chainBefore());
        int chain = before;
        List<PushedTransaction> fitting = new ArrayList<>();
        for (PushedTransaction each : push.transactions()) {
            int nonce = said.nonces.computeIfAbsent(each.number(), any -> each.nonce());
            chain = Chain.next(chain, nonce);
            said.chains.putIfAbsent(each.number(), chain);
            fitting.add(new PushedTransaction(
                    each.number(),
                    each.base(),
                    each.baseMillis(),
                    each.ageMillis(),
                    nonce,
                    each.besideHeld(),
                    each.operations()));
        }
        said.ackTx = Math.max(said.ackTx, request.ackTx());
        List<Integer> nonces = new ArrayList<>();
        long number = push.firstTx() + fitting.size();
        for (int each : push.nonces()) {
            nonces.add(said.nonces.getOrDefault(number, each));
            number++;
        }
        Push fit = new Push(push.firstTx(), before, fitting, nonces, push.bases());
        return acknowledging(request.pushing(fit), said.ackTx);
    }
}
