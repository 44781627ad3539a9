package dev.syncdb.lab.text;

import dev.syncdb.client.replica.Progress.Next;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.sync.encoding.RequestCodec;
import dev.syncdb.sync.encoding.ResponseCodec;

/** A phone of a {@link TextWorld}, which closes it. Counts what it sends and gets. */
final class TextPhone {
    /** Nothing takes as many; it would be a loop. */
    private static final int REQUESTS_MAX = 1_000;

    private final TextWorld world;
    private final Replica replica;
    private long bytes;

    TextPhone(TextWorld world, Replica replica) {
        this.world = world;
        this.replica = replica;
    }

    /** Bodies of requests and of answers so far. */
    long bytes() {
        return bytes;
    }

    /** What it shows. */
    String text() {
        return TextWorld.text(replica.database().query("SELECT body FROM notes"));
    }

    /** Puts a text in the place of the one that is there, in a transaction of its own. */
    void write(String text) {
        world.typing();
        replica.database().execute("UPDATE notes SET body = ? WHERE id = 1", text);
    }

    /** Exchanges everything. */
    void sync() {
        for (int i = 0; i < REQUESTS_MAX; i++) {
            byte[] request = RequestCodec.encode(replica.request());
            byte[] answer = world.answer(request);
            bytes += request.length + answer.length;
            if (replica.receive(ResponseCodec.decode(answer)).next() == Next.CAUGHT_UP) {
                return;
            }
        }
        throw new IllegalStateException("no end after " + REQUESTS_MAX + " requests");
    }

    void close() {
        replica.close();
    }
}
