package dev.syncdb.lab.simulate;

import dev.syncdb.lab.engine.Json;
import dev.syncdb.testkit.fault.Fault;
import dev.syncdb.testkit.world.Report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a simulation came to, as one line for a machine. Stateless. */
final class SimulationJson {
    private static final double MILLIS_PER_HOUR = 3_600_000;

    private SimulationJson() {}

    static String of(Simulation simulation, double cpuSeconds) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seeds", simulation.seeds());
        json.put("failed", failed(simulation));
        json.put("acked", simulation.acknowledged());
        json.put("lost", simulation.lost());
        json.put("applied_twice", simulation.twice());
        json.put("virtual_hours", simulation.virtualMillis() / MILLIS_PER_HOUR);
        json.put("seeds_per_cpu_second", simulation.seeds() / cpuSeconds);
        json.put("faults", faults(simulation));
        return Json.of(json);
    }

    private static List<Map<String, Object>> failed(Simulation simulation) {
        List<Map<String, Object>> failed = new ArrayList<>();
        for (Report report : simulation.failures()) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("seed", report.seed());
            each.put("what", report.broken().get(0).toString());
            failed.add(each);
        }
        return failed;
    }

    private static Map<String, Object> faults(Simulation simulation) {
        Map<String, Object> faults = new LinkedHashMap<>();
        faults.put("dropped", times(simulation, Fault.DROPPED, Fault.TIMED_OUT));
        faults.put("duplicated", times(simulation, Fault.DUPLICATED));
        faults.put("reordered", times(simulation, Fault.REORDERED));
        faults.put("cut", times(simulation, Fault.CUT));
        faults.put("crashed", times(simulation, Fault.CRASHED, Fault.KILLED, Fault.LIED));
        faults.put("partitioned", times(simulation, Fault.PARTITIONED));
        faults.put("clock_jumped", times(simulation, Fault.CLOCK_JUMPED));
        faults.put("disk_failed", times(simulation, Fault.DISK_FAILED));
        faults.put("restored", times(simulation, Fault.RESTORED));
        faults.put("cloned", times(simulation, Fault.CLONED));
        // Nothing is revoked and nothing expires yet.
        faults.put("revoked", 0);
        faults.put("horizon_expired", 0);
        return faults;
    }

    private static long times(Simulation simulation, Fault... kinds) {
        long times = 0;
        for (Fault kind : kinds) {
            times += simulation.times(kind);
        }
        return times;
    }
}
