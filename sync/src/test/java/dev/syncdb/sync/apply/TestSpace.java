package dev.syncdb.sync.apply;

import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.merge.Claim;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.sync.push.Push.BaseValue;
import dev.syncdb.sync.push.Push.CellPlace;
import dev.syncdb.value.Key;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server's space over a map: judges, applies and stamps, one commit after the other. */
final class TestSpace {
    private static final int COLUMN_MAX = 3;

    final MapRows rows = new MapRows();
    private final Map<String, Long> handles = new HashMap<>();
    private long version;
    private List<Long> insertedHandles = List.of();

    long version() {
        return version;
    }

    /** The handles of the rows that the last push inserted. */
    List<Long> insertedHandles() {
        return insertedHandles;
    }

    /** One commit of a client that does not know what was there before. */
    Judgement push(Claim claim, Change... operations) {
        List<BaseValue> unknown = new ArrayList<>();
        for (int i = 0; i < operations.length; i++) {
            for (int column = CellPlace.ROW; column <= COLUMN_MAX; column++) {
                unknown.add(new BaseValue(new CellPlace(i, column), null));
            }
        }
        return push(claim, unknown, operations);
    }

    /** One commit of a client that says what was there before. */
    Judgement push(Claim claim, List<BaseValue> given, Change... operations) {
        List<Change> asked = List.of(operations);
        rows.begin();
        Judgement judgement = Decide.apply(rows, claim, version + 1, asked, given);
        version++;
        Authors authors = Authors.client(claim, version, asked);
        Effects.stamp(rows, rows.changes(), authors, this::nextHandle);
        insertedHandles = Effects.insertedHandles(rows, asked);
        return judgement;
    }

    /** One commit of the server's own code. */
    void write(long commitMillis, Runnable work) {
        rows.begin();
        work.run();
        version++;
        Authors backend = Authors.backend(version, commitMillis);
        Effects.stamp(rows, rows.changes(), backend, this::nextHandle);
    }

    Image image(String table, Key key) {
        Image image = rows.get(table, key);
        if (image == null) {
            throw new AssertionError("no row " + key + " in " + table);
        }
        return image;
    }

    RowVersions versions(String table, Key key) {
        return HiddenCodec.read(image(table, key).hidden());
    }

    private long nextHandle(String table) {
        return handles.merge(table, 1L, Long::sum);
    }
}
