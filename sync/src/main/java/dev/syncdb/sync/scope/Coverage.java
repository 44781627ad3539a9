package dev.syncdb.sync.scope;

import dev.syncdb.schema.Names;
import dev.syncdb.sync.pull.PriorityClasses;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a client holds of each table, and which tables a page is about. In an ordinary pull that is
 * the same for all: it holds its cursor. In a first sync by classes it holds nothing of the present
 * class and nothing is said of the others; in the pass behind the last one, it holds of each table
 * the head at which its class was done. Lives for one page.
 */
final class Coverage {
    private final long base;
    private final PriorityClasses classes;
    private final Map<String, Integer> classOfTable = new HashMap<>();

    /** @param base the version of the client's cursor */
    Coverage(long base, PriorityClasses classes) {
        this.base = base;
        this.classes = classes;
        int number = 0;
        for (List<String> tables : classes.tables()) {
            for (String table : tables) {
                classOfTable.putIfAbsent(Names.fold(table), number);
            }
            number++;
        }
    }

    /** True if the page says something of that table. */
    boolean includes(String table) {
        return classes.isNone() || classes.areDone() || classOf(table) == classes.done();
    }

    /** The version of which the client holds that table; 0 for nothing. */
    long of(String table) {
        if (classes.isNone()) {
            return base;
        }
        return classes.areDone() ? classes.heads().get(classOf(table)) : 0;
    }

    /** The version up to which the client holds every table. */
    long least() {
        if (classes.isNone()) {
            return base;
        }
        long least = classes.areDone() ? Long.MAX_VALUE : 0;
        for (long head : classes.heads()) {
            least = Math.min(least, head);
        }
        return least;
    }

    /**
     * True if the client holds what it wrote itself and the server accepted. Who begins at the
     * start holds nothing, not even that.
     */
    boolean hasOwnWrites() {
        return classes.isNone() && base > 0;
    }

    private int classOf(String table) {
        Integer number = classOfTable.get(Names.fold(table));
        return number == null ? classes.tables().size() : number;
    }
}
