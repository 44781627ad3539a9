package dev.syncdb.lab.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page of traps knows all of them, and each names a test that there is. */
final class TrapsTest {
    private static final int TRAPS = 34;
    private static final int BUGS = 20;

    /** What belongs to parts that are not built yet. One that is closed has to go from here. */
    private static final Set<String> OPEN = Set.of("T14", "T16", "T17", "T23", "T31", "B16", "B19");

    private static final Pattern ROW = Pattern.compile("^\\| ([TB][0-9TB, ]+) \\|.*\\| (.*) \\|$");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)?(?:\\.(\\w+))?`");

    private final House house = House.here();
    private final Map<String, String> tests = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<String> open = new TreeSet<>();

    @Test
    void everyTrapNamesATestThatThereIs() {
        house.testSources().forEach(source -> tests.put(source.simpleName(), source.text()));
        Set<String> listed = new TreeSet<>();
        for (String line : page().split("\n", -1)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                List<String> numbers = List.of(row.group(1).split(", "));
                listed.addAll(numbers);
                check(numbers, row.group(2));
            }
        }
        assertEquals(List.of(), problems);
        assertEquals(all(), listed, "the page lists each trap and each bug");
        assertEquals(new TreeSet<>(OPEN), open, "what is open");
    }

    private String page() {
        return House.text(house.root().resolve(Path.of("docs", "traps.md")));
    }

    private static Set<String> all() {
        Set<String> all = new TreeSet<>();
        for (int number = 1; number <= TRAPS; number++) {
            all.add("T" + number);
        }
        for (int number = 1; number <= BUGS; number++) {
            all.add("B" + number);
        }
        return all;
    }

    private void check(List<String> numbers, String cell) {
        if (cell.startsWith("open")) {
            open.addAll(numbers);
            return;
        }
        String type = null;
        int found = 0;
        Matcher named = TEST.matcher(cell);
        while (named.find()) {
            type = named.group(1) == null ? type : named.group(1);
            String text = tests.get(type);
            String method = named.group(2);
            if (text == null) {
                problems.add(numbers + ": there is no " + type);
            } else if (method != null && !text.contains("void " + method + "(")) {
                problems.add(numbers + ": there is no " + type + "." + method);
            } else {
                found++;
            }
        }
        if (found == 0) {
            problems.add(numbers + " names no test: " + cell);
        }
    }
}
