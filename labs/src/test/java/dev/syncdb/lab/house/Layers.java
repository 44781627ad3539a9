package dev.syncdb.lab.house;

import dev.syncdb.lab.house.House.Module;
import dev.syncdb.lab.house.JavaSource.Reference;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who may import whom. A room is a package of the plan, with all packages below it that are no
 * rooms of their own. Imports go down the list of rooms only, and some not even there.
 */
final class Layers {
    private record Room(String name, Set<String> neverImports) {
        boolean holds(String packageName) {
            return packageName.equals(name)
                    || (!name.equals(ROOT) && packageName.startsWith(name + "."));
        }
    }

    private static final String ROOT = "dev.syncdb";

    /** Lowest first. After a name stand lower rooms that it never imports, for all that. */
    private static final List<Room> ROOMS = List.of(
            room("error"),
            room("value"),
            room("clock"),
            room("delivery", "error", "value", "clock"),
            room("schema"),
            room("change"),
            room("delta", "clock", "schema", "change"),
            room("merge"),
            room("lens", "merge"),
            room("codec", "merge", "lens"),
            room("store.row", "schema", "change", "merge", "lens", "codec", "store", "sql"),
            room(
                    "store.tree",
                    "value",
                    "clock",
                    "schema",
                    "change",
                    "delta",
                    "merge",
                    "lens",
                    "codec"),
            room("store", "codec", "lens"),
            room("journal", "store"),
            room("sql.syntax", "codec", "journal", "lens"),
            room("sql.plan", "codec", "journal", "lens"),
            room("sql.exec", "codec", "journal", "lens"),
            room("migration", "store", "journal", "codec"),
            room("draft", "change", "store", "codec", "journal", "sql.exec"),
            new Room(ROOT, Set.of()),
            room("sync.push"),
            room("sync.pull", "sync.push"),
            room("sync.message"),
            room("sync.encoding"),
            room("sync.ledger"),
            room("sync.text"),
            room("sync.view", "sync.text"),
            room("sync.scope"),
            room("sync.apply"),
            room("sync.repair"),
            room("sync.session"),
            room("sync"),
            room("client"),
            room("server"),
            room("testkit"),
            room("servlet"),
            room("cli"),
            room("lab"));

    /** The modules that each may import. Nobody imports a leaf, but cli serves with servlet. */
    private static final Map<Module, Set<Module>> MODULES = modules();

    private final List<String> problems = new ArrayList<>();
    private final Map<String, Set<String>> packageArrows = new TreeMap<>();
    private final Map<String, Set<String>> fileArrows = new TreeMap<>();
    private final Map<String, JavaSource> sourceOfType = new HashMap<>();

    private Layers() {}

    /** What is wrong with the imports of these sources, one line for each arrow or circle. */
    static List<String> problems(List<JavaSource> sources) {
        Layers layers = new Layers();
        List<JavaSource> judged =
                sources.stream().filter(s -> !s.isModuleInfo()).toList();
        for (JavaSource source : judged) {
            layers.sourceOfType.put(source.packageName() + "." + source.simpleName(), source);
        }
        judged.forEach(layers::judge);
        layers.reportCircles();
        return layers.problems;
    }

    private void judge(JavaSource source) {
        int from = rank(source.packageName());
        if (from < 0) {
            problems.add(source.path() + ": package " + source.packageName()
                    + " has no place in the plan; give it a line in Layers.ROOMS");
            return;
        }
        if (module(ROOMS.get(from).name()) != source.module()) {
            problems.add(source.path() + ": package " + source.packageName()
                    + " belongs into another module than " + source.module().label());
        }
        for (Reference reference : source.references()) {
            if (!reference.packageName().equals(source.packageName())) {
                judge(source, from, reference);
            }
        }
        addNeighbours(source);
    }

