package dev.syncdb.client.replica;

import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.client.outbox.PendingTransaction;
import dev.syncdb.client.outbox.Place;
import dev.syncdb.error.Incorrect;
import dev.syncdb.store.Reader;
import dev.syncdb.store.Savepoint;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.apply.Predict;
import dev.syncdb.sync.apply.StoreRows;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * What pending transactions make of the shadow, until the server has judged them. One that a
 * constraint now forbids is held: it is not visible, nor is any later one that touches its rows;
 * both are still sent.
 *
 * @param shadow what the server has in the rows that now look different
 * @param held why each held transaction is, by number
 */
record Prediction(Shadow shadow, Map<Long, String> held) {
    /**
     * Replays pending transactions.
     *
     * @param transaction shows the new shadow
     * @param visible what was visible before the transaction
     * @param old what the server had, before the transaction, in the rows that looked different
     */
    static Prediction replay(
            Transaction transaction, Reader visible, Shadow old, List<PendingTransaction> pending) {
        Shadow shadow = new Shadow();
        if (pending.isEmpty()) {
            return new Prediction(shadow, Map.of());
        }
        // Any row that is in neither set is the same in the new shadow, in the old one and on the
        // screen.
        Map<Place, @Nullable Image> images = new HashMap<>();
        Set<Place> touched = changed(transaction);
        touched.addAll(old.images().keySet());
        touched.forEach(place -> images.put(place, transaction.get(place.table(), place.key())));
        Map<Long, String> held = new Replay(transaction).run(pending);
        touched.addAll(changed(transaction));
        for (Place place : touched) {
            Image image = images.containsKey(place) ? images.get(place) : find(visible, place);
            if (!Objects.equals(image, transaction.get(place.table(), place.key()))) {
                shadow.add(place, image);
            }
        }
        return new Prediction(shadow, held);
    }

    private static Set<Place> changed(Transaction transaction) {
        Set<Place> places = new HashSet<>();
        for (Change change : transaction.changes()) {
            Place place = Place.of(change);
            if (place != null && Shadow.isUsers(place)) {
                places.add(place);
            }
        }
        return places;
    }

    // A table that the transaction created was not there before.
    private static @Nullable Image find(Reader reader, Place place) {
        return reader.schema().find(place.table()) == null
                ? null
                : reader.get(place.table(), place.key());
    }

    /** One pass over the pending transactions. */
    private static final class Replay {
        private final Transaction transaction;
        private final StoreRows rows;
        private final Map<Long, String> held = new TreeMap<>();
        private final Map<Place, Long> heldRows = new HashMap<>();

        Replay(Transaction transaction) {
            this.transaction = transaction;
            this.rows = new StoreRows(transaction);
        }

        Map<Long, String> run(List<PendingTransaction> pending) {
            for (PendingTransaction each : pending) {
                String reason = refusal(each);
                if (reason != null) {
                    hold(each, reason);
                }
            }
            return held;
        }

        private @Nullable String refusal(PendingTransaction pending) {
            for (Change operation : pending.operations()) {
                Long holder = heldRows.get(Place.of(operation));
                if (holder != null) {
                    return "it touches a row of transaction " + holder + ", which is held";
                }
            }
            Savepoint before = transaction.savepoint();
            try {
                Predict.replay(rows, pending.operations());
                return null;
            } catch (Incorrect forbidden) {
                transaction.rollbackTo(before);
                return String.valueOf(forbidden.getMessage());
            }
        }

        private void hold(PendingTransaction pending, String reason) {
            held.put(pending.number(), reason);
            for (Change operation : pending.operations()) {
                Place place = Place.of(operation);
                if (place != null) {
                    heldRows.putIfAbsent(place, pending.number());
                }
            }
        }
    }
}
