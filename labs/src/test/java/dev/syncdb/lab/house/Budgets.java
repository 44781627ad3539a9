package dev.syncdb.lab.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How large a file and its parts may be, what they may be called, and what a package must say. */
final class Budgets {
    /** The hard limit; a file of more than 250 lines is already worth a second look. */
    static final int FILE_LINES_MAX = 600;

    /** A method that does not fit on a screen has more than one subject. */
    static final int METHOD_LINES_MAX = 60;

    /** Two files fit beside each other. */
    static final int LINE_COLUMNS_MAX = 100;

    /** What has more parts has parts that belong together and want a name. */
    static final int RECORD_COMPONENTS_MAX = 8;

    /** More cannot be told apart at the call. */
    static final int PARAMETERS_MAX = 5;

    /** Twelve is the aim; this leaves room for three exceptions. */
    static final int PUBLIC_TYPES_PER_PACKAGE_MAX = 15;

    private static final List<String> EMPTY_WORDS =
            List.of("Util", "Utils", "Helper", "Helpers", "Impl", "Manager", "Common", "Misc");

    private static final List<String> PACKAGE_MUST_SAY =
            List.of("knows", "never imports", "@NullMarked");

    private Budgets() {}

    /** What breaks a budget that holds for main code and tests alike. */
    static List<String> problems(List<JavaSource> sources) {
        List<String> problems = new ArrayList<>();
        for (JavaSource source : sources) {
            checkLines(source, problems);
            checkShape(source, problems);
            checkPackageName(source, problems);
        }
        return problems;
    }

    /** What is wrong with the packages that these sources, all of main code, make up. */
    static List<String> packageProblems(List<JavaSource> sources) {
        List<String> problems = new ArrayList<>();
        Map<String, Integer> publicTypes = new TreeMap<>();
        Map<String, JavaSource> infos = new TreeMap<>();
        for (JavaSource source : sources) {
            if (source.isModuleInfo()) {
                continue;
            }
            publicTypes.merge(source.packageName(), publicTypes(source), Integer::sum);
            if (source.isPackageInfo()) {
                infos.put(source.packageName(), source);
            }
        }
        publicTypes.forEach((name, count) -> {
            checkPublicTypes(name, count, problems);
            checkPackageInfo(name, infos.get(name), problems);
        });
        return problems;
    }

    private static void checkLines(JavaSource source, List<String> problems) {
        String[] lines = source.text().split("\n", -1);
        int count = source.text().endsWith("\n") ? lines.length - 1 : lines.length;
        if (count > FILE_LINES_MAX) {
            problems.add(source.path() + ": " + count + " lines, at most " + FILE_LINES_MAX
                    + "; give one of its nouns a file");
        }
        for (int i = 0; i < lines.length; i++) {
            int columns = lines[i].codePointCount(0, lines[i].length());
            if (columns > LINE_COLUMNS_MAX) {
                problems.add(source.path() + ":" + (i + 1) + ": " + columns + " columns, at most "
                        + LINE_COLUMNS_MAX);
            }
        }
    }

    private static void checkShape(JavaSource source, List<String> problems) {
        Shape shape = Shape.of(source);
        for (Shape.Method method : shape.methods()) {
            String where = source.path() + ":" + method.line() + ": " + method.name() + " has ";
            if (method.lines() > METHOD_LINES_MAX) {
                problems.add(where + method.lines() + " lines, at most " + METHOD_LINES_MAX
                        + "; split it by subject");
            }
            if (method.parameters() > PARAMETERS_MAX) {
                problems.add(where + method.parameters() + " parameters, at most " + PARAMETERS_MAX
                        + "; those that belong together are a record");
            }
        }
        for (Shape.Type type : shape.types()) {
            String where = source.path() + ":" + type.line() + ": " + type.name();
            if (type.components() > RECORD_COMPONENTS_MAX) {
                problems.add(where + " has " + type.components() + " components, at most "
                        + RECORD_COMPONENTS_MAX + "; those that belong together are a record");
            }
            if (EMPTY_WORDS.stream().anyMatch(type.name()::endsWith)) {
                problems.add(where + ": banned name, use the noun it serves, because"
                        + " such a word says nothing");
            }
        }
    }

    private static void checkPackageName(JavaSource source, List<String> problems) {
        Set<String> parts = Set.of(source.packageName().split("\\."));
        for (String word : EMPTY_WORDS) {
            if (parts.stream().anyMatch(word::equalsIgnoreCase)) {
                problems.add(source.path() + ": banned package " + source.packageName()
                        + ", use the noun's own package, because such a place gathers everything");
            }
        }
    }

    private static int publicTypes(JavaSource source) {
        return (int) Shape.of(source).types().stream()
                .filter(type -> type.isTopLevel() && type.isPublic())
                .count();
    }

    private static void checkPublicTypes(String name, int count, List<String> problems) {
        if (count > PUBLIC_TYPES_PER_PACKAGE_MAX) {
            problems.add(name + ": " + count + " public types, at most "
                    + PUBLIC_TYPES_PER_PACKAGE_MAX + "; package-private first");
        }
    }

    private static void checkPackageInfo(String name, JavaSource info, List<String> problems) {
        if (info == null) {
            problems.add(name + ": no package-info.java; say what the package knows");
            return;
        }
        String text = info.text().replaceAll("\\s*\\n \\*\\s*", " ");
        for (String words : PACKAGE_MUST_SAY) {
            if (!text.contains(words)) {
                problems.add(info.path() + ": does not contain \"" + words + "\"");
            }
        }
    }
}
