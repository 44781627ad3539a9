package dev.syncdb.cli.demo;

import dev.syncdb.error.Retryable;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Measures syncs and tells of them as they happen. Confined to one thread. */
final class StepLog {
    private final PrintStream progress;
    private final List<Step> steps = new ArrayList<>();

    StepLog(PrintStream progress) {
        this.progress = progress;
    }

    List<Step> steps() {
        return steps;
    }

    /** Says what comes next. */
    void say(String what) {
        progress.println("* " + what);
    }

    /** Lets the phone sync. Fails as the sync fails. */
    Step sync(Phone phone, String what, Step.Kind kind) {
        Traffic before = phone.relay().traffic();
        long start = System.nanoTime();
        long rows = phone.sync();
        Step step = step(phone, what, rows > 0 || kind != Step.Kind.EDIT ? kind : Step.Kind.QUIET);
        return add(step.with(rows, phone.relay().traffic().since(before), millisSince(start)));
    }

    /** Lets the phone try to sync; false if the server could not be reached to the end. */
    boolean trySync(Phone phone, String what, Step.Kind kind) {
        Traffic before = phone.relay().traffic();
        long start = System.nanoTime();
        try {
            sync(phone, what, kind);
            return true;
        } catch (Retryable unreachable) {
            Traffic spent = phone.relay().traffic().since(before);
            add(step(phone, what, kind).with(0, spent, millisSince(start)));
            return false;
        }
    }

    private static Step step(Phone phone, String what, Step.Kind kind) {
        return new Step(phone.name() + ": " + what, kind, 0, Traffic.NONE, 0);
    }

    private Step add(Step step) {
        steps.add(step);
        progress.printf(
                Locale.ROOT,
                "  %s: %d rows, %d bytes, %d ms%n",
                step.name(),
                step.rowsChanged(),
                step.traffic().bytes(),
                step.millis());
        return step;
    }

    private static long millisSince(long startNanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }
}
