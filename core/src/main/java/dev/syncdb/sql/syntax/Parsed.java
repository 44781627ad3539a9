package dev.syncdb.sql.syntax;

/**
 * A statement and where it came from.
 *
 * @param text the statement as written, from its first word to its last, without the semicolon
 * @param at where in the script it begins
 */
public record Parsed(Statement statement, String text, Position at) {}
