package dev.syncdb.client.replica;

import dev.syncdb.client.outbox.Outbox;
import dev.syncdb.client.replica.Dialect.Older;
import dev.syncdb.clock.Stamp;
import dev.syncdb.schema.Schema;
import dev.syncdb.store.Snapshot;
import dev.syncdb.sync.apply.Intents;
import dev.syncdb.sync.push.Push;

/**
 * What a replica has to say to the server: its transactions in the words in which they were
 * written, with each edit as its author meant it.
 *
 * @param wanted what the server has asked for
 */
record Upload(Parts parts, WantedBases wanted) {
    /** The first transactions that are pending, as many as fit into so many bytes. */
    Push pending(Stamp now, int bytesMax) {
        Outbox outbox = parts.outbox();
        Push written = outbox.push(now, bytesMax);
        Older older = parts.overlay().dialect().older(written.version());
        Push pending = older == null ? written.saidIn(Push.PRESENT) : written;
        try (Snapshot visible = parts.store().snapshot()) {
            Schema schema = older == null ? visible.schema() : older.schema();
            Intents.Told told = row -> parts.overlay().shadow().image(row, visible);
            Intents intents = new Intents(schema, older == null ? told : older.told(told));
            return wanted.answered(intents.next(pending), schema);
        }
    }
}
