package dev.syncdb.store;

import dev.syncdb.change.ChangeSet;

import java.util.Collection;

/** One registration of a listener, from when it is made until it is closed. */
final class Observer implements AutoCloseable {
    private final CommitListener listener;
    private final Collection<Observer> all;

    Observer(CommitListener listener, Collection<Observer> all) {
        this.listener = listener;
        this.all = all;
        all.add(this);
    }

    void published(ChangeSet changes) {
        listener.published(changes);
    }

    @Override
    public void close() {
        all.remove(this);
    }
}
