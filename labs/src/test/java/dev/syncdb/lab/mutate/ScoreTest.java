package dev.syncdb.lab.mutate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

class ScoreTest {
    private static final String REPORT = """
            <mutations partial="true">
            <mutation detected='true' status='KILLED' numberOfTestsRun='1'>
              <sourceFile>Clash.java</sourceFile>
              <mutatedClass>dev.syncdb.merge.Clash</mutatedClass>
              <mutatedMethod>decide</mutatedMethod><lineNumber>31</lineNumber>
              <mutator>org.pitest.mutators.MathMutator</mutator></mutation>
            <mutation detected='false' status='SURVIVED' numberOfTestsRun='1'>
              <sourceFile>Clash.java</sourceFile>
              <mutatedClass>dev.syncdb.merge.Clash</mutatedClass>
              <mutatedMethod>isLater</mutatedMethod><lineNumber>70</lineNumber>
              <mutator>org.pitest.mutators.ConditionalsBoundaryMutator</mutator></mutation>
            </mutations>
            """;

    @Test
    void aReportIsReadMutantByMutant() throws IOException {
        List<Mutant> mutants = read(REPORT);
        assertEquals(2, mutants.size());
        assertEquals("dev.syncdb.merge", mutants.get(0).room());
        assertTrue(mutants.get(0).noticed());
        assertEquals(
                "Clash.isLater:70 ConditionalsBoundaryMutator", mutants.get(1).toString());
    }

    @Test
    void whatIsNoReportIsRefused() {
        assertThrows(IOException.class, () -> read("<mutations><mutation/></mutations>"));
        assertThrows(IOException.class, () -> read("nothing"));
    }

    @Test
    void aPackageReachesItsFloorOnlyIfItWasMeasured() throws IOException {
        List<Score> scores = Score.of(read(REPORT));
        Score merge = scores.get(1);
        assertEquals("dev.syncdb.merge", merge.room());
        assertEquals(50, merge.percent());
        assertFalse(merge.isReached(), "half is less than nine in ten");
        assertFalse(scores.get(0).isReached(), "nothing of it was changed");
        assertEquals(1, report(scores, new ByteArrayOutputStream()));
    }

    @Test
    void allAreReachedWhereTestsNoticeEnough() {
        List<Mutant> mutants = new ArrayList<>();
        for (String room : Score.FLOORS.keySet()) {
            for (int i = 0; i < 10; i++) {
                mutants.add(new Mutant(room + ".A", "a", i, "B", i > 0));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(0, report(Score.of(mutants), out));
        String line = out.toString(StandardCharsets.UTF_8);
        assertTrue(line.contains("\"package\":\"dev.syncdb.merge\",\"mutants\":10,\"noticed\":9"));
        assertTrue(line.contains("\"survivors\":[\"A.a:0 B\"]"), line);
    }

    private static int report(List<Score> scores, ByteArrayOutputStream out) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        MutateCommand.report(scores, false, stream);
        return MutateCommand.report(scores, true, stream);
    }

    private static List<Mutant> read(String xml) throws IOException {
        return MutantReport.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
