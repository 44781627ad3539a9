package dev.syncdb.server.space;

import dev.syncdb.change.Cursor;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.schema.Schema;
import dev.syncdb.store.Reader;
import dev.syncdb.store.Snapshot;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.Chain;
import dev.syncdb.sync.message.Outcome;
import dev.syncdb.sync.message.Page;
import dev.syncdb.sync.message.PageToken;
import dev.syncdb.sync.message.Pull;
import dev.syncdb.sync.message.Push.CellPlace;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.sync.message.Rewound;
import dev.syncdb.sync.message.SignedCursor;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncResponse;
import dev.syncdb.sync.scope.PageBuilder;
import dev.syncdb.sync.scope.Subscription;
import dev.syncdb.value.Bytes;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One SYNC of one client: its push is judged in the turn, its pull is answered from what the turn
 * published.
 */
final class Exchange extends Work<SyncResponse> {
    private final Caller caller;
    private final SyncRequest request;
    private final Rules rules;
    private long number;
    private List<CellPlace> wanted = List.of();
    private @Nullable SyncResponse refusal;

    Exchange(String space, Caller caller, SyncRequest request, Rules rules) {
        super(space);
        this.caller = caller;
        this.request = request;
        this.rules = rules;
    }

    @Override
    void judge(SpaceState state) {
        Client client = state.<@Nullable Client>read(rows -> identified(rows, state));
        if (client == null) {
            return;
        }
        number = client.number();
        refusal = state.<@Nullable SyncResponse>read(rows -> problem(rows, state, client));
        if (refusal != null) {
            return;
        }
        boolean registered = state.<Boolean>read(rows -> Clients.find(rows, number) != null);
        if (!registered) {
            state.commit(transaction -> Clients.register(transaction, client));
        }
        wanted = new PushJudge(state, client, request, caller.arrivalMillis()).judge();
    }

    @Override
    SyncResponse answer(SpaceState state) {
        if (refusal != null) {
            return refusal;
        }
        Pull pull = request.pull();
        try (Snapshot snapshot = state.store().snapshot()) {
            Client client = Clients.find(snapshot, number);
            if (client == null) {
                throw new Fault(ErrorCode.INTERNAL, "client " + number + " is not there any more");
            }
            List<Outcome> outcomes = Outcomes.above(snapshot, number, request.ackTx());
            Subscription subscription = new Subscription(
                    number,
                    pull.cursor().cursor().version(),
                    pull.after(),
                    outcomes.stream()
                            .flatMap(outcome -> outcome.differing().stream())
                            .distinct()
                            .collect(Collectors.toList()),
                    Math.min(pull.pageBytesMax(), rules.limits().pageBytesMax()));
            Page page = PageBuilder.build(snapshot, subscription);
            Cursor head = new Cursor(Lines.current(snapshot), snapshot.version());
            PageToken next = page.next();
            return new Answer(
                    number,
                    client.lastTx(),
                    outcomes,
                    wanted,
                    rules.signer().sign(space(), number, head, state.publishedMillis()),
                    new Page(page.changes(), next == null ? null : next.in(head)),
                    schemaFor(snapshot.schema(), state));
        }
    }

    /** The client that asks, registered or about to be; null where the request is refused. */
    private @Nullable Client identified(Reader rows, SpaceState state) {
        Bytes secretHash = sha256(request.secret());
        if (request.client() == SyncRequest.UNREGISTERED) {
            long next = Clients.nextNumber(rows);
            Client fresh = Client.fresh(next, secretHash, caller.subject(), state.nowMillis());
            Client known = Clients.findRegistered(rows, fresh);
            return known == null ? fresh : known;
        }
        Client client = Clients.find(rows, request.client());
        if (client == null) {
            refusal = Clients.forgotten(rows, request.client(), linesOf(rows, state));
            return null;
        }
        if (!client.belongsTo(caller.subject())) {
            refusal = new Refusal(
                    ErrorCode.FORBIDDEN, "somebody else is client " + request.client(), 0, 0);
            return null;
        }
        if (!client.isBoundTo(secretHash)) {
            // A restored server gives numbers out again: the older holder of this one registers
            // anew.
            refusal = new Rewound(false, 0, Chain.START, 0, linesOf(rows, state));
            return null;
        }
        return client;
    }

    private @Nullable SyncResponse problem(Reader rows, SpaceState state, Client client) {
        ClientHistory history = new ClientHistory(rows, client, request);
        Refusal malformed = history.malformed();
        if (malformed != null) {
            return malformed;
        }
        if (!isOfThisHistory(rows, state, client) || history.isElsewhere()) {
            return new Rewound(
                    true,
                    client.lastTx(),
                    client.chain(),
                    client.acknowledgedTx(),
                    linesOf(rows, state));
        }
        return history.fork();
    }

    /** Whether what the client holds, and what it wrote on, is what was here. */
    private boolean isOfThisHistory(Reader rows, SpaceState state, Client client) {
        Pull pull = request.pull();
        SignedCursor signed = pull.cursor();
        long head = state.store().head();
        boolean mine = signed.cursor().version() == 0
                || rules.signer().signed(space(), client.number(), signed);
        PageToken after = pull.after();
        return mine
                && Lines.contain(rows, signed.cursor(), head)
                && Lines.contain(rows, pull.seen(), head)
                && (after == null || Lines.contain(rows, after.head(), head));
    }

    private static List<Cursor> linesOf(Reader rows, SpaceState state) {
        return Lines.newest(rows, state.store().head());
    }

    private List<String> schemaFor(Schema schema, SpaceState state) {
        return state.hashOf(schema) == request.schemaHash() ? List.of() : schema.script();
    }

    private static Bytes sha256(Bytes secret) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return Bytes.owned(digest.digest(secret.toArray()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new Fault(ErrorCode.INTERNAL, "every Java platform has SHA-256", impossible);
        }
    }
}
