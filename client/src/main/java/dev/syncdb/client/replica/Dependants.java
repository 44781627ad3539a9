package dev.syncdb.client.replica;

import dev.syncdb.change.Change;
import dev.syncdb.change.Place;
import dev.syncdb.client.outbox.PendingTransaction;
import dev.syncdb.client.outbox.Settlement;
import dev.syncdb.schema.Schema;
import dev.syncdb.sync.apply.BlockedRows;
import dev.syncdb.sync.apply.BlockedRows.Dependence;
import dev.syncdb.sync.apply.BlockedRows.Tie;
import dev.syncdb.sync.push.Rejection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which pending transactions build on one that did not come to be. Pure. */
final class Dependants {
    private Dependants() {}

    /**
     * What follows from the server's judgement.
     *
     * @param pending before it was known
     * @param lastTx the last transaction that was judged
     * @param rejected why some of those were refused, by number
     */
    static Settlement settle(
            List<PendingTransaction> pending,
            long lastTx,
            Map<Long, Rejection> rejected,
            Schema schema) {
        BlockedRows blocked = new BlockedRows();
        Map<Long, Long> dependants = new TreeMap<>();
        for (PendingTransaction each : pending) {
            if (rejected.containsKey(each.number())) {
                blocked.add(each.number(), each.operations());
            } else if (each.number() > lastTx) {
                Dependence on = blocked.find(each.operations(), schema);
                if (on != null) {
                    dependants.put(each.number(), on.number());
                }
            }
        }
        return new Settlement(lastTx, rejected, dependants);
    }

    /** The transactions that were not judged, as a settlement leaves them. */
    static List<PendingTransaction> rest(List<PendingTransaction> pending, Settlement settlement) {
        List<PendingTransaction> rest = new ArrayList<>();
        for (PendingTransaction each : pending) {
            if (each.number() > settlement.lastTx()) {
                Long on = settlement.dependants().get(each.number());
                rest.add(on == null ? each : each.dependingOn(on));
            }
        }
        return rest;
    }

    /**
     * What is to be written when a transaction that was never sent is replaced by another: that
     * one, and those behind it that need a row which it no longer inserts, or now does.
     */
    static List<PendingTransaction> revised(
            List<PendingTransaction> pending,
            PendingTransaction before,
            PendingTransaction after,
            Schema schema) {
        BlockedRows lost = inserted(before, rows(after));
        BlockedRows given = inserted(after, Set.of());
        List<PendingTransaction> revised = new ArrayList<>();
        revised.add(after);
        for (PendingTransaction each : pending) {
            if (each.number() <= after.number()) {
                continue;
            }
            if (each.dependsOn() == after.number() && needs(each, given, schema)) {
                revised.add(each.dependingOn(Rejection.NOTHING));
            } else if (each.dependsOn() == Rejection.NOTHING && needs(each, lost, schema)) {
                revised.add(each.dependingOn(after.number()));
            }
        }
        return revised;
    }

    /** The same transactions, but for the revised ones. */
    static List<PendingTransaction> with(
            List<PendingTransaction> pending, List<PendingTransaction> revised) {
        Map<Long, PendingTransaction> changed = new TreeMap<>();
        revised.forEach(each -> changed.put(each.number(), each));
        List<PendingTransaction> with = new ArrayList<>();
        for (PendingTransaction each : pending) {
            with.add(changed.getOrDefault(each.number(), each));
        }
        return with;
    }

    private static boolean needs(PendingTransaction pending, BlockedRows rows, Schema schema) {
        Dependence on = rows.find(pending.operations(), schema);
        return on != null && on.tie() == Tie.NEEDS;
    }

    private static Set<Place> rows(PendingTransaction pending) {
        Set<Place> rows = new HashSet<>();
        for (Change operation : pending.operations()) {
            Place place = Place.of(operation);
            if (place != null) {
                rows.add(place);
            }
        }
        return rows;
    }

    private static BlockedRows inserted(PendingTransaction pending, Set<Place> except) {
        BlockedRows inserted = new BlockedRows();
        for (Change operation : pending.operations()) {
            if (operation instanceof Change.Insert insert
                    && !except.contains(Place.of(insert.row()))) {
                inserted.add(pending.number(), List.of(operation));
            }
        }
        return inserted;
    }
}
