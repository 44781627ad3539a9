package dev.syncdb.lab.engine.contender;

import dev.syncdb.Database;
import dev.syncdb.DatabaseOptions;
import dev.syncdb.Rows;
import dev.syncdb.Session;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.Durability;
import dev.syncdb.lab.engine.task.Project;
import dev.syncdb.lab.engine.task.Task;
import dev.syncdb.lab.engine.task.Tasks;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** SyncDB through its SQL. */
public final class SyncDbSql implements Contender {
    private final Database database;
    private final Session session;
    private final boolean owner;

    private SyncDbSql(Database database, boolean owner) {
        this.database = database;
        this.session = database.session();
        this.owner = owner;
    }

    public static SyncDbSql inMemory() {
        return new SyncDbSql(Database.inMemory(), true);
    }

    /** The database on a disk, which may have been loaded before. */
    public static SyncDbSql open(Disk disk, Durability durability) {
        DatabaseOptions standard = DatabaseOptions.standard();
        return new SyncDbSql(
                Database.open(disk, new DatabaseOptions(standard.environment(), durability)), true);
    }

    /** The durability that forces within some milliseconds; null if there is none. */
    public static @Nullable Durability normal() {
        for (Durability durability : Durability.values()) {
            if (durability.name().equals("NORMAL")) {
                return durability;
            }
        }
        return null;
    }

    /** What switches the tracking of changes of this database; null if nothing can. */
    public @Nullable TrackingSwitch tracking() {
        return null;
    }

    @Override
    public String name() {
        return "syncdb";
    }

    @Override
    public void load(Tasks tasks, int rows) throws SQLException {
        Sql.LITE_TABLES.forEach(session::execute);
        session.execute(Sql.INDEX);
        transaction(() -> {
            for (int i = 0; i < tasks.projects(); i++) {
                Project made = tasks.project(i);
                session.execute(Sql.INSERT_PROJECT, made.id(), made.name(), made.owner());
            }
            return tasks.projects();
        });
        Loading.inBatches(this, tasks, rows);
    }

    @Override
    public long read(String id) {
        return sum(session.query(Sql.READ, id), SyncDbSql::all);
    }

    @Override
    public long readFour(String id) {
        return sum(session.query(Sql.READ_FOUR, id), SyncDbSql::four);
    }

    @Override
    public long insert(Task task) {
        return session.execute(
                Sql.INSERT,
                task.id(),
                task.project(),
                task.title(),
                task.description(),
                task.status(),
                task.assignee(),
                task.figures().priority(),
                task.figures().estimate(),
                task.figures().done(),
                task.figures().createdAt(),
                task.figures().updatedAt(),
                task.payload().toArray());
    }

    @Override
    public long update(String id, int priority) {
        return session.execute(Sql.UPDATE, priority, id);
    }

    @Override
    public long delete(String id) {
        return session.execute(Sql.DELETE, id);
    }

    @Override
    public long insertAll(List<Task> tasks) {
        return transaction(() -> tasks.stream().mapToLong(this::insert).sum());
    }

    @Override
    public long updateAll(List<String> ids, int priority) {
        return transaction(
                () -> ids.stream().mapToLong(id -> update(id, priority)).sum());
    }

    @Override
    public long deleteAll(List<String> ids) {
        return transaction(() -> ids.stream().mapToLong(this::delete).sum());
    }

    @Override
    public long lookUp(String project, String status) {
        return sum(session.query(Sql.LOOK_UP, project, status), SyncDbSql::all);
    }

    @Override
    public long range(String firstId, int rows) {
        return sum(session.query(Sql.RANGE, firstId, rows), SyncDbSql::four);
    }

    @Override
    public long aggregate() {
        return sum(session.query(Sql.AGGREGATE), SyncDbSql::group);
    }

    @Override
    public long join(String project) {
        return sum(session.query(Sql.JOIN, project), SyncDbSql::joined);
    }

    @Override
    public void change(List<String> ids, int priority) {
        throw new UnsupportedOperationException("no SQL tells what changed");
    }

    @Override
    public long changes() {
        throw new UnsupportedOperationException("no SQL tells what changed");
    }

    @Override
    public SyncDbSql forThread() {
        return new SyncDbSql(database, false);
    }

    @Override
    public void close() {
        session.close();
        if (owner) {
            database.close();
        }
    }

    private long transaction(LongSupplier work) {
        session.execute("BEGIN IMMEDIATE");
        long written = work.getAsLong();
        session.execute("COMMIT");
        return written;
    }

    private static long sum(Rows rows, ToLongFunction<Rows> summing) {
        long sum = 0;
        while (rows.next()) {
            sum += summing.applyAsLong(rows);
        }
        return sum;
    }

    private static long all(Rows row) {
        long sum = Checksum.add(0, row.getString(0));
        sum = Checksum.add(sum, row.getString(1));
        sum = Checksum.add(sum, row.getString(2));
        sum = Checksum.add(sum, row.getString(3));
        sum = Checksum.add(sum, row.getString(4));
        sum = Checksum.add(sum, row.getString(5));
        sum = Checksum.add(sum, row.getLong(6));
        sum = Checksum.add(sum, row.getDouble(7));
        sum = Checksum.add(sum, row.getLong(8) != 0);
        sum = Checksum.add(sum, row.getLong(9));
        sum = Checksum.add(sum, row.getLong(10));
        return Checksum.add(sum, row.getBytes(11));
    }

    private static long four(Rows row) {
        long sum = Checksum.add(0, row.getString(0));
        sum = Checksum.add(sum, row.getString(1));
        sum = Checksum.add(sum, row.getLong(2));
        return Checksum.add(sum, row.getLong(3));
    }

    private static long group(Rows row) {
        long sum = Checksum.add(0, row.getString(0));
        sum = Checksum.add(sum, row.getLong(1));
        sum = Checksum.add(sum, row.getLong(2));
        return Checksum.add(sum, row.getDouble(3));
    }

    private static long joined(Rows row) {
        long sum = Checksum.add(0, row.getString(0));
        sum = Checksum.add(sum, row.getString(1));
        sum = Checksum.add(sum, row.getLong(2));
        return Checksum.add(sum, row.getString(3));
    }
}
