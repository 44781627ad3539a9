package dev.syncdb.lab.text;

/**
 * What became of a trace.
 *
 * @param edits how many were made
 * @param phones how many wrote
 * @param payloadBytes bodies of requests and answers of the phones that wrote
 * @param equal true if the server and every phone end with the text of the trace
 */
record Replayed(int edits, int phones, long payloadBytes, boolean equal) {}
