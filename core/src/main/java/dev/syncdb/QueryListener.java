package dev.syncdb;

/**
 * Hears of commits that may change the result of an observed query, one after the other.
 *
 * <p>What it throws goes to the uncaught-exception handler of the thread it runs on, and the next
 * event comes all the same.
 */
@FunctionalInterface
public interface QueryListener {
    void changed(QueryEvent event);
}
