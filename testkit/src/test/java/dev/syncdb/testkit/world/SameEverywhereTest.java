package dev.syncdb.testkit.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The events of a seed are the same in every process, whatever order its hashes have. */
@Order(3)
final class SameEverywhereTest {
    private static final long FIRST = 11;
    private static final long LAST = 15;

    /** Prints the hashes of the events of some seeds; runs in a process of its own. */
    public static void main(String[] arguments) {
        System.out.print(hashes());
    }

    private static String hashes() {
        StringBuilder hashes = new StringBuilder();
        for (long seed = FIRST; seed <= LAST; seed++) {
            hashes.append(World.standard().run(seed).eventHash()).append(' ');
        }
        return hashes.toString();
    }

    @Test
    void anotherProcessWithOtherHashesSeesTheSameEvents() throws Exception {
        String here = hashes();
        assertEquals(here, hashes(), "twice in one process");
        assertEquals(here, inAnotherProcess(List.of()), "in another process");
        // Identity hashes that are all the same, and ones that count up.
        for (int kind : new int[] {2, 3}) {
            List<String> options =
                    List.of("-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=" + kind);
            assertEquals(here, inAnotherProcess(options), "with identity hashes of kind " + kind);
        }
    }

    private static String inAnotherProcess(List<String> options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", classPath()));
        command.add(SameEverywhereTest.class.getName());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), "the other process ran to its end");
        return printed;
    }

    private static String classPath() {
        String modules = System.getProperty("jdk.module.path", "");
        return System.getProperty("java.class.path") + java.io.File.pathSeparator + modules;
    }
}
