package dev.syncdb.server.space;

/**
 * Who sends a request.
 *
 * @param subject whom the token names; it may use the space
 * @param arrivalMillis when the request came, in server time
 */
record Caller(String subject, long arrivalMillis) {}
