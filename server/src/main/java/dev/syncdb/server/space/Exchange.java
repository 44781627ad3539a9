package dev.syncdb.server.space;

import dev.syncdb.change.Cursor;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.schema.Schema;
import dev.syncdb.store.Reader;
import dev.syncdb.store.Snapshot;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.News;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.sync.message.Rewound;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncResponse;
import dev.syncdb.sync.pull.Page;
import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.sync.pull.Pull;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.sync.push.Chain;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.sync.push.Postponement;
import dev.syncdb.sync.push.Receipt;
import dev.syncdb.sync.scope.PageBuilder;
import dev.syncdb.sync.scope.Subscription;
import dev.syncdb.sync.text.Texts;
import dev.syncdb.sync.text.UnseenTexts;
import dev.syncdb.value.Bytes;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Objects;

/**
 * One SYNC of one client: its push is judged in the turn, its pull is answered from what the turn
 * published.
 */
final class Exchange extends Work<SyncResponse> {
    private final Caller caller;
    private final SyncRequest request;
    private final Rules rules;
    private long number;
    private UnseenTexts texts;
    private @Nullable Wording wording;
    private SyncRequest heard;
    private @Nullable SyncResponse refusal;
    private @Nullable Postponement postponed;

    Exchange(String space, Caller caller, SyncRequest request, Rules rules) {
        super(space);
        this.caller = caller;
        this.request = request;
        this.rules = rules;
        this.texts = new UnseenTexts(0, 0, request.push());
        this.heard = request;
    }

    @Override
    void judge(SpaceState state) {
        Client client = state.<@Nullable Client>read(rows -> identified(rows, state));
        if (client != null) {
            judge(state, client);
        }
    }

    /** Judges the push of a client that is who it says. */
    void judge(SpaceState state, Client client) {
        number = client.number();
        refusal = state.<@Nullable SyncResponse>read(rows -> problem(rows, state, client));
        if (refusal != null) {
            return;
        }
        ServedSchema served = Objects.requireNonNull(state.present(), "it has its tables");
        Wording words = state.read(rows -> Wording.of(state, served, request, rows));
        refusal = words.refusal();
        if (refusal != null) {
            return;
        }
        wording = words;
        Client speaking = client.speaking(request.schema().version());
        Client known = state.<@Nullable Client>read(rows -> Clients.find(rows, number));
        if (known == null) {
            state.commit(transaction -> Clients.register(transaction, speaking));
        } else if (known.schemaVersion() != speaking.schemaVersion()) {
            state.commit(transaction -> Clients.save(transaction, speaking));
        }
        Hearing hearing = state.read(words::hear);
        heard = hearing.heard().request();
        texts = new UnseenTexts(number, heard.pull().cursor().cursor().version(), heard.push());
        postponed = new PushJudge(state, speaking, hearing, texts, caller.arrivalMillis()).judge();
        refusal = words.tooOld();
    }

    @Override
    SyncResponse answer(SpaceState state) {
        if (refusal != null) {
            return refusal;
        }
        try (Snapshot snapshot = state.store().snapshot()) {
            Client client = Clients.find(snapshot, number);
            if (client == null) {
                throw new Fault(ErrorCode.INTERNAL, "client " + number + " is not there any more");
            }
            Wording words = Objects.requireNonNull(wording, "it was judged");
            Answer answer = words.tell(answer(state, snapshot, client, words), snapshot);
            News news = News.of(request, answer);
            if (news == null) {
                return answer;
            }
            long hash = state.hashOf(words.shown(snapshot.schema()));
            state.expectations().put(request.following(answer, client.chain(), hash));
            return news;
        }
    }

    private Answer answer(SpaceState state, Snapshot snapshot, Client client, Wording words) {
        List<Outcome> outcomes = Outcomes.above(snapshot, number, request.ackTx());
        Pull pull = rules.limits().bound(heard.pull());
        Texts unseen = texts.over(new TextTable(snapshot));
        Page page = PageBuilder.build(
                snapshot,
                new Subscription(
                        number, Lines.current(snapshot), pull, outcomes, unseen, words.backfill()));
        return new Answer(
                number,
                new Receipt(client.lastTx(), outcomes, postponed),
                cursorAt(snapshot, state.publishedMillis()),
                page,
                schemaFor(words, snapshot.schema(), state),
                lineEnd(snapshot));
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
            refusal = new Rewound(false, 0, Chain.START, 0, 0, linesOf(rows, state));
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
        boolean isOfThisHistory = isOfThisHistory(rows, state, client);
        Refusal fork = isOfThisHistory ? history.fork() : null;
        if (fork == null && (!isOfThisHistory || history.isElsewhere())) {
            return new Rewound(
                    true,
                    client.lastTx(),
                    client.chain(),
                    client.acknowledgedTx(),
                    history.common(),
                    linesOf(rows, state));
        }
        return fork;
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

    private SignedCursor cursorAt(Snapshot snapshot, long commitMillis) {
        Cursor cursor = new Cursor(Lines.current(snapshot), snapshot.version());
        return rules.signer().sign(space(), number, cursor, commitMillis);
    }

    private List<String> schemaFor(Wording words, Schema present, SpaceState state) {
        if (words.isDeclared()) {
            return List.of();
        }
        Schema shown = words.shown(present);
        return state.hashOf(shown) == request.schema().hash() ? List.of() : shown.script();
    }

    private @Nullable Cursor lineEnd(Snapshot snapshot) {
        Long line = request.askedLine();
        if (line == null) {
            return null;
        }
        long last = Lines.lastVersion(snapshot, line, snapshot.version());
        return new Cursor(line, last == Lines.NONE ? 0 : last);
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
