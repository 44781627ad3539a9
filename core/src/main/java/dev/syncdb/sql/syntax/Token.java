package dev.syncdb.sql.syntax;

/**
 * One token of a text.
 *
 * @param text what it says: a name or text without its quotes, the upper-case digits of a blob,
 *     else as written
 * @param start of its first character in the whole text
 * @param end behind its last character
 * @param at the same as start, for messages
 */
record Token(TokenKind kind, String text, int start, int end, Position at) {}
