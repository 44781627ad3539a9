package dev.syncdb.sql.syntax;

import java.util.List;

/**
 * The type of a column or CAST as written: any words, then at most two sizes. A merge rule is among
 * the words.
 *
 * @param words without their quotes, in order; empty for a column that declares no type
 * @param sizes the numbers in parentheses as written, sign included
 * @see <a href="https://www.sqlite.org/datatype3.html">SQLite</a>
 */
public record TypeName(List<String> words, List<String> sizes) {
    /** Of a column that declares no type. */
    public static final TypeName NONE = new TypeName(List.of(), List.of());

    public TypeName {
        words = List.copyOf(words);
        sizes = List.copyOf(sizes);
    }

    /** Words and sizes in one spelling: {@code DECIMAL(5,2)}; "" for none. */
    public String text() {
        String text = String.join(" ", words);
        return sizes.isEmpty() ? text : text + "(" + String.join(",", sizes) + ")";
    }
}
