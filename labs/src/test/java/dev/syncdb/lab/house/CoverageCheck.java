package dev.syncdb.lab.house;

import dev.syncdb.lab.house.House.Module;

import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.IClassCoverage;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.analysis.IPackageCoverage;
import org.jacoco.core.analysis.ISourceFileCoverage;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.tools.ExecFileLoader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Judges how much of each published module the tests of all modules ran, for the contracts and the
 * simulations that exercise core, sync, client and server live in testkit's tests.
 */
final class CoverageCheck {
    /** What remains are mostly errors of the outer world that no test can bring about. */
    static final double LINES_MIN = 0.90;

    /**
     * These decide what becomes of people's work, and do no IO, so that nothing excuses a branch
     * nobody tried.
     */
    private static final List<String> EVERY_BRANCH = List.of(
            "dev/syncdb/delta", "dev/syncdb/merge", "dev/syncdb/lens", "dev/syncdb/sync/apply");

    private static final int WORST_FILES_SHOWN = 8;

    private final List<String> figures = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /** Prints a line per module; ends the build with a status if one has too little. */
    public static void main(String[] arguments) throws IOException {
        House house = new House(Path.of(arguments[0]).toRealPath());
        ExecFileLoader data = new ExecFileLoader();
        for (Module module : Module.values()) {
            Path file = house.executionData(module);
            if (Files.exists(file)) {
                data.load(file.toFile());
            }
        }
        CoverageCheck check = new CoverageCheck();
        for (Module module : Module.published()) {
            check.judge(module.label(), house.classes(module), data.getExecutionDataStore());
        }
        check.figures.forEach(figure -> System.out.println("[INFO] " + figure));
        if (!check.problems.isEmpty()) {
            throw new AssertionError("coverage\n" + String.join("\n", check.problems));
        }
    }

    List<String> problems() {
        return problems;
    }

    void judge(String module, Path classes, ExecutionDataStore data) throws IOException {
        CoverageBuilder coverage = new CoverageBuilder();
        if (Files.isDirectory(classes)) {
            new Analyzer(data, coverage).analyzeAll(classes.toFile());
        }
        for (IClassCoverage stale : coverage.getNoMatchClasses()) {
            problems.add(module + ": " + stale.getName() + " was compiled anew since its tests ran;"
                    + " run ./mvnw clean verify");
        }
        ICounter lines = coverage.getBundle(module).getLineCounter();
        if (lines.getTotalCount() == 0) {
            figures.add("coverage " + module + ": no code yet");
            return;
        }
        String figure = String.format(
                Locale.ROOT,
                "%s: %.1f %% of %d lines",
                module,
                100 * lines.getCoveredRatio(),
                lines.getTotalCount());
        figures.add("coverage " + figure);
        if (lines.getCoveredRatio() < LINES_MIN) {
            problems.add(String.format(
                    Locale.ROOT, "%s ran, at least %.0f %% must", figure, 100 * LINES_MIN));
            addWorstFiles(coverage);
        }
        judgeBranches(coverage);
    }

    private void judgeBranches(CoverageBuilder coverage) {
        for (IPackageCoverage tested : coverage.getBundle("").getPackages()) {
            if (!EVERY_BRANCH.contains(tested.getName())) {
                continue;
            }
            for (ISourceFileCoverage file : tested.getSourceFiles()) {
                if (file.getBranchCounter().getMissedCount() > 0) {
                    problems.add(name(file) + ": every branch must run, but did not in lines"
                            + ranges(file, true));
                }
            }
        }
    }

    private void addWorstFiles(CoverageBuilder coverage) {
        Comparator<ISourceFileCoverage> byMissed =
                Comparator.comparing(file -> -file.getLineCounter().getMissedCount());
        coverage.getSourceFiles().stream()
                .filter(file -> file.getLineCounter().getMissedCount() > 0)
                .sorted(byMissed)
                .limit(WORST_FILES_SHOWN)
                .forEach(file -> problems.add("  " + name(file) + ": "
                        + file.getLineCounter().getMissedCount() + " of "
                        + file.getLineCounter().getTotalCount() + " never ran, lines"
                        + ranges(file, false)));
    }

    private static String name(ISourceFileCoverage file) {
        return file.getPackageName() + "/" + file.getName();
    }

    /** The lines nothing ran, or of which not every branch ran, as " 3-7 12". */
    private static String ranges(ISourceFileCoverage file, boolean branches) {
        StringBuilder ranges = new StringBuilder();
        int line = file.getFirstLine();
        while (line <= file.getLastLine()) {
            int first = line;
            while (line <= file.getLastLine() && isMissed(file, line, branches)) {
                line++;
            }
            if (line > first) {
                ranges.append(' ').append(first);
                ranges.append(line - first > 1 ? "-" + (line - 1) : "");
            }
            line++;
        }
        return ranges.toString();
    }

    private static boolean isMissed(ISourceFileCoverage file, int line, boolean branches) {
        if (branches) {
            return file.getLine(line).getBranchCounter().getMissedCount() > 0;
        }
        return file.getLine(line).getStatus() == ICounter.NOT_COVERED;
    }
}
