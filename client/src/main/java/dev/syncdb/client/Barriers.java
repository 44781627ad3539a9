package dev.syncdb.client;

import dev.syncdb.change.Cursor;
import dev.syncdb.client.replica.Progress;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.client.replica.ReplicaEvent;
import dev.syncdb.client.replica.ReplicaEvent.Kind;
import dev.syncdb.clock.Scheduler;
import dev.syncdb.clock.Scheduler.Task;
import dev.syncdb.error.Contended;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.Retryable;
import dev.syncdb.sync.encoding.TokenText;
import dev.syncdb.sync.message.Answer;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/* A state of the server is (line, version), and so is where the replica stands. On one line
 * versions can be compared. A server that is started again goes on under another line, so a token
 * of an older one says nothing by itself: a restored server has other things at that version. So as
 * long as somebody waits for a line, requests ask how far the server's history has it. Up to there,
 * every later line has all of it. What is known of lines counts for one sync: the next one may meet
 * a server that was restored meanwhile.
 */
/**
 * Who waits until the server has judged something or something is visible here. Every future ends:
 * as hoped, with the client, or in time where one was given. Futures complete on the scheduler, so
 * that nothing an app does then holds up a sync. May be called from any thread.
 */
final class Barriers {
    /** An app that waits for more forgets to. */
    static final int WAITING_MAX = 10_000;

    /** Rejections that somebody may still ask for who took the token before and waits after. */
    static final int REJECTIONS_MAX = 1_000;

    private record Rejected(long place, ReplicaEvent event) {}

    /** What somebody waits for. */
    private abstract static class Waiting<T extends @Nullable Object> {
        final CompletableFuture<T> future = new CompletableFuture<>();

        /** What completes the future, or null if it is too early. */
        abstract @Nullable Runnable completion();

        /** A line whose end would tell, or null. */
        @Nullable
        Long askedLine() {
            return null;
        }
    }

    private final class Judging extends Waiting<Acceptance> {
        private final long from;
        private final long to;

        Judging(long from, long to) {
            this.from = from;
            this.to = to;
        }

        @Override
        @Nullable
        Runnable completion() {
            // Transactions that became one on their way to the server have fewer places than
            // before.
            if (replica.judgedPlace() < Math.min(to, replica.lastPlace())) {
                return null;
            }
            List<ReplicaEvent> found = new ArrayList<>();
            for (Rejected rejected : rejections) {
                if (rejected.place() > from && rejected.place() <= to) {
                    found.add(rejected.event());
                }
            }
            return () -> future.complete(new Acceptance(found));
        }
    }

    private final class Catching extends Waiting<@Nullable Void> {
        private final Cursor wanted;

        Catching(Cursor wanted) {
            this.wanted = wanted;
        }

        @Override
        @Nullable
        Runnable completion() {
            Cursor reached = replica.cursor();
            Long end = lineEnds.get(wanted.line());
            if (end != null && end < wanted.version()) {
                return () -> future.completeExceptionally(new Contended(
                        ErrorCode.HISTORY_LOST,
                        "version " + wanted.version() + " is not part of the server's history"));
            }
            boolean comparable = end != null || reached.line() == wanted.line();
            boolean reaches = comparable && reached.version() >= wanted.version();
            return reaches || wanted.version() == 0 ? () -> future.complete(null) : null;
        }

        @Override
        @Nullable
        Long askedLine() {
            Long line = wanted.line();
            return line.equals(serverLine) || lineEnds.containsKey(line) ? null : line;
        }
    }

    private final Replica replica;
    private final Scheduler scheduler;
    private final long run;
    private final List<Waiting<?>> waiting = new ArrayList<>();
    private final Deque<Rejected> rejections = new ArrayDeque<>();

    /** The line that the server is at, as it said in this sync. */
    private @Nullable Long serverLine;

    /** How far the history of that line has older ones. */
    private final Map<Long, Long> lineEnds = new HashMap<>();

    private @Nullable String closed;

    /** @param run random; tells tokens of this client from those of an earlier one */
    Barriers(Replica replica, Scheduler scheduler, long run) {
        this.replica = replica;
        this.scheduler = scheduler;
        this.run = run;
    }

