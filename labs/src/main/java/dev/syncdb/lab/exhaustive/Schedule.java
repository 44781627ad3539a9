package dev.syncdb.lab.exhaustive;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/*
 * A world is a list of moves. The operations come in one order; whose each is, which it is, and
 * whether a phone hears the news before it makes its own are all tried. A phone delivers what it
 * made one transaction at a time, at any point behind it: all of these are tried, too. The
 * server's own operations are delivered when they are made.
 *
 * Lists that differ in nothing that anybody could notice are one world, and only one of them is
 * played (partial order reduction: Godefroid, LNCS 1032, 1996):
 *
 *   - the two phones can be exchanged for each other: the first one to make anything is phone 0;
 *   - a phone that makes something without hearing the news does so independently of what the
 *     other phone delivers: it does so first;
 *   - a phone that was there when the last thing was delivered has no news to hear;
 *   - an operation of which nothing comes leaves a world of fewer operations, which is played
 *     among those. But for one before which its author heard the news: these it keeps.
 */
/** All worlds of so many operations out of a menu that differ from each other. Used once. */
final class Schedule {
    /** Two phones; the third replica is the server's own code. */
    static final int PHONES = 2;

    /** The number of the server's own code among the replicas. */
    static final int BACKEND = PHONES;

    /** What one replica does. */
    record Move(Kind kind, int replica, int operation) {
        /** What is done. */
        enum Kind {
            /** Makes an operation of the menu. */
            MAKE,
            /** Sends the oldest transaction that was not sent, and hears the news. */
            DELIVER,
            /** Hears the news. */
            PULL
        }

        @Override
        public String toString() {
            String who = replica == BACKEND ? "backend" : "phone " + replica;
            return who + " " + kind + (kind == Kind.MAKE ? " " + operation : "");
        }
    }

    private final int operations;
    private final int choices;
    private final ToIntFunction<List<Move>> world;
    private final List<Move> moves = new ArrayList<>();
    private final int[] undelivered = new int[PHONES];

    /** How much of what is delivered each phone has heard. */
    private final int[] heard = new int[PHONES];

    private int delivered;

    /** Of lists with these many moves of the last one nothing more is to be seen. */
    private int movesSeen = Integer.MAX_VALUE;

    private Schedule(int operations, int choices, ToIntFunction<List<Move>> world) {
        this.operations = operations;
        this.choices = choices;
        this.world = world;
    }

    /**
     * Calls {@code world} with each.
     *
     * @param choices how many operations the menu has
     * @param world returns how many of the first moves need not be followed by any others, or
     *     {@link Integer#MAX_VALUE}
     */
    static void forEach(int operations, int choices, ToIntFunction<List<Move>> world) {
        new Schedule(operations, choices, world).next(0, 0);
    }

    /** @param phones how many phones have made something */
    private void next(int made, int phones) {
        for (int phone = 0; phone < PHONES; phone++) {
            if (undelivered[phone] > 0) {
                undelivered[phone]--;
                deliver(phone, new Move(Move.Kind.DELIVER, phone, 0), () -> next(made, phones));
                undelivered[phone]++;
            }
        }
        if (made < operations) {
            make(made, phones);
        } else if (undelivered[0] + undelivered[1] == 0) {
            movesSeen = world.applyAsInt(List.copyOf(moves));
        }
    }

    private void make(int made, int phones) {
        for (int operation = 0; operation < choices; operation++) {
            Move own = new Move(Move.Kind.MAKE, BACKEND, operation);
            delivered++;
            with(own, () -> next(made + 1, phones));
            delivered--;
            for (int phone = 0; phone <= Math.min(phones, PHONES - 1); phone++) {
                int known = Math.max(phones, phone + 1);
                Move make = new Move(Move.Kind.MAKE, phone, operation);
                undelivered[phone]++;
                if (!isBehindDeliveryOfAnother(phone)) {
                    with(make, () -> next(made + 1, known));
                }
                if (undelivered[phone] == 1 && heard[phone] < delivered) {
                    hear(phone, () -> with(make, () -> next(made + 1, known)));
                }
                undelivered[phone]--;
            }
        }
    }

    private boolean isBehindDeliveryOfAnother(int phone) {
        if (moves.isEmpty()) {
            return false;
        }
        Move last = moves.get(moves.size() - 1);
        return last.kind() == Move.Kind.DELIVER && last.replica() != phone;
    }

    private void deliver(int phone, Move move, Runnable then) {
        int before = heard[phone];
        delivered++;
        heard[phone] = delivered;
        with(move, then);
        heard[phone] = before;
        delivered--;
    }

    private void hear(int phone, Runnable then) {
        int before = heard[phone];
        heard[phone] = delivered;
        with(new Move(Move.Kind.PULL, phone, 0), then);
        heard[phone] = before;
    }

    private void with(Move move, Runnable then) {
        if (moves.size() >= movesSeen) {
            return;
        }
        moves.add(move);
        then.run();
        moves.remove(moves.size() - 1);
        if (moves.size() < movesSeen) {
            movesSeen = Integer.MAX_VALUE;
        }
    }
}
