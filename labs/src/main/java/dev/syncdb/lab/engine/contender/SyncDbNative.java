package dev.syncdb.lab.engine.contender;

import dev.syncdb.DatabaseOptions;
import dev.syncdb.change.Image;
import dev.syncdb.lab.engine.task.Project;
import dev.syncdb.lab.engine.task.Task;
import dev.syncdb.lab.engine.task.Tasks;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.store.ChangeScan;
import dev.syncdb.store.Range;
import dev.syncdb.store.Scan;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Store;
import dev.syncdb.store.StoreOptions;
import dev.syncdb.store.Transaction;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.sql.SQLException;
import java.util.List;
import java.util.function.ToLongFunction;

/** SyncDB without SQL, in memory, with its change log on. */
public final class SyncDbNative implements Contender {
    private static final String TASKS = "tasks";
    private static final String PROJECTS = "projects";
    private static final String BY_STATUS = "tasks_by_status";

    private static final int ID = 0;
    private static final int PROJECT_ID = 1;
    private static final int TITLE = 2;
    private static final int DESCRIPTION = 3;
    private static final int STATUS = 4;
    private static final int ASSIGNEE = 5;
    private static final int PRIORITY = 6;
    private static final int ESTIMATE = 7;
    private static final int DONE = 8;
    private static final int CREATED_AT = 9;
    private static final int UPDATED_AT = 10;
    private static final int PAYLOAD = 11;
    private static final int PROJECT_NAME = 1;

    private final Store store;
    private long marked;

    private SyncDbNative(Store store) {
        this.store = store;
    }

    public static SyncDbNative inMemory() {
        SyncDbNative made = new SyncDbNative(new Store(
                new SchemaDefinition(),
                DatabaseOptions.standard().environment(),
                StoreOptions.SPACE));
        made.write(transaction -> {
            Sql.LITE_TABLES.forEach(transaction::define);
            transaction.define(Sql.INDEX);
            return 0;
        });
        return made;
    }

    @Override
    public String name() {
        return "syncdb";
    }

    @Override
    public void load(Tasks tasks, int rows) throws SQLException {
        write(transaction -> {
            for (int i = 0; i < tasks.projects(); i++) {
                Project made = tasks.project(i);
                transaction.insert(
                        PROJECTS,
                        Row.of(Value.of(made.id()), Value.of(made.name()), Value.of(made.owner())));
            }
            return tasks.projects();
        });
        Loading.inBatches(this, tasks, rows);
    }

    @Override
    public long read(String id) {
        try (Snapshot snapshot = store.snapshot()) {
            Image task = snapshot.get(TASKS, Key.of(id));
            return task == null ? 0 : all(task.cells());
        }
    }

    @Override
    public long readFour(String id) {
        try (Snapshot snapshot = store.snapshot()) {
            Image task = snapshot.get(TASKS, Key.of(id));
            return task == null ? 0 : four(task.cells());
        }
    }

    @Override
    public long insert(Task task) {
        return write(transaction -> insert(transaction, task));
    }

    @Override
    public long update(String id, int priority) {
        return write(transaction -> update(transaction, id, priority));
    }

    @Override
    public long delete(String id) {
        return write(transaction -> transaction.delete(TASKS, Key.of(id)) ? 1 : 0);
    }

    @Override
    public long insertAll(List<Task> tasks) {
        return write(transaction -> {
            tasks.forEach(task -> insert(transaction, task));
            return tasks.size();
        });
    }

    @Override
    public long updateAll(List<String> ids, int priority) {
        return write(transaction -> {
            ids.forEach(id -> update(transaction, id, priority));
            return ids.size();
        });
    }

    @Override
    public long deleteAll(List<String> ids) {
        return write(transaction -> {
            ids.forEach(id -> transaction.delete(TASKS, Key.of(id)));
            return ids.size();
        });
    }

    @Override
    public long lookUp(String project, String status) {
        try (Snapshot snapshot = store.snapshot()) {
            Range group = Range.of(Row.of(Value.of(project), Value.of(status)));
            return sum(snapshot.scanIndex(TASKS, BY_STATUS, group), SyncDbNative::all);
        }
    }

    @Override
    public long range(String firstId, int rows) {
        try (Snapshot snapshot = store.snapshot()) {
            Range.Bound first = new Range.Bound(Row.of(Value.of(firstId)), true);
            Scan scan = snapshot.scan(TASKS, new Range(first, null, false));
            long sum = 0;
            for (int i = 0; i < rows && scan.next(); i++) {
                sum += four(scan.image().cells());
            }
            return sum;
        }
    }

