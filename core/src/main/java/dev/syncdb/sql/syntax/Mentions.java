package dev.syncdb.sql.syntax;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Where one statement names tables and columns, noted by those who read it. Only what CREATE TABLE
 * and CREATE INDEX note is complete: there an expression has no columns but those of one table.
 * Confined to who reads the tokens.
 *
 * <p>Each method that notes a name returns it.
 */
final class Mentions {
    private final List<Mention> names = new ArrayList<>();
    private final List<Span> definitions = new ArrayList<>();
    private String subject = "";

    /**
     * A name in a text.
     *
     * @param table the table that is named, or the one whose column is
     * @param column null where the table is named
     * @param ofParent true behind REFERENCES
     * @param span the name with its quotes
     */
    record Mention(String table, @Nullable String column, boolean ofParent, Span span) {}

    /** A part of a text, from its first character to behind its last. */
    record Span(int start, int end) {
        boolean contains(Span other) {
            return start <= other.start && other.end <= end;
        }
    }

    /** Forgets the statement before. */
    void clear() {
        names.clear();
        definitions.clear();
        subject = "";
    }

    /** The table that the statement is about: to it belong the columns that have no table. */
    String subject(Token name) {
        subject = name.text();
        return table(name);
    }

    String table(Token name) {
        return note(name, name.text(), null, false);
    }

    /** A column of the subject. */
    String column(Token name) {
        return note(name, subject, name.text(), false);
    }

    String parent(Token name) {
        return note(name, name.text(), null, true);
    }

    String parentColumn(String parent, Token name) {
        return note(name, parent, name.text(), true);
    }

    /** All of a column's definition. */
    void definition(int start, int end) {
        definitions.add(new Span(start, end));
    }

    /** In the order in which they stand. */
    List<Mention> names() {
        return List.copyOf(names);
    }

    /** In the order in which they stand. */
    List<Span> definitions() {
        return List.copyOf(definitions);
    }

    private String note(Token name, String table, @Nullable String column, boolean ofParent) {
        names.add(new Mention(table, column, ofParent, new Span(name.start(), name.end())));
        return name.text();
    }
}
