package dev.syncdb.lab.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.IClassCoverage;
import org.jacoco.core.data.ExecutionDataStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

final class CoverageCheckTest {
    /** More than any planted class needs. */
    private static final int PROBES = 64;

    @TempDir
    private Path folder;

    @Test
    void codeThatNothingRanIsReportedWithItsLines() throws IOException {
        List<String> problems = judge("store", false);

        assertEquals(2, problems.size(), problems.toString());
        assertTrue(problems.get(0).contains("0.0 % of"), problems.get(0));
        assertTrue(problems.get(1).contains("dev/syncdb/store/A.java: "), problems.get(1));
        assertTrue(problems.get(1).endsWith("never ran, lines 2 4-5 7"), problems.get(1));
    }

    @Test
    void whatDecidesOnPeoplesWorkAnswersForEachBranch() throws IOException {
        for (String strict : List.of("merge", "lens", "sync.apply")) {
            List<String> problems = judge(strict, false);

            String last = problems.get(problems.size() - 1);
            assertEquals(3, problems.size(), problems.toString());
            assertTrue(last.endsWith("every branch must run, but did not in lines 4"), last);
        }
    }

    @Test
    void codeThatRanWhollyIsNotReported() throws IOException {
        assertEquals(List.of(), judge("merge", true));
    }

    @Test
    void aModuleWithoutCodeIsNotReported() throws IOException {
        CoverageCheck check = new CoverageCheck();
        check.judge("core", folder.resolve("nowhere"), new ExecutionDataStore());

        assertEquals(List.of(), check.problems());
    }

    private List<String> judge(String packageName, boolean ran) throws IOException {
        String source = "package dev.syncdb." + packageName + ";\nclass A {\n"
                + "  static int half(int a) {\n    if (a < 0) {\n      return -1;\n    }\n"
                + "    return a / 2;\n  }\n}\n";
        Path classes = Compiled.in(folder.resolve(packageName), Map.of("A.java", source));
        CoverageCheck check = new CoverageCheck();
        check.judge("core", classes, ran ? everythingRan(classes) : new ExecutionDataStore());
        return check.problems();
    }

    private static ExecutionDataStore everythingRan(Path classes) throws IOException {
        CoverageBuilder known = new CoverageBuilder();
        new Analyzer(new ExecutionDataStore(), known).analyzeAll(classes.toFile());
        ExecutionDataStore data = new ExecutionDataStore();
        for (IClassCoverage judged : known.getClasses()) {
            boolean[] probes =
                    data.get(judged.getId(), judged.getName(), PROBES).getProbes();
            java.util.Arrays.fill(probes, true);
        }
        return data;
    }
}
