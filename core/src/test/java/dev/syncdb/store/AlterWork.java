package dev.syncdb.store;

import static dev.syncdb.store.TableBuilder.numbered;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.Image;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Column.Generation;
import dev.syncdb.schema.DeclaredType;
import dev.syncdb.schema.Formula;
import dev.syncdb.schema.Table;
import dev.syncdb.store.AlterModel.Line;
import dev.syncdb.store.AlterModel.Sheet;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** One random history of a store whose tables are altered, beside which a model is kept. */
final class AlterWork {
    private static final int KEYS = 30;
    private static final int TABLES_MAX = 4;
    private static final List<Value> VALUES = List.of(
            Value.NULL,
            Value.of(3),
            Value.of(3_000_000_000L),
            Value.of(0.5),
            Value.of("often"),
            Value.of("seldom \u00fc"),
            Value.of("0c0ffee0-0000-4000-8000-00000000abcd"),
            Value.of(Bytes.copyOf(new byte[] {1, 2})));

    final TestStore test;
    final List<ChangeSet> published = new ArrayList<>();
    AlterModel head = new AlterModel();
    int altered;

    private final Random random;
    private final boolean tracking;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final List<Opened> opened = new ArrayList<>();
    private int names;

    private record Waiting(Prepared prepared, AlterModel model) {}

    private record Opened(Snapshot snapshot, AlterModel model) {}

    AlterWork(TestStore test, Random random, boolean tracking) {
        this.test = test;
        this.random = random;
        this.tracking = tracking;
    }

    /** Makes one commit or takes it back, and publishes or abandons some. */
    void transact() {
        AlterModel base = waiting.isEmpty() ? head : waiting.getLast().model();
        Transaction tx = test.store.begin();
        AlterModel model = work(tx, base.copy(), 2);
        model.assertSeenBy(tx, "in the transaction");
        if (random.nextInt(6) == 0) {
            tx.rollback();
        } else {
            Prepared prepared = tx.prepare();
            model.sheets.forEach(Sheet::settle);
            if (!prepared.isEmpty()) {
                waiting.add(new Waiting(prepared, model));
            }
        }
        if (random.nextInt(15) == 0) {
            test.store.abandon();
            waiting.clear();
        }
        while (!waiting.isEmpty() && random.nextInt(3) != 0) {
            publish();
        }
        look();
    }

    void finish() {
        while (!waiting.isEmpty()) {
            publish();
        }
        opened.forEach(this::close);
    }

    private void publish() {
        Waiting next = waiting.removeFirst();
        next.prepared().publish();
        published.add(next.prepared().changes());
        head = next.model();
    }

    private void look() {
        opened.add(new Opened(test.store.snapshot(), head));
        assertSees(opened.get(random.nextInt(opened.size())));
        while (opened.size() > random.nextInt(6)) {
            close(opened.remove(random.nextInt(opened.size())));
        }
    }

    private void close(Opened each) {
        assertSees(each);
        each.snapshot().close();
    }

    private void assertSees(Opened each) {
        String message = "snapshot of " + each.snapshot().version();
        each.model().assertSeenBy(each.snapshot(), message);
        if (tracking) {
            long after = random.nextInt((int) each.snapshot().version() + 1);
            each.model().assertLog(each.snapshot(), after, message);
        }
    }

    private AlterModel work(Transaction tx, AlterModel before, int depth) {
        AlterModel model = before;
        for (int i = random.nextInt(10); i >= 0; i--) {
            int kind = random.nextInt(12);
            if (kind == 0 && depth > 0) {
                Savepoint savepoint = tx.savepoint();
                AlterModel inner = work(tx, model.copy(), depth - 1);
                if (random.nextBoolean()) {
                    model = inner;
                } else {
                    tx.rollbackTo(savepoint);
                    model.assertSeenBy(tx, "rolled back");
                }
            } else if (kind <= 1 || model.sheets.isEmpty()) {
                define(tx, model);
            } else if (kind <= 3) {
                alter(tx, model, any(model.sheets));
            } else if (kind == 4 && !waiting.isEmpty()) {
                publish();
            } else {
                write(tx, any(model.sheets));
            }
        }
        return model;
    }

    private void define(Transaction tx, AlterModel model) {
        if (model.sheets.size() < TABLES_MAX && (model.sheets.size() < 2 || random.nextBoolean())) {
            String name = name(model);
            Table table =
                    numbered(name).column("text", "BLOB").column("size", "BLOB").build();
            tx.define(test.compiler.learn(table));
            Sheet sheet = new Sheet(name);
            sheet.columns.addAll(List.of("id", "text", "size"));
            model.sheets.add(sheet);
            return;
        }
        Sheet sheet = any(model.sheets);
        Table table = tx.schema().table(sheet.name);
        if (random.nextInt(4) == 0) {
            tx.define("DROP TABLE " + sheet.name);
            model.sheets.remove(sheet);
        } else if (!table.indexes().isEmpty() && random.nextBoolean()) {
            tx.define("DROP INDEX " + any(table.indexes()).name());
        } else {
            int column = random.nextInt(sheet.columns.size());
            String index = "i" + ++names;
            tx.define(test.compiler.learnIndex(index, sheet.name, false, column));
        }
    }

