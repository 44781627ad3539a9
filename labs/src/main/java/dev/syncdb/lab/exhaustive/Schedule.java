package dev.syncdb.lab.exhaustive;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/*
 * A world is a list of moves. The operations come in one order; whose each is, which it is, and
 * whether a phone hears the news before it makes its own are all tried. A phone delivers what it
 * made one transaction at a time, at any point behind it: all of these are tried, too. The
 * server's own operations are delivered when they are made.
 *
 * The two phones can be exchanged for each other, so the first one to make anything is phone 0.
 */
/** All worlds of so many operations out of a menu. Used once. */
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
    private final Consumer<List<Move>> world;
    private final List<Move> moves = new ArrayList<>();
    private final int[] undelivered = new int[PHONES];

    private Schedule(int operations, int choices, Consumer<List<Move>> world) {
        this.operations = operations;
        this.choices = choices;
        this.world = world;
    }

    /**
     * Calls {@code world} with each.
     *
     * @param choices how many operations the menu has
     */
    static void forEach(int operations, int choices, Consumer<List<Move>> world) {
        new Schedule(operations, choices, world).next(0, 0);
    }

    /** @param phones how many phones have made something */
    private void next(int made, int phones) {
        for (int phone = 0; phone < PHONES; phone++) {
            if (undelivered[phone] > 0) {
                undelivered[phone]--;
                with(new Move(Move.Kind.DELIVER, phone, 0), () -> next(made, phones));
                undelivered[phone]++;
            }
        }
        if (made < operations) {
            make(made, phones);
        } else if (undelivered[0] + undelivered[1] == 0) {
            world.accept(List.copyOf(moves));
        }
    }

    private void make(int made, int phones) {
        for (int operation = 0; operation < choices; operation++) {
            Move own = new Move(Move.Kind.MAKE, BACKEND, operation);
            with(own, () -> next(made + 1, phones));
            for (int phone = 0; phone <= Math.min(phones, PHONES - 1); phone++) {
                int known = Math.max(phones, phone + 1);
                Move make = new Move(Move.Kind.MAKE, phone, operation);
                undelivered[phone]++;
                with(make, () -> next(made + 1, known));
                if (made > 0 && undelivered[phone] == 1) {
                    Move pull = new Move(Move.Kind.PULL, phone, 0);
                    with(pull, () -> with(make, () -> next(made + 1, known)));
                }
                undelivered[phone]--;
            }
        }
    }

    private void with(Move move, Runnable then) {
        moves.add(move);
        then.run();
        moves.remove(moves.size() - 1);
    }
}
