package dev.syncdb.lab.engine.measure;

import dev.syncdb.lab.engine.contender.Engine;
import dev.syncdb.lab.engine.measure.OperationResult.Peer;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All engines at one operation, in rounds in which each has its turn: whoever shares a round shares
 * the mood of the machine. The order rotates and turns about. SyncDB has two turns, so that its
 * ratio to itself tells how much of any ratio is noise.
 */
public final class Contest {
    private final Operation operation;
    private final Field field;
    private final Pace pace;

    /** Everybody who has a turn. */
    private final List<Entrant> entrants = new ArrayList<>();

    private final Map<String, Entrant> peers = new LinkedHashMap<>();

    public Contest(Operation operation, Field field, Pace pace) {
        this.operation = operation;
        this.field = field;
        this.pace = pace;
    }

    /**
     * Runs the rounds.
     *
     * @param withStandard false to leave out H2 and HSQLDB, which need a lot of memory
     * @return a result for each API that SyncDB has for the operation
     */
    public List<OperationResult> run(boolean withStandard) throws SQLException {
        Entrant direct = enter(Engine.SYNCDB, true);
        peers.put(
                "sqlite",
                enter(operation.isTracked() ? Engine.SQLITE_TRACKED : Engine.SQLITE, true));
        if (withStandard) {
            peers.put("h2", enter(Engine.H2, true));
            peers.put("hsqldb", enter(Engine.HSQLDB, true));
        }
        Entrant twin = enter(Engine.SYNCDB, false);
        Entrant sql = operation.isOfChanges() ? null : enter(Engine.SYNCDB_SQL, true);
        for (Entrant entrant : entrants) {
            entrant.warmUp();
        }
        for (int round = 0; round < pace.rounds(); round++) {
            for (int place = 0; place < entrants.size(); place++) {
                entrants.get(inTurn(round, place)).turn(round);
            }
        }
        List<OperationResult> results = new ArrayList<>();
        results.add(result(OperationResult.NATIVE, direct, twin));
        if (sql != null) {
            results.add(result(OperationResult.SQL, sql, null));
        }
        return results;
    }

    private Entrant enter(Engine engine, boolean prepared) throws SQLException {
        Entrant entrant = new Entrant(operation, field.of(engine), field.workload(), pace);
        if (prepared) {
            operation.prepare(field.of(engine), field.workload());
        }
        entrants.add(entrant);
        return entrant;
    }

    /** Each round begins with the next one, and every second one runs backward. */
    private int inTurn(int round, int place) {
        int step = round % 2 == 0 ? place : entrants.size() - place;
        return (round + step) % entrants.size();
    }

    private OperationResult result(String api, Entrant syncdb, @Nullable Entrant twin) {
        List<String> disagreeing = new ArrayList<>();
        if (twin != null && !syncdb.agreesWith(twin)) {
            disagreeing.add("syncdb");
        }
        Map<String, Peer> measured = new LinkedHashMap<>();
        for (Map.Entry<String, Entrant> peer : peers.entrySet()) {
            Entrant other = peer.getValue();
            if (!syncdb.agreesWith(other)) {
                disagreeing.add(peer.getKey());
            }
            measured.put(
                    peer.getKey(),
                    new Peer(
                            Quartiles.of(other.nanos()).median(),
                            Quartiles.ofRatios(other.nanos(), syncdb.nanos())));
        }
        return new OperationResult(
                operation,
                api,
                Quartiles.of(syncdb.nanos()).median(),
                Quartiles.of(syncdb.bytes()).median(),
                disagreeing,
                measured,
                twin == null ? null : Quartiles.ofRatios(twin.nanos(), syncdb.nanos()));
    }
}