    /** The token of the last commit. */
    String commitToken() {
        return new CommitToken(run, replica.judgedPlace(), replica.lastPlace()).text();
    }

    /** Completes when the server has judged everything up to the token. */
    CompletableFuture<Acceptance> serverAccepted(String token, @Nullable Duration timeout) {
        CommitToken commit = CommitToken.read(token);
        return commit.run() == run
                ? add(new Judging(commit.judged(), commit.last()), timeout)
                : add(new Judging(replica.judgedPlace(), replica.lastPlace()), timeout);
    }

    /** Completes when the state that the token names is visible, with whatever came after it. */
    CompletableFuture<@Nullable Void> caughtUpTo(String token, @Nullable Duration timeout) {
        return add(new Catching(TokenText.readState(token)), timeout);
    }

    /** A sync begins. */
    synchronized void begin() {
        serverLine = null;
        lineEnds.clear();
    }

    /** A line that a request should ask about, or null. */
    synchronized @Nullable Long askedLine() {
        for (Waiting<?> each : waiting) {
            Long line = each.askedLine();
            if (line != null) {
                return line;
            }
        }
        return null;
    }

    /** The server has answered. */
    synchronized void answered(Answer answer) {
        Long line = answer.cursor().cursor().line();
        if (!line.equals(serverLine)) {
            // It was started again, from whatever folder.
            lineEnds.clear();
            serverLine = line;
        }
        Cursor end = answer.lineEnd();
        if (end != null && end.line() != line) {
            lineEnds.put(end.line(), end.version());
        }
    }

    /** A response was taken in. */
    void heard(Progress progress) {
        List<Runnable> completions = new ArrayList<>();
        synchronized (this) {
            for (ReplicaEvent event : progress.events()) {
                if (event.kind() == Kind.REJECTED) {
                    rejections.addLast(new Rejected(replica.placeOf(event.number()), event));
                }
            }
            while (rejections.size() > REJECTIONS_MAX) {
                rejections.removeFirst();
            }
            for (Waiting<?> each : new ArrayList<>(waiting)) {
                Runnable completion = each.completion();
                if (completion != null) {
                    completions.add(completion);
                    waiting.remove(each);
                }
            }
        }
        completions.forEach(this::later);
    }

    /** Ends all waiting, and refuses more. */
    void close(String reason) {
        List<Waiting<?>> left;
        synchronized (this) {
            closed = reason;
            left = new ArrayList<>(waiting);
            waiting.clear();
        }
        Incorrect over = new Incorrect(ErrorCode.CLOSED, reason);
        left.forEach(each -> later(() -> each.future.completeExceptionally(over)));
    }

    private <T extends @Nullable Object> CompletableFuture<T> add(
            Waiting<T> added, @Nullable Duration timeout) {
        synchronized (this) {
            if (closed != null) {
                throw new Incorrect(ErrorCode.CLOSED, closed);
            }
            Runnable completion = added.completion();
            if (completion != null) {
                completion.run();
                return added.future;
            }
            if (waiting.size() == WAITING_MAX) {
                throw new Incorrect(
                        ErrorCode.LIMIT, WAITING_MAX + " barriers are being waited for already");
            }
            waiting.add(added);
        }
        Task task = timeout == null ? () -> {} : expiring(added, Deadline.millis(timeout));
        CompletableFuture<T> unused = added.future.whenComplete((value, failure) -> {
            task.cancel();
            remove(added);
        });
        return added.future;
    }

    private Task expiring(Waiting<?> added, long millis) {
        Retryable late = new Retryable(
                ErrorCode.DEADLINE, "it has not come about within " + millis + " ms", 0);
        Runnable expire = () -> added.future.completeExceptionally(late);
        try {
            return scheduler.schedule(millis, expire);
        } catch (RuntimeException refused) {
            // Nobody could end it in time, so it ends now.
            expire.run();
            return () -> {};
        }
    }

    private synchronized void remove(Waiting<?> gone) {
        waiting.remove(gone);
    }

    private void later(Runnable completion) {
        try {
            scheduler.schedule(0, completion);
        } catch (RuntimeException refused) {
            completion.run();
        }
    }
}
