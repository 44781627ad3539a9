package dev.syncdb.client;

import dev.syncdb.client.SyncProgress.Phase;
import dev.syncdb.client.SyncResult.Ending;
import dev.syncdb.client.SyncResult.Own;
import dev.syncdb.client.SyncResult.Rows;
import dev.syncdb.client.SyncResult.Traffic;
import dev.syncdb.client.replica.Judged;
import dev.syncdb.client.replica.Progress;
import dev.syncdb.client.replica.Progress.Next;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.client.replica.ReplicaEvent;
import dev.syncdb.client.transport.Reply;
import dev.syncdb.error.Contended;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.Retryable;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.sync.encoding.RequestCodec;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.News;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncResponse;
import dev.syncdb.sync.push.Postponement;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.Set;

/** Requests and responses until client and server have all of each other. Used once. */
final class SyncCycle {
    /** Beginning again is for what happens once in a blue moon; more of it is a circle. */
    static final int RESTARTS_MAX = 3;

    /** Tokens come from few openings of a server; whoever has more waits for the next sync. */
    static final int QUESTIONS_MAX = 8;

    /** What a disk or a memory that is full, or a lock, answers; it is not the server's doing. */
    private static final Set<ErrorCode> LOCAL =
            EnumSet.of(ErrorCode.IO, ErrorCode.OUTCOME_UNKNOWN, ErrorCode.MEMORY_BUDGET);

    /** Whom a sync asks and tells on its way. */
    interface Course {
        /** False if the client is being closed, so that another request would be in vain. */
        boolean goesOn();

        /** The sync begins. */
        void begins();

        /** A line that somebody wants to know the end of, or null. */
        @Nullable
        Long askedLine();

        /** The server answered; the answer is not taken in yet. */
        void answered(Answer answer);

        /** A response was taken in. */
        void heard(Progress progress, SyncProgress sum);
    }

    private final Replica replica;
    private final ClientOptions options;
    private final Course course;
    private final Deadline deadline;
    private SyncProgress sum;
    private int requests;
    private long bytesUp;
    private long bytesDown;
    private long rowsChanged;
    private Judged judged = Judged.NONE;
    private @Nullable Postponement postponed;
    private int restarts;
    private int questions;

    SyncCycle(Replica replica, ClientOptions options, Course course, Deadline deadline) {
        this.replica = replica;
        this.options = options;
        this.course = course;
        this.deadline = deadline;
        this.sum = SyncProgress.begin(replica.pending());
    }

    /** What a sync comes to that did not even begin before its time was over. */
    static SyncResult late(Replica replica) {
        return new SyncResult(
                Ending.DEADLINE,
                new Own(Judged.NONE, replica.pending(), null),
                new Rows(0, 0),
                new Traffic(0, 0, 0),
                null);
    }

    /** Syncs. Fails with CLOSED if the client is closed meanwhile, and in no other way. */
    SyncResult run() {
        course.begins();
        try {
            Next next = Next.AGAIN;
            while (next == Next.AGAIN || (next == Next.CAUGHT_UP && isAsked())) {
                if (!course.goesOn()) {
                    throw new Incorrect(ErrorCode.CLOSED, "the client is closed");
                }
                if (deadline.isOver()) {
                    return result(Ending.DEADLINE, null);
                }
                Progress progress = replica.receive(exchange());
                add(progress);
                course.heard(progress, sum);
                requireProgress();
                next = progress.next();
            }
            return next == Next.CAUGHT_UP
                    ? result(Ending.CAUGHT_UP, null)
                    : result(Ending.WAIT, unjudged());
        } catch (RuntimeException failure) {
            if (!course.goesOn()) {
                throw failure;
            }
            boolean late = ending(failure) == Ending.OFFLINE && deadline.isOver();
            return late ? result(Ending.DEADLINE, null) : result(ending(failure), failure);
        }
    }

    /** What a failure says of the sync that it ended. */
    static Ending ending(RuntimeException failure) {
        if (failure instanceof Retryable retryable) {
            if (retryable.code() == ErrorCode.UNREACHABLE) {
                return Ending.OFFLINE;
            }
            return LOCAL.contains(retryable.code()) ? Ending.FAILED : Ending.WAIT;
        }
        boolean passes = failure instanceof Contended
                || failure instanceof Fault
                || !(failure instanceof SyncDbException);
        return passes ? Ending.FAILED : Ending.REFUSED;
    }

    private SyncResponse exchange() {
        SyncRequest request = replica.request().asking(course.askedLine());
        byte[] body = RequestCodec.encode(request);
        requests++;
        long millisMax = Math.max(1, deadline.leftMillis());
        Reply reply = options.transport().exchange(body, options.credentials().token(), millisMax);
        bytesUp += reply.bytesUp();
        bytesDown += reply.bytesDown();
        SyncResponse response = decoded(reply);
        if (response instanceof Answer answer) {
            course.answered(answer);
        } else if (response instanceof News news) {
            course.answered(news.to(request));
        }
        return response;
    }

    /** Whether another request is worth while, because somebody waits for another line. */
    private boolean isAsked() {
        return course.askedLine() != null && questions++ < QUESTIONS_MAX;
    }

    private static SyncResponse decoded(Reply reply) {
        try {
            return ResponseCodec.decode(reply.body().toArray());
        } catch (Corrupt damaged) {
            throw new Retryable(
                    ErrorCode.UNREACHABLE, "the response was damaged on its way", damaged);
        }
    }

    private void add(Progress progress) {
        rowsChanged += progress.rowsChanged();
        judged = judged.plus(progress.judged());
        postponed = progress.postponed();
        for (ReplicaEvent event : progress.events()) {
            switch (event.kind()) {
                case REREGISTERED, REWOUND, REBUILT -> restarts++;
                case REJECTED,
                        CONFLICT,
                        RECORDED,
                        MERGED,
                        POSTPONED,
                        HELD,
                        RULE_OFF,
                        OUTBOX_DAMAGED -> {}
            }
        }
        int done = judged.accepted() + judged.rejected();
        sum = new SyncProgress(
                Phase.EXCHANGING,
                done,
                Math.max(sum.toJudge(), done + replica.pending()),
                sum.rowsReceived() + progress.rowsReceived(),
                requests);
    }

    private void requireProgress() {
        if (restarts > RESTARTS_MAX) {
            throw new Retryable(
                    ErrorCode.BUSY, "began again " + restarts + " times in one sync", 0);
        }
    }

    private Retryable unjudged() {
        return new Retryable(
                ErrorCode.BUSY,
                "the server would not judge " + replica.pending() + " transactions now",
                0);
    }

    private SyncResult result(Ending ending, @Nullable RuntimeException error) {
        return new SyncResult(
                ending,
                new Own(judged, replica.pending(), postponed),
                new Rows(sum.rowsReceived(), rowsChanged),
                new Traffic(requests, bytesUp, bytesDown),
                error);
    }
}
