package dev.syncdb.client.replica;

import dev.syncdb.change.Change;

import java.util.List;
import java.util.function.Consumer;

/** Pages that wait, wherever they are kept. */
interface StagedPages {
    /** None at all. */
    StagedPages NONE = taker -> {};

    /** Hands over what each says, in order; who takes it lets go of one before the next comes. */
    void forEach(Consumer<List<Change>> taker);
}
