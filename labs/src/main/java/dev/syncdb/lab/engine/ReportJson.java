package dev.syncdb.lab.engine;

import dev.syncdb.lab.engine.measure.CommitRace;
import dev.syncdb.lab.engine.measure.Commits;
import dev.syncdb.lab.engine.measure.Memory;
import dev.syncdb.lab.engine.measure.OperationResult;
import dev.syncdb.lab.engine.measure.OperationResult.Peer;
import dev.syncdb.lab.engine.measure.Quartiles;
import dev.syncdb.lab.engine.measure.Scaling;
import dev.syncdb.lab.engine.measure.Tracking;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run as one line of JSON. Every key is there; what was not measured is null. */
final class ReportJson {
    private static final List<String> PEERS = List.of("sqlite", "h2", "hsqldb");

    private ReportJson() {}

    static String of(EngineReport report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("ops", report.operations().stream().map(ReportJson::operation).toList());
        json.put("bytes_per_row", memory(report.memory()));
        json.put("tracking_overhead_percent", tracking(report.tracking()));
        Quartiles merging = report.merging();
        json.put("merge_overhead_percent", merging == null ? null : merging.upperPercentMore());
        json.put("scaling", scaling(report.scaling()));
        json.put("open_1m_seconds", report.openSeconds());
        json.put("aa_control_percent", report.controlPercent());
        json.put("journal", journal(report.commits()));
        return Json.of(json);
    }

    private static Map<String, @Nullable Object> operation(OperationResult result) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("op", result.operation().label());
        json.put("api", result.api());
        json.put("syncdb_ns", result.nanos());
        json.put("alloc_bytes", result.allocatedBytes());
        json.put("checksum_equal", result.checksumEqual());
        Map<String, @Nullable Object> nanos = new LinkedHashMap<>();
        Map<String, @Nullable Object> ratios = new LinkedHashMap<>();
        for (String name : PEERS) {
            Peer peer = result.peers().get(name);
            nanos.put(name, peer == null ? null : peer.nanos());
            ratios.put(name, peer == null ? null : quartiles(peer.ratio()));
        }
        json.put("peers", nanos);
        json.put("ratios", ratios);
        return json;
    }

    private static List<Double> quartiles(Quartiles ratio) {
        return List.of(ratio.lower(), ratio.median(), ratio.upper());
    }

    private static Map<String, @Nullable Object> memory(@Nullable Memory memory) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("syncdb", memory == null ? null : memory.syncdb());
        json.put("sqlite", memory == null ? null : memory.sqlite());
        json.put("h2", memory == null ? null : memory.h2());
        return json;
    }

    private static Map<String, @Nullable Object> tracking(@Nullable Tracking tracking) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("update", tracking == null ? null : tracking.update());
        json.put("txn_10", tracking == null ? null : tracking.txn10());
        json.put("batch_1000", tracking == null ? null : tracking.batch1000());
        return json;
    }

    private static Map<String, @Nullable Object> scaling(@Nullable Scaling scaling) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("two_readers", scaling == null ? null : scaling.twoReaders().median());
        json.put(
                "reader_beside_writer",
                scaling == null ? null : scaling.readerBesideWriter().median());
        return json;
    }

    private static Map<String, @Nullable Object> journal(@Nullable Commits commits) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("full_1", race(commits == null ? null : commits.fullOne()));
        json.put("full_8", race(commits == null ? null : commits.fullEight()));
        json.put("normal", race(commits == null ? null : commits.normal()));
        json.put("forces_per_commit_1", commits == null ? null : commits.forcesEach());
        json.put("writes_per_commit_1", commits == null ? null : commits.writesEach());
        return json;
    }

    private static Map<String, @Nullable Object> race(CommitRace.@Nullable Result race) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("syncdb", race == null ? null : race.syncdb());
        json.put("sqlite", race == null ? null : race.sqlite());
        return json;
    }
}
