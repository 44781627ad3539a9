package dev.syncdb.store;

import static dev.syncdb.store.TableBuilder.numbered;
import static dev.syncdb.store.TableBuilder.row;
import static dev.syncdb.store.TableBuilder.table;
import static dev.syncdb.store.TableBuilder.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.Image;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** One random history of a store, beside which a {@link Model} is kept. */
final class RandomWork {
    private static final String[] TEXTS = {"a", "A", "b", "B", "c", "d", "e", "E"};
    private static final List<String> INDEXES = List.of("by_text", "by_size", "by_all");
    private static final int KEYS_FEW = 12;

    /** Enough for values that many rows have. */
    private static final int KEYS_MANY = 80;

    final TestStore test;
    final List<ChangeSet> published = new ArrayList<>();

    private final Random random;
    private final boolean changeLog;
    private final int keys;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final List<Opened> opened = new ArrayList<>();
    private Model head = new Model();

    private record Waiting(Prepared prepared, Model model) {}

    private record Opened(Snapshot snapshot, Model model) {}

    RandomWork(StoreOptions options, Random random) {
        this.test = new TestStore(options);
        this.random = random;
        this.changeLog = options.changeLog();
        this.keys = random.nextBoolean() ? KEYS_FEW : KEYS_MANY;
        teach(test.compiler);
    }

    static void teach(StubCompiler compiler) {
        compiler.learn(numbered("numbers")
                .column("text", "TEXT", Collation.NOCASE, false)
                .column("size", "INTEGER")
                .build());
        compiler.learn(table("words")
                .column("text", "TEXT", Collation.NOCASE, false)
                .column("size", "INTEGER")
                .unique("words_size", 1)
                .build());
        compiler.learnIndex("by_text", "numbers", false, 1, -2);
        compiler.learnIndex("by_size", "numbers", false, 2);
        compiler.learnIndex("by_all", "numbers", true, -2, 1, 0);
    }

    /** Makes one commit or drops it, and perhaps publishes or abandons what waits. */
    void transact() {
        Model base = waiting.isEmpty() ? head : waiting.getLast().model();
        Model model = base.copy();
        Transaction tx = test.store.begin();
        model = work(tx, model, 2);
        model.assertSeenBy(tx);
        lookAlong(tx, model);
        if (random.nextInt(6) == 0) {
            tx.rollback();
        } else {
            Prepared prepared = tx.prepare();
            assertNet(base, model, prepared.changes());
            model.log(prepared.changes());
            waiting.add(new Waiting(prepared, model));
        }
        if (random.nextInt(20) == 0) {
            test.store.abandon();
            waiting.clear();
        }
        while (random.nextInt(3) != 0 && !waiting.isEmpty()) {
            publish();
        }
    }

    /** Compares some snapshot with its model, and opens and closes some. */
    void look() {
        if (random.nextInt(2) == 0) {
            opened.add(new Opened(test.store.snapshot(), head));
        }
        if (!opened.isEmpty()) {
            look(opened.get(random.nextInt(opened.size())));
        }
        while (opened.size() > random.nextInt(8)) {
            Opened closing = opened.remove(random.nextInt(opened.size()));
            look(closing);
            closing.snapshot().close();
        }
    }

    void finish() {
        while (!waiting.isEmpty()) {
            publish();
        }
        opened.forEach(each -> {
            look(each);
            each.snapshot().close();
        });
    }

    private void look(Opened each) {
        each.model().assertSeenBy(each.snapshot());
        lookAlong(each.snapshot(), each.model());
        if (changeLog) {
            long after = random.nextInt((int) each.snapshot().version() + 2);
            each.model().assertLog(each.snapshot(), after);
        }
    }

    private void lookAlong(Reader reader, Model model) {
        for (Table table : reader.schema().tables()) {
            for (Index index : table.indexes()) {
                model.assertIndexRange(reader, index, range(index));
            }
        }
    }

    private Range range(Index index) {
        Range.Bound lower = bound(index);
        return switch (random.nextInt(4)) {
            case 0 -> new Range(lower, null, random.nextBoolean());
            case 1 -> new Range(null, lower, random.nextBoolean());
            case 2 -> new Range(lower, lower, random.nextBoolean());
            default -> new Range(lower, bound(index), random.nextBoolean());
        };
    }

    private Range.Bound bound(Index index) {
        Value[] values = new Value[1 + random.nextInt(index.columns().size())];
        for (int i = 0; i < values.length; i++) {
            boolean isText =
                    index.columns().get(i).column() == 1 && index.table().equals("numbers");
            values[i] = isText ? Value.of(text()) : value(size());
        }
        return new Range.Bound(Row.of(values), random.nextInt(4) != 0);
    }

    private void publish() {
        Waiting next = waiting.removeFirst();
        next.prepared().publish();
        if (!next.prepared().changes().changes().isEmpty()) {
            published.add(next.prepared().changes());
        }
        head = next.model();
        assertEquals(next.prepared().version(), test.store.head());
    }

