package dev.syncdb.server.space;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.store.Reader;
import dev.syncdb.sync.encoding.RequestCodec;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncResponse;

import org.jspecify.annotations.Nullable;

/**
 * One SYNC of a client that says only what is new since the last answer. If number, subject and
 * secret do not fit, or it means something else than is expected of it, it is to say all of it.
 */
final class BriefExchange extends Work<SyncResponse> {
    private static final Refusal NOT_REMEMBERED =
            new Refusal(ErrorCode.NOT_REMEMBERED, "say it in full", 0, 0);

    private final Caller caller;
    private final SyncRequest.Brief brief;
    private final Rules rules;
    private @Nullable Exchange meant;

    BriefExchange(String space, Caller caller, SyncRequest.Brief brief, Rules rules) {
        super(space);
        this.caller = caller;
        this.brief = brief;
        this.rules = rules;
    }

    @Override
    void judge(SpaceState state) {
        Client client = state.<@Nullable Client>read(this::sender);
        SyncRequest expected = state.expectations().of(brief.client());
        if (client == null || expected == null) {
            return;
        }
        SyncRequest request = RequestCodec.complete(brief, expected, client.secretHash());
        if (request != null) {
            meant = new Exchange(space(), caller, request, rules);
            meant.judge(state, client);
        }
    }

    @Override
    SyncResponse answer(SpaceState state) {
        return meant == null ? NOT_REMEMBERED : meant.answer(state);
    }

    private @Nullable Client sender(Reader rows) {
        Client client = Clients.find(rows, brief.client());
        return client != null && client.belongsTo(caller.subject()) ? client : null;
    }
}
