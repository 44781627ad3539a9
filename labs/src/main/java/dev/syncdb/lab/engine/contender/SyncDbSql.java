package dev.syncdb.lab.engine.contender;

import dev.syncdb.Database;
import dev.syncdb.DatabaseOptions;
import dev.syncdb.PreparedStatement;
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
    private @Nullable Prepared prepared;

    /** The statements, once there are tables. */
    private static final class Prepared {
        private final PreparedStatement read;
        private final PreparedStatement readFour;
        private final PreparedStatement insert;
        private final PreparedStatement update;
        private final PreparedStatement delete;
        private final PreparedStatement lookUp;
        private final PreparedStatement range;
        private final PreparedStatement aggregate;
        private final PreparedStatement join;

        Prepared(Session session) {
            read = session.prepare(Sql.READ);
            readFour = session.prepare(Sql.READ_FOUR);
            insert = session.prepare(Sql.INSERT);
            update = session.prepare(Sql.UPDATE);
            delete = session.prepare(Sql.DELETE);
            lookUp = session.prepare(Sql.LOOK_UP);
            range = session.prepare(Sql.RANGE);
            aggregate = session.prepare(Sql.AGGREGATE);
            join = session.prepare(Sql.JOIN);
        }
    }

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

    /** What switches the tracking of changes of this database. */
    public TrackingSwitch tracking() {
        return database::track;
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
        return sum(prepared().read.bindAll(id).query(), SyncDbRows::all);
    }

    @Override
    public long readFour(String id) {
        return sum(
                prepared().readFour.bindAll(id).query(), row -> SyncDbRows.four(row, 0, 1, 2, 3));
    }

    @Override
    public long insert(Task task) {
        return prepared()
                .insert
                .bindAll(
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
                        task.payload())
                .execute();
    }

    @Override
    public long update(String id, int priority) {
        return prepared().update.bindAll(priority, id).execute();
    }

    @Override
    public long delete(String id) {
        return prepared().delete.bindAll(id).execute();
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
        return sum(prepared().lookUp.bindAll(project, status).query(), SyncDbRows::all);
    }

    @Override
    public long range(String firstId, int rows) {
        return sum(
                prepared().range.bindAll(firstId, rows).query(),
                row -> SyncDbRows.four(row, 0, 1, 2, 3));
    }

    @Override
    public long aggregate() {
        return sum(prepared().aggregate.query(), SyncDbSql::group);
    }

    @Override
    public long join(String project) {
        return sum(prepared().join.bindAll(project).query(), SyncDbSql::joined);
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

    private Prepared prepared() {
        Prepared known = prepared;
        if (known == null) {
            known = new Prepared(session);
            prepared = known;
        }
        return known;
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