    private void judge(JavaSource source, int from, Reference reference) {
        int to = rank(reference.packageName());
        if (to < 0) {
            report(source, reference, "which has no place in the plan");
            return;
        }
        addArrow(packageArrows, source.packageName(), reference.packageName());
        JavaSource target = sourceOfType.get(reference.packageName() + "." + reference.typeName());
        if (target != null) {
            addArrow(fileArrows, source.path(), target.path());
        }
        Module targetModule = module(ROOMS.get(to).name());
        if (targetModule != source.module()
                && !MODULES.getOrDefault(source.module(), Set.of()).contains(targetModule)) {
            report(source, reference, "of " + targetModule.label() + ", a module it never imports");
        } else if (to > from) {
            report(source, reference, "which is above it");
        } else if (ROOMS.get(from).neverImports().contains(ROOMS.get(to).name())) {
            report(source, reference, "which it never imports");
        }
    }

    private void report(JavaSource source, Reference reference, String why) {
        String target = reference.packageName() + "." + reference.typeName();
        problems.add(source.path() + ":" + reference.line() + ": " + source.packageName()
                + " imports " + target + ", " + why);
    }

    /** A file needs no import to name its neighbours, yet a circle may run through them. */
    private void addNeighbours(JavaSource source) {
        for (String word :
                new HashSet<>(source.tokens().stream().map(Token::text).toList())) {
            JavaSource neighbour = sourceOfType.get(source.packageName() + "." + word);
            if (neighbour != null && neighbour != source) {
                addArrow(fileArrows, source.path(), neighbour.path());
            }
        }
    }

    private void reportCircles() {
        for (List<String> circle : Circles.in(packageArrows)) {
            problems.add("packages in a circle: " + String.join(", ", circle));
        }
        for (List<String> circle : Circles.in(fileArrows)) {
            Set<String> folders = new TreeSet<>();
            circle.forEach(path -> folders.add(path.substring(0, path.lastIndexOf('/'))));
            if (folders.size() > 1) {
                problems.add("files in a circle across packages: " + String.join(", ", circle));
            }
        }
    }

    private static void addArrow(Map<String, Set<String>> arrows, String from, String to) {
        arrows.computeIfAbsent(from, key -> new TreeSet<>()).add(to);
    }

    /** The place of the room that holds the package, or -1. An inner room is listed first. */
    private static int rank(String packageName) {
        for (int i = 0; i < ROOMS.size(); i++) {
            if (ROOMS.get(i).holds(packageName)) {
                return i;
            }
        }
        return -1;
    }

    private static Module module(String roomName) {
        for (Module module : Module.values()) {
            String top = ROOT + "." + module.label();
            if (roomName.equals(top) || roomName.startsWith(top + ".")) {
                return module;
            }
        }
        return Module.CORE;
    }

    private static Room room(String name, String... neverImports) {
        Set<String> names = new HashSet<>();
        for (String never : neverImports) {
            names.add(ROOT + "." + never);
        }
        return new Room(ROOT + "." + name, names);
    }

    private static Map<Module, Set<Module>> modules() {
        Map<Module, Set<Module>> modules = new EnumMap<>(Module.class);
        modules.put(Module.SYNC, Set.of(Module.CORE));
        modules.put(Module.CLIENT, Set.of(Module.CORE, Module.SYNC));
        modules.put(Module.SERVER, Set.of(Module.CORE, Module.SYNC));
        modules.put(Module.TESTKIT, Set.of(Module.CORE, Module.SYNC, Module.CLIENT, Module.SERVER));
        modules.put(Module.SERVLET, Set.of(Module.CORE, Module.SYNC, Module.SERVER));
        modules.put(
                Module.CLI,
                Set.of(Module.CORE, Module.SYNC, Module.CLIENT, Module.SERVER, Module.SERVLET));
        modules.put(
                Module.LAB,
                Set.of(Module.CORE, Module.SYNC, Module.CLIENT, Module.SERVER, Module.TESTKIT));
        return modules;
    }
}
