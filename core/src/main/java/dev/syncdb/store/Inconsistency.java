package dev.syncdb.store;

/**
 * One thing that {@link Store#check()} found wrong: which table, which row or index entry, and what
 * rule it breaks.
 */
public record Inconsistency(String table, String what, String rule) {}
