package dev.syncdb.lab.plant;

import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.value.Bytes;

import java.util.HashMap;
import java.util.Map;

/** Outcomes are acknowledged when they leave the server, not when the client holds them. */
final class Law16 extends RewrittenRequests {
    private final Map<Bytes, Long> judged = new HashMap<>();
    private Bytes asking = Bytes.EMPTY;

    @Override
    SyncRequest rewritten(SyncRequest request) {
        long told = judged.getOrDefault(request.secret(), 0L);
        return acknowledging(request, Math.max(request.ackTx(), told));
    }

    @Override
    public byte[] answer(byte[] request, byte[] real) {
        asking = Secrets.of(request, asking);
        if (ResponseCodec.decode(real) instanceof Answer answer) {
            judged.merge(asking, answer.lastTx(), Math::max);
        }
        return real;
    }
}
