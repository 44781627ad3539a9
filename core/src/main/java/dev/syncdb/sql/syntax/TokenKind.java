package dev.syncdb.sql.syntax;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/**
 * The kinds of token. Each keyword is a kind of its own.
 *
 * <p>The order matters: {@link #isName} and {@link #isAlias} compare against the first keyword of a
 * block.
 *
 * @see <a href="https://www.sqlite.org/lang_keywords.html">SQLite's keywords</a>
 */
enum TokenKind {
    END_OF_TEXT("the end of the text"),
    /** No token of the language. Its text is the complaint; no production takes it. */
    ILLEGAL("an illegal token"),

    WORD("a name"),
    QUOTED_NAME("a quoted name"),
    TEXT("a text literal"),
    BLOB("a blob literal"),
    INTEGER("a number"),
    REAL("a number"),
    PARAMETER("a parameter"),

    LEFT_PAREN("("),
    RIGHT_PAREN(")"),
    COMMA(","),
    SEMICOLON(";"),
    DOT("."),
    STAR("*"),
    PLUS("+"),
    MINUS("-"),
    SLASH("/"),
    PERCENT("%"),
    EQUAL("="),
    NOT_EQUAL("<>"),
    LESS("<"),
    LESS_EQUAL("<="),
    GREATER(">"),
    GREATER_EQUAL(">="),
    SHIFT_LEFT("<<"),
    SHIFT_RIGHT(">>"),
    AMPERSAND("&"),
    BAR("|"),
    TILDE("~"),
    CONCAT("||"),
    ARROW("->"),
    ARROW_VALUE("->>"),

    // Reserved: a name only in quotes.
    ADD,
    ALL,
    ALTER,
    AND,
    AS,
    AUTOINCREMENT,
    BETWEEN,
    CASE,
    CHECK,
    COLLATE,
    COMMIT,
    CONSTRAINT,
    CREATE,
    DEFAULT,
    DEFERRABLE,
    DELETE,
    DISTINCT,
    DROP,
    ELSE,
    ESCAPE,
    EXCEPT,
    EXISTS,
    FOREIGN,
    FROM,
    GROUP,
    HAVING,
    IN,
    INDEX,
    INSERT,
    INTERSECT,
    INTO,
    IS,
    ISNULL,
    JOIN,
    LIMIT,
    NOT,
    NOTHING,
    NOTNULL,
    NULL,
    ON,
    OR,
    ORDER,
    PRIMARY,
    REFERENCES,
    RETURNING,
    SELECT,
    SET,
    TABLE,
    THEN,
    TO,
    TRANSACTION,
    UNION,
    UNIQUE,
    UPDATE,
    USING,
    VALUES,
    WHEN,
    WHERE,

    // Names, and after AS aliases.
    CROSS,
    FULL,
    INDEXED,
    INNER,
    LEFT,
    NATURAL,
    OUTER,
    RIGHT,

    // Names and aliases wherever the grammar does not want the keyword.
    ABORT,
    ACTION,
    ALWAYS,
    ANALYZE,
    ASC,
    ATTACH,
    BEGIN,
    BY,
    CASCADE,
    CAST,
    COLUMN,
    CONFLICT,
    CURRENT_DATE,
    CURRENT_TIME,
    CURRENT_TIMESTAMP,
    DEFERRED,
    DESC,
    DETACH,
    DO,
    END,
    EXCLUSIVE,
    EXPLAIN,
    FAIL,
    FALSE,
    FILTER,
    FIRST,
    GENERATED,
    GLOB,
    IF,
    IGNORE,
    IMMEDIATE,
    INITIALLY,
    KEY,
    LAST,
    LIKE,
    MATCH,
    NO,
    NULLS,
    OFFSET,
    OVER,
    PRAGMA,
    RAISE,
    REGEXP,
    REINDEX,
    RELEASE,
    RENAME,
    REPLACE,
    RESTRICT,
    ROLLBACK,
    ROWID,
    SAVEPOINT,
    STORED,
    STRICT,
    TEMP,
    TEMPORARY,
    TRIGGER,
    TRUE,
    VACUUM,
    VIEW,
    VIRTUAL,
    WINDOW,
    WITH,
    WITHOUT;

    private static final Map<String, TokenKind> KEYWORDS = new HashMap<>();

    private static final int KEYWORD_CHARS_MAX = CURRENT_TIMESTAMP.text.length();

    static {
        for (TokenKind kind : values()) {
            if (kind.compareTo(ADD) >= 0) {
                KEYWORDS.put(kind.text, kind);
            }
        }
    }

    private final String text;

    /** A keyword. */
    TokenKind() {
        this.text = name();
    }

    TokenKind(String text) {
        this.text = text;
    }

    /** What messages call it. */
    String text() {
        return text;
    }

    /** True if a bare token of this kind may name a table or column. */
    boolean isName() {
        return this == WORD || this == QUOTED_NAME || compareTo(CROSS) >= 0;
    }

    /** True if a token of this kind may follow an expression or table as its alias, without AS. */
    boolean isAlias() {
        return this == WORD || this == QUOTED_NAME || this == TEXT || compareTo(ABORT) >= 0;
    }

    /** The keyword that {@code word} is, or {@link #WORD}. */
    static TokenKind ofWord(String word) {
        if (word.length() > KEYWORD_CHARS_MAX) {
            return WORD;
        }
        @Nullable TokenKind keyword = KEYWORDS.get(upperCase(word));
        return keyword == null ? WORD : keyword;
    }

    /** ASCII letters only: in Unicode a dotless i would become the I of LIMIT. */
    static String upperCase(String word) {
        int first = 0;
        while (first < word.length() && (word.charAt(first) < 'a' || word.charAt(first) > 'z')) {
            first++;
        }
        if (first == word.length()) {
            return word;
        }
        char[] chars = word.toCharArray();
        for (int i = first; i < chars.length; i++) {
            if (chars[i] >= 'a' && chars[i] <= 'z') {
                chars[i] = (char) (chars[i] - 'a' + 'A');
            }
        }
        return new String(chars);
    }
}