    private Model work(Transaction tx, Model before, int depth) {
        Model model = before;
        for (int i = random.nextInt(8); i >= 0; i--) {
            if (depth > 0 && random.nextInt(6) == 0) {
                Savepoint savepoint = tx.savepoint();
                Model inner = work(tx, model.copy(), depth - 1);
                if (random.nextBoolean()) {
                    model = inner;
                } else {
                    tx.rollbackTo(savepoint);
                    model.assertSeenBy(tx);
                    lookAlong(tx, model);
                }
            } else if (random.nextInt(12) == 0) {
                define(tx, model);
            } else if (random.nextInt(12) == 0 && !waiting.isEmpty()) {
                publish();
            } else if (!model.tables.isEmpty()) {
                write(tx, model);
            }
        }
        return model;
    }

    private void define(Transaction tx, Model model) {
        String name = random.nextBoolean() ? "numbers" : "words";
        if (!model.tables.containsKey(name)) {
            tx.define("CREATE TABLE " + name);
            model.tables.put(name, new TreeMap<>());
        } else if (name.equals("numbers") && random.nextInt(3) != 0) {
            String index = INDEXES.get(random.nextInt(INDEXES.size()));
            boolean present = tx.schema().findIndex(index) != null;
            tx.define((present ? "DROP INDEX " : "CREATE INDEX ") + index);
        } else if (random.nextInt(3) == 0) {
            tx.define("DROP TABLE " + name);
            model.tables.remove(name);
        }
    }

    private void write(Transaction tx, Model model) {
        List<String> names = List.copyOf(model.tables.keySet());
        String name = names.get(random.nextInt(names.size()));
        TreeMap<Key, Image> rows = model.tables.get(name);
        Table table = tx.schema().table(name);
        Row cells = name.equals("numbers")
                ? row(random.nextInt(keys), text(), size())
                : row(text(), size());
        Key key = table.keyOf(cells);
        try {
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    tx.insert(name, cells);
                    assertEquals(null, rows.put(key, Image.of(cells)), "the key was free");
                }
                case 2 -> {
                    Key old = rows.isEmpty() ? key : rows.firstKey();
                    assertEquals(key, tx.update(name, old, cells));
                    Image before = rows.remove(old);
                    Bytes hidden = old.equals(key) ? before.hidden() : Bytes.EMPTY;
                    rows.put(key, new Image(cells, hidden));
                }
                case 3 -> assertEquals(rows.remove(key) != null, tx.delete(name, key));
                case 4 -> put(tx, name, key, random.nextInt(3) == 0 ? null : cells, rows);
                default -> {
                    Bytes hidden = Bytes.copyOf(new byte[] {(byte) random.nextInt(3)});
                    tx.hide(name, key, hidden);
                    rows.computeIfPresent(key, (k, image) -> new Image(image.cells(), hidden));
                }
            }
        } catch (Incorrect refused) {
            // The model has not changed, and neither may have the store.
            assertJust(refused, rows, key, cells);
        }
    }

    private static void assertJust(
            Incorrect refused, TreeMap<Key, Image> rows, Key key, Row cells) {
        Value last = cells.at(cells.size() - 1);
        boolean just =
                switch (refused.code()) {
                    case PRIMARY_KEY -> rows.containsKey(key);
                    case ROW_ABSENT -> rows.isEmpty() || !rows.containsKey(key);
                    case UNIQUE ->
                        rows.values().stream()
                                .anyMatch(image ->
                                        image.cells().at(cells.size() - 1).equals(last));
                    default -> false;
                };
        assertTrue(just, refused.getMessage());
    }

    private void put(Transaction tx, String name, Key key, Row cells, TreeMap<Key, Image> rows) {
        Savepoint savepoint = tx.savepoint();
        tx.put(name, key, cells == null ? null : Image.of(cells));
        try {
            tx.requireUnique();
        } catch (Incorrect clash) {
            tx.rollbackTo(savepoint);
            return;
        }
        if (cells == null) {
            rows.remove(key);
        } else {
            rows.put(key, Image.of(cells));
        }
    }

    /** The changes name exactly the rows of surviving tables that differ. */
    private static void assertNet(Model before, Model after, ChangeSet changes) {
        Set<String> dropped = new HashSet<>();
        Set<String> named = new HashSet<>();
        for (Change change : changes.changes()) {
            if (change instanceof Change.Define) {
                String[] words = ((Change.Define) change).sql().split(" ");
                if (words[0].equals("DROP") && words[1].equals("TABLE")) {
                    dropped.add(words[2]);
                }
            } else {
                named.add(Model.name(change).table() + Model.name(change).key());
            }
        }
        Set<String> different = new HashSet<>();
        after.tables.forEach((name, rows) -> {
            TreeMap<Key, Image> old = dropped.contains(name)
                    ? new TreeMap<>()
                    : before.tables.getOrDefault(name, new TreeMap<>());
            Set<Key> keys = new HashSet<>(rows.keySet());
            keys.addAll(old.keySet());
            keys.removeIf(key -> Objects.equals(rows.get(key), old.get(key)));
            keys.forEach(key -> different.add(name + key));
        });
        assertEquals(different, named);
    }

    private String text() {
        // The first ones come most often.
        return TEXTS[random.nextInt(1 + random.nextInt(TEXTS.length))];
    }

    private Integer size() {
        return random.nextInt(5) == 0 ? null : random.nextInt(8);
    }
}
