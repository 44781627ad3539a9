package dev.syncdb.lab.engine;

import dev.syncdb.lab.engine.measure.Commits;
import dev.syncdb.lab.engine.measure.Memory;
import dev.syncdb.lab.engine.measure.Operation;
import dev.syncdb.lab.engine.measure.OperationResult;
import dev.syncdb.lab.engine.measure.OperationResult.Peer;
import dev.syncdb.lab.engine.measure.Quartiles;
import dev.syncdb.lab.engine.measure.Scaling;
import dev.syncdb.lab.engine.measure.Tracking;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What must hold of a run of the usual size, on any machine. */
final class Floors {
    private static final String TIMES = "x";
    private static final String PERCENT = " %";
    private static final String BYTES = " bytes";

    private final EngineReport report;
    private final List<Floor> floors = new ArrayList<>();

    private Floors(EngineReport report) {
        this.report = report;
    }

    static List<Floor> of(EngineReport report) {
        Floors floors = new Floors(report);
        floors.addOperations();
        floors.addChanges();
        floors.addTracking(report.tracking());
        Quartiles merging = report.merging();
        Double overhead = merging == null ? null : merging.upperPercentMore();
        floors.add(Floor.atMost("detecting conflicts, upper quartile", 10, PERCENT, overhead));
        floors.addMemory(report.memory());
        floors.addJournal(report.commits());
        floors.addScaling(report.scaling());
        floors.add(Floor.atMost("opening ten times the rows", 3, " s", report.openSeconds()));
        return floors.floors;
    }

    private void addOperations() {
        Map<Operation, Double> times = new EnumMap<>(Operation.class);
        times.put(Operation.POINT_HOT, 20.0);
        times.put(Operation.POINT_RANDOM, 8.0);
        times.put(Operation.POINT_HOT_4, 30.0);
        times.put(Operation.POINT_RANDOM_4, 12.0);
        times.put(Operation.INSERT, 5.0);
        times.put(Operation.UPDATE, 5.0);
        times.put(Operation.DELETE, 5.0);
        times.put(Operation.BATCH_1000, 5.0);
        times.put(Operation.INDEX_20, 10.0);
        times.put(Operation.RANGE_1000, 15.0);
        times.put(Operation.CHANGES_100, 15.0);
        times.forEach((operation, least) -> add(Floor.atLeast(
                operation.label() + ", native against sqlite", least, TIMES, ratio(operation))));
    }

    private void addChanges() {
        OperationResult few = report.find(Operation.CHANGES_100, OperationResult.NATIVE);
        OperationResult many = report.find(Operation.CHANGES_100_OF_1M, OperationResult.NATIVE);
        Double growth = few == null || many == null ? null : many.nanos() / few.nanos();
        add(Floor.atMost("changes_100_of_1m against changes_100", 1.5, TIMES, growth));
    }

    private void addTracking(@Nullable Tracking tracking) {
        Double batch = tracking == null ? null : tracking.batch1000();
        Double update = tracking == null ? null : tracking.update();
        add(Floor.atMost("tracking, a batch row", 15, PERCENT, batch));
        add(Floor.atMost("tracking, an update", 20, PERCENT, update));
    }

    private void addMemory(@Nullable Memory memory) {
        Double bytes = memory == null ? null : memory.syncdb();
        Double share = memory == null ? null : memory.syncdb() / memory.sqlite();
        add(Floor.atMost("memory of a row", 400, BYTES, bytes));
        add(Floor.atMost("memory of a row against sqlite", 1, TIMES, share));
        OperationResult prepared = report.find(Operation.POINT_HOT_4, OperationResult.SQL);
        Double allocated = prepared == null ? null : prepared.allocatedBytes();
        add(Floor.atMost("heap of a prepared point_hot_4", 200, BYTES, allocated));
    }

    private void addJournal(@Nullable Commits commits) {
        Double forces = commits == null ? null : commits.forcesEach();
        Double writes = commits == null ? null : commits.writesEach();
        Double one = commits == null ? null : commits.fullOne().ratio().median();
        Double eight = commits == null ? null : commits.fullEight().ratio().median();
        add(Floor.atMost("forces of a durable commit", 1, "", forces));
        add(Floor.atMost("writes of a durable commit", 1, "", writes));
        add(Floor.atLeast("durable commits against sqlite, 1 thread", 1.1, TIMES, one));
        add(Floor.atLeast("durable commits against sqlite, 8 threads", 4, TIMES, eight));
    }

    private void addScaling(@Nullable Scaling scaling) {
        Double two = scaling == null ? null : scaling.twoReaders().median();
        Double beside = scaling == null ? null : scaling.readerBesideWriter().median();
        add(Floor.atLeast("two readers against one", 1.4, TIMES, two));
        add(Floor.atLeast("a reader beside a writer against alone", 0.4, TIMES, beside));
    }

    private @Nullable Double ratio(Operation operation) {
        OperationResult result = report.find(operation, OperationResult.NATIVE);
        Peer sqlite = result == null ? null : result.peers().get("sqlite");
        return sqlite == null ? null : sqlite.ratio().median();
    }

    private void add(Floor floor) {
        floors.add(floor);
    }
}
