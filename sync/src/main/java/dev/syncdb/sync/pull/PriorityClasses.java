package dev.syncdb.sync.pull;

import dev.syncdb.schema.Names;

import java.util.ArrayList;
import java.util.List;

/**
 * The classes in which a first sync goes, and how far it has come: the tables of one class are
 * fetched, and may be shown, before those of the next. Tables that no class names are the last
 * class. When all classes are done, each as of a head of its own, one more pass brings them to the
 * same one.
 *
 * @param tables by class, the most urgent first; empty for a sync without classes
 * @param heads the version at which each class that is done was complete, in order
 */
public record PriorityClasses(List<List<String>> tables, List<Long> heads) {
    /** A sync without classes. */
    public static final PriorityClasses NONE = new PriorityClasses(List.of(), List.of());

    /** Each class is a request more; who wants to see rows sooner than that has another problem. */
    public static final int CLASSES_MAX = 16;

    /** They travel with each page. */
    public static final int TABLES_MAX = 256;

    public PriorityClasses {
        List<List<String>> copies = new ArrayList<>();
        int named = 0;
        for (List<String> each : tables) {
            copies.add(List.copyOf(each));
            named += each.size();
        }
        tables = List.copyOf(copies);
        heads = List.copyOf(heads);
        require(tables.size(), CLASSES_MAX, "classes");
        require(named, TABLES_MAX, "tables");
        require(heads.size(), tables.isEmpty() ? 0 : tables.size() + 1, "heads");
    }

    /** A sync of these classes that has not begun. */
    public static PriorityClasses of(List<List<String>> tables) {
        return new PriorityClasses(tables, List.of());
    }

    public boolean isNone() {
        return tables.isEmpty();
    }

    /** How many classes are done. */
    public int done() {
        return heads.size();
    }

    /** True if only the pass behind the last class is left. */
    public boolean areDone() {
        return !isNone() && done() > tables.size();
    }

    /** True if the class of that table is done. */
    public boolean holds(String table) {
        for (int number = 0; number < tables.size(); number++) {
            for (String each : tables.get(number)) {
                if (Names.equal(each, table)) {
                    return number < done();
                }
            }
        }
        return areDone();
    }

    /** The same when the present class is complete as of {@code head}. */
    public PriorityClasses doneAt(long head) {
        List<Long> more = new ArrayList<>(heads);
        more.add(head);
        return new PriorityClasses(tables, more);
    }

    private static void require(int found, int most, String what) {
        if (found > most) {
            throw new IllegalArgumentException(found + " " + what + "; at most " + most);
        }
    }
}
