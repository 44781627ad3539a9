package dev.syncdb.cli.demo;

import dev.syncdb.cli.query.Result;

/**
 * One copy of the data, a phone's or the server's, which can be asked in SQL and in nothing else.
 */
interface Copy {
    /** What the report calls it. */
    String name();

    /** Runs one statement by itself. Fails as the statement fails. */
    Result run(String sql);
}
