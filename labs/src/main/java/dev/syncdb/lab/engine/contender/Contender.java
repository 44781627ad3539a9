package dev.syncdb.lab.engine.contender;

import dev.syncdb.lab.engine.task.Task;
import dev.syncdb.lab.engine.task.Tasks;

import java.sql.SQLException;
import java.util.List;

/**
 * An engine with the tables {@code tasks} and {@code projects} in it. Confined to one thread.
 *
 * <p>What reads rows fetches every column that it names as a Java value, and returns a
 * {@link Checksum} on which all engines agree whatever the order of the rows. What writes returns
 * how many rows it wrote, and has committed them.
 */
public interface Contender extends AutoCloseable {
    /** What it is called in reports. */
    String name();

    /** Makes the tables, and fills them with the first {@code rows} tasks. Called once, first. */
    void load(Tasks tasks, int rows) throws SQLException;

    /** All twelve columns of a task, by its key; 0 if there is none. */
    long read(String id) throws SQLException;

    /** Title, status, priority and time of update of a task, by its key; 0 if there is none. */
    long readFour(String id) throws SQLException;

    long insert(Task task) throws SQLException;

    /** Sets the priority of a task. */
    long update(String id, int priority) throws SQLException;

    long delete(String id) throws SQLException;

    /** Inserts all in one transaction. */
    long insertAll(List<Task> tasks) throws SQLException;

    /** Sets the priority of all, one after the other, in one transaction. */
    long updateAll(List<String> ids, int priority) throws SQLException;

    /** Deletes all in one transaction. */
    long deleteAll(List<String> ids) throws SQLException;

    /** All columns of the tasks of a project that have a status, through the index on both. */
    long lookUp(String project, String status) throws SQLException;

    /** The four columns of so many tasks from a key on, in order of their keys. */
    long range(String firstId, int rows) throws SQLException;

    /** For each status: the number of tasks, the sum of priorities, the largest estimate. */
    long aggregate() throws SQLException;

    /** Id, title and priority of each task of a project, with the name that its project has. */
    long join(String project) throws SQLException;

    /**
     * Takes the cursor of now, then sets the priority of these tasks so that {@link #changes()}
     * will know of it.
     */
    void change(List<String> ids, int priority) throws SQLException;

    /** All columns of the tasks that {@link #change} wrote, each once. */
    long changes() throws SQLException;

    /** The same database for another thread, which closes what it was given. */
    Contender forThread() throws SQLException;

    @Override
    void close() throws SQLException;
}
