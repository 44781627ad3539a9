package dev.syncdb.lab.engine.contender;

import dev.syncdb.ChangedRows;
import dev.syncdb.Database;
import dev.syncdb.Records;
import dev.syncdb.Session;
import dev.syncdb.error.Incorrect;
import dev.syncdb.lab.engine.task.Project;
import dev.syncdb.lab.engine.task.Task;
import dev.syncdb.lab.engine.task.Tasks;
import dev.syncdb.store.Range;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;

/** SyncDB without SQL, in memory, tracking changes. */
public final class SyncDbNative implements Contender {
    private static final String BY_STATUS = "tasks_by_status";

    private static final int ID = 0;
    private static final int PROJECT_ID = 1;
    private static final int TITLE = 2;
    private static final int STATUS = 4;
    private static final int PRIORITY = 6;
    private static final int ESTIMATE = 7;
    private static final int UPDATED_AT = 10;
    private static final int PROJECT_NAME = 1;

    private final Database database;
    private final boolean owner;
    private final Session session;
    private final Records tasks;
    private final Records projects;
    private long marked;

    private SyncDbNative(Database database, boolean owner) {
        this.database = database;
        this.owner = owner;
        this.session = database.session();
        this.tasks = session.records("tasks");
        this.projects = session.records("projects");
    }

    public static SyncDbNative inMemory() {
        Database database = Database.inMemory();
        database.track(true);
        Sql.LITE_TABLES.forEach(database::execute);
        database.execute(Sql.INDEX);
        return new SyncDbNative(database, true);
    }

    @Override
    public String name() {
        return "syncdb";
    }

    @Override
    public void load(Tasks content, int rows) throws SQLException {
        write(records -> {
            for (int i = 0; i < content.projects(); i++) {
                Project made = content.project(i);
                projects.insert(made.id(), made.name(), made.owner());
            }
            return content.projects();
        });
        Loading.inBatches(this, content, rows);
    }

    @Override
    public long read(String id) {
        return tasks.find(id) ? SyncDbRows.all(tasks) : 0;
    }

    @Override
    public long readFour(String id) {
        return tasks.find(id) ? four() : 0;
    }

    @Override
    public long insert(Task task) {
        tasks.insert(rowOf(task));
        return 1;
    }

    @Override
    public long update(String id, int priority) {
        try {
            tasks.update(Key.of(id), PRIORITY, Value.of(priority));
            return 1;
        } catch (Incorrect absent) {
            return 0;
        }
    }

    @Override
    public long delete(String id) {
        return tasks.delete(Key.of(id)) ? 1 : 0;
    }

    @Override
    public long insertAll(List<Task> made) {
        return write(records -> {
            made.forEach(this::insert);
            return made.size();
        });
    }

    @Override
    public long updateAll(List<String> ids, int priority) {
        return write(records -> {
            ids.forEach(id -> update(id, priority));
            return ids.size();
        });
    }

    @Override
    public long deleteAll(List<String> ids) {
        return write(records -> {
            ids.forEach(this::delete);
            return ids.size();
        });
    }

    @Override
    public long lookUp(String project, String status) {
        tasks.walk(BY_STATUS, Range.of(Row.of(Value.of(project), Value.of(status))));
        long sum = 0;
        while (tasks.next()) {
            sum += SyncDbRows.all(tasks);
        }
        return sum;
    }

    @Override
    public long range(String firstId, int rows) {
        Range.Bound first = new Range.Bound(Row.of(Value.of(firstId)), true);
        tasks.walk(new Range(first, null, false));
        long sum = 0;
        for (int i = 0; i < rows && tasks.next(); i++) {
            sum += four();
        }
        tasks.close();
        return sum;
    }

    @Override
    public long aggregate() {
        StatusGroups groups = new StatusGroups();
        tasks.walk(Range.ALL);
        while (tasks.next()) {
            groups.add(text(STATUS), tasks.getLong(PRIORITY), tasks.getDouble(ESTIMATE));
        }
        return groups.checksum();
    }

    @Override
    public long join(String project) {
        tasks.walk(BY_STATUS, Range.of(Row.of(Value.of(project))));
        long sum = 0;
        while (tasks.next()) {
            if (projects.find(text(PROJECT_ID))) {
                long row = Checksum.add(0, tasks.getString(ID));
                row = Checksum.add(row, tasks.getString(TITLE));
                row = Checksum.add(row, tasks.getLong(PRIORITY));
                sum += Checksum.add(row, projects.getString(PROJECT_NAME));
            }
        }
        return sum;
    }

    @Override
    public void change(List<String> ids, int priority) {
        try (ChangedRows now = database.changedAfter(Long.MAX_VALUE)) {
            marked = now.upTo();
        }
        updateAll(ids, priority);
    }

    @Override
    public long changes() {
        long sum = 0;
        try (ChangedRows changed = database.changedAfter(marked)) {
            while (changed.next()) {
                sum += changed.isDeleted() ? 0 : SyncDbRows.all(changed);
            }
        }
        return sum;
    }

    @Override
    public SyncDbNative forThread() {
        return new SyncDbNative(database, false);
    }

    @Override
    public void close() {
        session.close();
        if (owner) {
            database.close();
        }
    }

    private long write(ToLongFunction<Records> work) {
        session.execute("BEGIN IMMEDIATE");
        long written = work.applyAsLong(tasks);
        session.execute("COMMIT");
        return written;
    }

    private long four() {
        return SyncDbRows.four(tasks, TITLE, STATUS, PRIORITY, UPDATED_AT);
    }

    private String text(int column) {
        return Objects.requireNonNull(tasks.getString(column), "NOT NULL");
    }

    private static Row rowOf(Task task) {
        return Row.of(
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
                Value.of(task.payload()));
    }
}
