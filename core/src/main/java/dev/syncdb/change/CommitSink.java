package dev.syncdb.change;

/**
 * Makes commits durable: a journal, a phone's outbox, or a server's log. Nothing else decides
 * durability. Called by the one writer, in order of version, between the commit's preparation and
 * its publication.
 */
public interface CommitSink {
    /** Forgets every commit: the sink of a database that is only in memory. */
    CommitSink NONE = changes -> {};

    /**
     * Returns once {@code changes} will survive what the sink's durability promises. Any exception
     * means that the commit is not to be published.
     */
    void commit(ChangeSet changes);
}
