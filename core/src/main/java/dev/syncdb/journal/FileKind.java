package dev.syncdb.journal;

/**
 * A kind of file.
 *
 * @param name as it stands in the header
 * @param oldest the oldest version that is read
 * @param newest the newest version that is read, and the one that is written
 */
record FileKind(String name, int oldest, int newest) {}
