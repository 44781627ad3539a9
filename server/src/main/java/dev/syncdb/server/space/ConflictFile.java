package dev.syncdb.server.space;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.Journal;
import dev.syncdb.schema.Table;
import dev.syncdb.sync.ledger.ConflictTable;
import dev.syncdb.sync.ledger.RowText;
import dev.syncdb.value.Row;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/* Record: | row of the ledger text |, a JSON object by column name that begins with the id.
 *
 * A later record of an id replaces the earlier ones. One that has nothing but the id says that the
 * file has no record of that id any more. What replaced others goes when the file is rewritten.
 */
/**
 * The records of conflicts of one space that are on disk and not in the table any more, in a
 * journal of its own. Of what it holds only some bits per record are in memory. Lives from opening
 * to {@link #close}; confined to its owner loop. Fails as a {@link Journal} does.
 */
final class ConflictFile implements AutoCloseable {
    private static final String ID = "{\"id\":";

    private final Table table;
    private final Journal journal;
    private IdSet held = new IdSet();

    /** The ids of which there is more than one record. */
    private IdSet again = new IdSet();

    private boolean anyAgain;
    private long oldestMillis = Long.MAX_VALUE;

    private ConflictFile(Disk disk, String name, int segmentBytes, Table table) {
        this.table = table;
        this.journal = Journal.open(disk, name, segmentBytes, new Texts(this::survey));
    }

    /**
     * Opens the file of a space, or makes it.
     *
     * @param segmentBytes size of its parts
     * @param table the ledger
     */
    static ConflictFile open(Disk disk, String space, int segmentBytes, Table table) {
        return new ConflictFile(disk, name(space), segmentBytes, table);
    }

    /** True if the space has a file. */
    static boolean exists(Disk disk, String space) {
        String name = name(space) + "-";
        return disk.list().stream().anyMatch(file -> file.startsWith(name));
    }

    // There are disks on which names that differ in case are one.
    private static String name(String space) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < space.length(); i++) {
            char sign = space.charAt(i);
            boolean isUpper = sign >= 'A' && sign <= 'Z';
            name.append(isUpper ? "+" : "").append(sign);
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }

    boolean holds(long id) {
        return held.contains(id);
    }

    /** When the first of the records that are settled was. */
    long oldestMillis() {
        return oldestMillis;
    }

    /** Adds records, or what is now true of them; they are durable when this returns. */
    void add(List<Row> records) {
        for (Row record : records) {
            append(RowText.of(table, record));
        }
        journal.force();
    }

    /** Forgets records, durably; what the file says of them is there until it is rewritten. */
    void drop(List<Long> ids) {
        for (long id : ids) {
            append(ID + id + "}");
        }
        journal.force();
    }

    /** Hands over each record that is held, in no order. */
    void read(Consumer<Row> records) {
        read(id -> true, records);
    }

    /**
     * The records with the smallest ids behind {@code after}, in order; reads the whole file.
     *
     * @param wanted which ids count
     */
    List<Row> page(long after, int max, LongPredicate wanted) {
        TreeMap<Long, Row> smallest = new TreeMap<>();
        read(
                id -> id > after
                        && (smallest.size() < max || id < smallest.lastKey())
                        && wanted.test(id),
                record -> {
                    smallest.put(record.longAt(ConflictTable.ID), record);
                    if (smallest.size() > max) {
                        smallest.pollLastEntry();
                    }
                });
        return new ArrayList<>(smallest.values());
    }

    /** Writes the file anew with those of its records that are to stay, and nothing else. */
    void rewrite(Predicate<Row> stays) {
        journal.checkpoint(sink -> read(record -> {
            if (stays.test(record)) {
                sink.accept(encode(RowText.of(table, record)));
            }
        }));
        held = new IdSet();
        again = new IdSet();
        anyAgain = false;
        oldestMillis = Long.MAX_VALUE;
        journal.read(new Texts(this::survey));
    }

    @Override
    public void close() {
        journal.close();
    }

    private void append(String text) {
        journal.append(encode(text));
        survey(text);
    }

    private void survey(String text) {
        long id = id(text);
        boolean isGone = isGone(text);
        if (isGone || !held.add(id)) {
            again.add(id);
            anyAgain = true;
        }
        if (isGone) {
            held.remove(id);
        } else {
            oldestMillis = Math.min(oldestMillis, settledMillis(RowText.parse(table, text)));
        }
    }

    /** When it was settled; never, if it is open. */
    private static long settledMillis(Row record) {
        if (OpenConflicts.isOpen(record)) {
            return Long.MAX_VALUE;
        }
        return record.isNullAt(ConflictTable.RESOLVED_MILLIS)
                ? record.longAt(ConflictTable.CREATED_MILLIS)
                : record.longAt(ConflictTable.RESOLVED_MILLIS);
    }

    private void read(LongPredicate wanted, Consumer<Row> records) {
        Map<Long, Long> newest = anyAgain ? newest() : Map.of();
        long[] count = {0};
        journal.read(new Texts(text -> {
            long id = id(text);
            long number = ++count[0];
            boolean isNewest = newest.getOrDefault(id, number) == number;
            if (isNewest && held.contains(id) && wanted.test(id)) {
                records.accept(RowText.parse(table, text));
            }
        }));
    }

    /** Which record is the newest, counted from the first, of the ids that have several. */
    private Map<Long, Long> newest() {
        Map<Long, Long> newest = new HashMap<>();
        long[] count = {0};
        journal.read(new Texts(text -> {
            count[0]++;
            if (again.contains(id(text))) {
                newest.put(id(text), count[0]);
            }
        }));
        return newest;
    }

    private static boolean isGone(String text) {
        return text.indexOf(',') < 0;
    }

    private static long id(String text) {
        int end = ID.length();
        while (text.charAt(end) != ',' && text.charAt(end) != '}') {
            end++;
        }
        return Long.parseLong(text.substring(ID.length(), end));
    }

    private static byte[] encode(String text) {
        return new ByteSink().writeText(text).toArray();
    }

    /** Reads records as the texts that they are. */
    private static final class Texts implements Journal.Recovery {
        private final Consumer<String> reader;

        Texts(Consumer<String> reader) {
            this.reader = reader;
        }

        @Override
        public void snapshot(ByteSource record) {
            reader.accept(record.readText());
        }

        @Override
        public void record(long number, ByteSource body) {
            reader.accept(body.readText());
        }
    }
}
