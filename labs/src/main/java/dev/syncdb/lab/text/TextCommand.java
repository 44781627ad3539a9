package dev.syncdb.lab.text;

import dev.syncdb.lab.call.Arguments;
import dev.syncdb.lab.engine.Json;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code lab text FILE... [--batch LIST] [--edits N] [--orders N] [--large N] [--json]}: types
 * recorded texts again on phones and counts what they send.
 */
public final class TextCommand {
    /** How it is called. */
    public static final String USAGE =
            "text FILE... [--batch 1,10,100] [--edits N] [--orders N] [--large N] [--json]";

    private static final int FAILED = 1;
    private static final String BATCHES = "1,10,100";
    private static final int BATCH_MAX = 1_000_000;
    private static final int ORDERS = 24;
    private static final int ORDERS_MAX = 10_000;
    private static final int LARGE_MAX = 100_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final List<String> names;
    private final List<Long> batches;
    private final int editsMax;
    private final int orders;
    private final int large;
    private final boolean json;
    private final PrintStream out;
    private final PrintStream errors;
    private final List<Object> traces = new ArrayList<>();
    private final List<Object> histories = new ArrayList<>();
    private boolean failed;

    private TextCommand(Arguments arguments, PrintStream out, PrintStream errors) {
        names = arguments.operands();
        large = (int) arguments.number("--large", 0, 0, LARGE_MAX);
        if (names.isEmpty() && large == 0) {
            throw new IllegalArgumentException("which file?");
        }
        batches = arguments.numbers("--batch", BATCHES, 1, BATCH_MAX);
        editsMax = (int) arguments.number("--edits", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
        orders = (int) arguments.number("--orders", ORDERS, 1, ORDERS_MAX);
        json = arguments.json();
        this.out = out;
        this.errors = errors;
    }

    /**
     * Runs the command; 0 if all phones end with the text of the trace.
     *
     * @param out gets a line for each trace and batch, or one line
     * @param errors is told what did not end so
     * @throws IllegalArgumentException if the arguments or a file make no sense
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream errors) {
        Arguments given = Arguments.withOperands(
                arguments, List.of("--batch", "--edits", "--orders", "--large"));
        return new TextCommand(given, out, errors).run();
    }

    private int run() {
        for (String name : names) {
            TraceFile file = TraceFile.read(name, editsMax);
            try {
                if (file.trace() == null) {
                    play(name, file.histories());
                } else {
                    play(name, file.trace());
                }
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException(name + ": " + wrong.getMessage(), wrong);
            }
        }
        LargeMerge merge = large == 0 ? null : LargeMerge.of(large);
        if (merge != null) {
            tell(merge);
        }
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("traces", traces);
            if (!histories.isEmpty()) {
                all.put("histories", histories);
            }
            if (merge != null) {
                all.put("merge", told(merge));
            }
            out.println(Json.of(all));
        }
        return failed ? FAILED : 0;
    }

    private void play(String name, Trace trace) {
        Letters letters = trace.concurrent() ? LetterOrder.of(trace) : null;
        for (long batch : batches) {
            long begin = System.nanoTime();
            Replayed replayed = letters == null
                    ? SequentialReplay.play(trace, (int) batch)
                    : ConcurrentReplay.play(trace, letters, (int) batch);
            tell(name, batch, replayed, millisSince(begin));
        }
    }

    private void tell(String name, long batch, Replayed replayed, long millis) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("file", name);
        told.put("batch", batch);
        told.put("edits", replayed.edits());
        told.put("payload_bytes", replayed.payloadBytes());
        told.put("ms", millis);
        told.put("equal", replayed.equal());
        traces.add(told);
        if (!json) {
            if (traces.size() == 1) {
                out.printf(
                        "%-28s %7s %8s %6s %12s %10s %9s  %s%n",
                        "trace", "batch", "edits", "phones", "bytes", "per edit", "ms", "equal");
            }
            out.printf(
                    Locale.ROOT,
                    "%-28s %,7d %,8d %6d %,12d %,10.1f %,9d  %s%n",
                    shortened(name),
                    batch,
                    replayed.edits(),
                    replayed.phones(),
                    replayed.payloadBytes(),
                    (double) replayed.payloadBytes() / Math.max(replayed.edits(), 1),
                    millis,
                    replayed.equal() ? "yes" : "NO");
        }
        if (!replayed.equal()) {
            failed = true;
            errors.println("NOT EQUAL " + name + ", batch " + batch);
        }
    }

    private void play(String name, List<Trace> all) {
        long begin = System.nanoTime();
        Verdict verdict = Verdict.NONE;
        for (int i = 0; i < all.size(); i++) {
            Verdict one = PushOrders.play(all.get(i), orders, (long) i * ORDERS_MAX);
            verdict = verdict.and(one);
            if (!one.holds()) {
                failed = true;
                errors.println("BROKE history " + i + " of " + name + ": " + one);
            }
        }
        tell(name, all.size(), verdict, millisSince(begin));
    }

    private void tell(String name, int count, Verdict verdict, long millis) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("file", name);
        told.put("histories", count);
        told.put("orders", verdict.orders());
        told.put("phones", verdict.phones());
        told.put("unequal", verdict.unequal());
        told.put("lost", verdict.lost());
        told.put("doubled", verdict.doubled());
        told.put("returned", verdict.returned());
        told.put("ms", millis);
        histories.add(told);
        if (!json) {
            out.printf(
                    Locale.ROOT,
                    "%s: %,d histories in %,d orders on %,d phones in %,d ms: %d unequal,"
                            + " %d letters lost, %d doubled, %d returned%n",
                    shortened(name),
                    count,
                    verdict.orders(),
                    verdict.phones(),
                    millis,
                    verdict.unequal(),
                    verdict.lost(),
                    verdict.doubled(),
                    verdict.returned());
        }
    }

    private void tell(LargeMerge merge) {
        failed |= !merge.equal();
        if (!json) {
            out.printf(
                    Locale.ROOT,
                    "%,d edits against %,d in a text of %,d bytes: %,d ms, the first time %,d ms,"
                            + " %,d bytes of objects, %s%n",
                    merge.edits(),
                    merge.edits(),
                    merge.textBytes(),
                    merge.millis(),
                    merge.firstMillis(),
                    merge.allocatedBytes(),
                    merge.equal() ? "equal" : "NOT EQUAL");
        }
    }

    private static Map<String, Object> told(LargeMerge merge) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("text_bytes", merge.textBytes());
        told.put("edits", merge.edits());
        told.put("ms", merge.millis());
        told.put("first_ms", merge.firstMillis());
        told.put("allocated_bytes", merge.allocatedBytes());
        told.put("equal", merge.equal());
        return told;
    }

    private static String shortened(String name) {
        return String.valueOf(Path.of(name).getFileName());
    }

    private static long millisSince(long begin) {
        return (System.nanoTime() - begin) / NANOS_PER_MILLI;
    }
}
