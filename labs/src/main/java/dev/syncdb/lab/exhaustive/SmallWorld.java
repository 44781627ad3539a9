package dev.syncdb.lab.exhaustive;

import dev.syncdb.Rows;
import dev.syncdb.Session;
import dev.syncdb.client.replica.LocalOptions;
import dev.syncdb.client.replica.Progress.Next;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.client.replica.ReplicaOptions;
import dev.syncdb.clock.Environment;
import dev.syncdb.error.Incorrect;
import dev.syncdb.journal.Durability;
import dev.syncdb.lab.exhaustive.Schedule.Move;
import dev.syncdb.server.ServerOptions;
import dev.syncdb.server.Space;
import dev.syncdb.server.SyncServer;
import dev.syncdb.server.space.Limits;
import dev.syncdb.sync.encoding.RequestCodec;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.testkit.clock.FakeClock;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.clock.VirtualTime;
import dev.syncdb.testkit.disk.FakeDisk;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** One world: a server, its own code, and two phones. Used once. */
final class SmallWorld implements AutoCloseable {
    private static final String SPACE = "small";
    private static final String SUBJECT = "somebody";

    /** So that one request carries one transaction. */
    private static final int PUSH_BYTES_MAX = 1;

    /** Files of the usual size would take longer to make than all else that a world does. */
    private static final int LOG_BYTES_MAX = 1 << 16;

    private static final Limits SMALL =
            new Limits(LOG_BYTES_MAX, LOG_BYTES_MAX, 4L * LOG_BYTES_MAX);

    /** Operations are so far apart that their order is plain. */
    private static final long MAKE_MILLIS = 60_000;

    /** Nothing takes as many; it would be a loop. */
    private static final int REQUESTS_MAX = 200;

    private final Menu menu;
    private final VirtualTime time = new VirtualTime();
    private final SeededRandom random = new SeededRandom(1);
    private final SyncServer server;
    private final List<Replica> phones = new ArrayList<>();
    private final Values values = new Values();

    private SmallWorld(Menu menu) {
        this.menu = menu;
        server = SyncServer.open(
                ServerOptions.of(new FakeDisk(), environment(), Runnable::run, menu.schema())
                        .withLimits(SMALL));
        for (int i = 0; i < Schedule.PHONES; i++) {
            phones.add(Replica.open(new ReplicaOptions(
                            new FakeDisk(),
                            environment(),
                            Durability.FULL,
                            SPACE,
                            ReplicaOptions.PAGE_BYTES_MAX)
                    .withLocal(new LocalOptions(
                            PUSH_BYTES_MAX,
                            0,
                            LocalOptions.TRANSACTION_MILLIS_MAX,
                            LOG_BYTES_MAX))));
        }
    }

    /**
     * What became of a world.
     *
     * @param values how many were written in it
     * @param movesSeen behind how many moves nothing is left to see, for the last of them came to
     *     nothing; {@link Integer#MAX_VALUE} if the world was played to its end
     */
    record Played(int values, int movesSeen) {}

    /** Plays a world. Fails if anything is lost. */
    static Played play(Menu menu, List<Move> moves) {
        try (SmallWorld world = new SmallWorld(menu)) {
            world.phones.forEach(world::sync);
            boolean news = false;
            for (int i = 0; i < moves.size(); i++) {
                Move move = moves.get(i);
                boolean came = world.move(move);
                if (!came && !news) {
                    return new Played(world.values.count(), i + 1);
                }
                news = move.kind() == Move.Kind.PULL;
            }
            world.check();
            return new Played(world.values.count(), Integer.MAX_VALUE);
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError(menu.name() + ": " + moves, failure);
        }
    }

    private Environment environment() {
        return new Environment(new FakeClock(time), random.split());
    }

    /** False if nothing came of it. */
    private boolean move(Move move) {
        switch (move.kind()) {
            case MAKE -> {
                return make(move);
            }
            case DELIVER -> exchange(phones.get(move.replica()));
            case PULL -> sync(phones.get(move.replica()));
        }
        return true;
    }

    private boolean make(Move move) {
        time.advanceTo(time.millis() + MAKE_MILLIS);
        boolean backend = move.replica() == Schedule.BACKEND;
        String script = values.next(menu.operations().get(move.operation()));
        String before = backend ? state() : state(phones.get(move.replica()));
        try {
            if (backend) {
                space().write(session -> run(session, script));
            } else {
                phones.get(move.replica()).database().write(session -> run(session, script));
            }
        } catch (Incorrect refused) {
            // Its author sees a rule that it would break, and does something else.
            return false;
        }
        String after = backend ? state() : state(phones.get(move.replica()));
        values.made(before, after);
        return !before.equals(after);
    }

    private static int run(Session session, String script) {
        for (String statement : script.split(";")) {
            session.execute(statement);
        }
        return 0;
    }

    private void check() {
        for (int round = 0; round < 2; round++) {
            phones.forEach(this::sync);
        }
        String state = state();
        StringJoiner told = new StringJoiner("\n").add(state);
        told.add(text(space().query("SELECT * FROM syncdb_conflicts")));
        for (Replica phone : phones) {
            String shown = state(phone);
            if (!shown.equals(state)) {
                throw new AssertionError("a phone shows\n" + shown + "\nthe server\n" + state);
            }
            told.add(text(phone.database().query("SELECT operations FROM syncdb_rejected")));
        }
        values.requireAllIn(told.toString());
        for (String never : menu.never()) {
            String rows = text(space().query(never));
            if (!rows.isEmpty()) {
                throw new AssertionError(never + " shows " + rows + " of\n" + state);
            }
        }
    }

    private Next exchange(Replica phone) {
        byte[] request = RequestCodec.encode(phone.request());
        byte[] answer =
                ResponseCodec.encode(server.sync(SPACE, SUBJECT, request).join());
        return phone.receive(ResponseCodec.decode(answer)).next();
    }

    private void sync(Replica phone) {
        for (int i = 0; i < REQUESTS_MAX; i++) {
            if (exchange(phone) == Next.CAUGHT_UP) {
                return;
            }
        }
        throw new AssertionError("no end after " + REQUESTS_MAX + " requests");
    }

    private Space space() {
        return server.space(SPACE);
    }

    private String state() {
        StringJoiner state = new StringJoiner("\n");
        menu.tables().forEach(table -> state.add(text(space().query("SELECT * FROM " + table))));
        return state.toString();
    }

    private String state(Replica phone) {
        StringJoiner state = new StringJoiner("\n");
        menu.tables()
                .forEach(
                        table -> state.add(text(phone.database().query("SELECT * FROM " + table))));
        return state.toString();
    }

    private static String text(Rows rows) {
        StringJoiner lines = new StringJoiner("\n");
        try (rows) {
            rows.toList().forEach(row -> lines.add(row.toString()));
        }
        return lines.toString();
    }

    @Override
    public void close() {
        phones.forEach(Replica::close);
        server.close();
    }
}
