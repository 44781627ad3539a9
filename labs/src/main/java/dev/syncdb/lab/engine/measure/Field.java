package dev.syncdb.lab.engine.measure;

import dev.syncdb.lab.engine.contender.Contender;
import dev.syncdb.lab.engine.contender.Engine;
import dev.syncdb.lab.engine.task.Tasks;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** Engines with the same rows in them, each loaded when it is first asked for. */
public final class Field implements AutoCloseable {
    private final Tasks tasks;
    private final Workload workload;
    private final Consumer<String> progress;
    private final Map<Engine, Contender> contenders = new EnumMap<>(Engine.class);

    /** @param progress is told what is loaded */
    public Field(Tasks tasks, int rows, Consumer<String> progress) {
        this.tasks = tasks;
        this.workload = new Workload(tasks, rows);
        this.progress = progress;
    }

    Workload workload() {
        return workload;
    }

    Contender of(Engine engine) throws SQLException {
        Contender loaded = contenders.get(engine);
        if (loaded == null) {
            progress.accept("loading " + workload.rows() + " rows into " + engine);
            loaded = engine.open();
            contenders.put(engine, loaded);
            loaded.load(tasks, workload.rows());
        }
        return loaded;
    }

    @Override
    public void close() throws SQLException {
        for (Contender contender : contenders.values()) {
            contender.close();
        }
        contenders.clear();
    }
}
