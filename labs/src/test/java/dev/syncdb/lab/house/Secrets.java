package dev.syncdb.lab.house;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What no file of the tree may tell: where it was built, and what it was fetched from. */
final class Secrets {
    /** The wrapper must know where Maven itself comes from, and nothing else must. */
    private static final Set<String> WRAPPER =
            Set.of("mvnw", "mvnw.cmd", ".mvn/wrapper/maven-wrapper.properties");

    /** Folders at the top of some machine. A path below another folder is not meant. */
    private static final Pattern MACHINE_PATH = Pattern.compile(
            "(?<![\\w./$}>-])/(work|tmp/w|home|root|Users)(/[\\w.]|(?=[\\s\"'`,;:)]|$))");

    private static final Pattern REGISTRY = Pattern.compile(
            "(repo1?\\.maven|central\\.sonatype|oss\\.sonatype|maven\\.google|jitpack"
                    + "|plugins\\.gradle|registry\\.npmjs|registry\\.yarnpkg|pypi"
                    + "|files\\.pythonhosted|proxy\\.golang|static\\.crates|index\\.crates"
                    + "|rubygems)\\.(apache\\.org|org|com|io|dev)",
            Pattern.MULTILINE);

    private Secrets() {}

    static List<String> problems(House house) {
        List<String> problems = new ArrayList<>();
        for (Path file : house.files()) {
            problems.addAll(problems(house.relative(file), House.text(file)));
        }
        return problems;
    }

    static List<String> problems(String path, String text) {
        List<String> problems = new ArrayList<>();
        if (text.indexOf('\0') >= 0) {
            return problems;
        }
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String where = path + ":" + (i + 1) + ": banned ";
            Matcher machine = MACHINE_PATH.matcher(lines[i]);
            if (machine.find()) {
                problems.add(where + "path " + machine.group()
                        + ", use a path relative to the tree, because no other machine has it");
            }
            Matcher registry = REGISTRY.matcher(lines[i]);
            if (registry.find() && !WRAPPER.contains(path)) {
                problems.add(where + "host " + registry.group()
                        + ", use what the build tool is set to, because mirrors differ");
            }
        }
        return problems;
    }
}
