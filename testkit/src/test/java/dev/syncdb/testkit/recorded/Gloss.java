package dev.syncdb.testkit.recorded;

import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.sync.message.Rewound;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncResponse;
import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.sync.pull.PageToken.Position;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.sync.push.Push;

import java.util.StringJoiner;

/** A message in a few words, for people. Stateless. */
final class Gloss {
    private Gloss() {}

    static String of(SyncRequest request) {
        StringJoiner words = new StringJoiner(", ");
        words.add(of(request.client()));
        words.add("has version " + request.pull().cursor().cursor().version());
        words.add("has outcomes up to " + request.ackTx());
        PageToken after = request.pull().after();
        if (after != null) {
            Position last = after.last();
            words.add("wants the page after "
                    + (last.isStart() ? "nothing" : last.table() + " " + last.key()));
        }
        Push push = request.push();
        if (!push.transactions().isEmpty()) {
            long last = push.firstTx() + push.transactions().size() - 1;
            words.add("pushes " + push.firstTx() + " to " + last);
        }
        if (!push.nonces().isEmpty()) {
            words.add("nonces of " + push.nonces().size() + " more");
        }
        for (Push.Bases bases : push.bases()) {
            words.add("says what " + bases.number() + " overwrote");
        }
        if (request.askedLine() != null) {
            words.add("asks about a line");
        }
        return words.toString();
    }

    static String of(SyncResponse response) {
        if (response instanceof Answer answer) {
            return of(answer);
        }
        if (response instanceof Rewound rewound) {
            return (rewound.known() ? "knows the client" : "knows no such client")
                    + ", judged up to " + rewound.lastTx() + ", "
                    + rewound.lines().size()
                    + " lines";
        }
        Refusal refusal = (Refusal) response;
        return refusal.code() + ": " + refusal.message();
    }

    private static String of(long client) {
        return client == SyncRequest.UNREGISTERED ? "unregistered" : "client " + client;
    }

    private static String of(Answer answer) {
        StringJoiner words = new StringJoiner(", ");
        words.add(of(answer.client()));
        words.add("judged up to " + answer.lastTx());
        for (Outcome outcome : answer.outcomes()) {
            String why =
                    outcome.rejection() == null ? "" : " " + outcome.rejection().code();
            words.add(outcome.number() + " is " + outcome.kind() + why);
        }
        words.add("version " + answer.cursor().cursor().version());
        String end = answer.page().next() == null ? "" : ", more to come";
        words.add("page of " + answer.page().changes().size() + end);
        if (!answer.schema().isEmpty()) {
            words.add("schema of " + answer.schema().size() + " statements");
        }
        if (answer.postponed() != null) {
            words.add(answer.postponed().number() + " waits, "
                    + answer.postponed().reason());
        }
        if (answer.lineEnd() != null) {
            words.add("line ends with version " + answer.lineEnd().version());
        }
        return words.toString();
    }
}
