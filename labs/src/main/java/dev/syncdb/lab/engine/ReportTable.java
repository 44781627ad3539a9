package dev.syncdb.lab.engine;

import dev.syncdb.lab.engine.measure.CommitRace;
import dev.syncdb.lab.engine.measure.Commits;
import dev.syncdb.lab.engine.measure.Memory;
import dev.syncdb.lab.engine.measure.OperationResult;
import dev.syncdb.lab.engine.measure.OperationResult.Peer;
import dev.syncdb.lab.engine.measure.Quartiles;
import dev.syncdb.lab.engine.measure.Scaling;
import dev.syncdb.lab.engine.measure.Tracking;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** A run as a table and bars, for a terminal of 100 columns. */
final class ReportTable {
    private static final List<String> PEERS = List.of("sqlite", "h2", "hsqldb");
    private static final String ROW = "%-17s %-6s %9s %9s%s %7s%n";

    /** Columns of a bar that stands for a factor of ten. */
    private static final int DECADE_COLUMNS = 20;

    private static final double MICRO_NANOS = 1e3;
    private static final double MILLI_NANOS = 1e6;

    private final PrintStream out;

    ReportTable(PrintStream out) {
        this.out = out;
    }

    void print(EngineReport report) {
        if (!report.operations().isEmpty()) {
            printOperations(report.operations());
            printBars(report.operations());
        }
        printMemory(report.memory());
        printTracking(report.tracking());
        if (report.merging() != null) {
            print(
                    "detecting conflicts costs %.1f %%, upper quartile %.1f %%%n",
                    report.merging().percentMore(), report.merging().upperPercentMore());
        }
        printScaling(report.scaling());
        if (report.openSeconds() != null) {
            print("opening ten times the rows: %.2f s%n", report.openSeconds());
        }
        printCommits(report.commits());
        Double control = report.controlPercent();
        if (control != null) {
            print("A/A control: SyncDB differs from itself by %.1f %%%n", control);
        }
    }

    private void printOperations(List<OperationResult> operations) {
        print("processor time of SyncDB; then how many times as long the others took"
                + " (median, quartiles);%nA/A is SyncDB against itself%n%n");
        print(ROW, "operation", "api", "SyncDB", "heap", cells(PEERS), "A/A");
        for (OperationResult result : operations) {
            List<String> ratios =
                    PEERS.stream().map(peer -> ratio(result.peers().get(peer))).toList();
            print(
                    ROW,
                    result.operation().label(),
                    result.api(),
                    time(result.nanos()),
                    bytes(result.allocatedBytes()),
                    cells(ratios),
                    control(result));
            if (!result.checksumEqual()) {
                print("  did NOT read what SyncDB read: %s%n", result.disagreeing());
            }
        }
        out.println();
    }

    private void printBars(List<OperationResult> operations) {
        for (OperationResult result : operations) {
            if (!result.api().equals(OperationResult.NATIVE)) {
                continue;
            }
            String label = result.operation().label();
            for (String name : PEERS) {
                Peer peer = result.peers().get(name);
                if (peer != null) {
                    double ratio = peer.ratio().median();
                    print("%-17s %-6s %s %.1fx%n", label, name, bar(ratio), ratio);
                    label = "";
                }
            }
        }
        out.println();
    }

    private void printMemory(@Nullable Memory memory) {
        if (memory != null) {
            print(
                    "bytes a row: SyncDB %.0f, SQLite %.0f, H2 %.0f%n",
                    memory.syncdb(), memory.sqlite(), memory.h2());
        }
    }

    private void printTracking(@Nullable Tracking tracking) {
        if (tracking != null) {
            print(
                    "tracking costs: update %.1f %%, txn_10 %.1f %%, batch_1000 %.1f %%%n",
                    tracking.update(), tracking.txn10(), tracking.batch1000());
        }
    }

    private void printScaling(@Nullable Scaling scaling) {
        if (scaling != null) {
            print(
                    "two readers: %s one; a reader beside a writer: %s alone%n",
                    spread(scaling.twoReaders(), "%.2f"),
                    spread(scaling.readerBesideWriter(), "%.2f"));
        }
    }

    private void printCommits(@Nullable Commits commits) {
        if (commits == null) {
            return;
        }
        printRace("FULL, 1 thread", commits.fullOne());
        printRace("FULL, 8 threads", commits.fullEight());
        printRace("NORMAL, 1 thread", commits.normal());
        print(
                "a FULL commit of one thread: %.2f forces, %.2f writes%n",
                commits.forcesEach(), commits.writesEach());
    }

    private void printRace(String label, CommitRace.@Nullable Result race) {
        if (race != null) {
            print(
                    "commits/s %-17s SyncDB %,.0f, SQLite %,.0f: %s%n",
                    label, race.syncdb(), race.sqlite(), spread(race.ratio(), "%.2f"));
        }
    }

    private static String cells(List<String> texts) {
        StringBuilder cells = new StringBuilder();
        texts.forEach(text -> cells.append(String.format(Locale.ROOT, " %15s", text)));
        return cells.toString();
    }

    private static String ratio(@Nullable Peer peer) {
        if (peer == null) {
            return "-";
        }
        return spread(peer.ratio(), peer.ratio().upper() < 10 ? "%.1f" : "%.0f");
    }

    /** The median, and the quartiles around it, in the format of a number. */
    private static String spread(Quartiles ratio, String number) {
        String format = number + "x (" + number + "-" + number + ")";
        return String.format(Locale.ROOT, format, ratio.median(), ratio.lower(), ratio.upper());
    }

    private static String control(OperationResult result) {
        Quartiles control = result.control();
        if (control == null) {
            return "";
        }
        String unsure = control.percentOff() > EngineReport.CONTROL_PERCENT_MAX ? " !" : "";
        return String.format(Locale.ROOT, "%+.0f%%%s", control.percentMore(), unsure);
    }

    /** As long as the logarithm of the ratio; nothing where SyncDB is slower. */
    private static String bar(double ratio) {
        return "#".repeat((int) Math.max(0, Math.round(DECADE_COLUMNS * Math.log10(ratio))));
    }

    private static String bytes(double count) {
        return String.format(Locale.ROOT, "%,.0f", count);
    }

    private static String time(double nanos) {
        if (nanos < MICRO_NANOS) {
            return String.format(Locale.ROOT, "%.0f ns", nanos);
        }
        return nanos < MILLI_NANOS
                ? String.format(Locale.ROOT, "%.2f us", nanos / MICRO_NANOS)
                : String.format(Locale.ROOT, "%.2f ms", nanos / MILLI_NANOS);
    }

    private void print(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
    }
}
