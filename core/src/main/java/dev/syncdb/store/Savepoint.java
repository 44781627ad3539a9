package dev.syncdb.store;

/** A point in a transaction to which it can be rolled back. Lives as long as its transaction. */
public record Savepoint(int position) {}
