package dev.syncdb.store;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The change log of a state that was loaded table by table. Stateless. */
final class LoadedLog {
    private static final Comparator<Source> IN_LOG =
            Comparator.comparingLong(Source::version).thenComparingLong(source -> source.table);

    private LoadedLog() {}

    /** The rows of one table, which are in the order of the log, from the next one on. */
    private static final class Source {
        private final List<RowHead> heads;
        private final long table;
        private int next;

        Source(PackedTable table) {
            this.heads = table.heads();
            this.table = table.table().heap().identity().number();
        }

        boolean hasNext() {
            return next < heads.size();
        }

        long version() {
            return heads.get(next).present().version();
        }
    }

    /** Hands over the rows of all tables in the order of the log. */
    static void merge(List<PackedTable> tables, Timeline timeline) {
        PriorityQueue<Source> sources = new PriorityQueue<>(IN_LOG);
        for (PackedTable table : tables) {
            Source source = new Source(table);
            if (source.hasNext()) {
                sources.add(source);
            }
        }
        for (Source first = sources.poll(); first != null; first = sources.poll()) {
            Source following = sources.peek();
            do {
                timeline.loaded(first.heads.get(first.next), null);
                first.next++;
            } while (first.hasNext()
                    && (following == null || IN_LOG.compare(first, following) < 0));
            if (first.hasNext()) {
                sources.add(first);
            }
        }
    }
}