    @Override
    public long aggregate() {
        StatusGroups groups = new StatusGroups();
        try (Snapshot snapshot = store.snapshot()) {
            Scan scan = snapshot.scan(TASKS, Range.ALL);
            while (scan.next()) {
                Row task = scan.image().cells();
                groups.add(
                        task.at(STATUS).asText(),
                        task.at(PRIORITY).asLong(),
                        task.at(ESTIMATE).asDouble());
            }
        }
        return groups.checksum();
    }

    @Override
    public long join(String project) {
        try (Snapshot snapshot = store.snapshot()) {
            Range tasks = Range.of(Row.of(Value.of(project)));
            return sum(snapshot.scanIndex(TASKS, BY_STATUS, tasks), task -> {
                Key parent = Key.of(task.at(PROJECT_ID).asText());
                Image found = snapshot.get(PROJECTS, parent);
                long sum = Checksum.add(0, task.at(ID).asText());
                sum = Checksum.add(sum, task.at(TITLE).asText());
                sum = Checksum.add(sum, task.at(PRIORITY).asLong());
                return found == null
                        ? 0
                        : Checksum.add(sum, found.cells().at(PROJECT_NAME).asText());
            });
        }
    }

    @Override
    public void change(List<String> ids, int priority) {
        marked = store.head();
        updateAll(ids, priority);
    }

    @Override
    public long changes() {
        try (Snapshot snapshot = store.snapshot()) {
            ChangeScan scan = snapshot.changesAfter(marked);
            long sum = 0;
            while (scan.next()) {
                Image task = scan.image();
                sum += task == null ? 0 : all(task.cells());
            }
            return sum;
        }
    }

    @Override
    public SyncDbNative forThread() {
        return new SyncDbNative(store);
    }

    @Override
    public void close() {
        // Holds nothing but memory.
    }

    private long write(ToLongFunction<Transaction> work) {
        Transaction transaction = store.begin();
        long written = work.applyAsLong(transaction);
        transaction.prepare().publish();
        return written;
    }

    private static long insert(Transaction transaction, Task task) {
        transaction.insert(
                TASKS,
                Row.of(
                        Value.of(task.id()),
                        Value.of(task.project()),
                        Value.of(task.title()),
                        Value.of(task.description()),
                        Value.of(task.status()),
                        Value.of(task.assignee()),
                        Value.of(task.figures().priority()),
                        Value.of(task.figures().estimate()),
                        Value.of(task.figures().done()),
                        Value.of(task.figures().createdAt()),
                        Value.of(task.figures().updatedAt()),
                        Value.of(task.payload())));
        return 1;
    }

    private static long update(Transaction transaction, String id, int priority) {
        Key key = Key.of(id);
        Image task = transaction.get(TASKS, key);
        if (task == null) {
            return 0;
        }
        transaction.update(TASKS, key, task.cells().with(PRIORITY, Value.of(priority)));
        return 1;
    }

    private static long sum(Scan scan, ToLongFunction<Row> summing) {
        long sum = 0;
        while (scan.next()) {
            sum += summing.applyAsLong(scan.image().cells());
        }
        return sum;
    }

    private static long all(Row task) {
        long sum = Checksum.add(0, task.at(ID).asText());
        sum = Checksum.add(sum, task.at(PROJECT_ID).asText());
        sum = Checksum.add(sum, task.at(TITLE).asText());
        sum = Checksum.add(sum, task.at(DESCRIPTION).asText());
        sum = Checksum.add(sum, task.at(STATUS).asText());
        sum = Checksum.add(sum, task.at(ASSIGNEE).asText());
        sum = Checksum.add(sum, task.at(PRIORITY).asLong());
        sum = Checksum.add(sum, task.at(ESTIMATE).asDouble());
        sum = Checksum.add(sum, task.at(DONE).asLong() != 0);
        sum = Checksum.add(sum, task.at(CREATED_AT).asLong());
        sum = Checksum.add(sum, task.at(UPDATED_AT).asLong());
        return Checksum.add(sum, task.at(PAYLOAD).asBytes());
    }

    private static long four(Row task) {
        long sum = Checksum.add(0, task.at(TITLE).asText());
        sum = Checksum.add(sum, task.at(STATUS).asText());
        sum = Checksum.add(sum, task.at(PRIORITY).asLong());
        return Checksum.add(sum, task.at(UPDATED_AT).asLong());
    }
}