    /** A name that no table has now; others had it before. */
    private String name(AlterModel model) {
        while (true) {
            String name = "t" + random.nextInt(TABLES_MAX + 3);
            if (model.find(name) == null) {
                return name;
            }
        }
    }

    private void alter(Transaction tx, AlterModel model, Sheet sheet) {
        altered++;
        Table table = tx.schema().table(sheet.name);
        String name = sheet.name;
        int size = sheet.columns.size();
        String column = "c" + ++names;
        switch (random.nextInt(7)) {
            case 0 -> {
                String after = name(model);
                String sql = "ALTER " + name + " TO " + after + " " + column;
                tx.define(test.compiler.learnAlter(
                        sql, schema -> Altered.renamed(schema, name, after)));
                sheet.name = after;
            }
            case 1 -> {
                int position = random.nextInt(size);
                String sql = "ALTER " + name + " NAME " + column;
                tx.define(test.compiler.learnAlter(
                        sql, schema -> Altered.renamedColumn(schema, name, position, column)));
                sheet.name(position, column);
            }
            case 2 -> drop(tx, sheet, table);
            case 3 -> add(tx, sheet, 1 + random.nextInt(size), column, random.nextInt(3) == 0);
            default -> add(tx, sheet, size, column, random.nextInt(8) == 0);
        }
    }

    private void add(Transaction tx, Sheet sheet, int position, String column, boolean computed) {
        Value initial = value();
        Column added = computed
                ? column(column, null)
                        .generatedBy(new Generation(
                                TableBuilder.formula("double", AlterWork::twice), Set.of(0), true))
                : column(column, initial);
        String table = sheet.name;
        String sql = "ALTER " + table + " ADD " + column;
        tx.define(test.compiler.learnAlter(
                sql, schema -> Altered.added(schema, table, position, added)));
        sheet.add(position, column, computed ? null : initial);
    }

    private void drop(Transaction tx, Sheet sheet, Table table) {
        int position = random.nextInt(sheet.columns.size());
        boolean used = position == 0
                || table.indexes().stream()
                        .anyMatch(index -> index.columns().get(0).column() == position);
        if (!used) {
            String name = sheet.name;
            String sql = "ALTER " + name + " DROP " + ++names;
            tx.define(test.compiler.learnAlter(
                    sql, schema -> Altered.dropped(schema, name, position)));
            sheet.drop(position);
        }
    }

    private static Column column(String name, Value value) {
        Formula formula = value == null ? null : TableBuilder.formula("default", row -> value);
        return new Column(
                name, DeclaredType.of("BLOB"), Collation.BINARY, false, formula, null, false);
    }

    private static Value twice(Row row) {
        return Value.of(row.at(0).asLong() * 2);
    }

    private void write(Transaction tx, Sheet sheet) {
        long id = random.nextInt(KEYS);
        Key key = Key.of(id);
        Bytes hidden = Bytes.copyOf(new byte[random.nextInt(3)]);
        Line line = sheet.line(id);
        if (!sheet.isLive(id)) {
            Row row = sheet.whole(id, () -> value());
            if (random.nextInt(4) == 0) {
                tx.put(sheet.name, key, new Image(row, hidden));
            } else {
                tx.insert(sheet.name, row);
                hidden = Bytes.EMPTY;
            }
            sheet.lines.put(id, new Line(row, hidden, tx.version()));
            return;
        }
        switch (random.nextInt(4)) {
            case 0 -> {
                tx.delete(sheet.name, key);
                sheet.lines.put(id, new Line(null, line.hidden(), tx.version()));
            }
            case 1 -> {
                tx.hide(sheet.name, key, hidden);
                if (!hidden.equals(line.hidden())) {
                    sheet.lines.put(id, new Line(line.row(), hidden, tx.version()));
                }
            }
            case 2 -> {
                Row row = sheet.whole(id, () -> value());
                assertEquals(key, tx.update(sheet.name, key, row));
                change(tx, sheet, id, row);
            }
            default -> {
                int column = 1 + random.nextInt(sheet.columns.size());
                Row row = line.row();
                if (column < row.size() && !sheet.computed.contains(sheet.columns.get(column))) {
                    Value value = value();
                    tx.update(sheet.name, key, new int[] {column}, new Value[] {value});
                    change(tx, sheet, id, row.with(column, value));
                }
            }
        }
    }

    private static void change(Transaction tx, Sheet sheet, long id, Row row) {
        Line line = sheet.line(id);
        if (!line.row().equals(row)) {
            sheet.lines.put(id, new Line(row, line.hidden(), tx.version()));
        }
    }

    private Value value() {
        return random.nextInt(8) == 0 ? Value.of("long ".repeat(300)) : any(VALUES);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
