package dev.syncdb.lab.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.lab.house.House.Module;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class TidyTest {
    private final House house = House.here();

    @Test
    void filesKeepTheirBudgets() {
        List<JavaSource> sources = new ArrayList<>(house.mainSources());
        sources.addAll(house.testSources());

        none(Budgets.problems(sources));
    }

    @Test
    void packagesSayWhatTheyKnow() {
        none(Budgets.packageProblems(house.mainSources()));
    }

    @Test
    void onlyAdaptersTouchTheOuterWorld() {
        none(Bans.problems(house.mainSources()));
    }

    @Test
    void theTreeTellsNothingOfTheMachineItWasMadeOn() {
        none(Secrets.problems(house));
    }

    @Test
    void theHouseIsReadAtAll() {
        assertFalse(house.mainSources().isEmpty(), "a check of nothing proves nothing");
        assertTrue(house.files().size() > house.mainSources().size());
    }

    @Test
    void aLongFileAndALongLineAreFound() {
        String lines = "// line\n".repeat(Budgets.FILE_LINES_MAX);
        assertEquals(List.of(), Budgets.problems(List.of(core("A", lines))));
        noticed("601 lines", Budgets.problems(List.of(core("A", lines + "class A {}\n"))));

        String line = "// " + "x".repeat(Budgets.LINE_COLUMNS_MAX - 3);
        assertEquals(List.of(), Budgets.problems(List.of(core("A", line))));
        noticed("A.java:1: 101 columns", Budgets.problems(List.of(core("A", line + "x"))));
    }

    @Test
    void aLongMethodIsFound() {
        String statements = "    count++;\n".repeat(Budgets.METHOD_LINES_MAX - 2);
        String before = "class A {\n  int[] sizes = {1, 2};\n  @Deprecated(since = \"1\")\n";
        String short60 = before + "  void run() {\n" + statements + "  }\n}";
        String long61 = before + "  void run() {\n" + statements + "\n  }\n}";

        assertEquals(List.of(), Budgets.problems(List.of(core("A", short60))));
        noticed("A.java:4: run has 61 lines", Budgets.problems(List.of(core("A", long61))));
    }

    @Test
    void methodsAreFoundWhereverTheyStand() {
        String many = "(int a, Map<B, C> b, int[] c, int d, @X(1) int e, int f)";
        for (String code : List.of(
                "class A { A\n" + many + " {} }",
                "interface A { void run\n" + many + "; }",
                "enum A { ONE(1) { int x() { return 1; } }, TWO; void run\n" + many + " {} }",
                "record A(int a) { A { check(a); } static <T> T run\n" + many
                        + " { return null; } }",
                "class A { enum B { X } static { go(); } class C { void run\n" + many + " {} } }",
                "@interface X { int value() default 1; } class A { void run\n" + many + " {} }",
                "class A { Runnable r = () -> { go(); }; void run\n" + many + " throws E {} }")) {
            noticed("has 6 parameters", Budgets.problems(List.of(core("A", code))));
            String fewer = code.replace(", int f", "");
            assertEquals(List.of(), Budgets.problems(List.of(core("A", fewer))), fewer);
        }
    }

    @Test
    void aWideRecordIsFound() {
        String eight = "int a, int b, int c, int d, int e, int f, int g, List<Map<A, B>> h";
        String narrow = "record A(" + eight + ") {}";
        String wide = "class B { private record A(\n" + eight + ", \nint i) implements C {} }";

        assertEquals(List.of(), Budgets.problems(List.of(core("A", narrow))));
        noticed("9 components", Budgets.problems(List.of(core("B", wide))));
    }

    @Test
    void emptyNamesAreFound() {
        noticed("banned name", Budgets.problems(List.of(core("A", "class ByteUtil {}"))));
        noticed("banned name", Budgets.problems(List.of(core("A", "enum StoreManager { A }"))));
        JavaSource common = JavaSource.parse(
                Module.CORE, "A.java", "package dev.syncdb.common; interface A {}");
        noticed("banned package", Budgets.problems(List.of(common)));
    }

    @Test
    void aSilentPackageIsFound() {
        JavaSource type = core("A", "package dev.syncdb.value; class A {}");
        noticed("no package-info", Budgets.packageProblems(List.of(type)));

        String spoken = "/** It knows error and never\n * imports anything else. */\n@NullMarked\n"
                + "package dev.syncdb.value;";
        assertEquals(
                List.of(), Budgets.packageProblems(List.of(type, core("package-info", spoken))));
        String silent = spoken.replace("knows", "likes");
        noticed("\"knows\"", Budgets.packageProblems(List.of(type, core("package-info", silent))));
    }

    @Test
    void aCrowdedPackageIsFound() {
        List<JavaSource> sources = new ArrayList<>();
        sources.add(core(
                "package-info",
                "/** It knows error, never imports more. */\n"
                        + "@NullMarked package dev.syncdb.value;"));
        for (int i = 0; i < Budgets.PUBLIC_TYPES_PER_PACKAGE_MAX; i++) {
            String code = "package dev.syncdb.value; public class A { public class B {} }";
            sources.add(core("A" + i, code));
        }
        assertEquals(List.of(), Budgets.packageProblems(sources));

        sources.add(core("Z", "package dev.syncdb.value; public enum Z {}"));
        noticed("16 public types", Budgets.packageProblems(sources));
    }

    @Test
    void bannedCallsAreFoundInCodeOnly() {
        for (String call : List.of(
                "long now = System.currentTimeMillis();",
                "Thread.sleep(1);",
                "Object o = new java.util.Random();",
                "Object o = Executors.newCachedThreadPool();",
                "java.nio.file.Files.delete(path);",
                "Object o = java.time.LocalDateTime.now();",
                "Object o = new Date();",
                "Object o = new java.util.zip.CRC32C();",
                "System.out.println();",
                "java.io.Serializable s;")) {
            noticed(", use ", Bans.problems(List.of(core("A", "class A { { " + call + " } }"))));
            String quoted = "/* " + call + " */ class A { String s = \"" + call + "\"; }";
            assertEquals(List.of(), Bans.problems(List.of(core("A", quoted))));
        }
        assertEquals(
                List.of(),
                Bans.problems(List.of(core("A", "class A { Date d = new Date(millis); }"))));
    }

    @Test
    void anAdapterMayTouchWhatItAdaptsAndNothingElse() {
        JavaSource clock = core("SystemClock", "class A { long a = System.nanoTime(); }");
        assertEquals(List.of(), Bans.problems(List.of(clock)));

        JavaSource sleeper = core("SystemClock", "class A { { Thread.sleep(1); } }");
        noticed("banned Thread.sleep", Bans.problems(List.of(sleeper)));
        noticed("adapter of that name", Bans.problems(List.of(clock, clock)));
    }

    @Test
    void pathsAndHostsOfOneMachineAreFound() {
        noticed("path", Secrets.problems("a.md", "see /" + "home/ann/notes"));
        noticed("path", Secrets.problems("a.md", "in (/" + "root)"));
        noticed("path", Secrets.problems("a.md", "in \"/" + "work/main\""));
        noticed("host", Secrets.problems("pom.xml", "https://repo." + "maven.apache.org/maven2"));
        noticed("host", Secrets.problems("a.md", "https://registry." + "npmjs.org/x"));
        assertEquals(
                List.of(), Secrets.problems("a.md", "../shared/" + "work/x, $HOME/x, a/house"));
    }

    private static JavaSource core(String name, String code) {
        return JavaSource.parse(Module.CORE, "core/" + name + ".java", code);
    }

    private static void none(List<String> problems) {
        assertEquals("", String.join("\n", problems), problems.size() + " untidy places");
    }

    private static void noticed(String part, List<String> problems) {
        assertEquals(1, problems.size(), () -> "planted one problem, found " + problems);
        assertTrue(problems.get(0).contains(part), problems.get(0));
    }
}
