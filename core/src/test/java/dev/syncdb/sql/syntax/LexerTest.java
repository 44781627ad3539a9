package dev.syncdb.sql.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

class LexerTest {
    @Test
    void everySymbolIsItsOwnKind() {
        assertEquals(
                "( ) , ; . * + - / % = = <> <> < <= << > >= >> & | || ~ -> ->>",
                texts("( ) , ; . * + - / % = == <> != < <= << > >= >> & | || ~ -> ->>"));
        assertEquals("- - >", texts("- -/* */>"), "signs with a comment between are no arrow");
    }

    @Test
    void namesStandBareOrInAnyOfFourQuotes() {
        assertEquals(
                "a_1$ | b c | d\"e | f`g | h[i | é",
                texts("a_1$ [b c] \"d\"\"e\" `f``g` [h[i] é", " | "));
        assertEquals(
                List.of(TokenKind.QUOTED_NAME, TokenKind.SELECT),
                kinds("\"select\" SeLeCt"),
                "quotes make a name of a keyword");
    }

    @Test
    void keywordsAreAsciiOnly() {
        assertEquals(List.of(TokenKind.WORD), kinds("lımıt"), "a dotless i is no I");
        assertEquals(List.of(TokenKind.LIMIT), kinds("limit"));
        assertEquals(List.of(TokenKind.WORD), kinds("current_timestamp_of_the_day"));
    }

    @Test
    void textDoublesItsQuoteAndMaySpanLines() {
        assertEquals("it's|\n|''", texts("'it''s' '\n' ''''''", "|"));
        assertEquals(List.of(TokenKind.TEXT, TokenKind.TEXT), kinds("'' '--'"));
    }

    @Test
    void blobIsAnEvenNumberOfHexDigits() {
        assertEquals("00FFA1||ABCD", texts("X'00ffA1' x'' X'abcd'", "|"));
        assertEquals("a blob literal has an odd number of digits", complaint("X'123'"));
        assertEquals("a blob literal has something else than hex digits", complaint("X'1G'"));
        assertEquals("a blob literal has no closing '", complaint("X'12"));
    }

    @Test
    void numbersComeInAllForms() {
        assertEquals(
                List.of(TokenKind.INTEGER, TokenKind.INTEGER, TokenKind.INTEGER),
                kinds("0 42 0xFf"));
        assertEquals(
                List.of(
                        TokenKind.REAL,
                        TokenKind.REAL,
                        TokenKind.REAL,
                        TokenKind.REAL,
                        TokenKind.REAL),
                kinds("1.5 .5 5. 1e3 1.5E-3"));
        assertEquals(
                List.of(TokenKind.WORD, TokenKind.DOT, TokenKind.WORD),
                kinds("a.b"),
                "a dot before a letter begins no number");
    }

    @Test
    void numbersEndWhereNamesCannotBegin() {
        assertEquals("a number runs into a name", complaint("12abc"));
        assertEquals("a number runs into a name", complaint("1e"));
        assertEquals("a number runs into a name", complaint("1.5e+"));
        assertEquals("a hex number has something else than hex digits", complaint("0x"));
        assertEquals("a hex number has something else than hex digits", complaint("0x1G"));
        assertEquals("a hex number has more than 16 digits", complaint("0x10000000000000000"));
        assertEquals(
                List.of(TokenKind.INTEGER), kinds("0x00000000000000001"), "zeros do not count");
    }

    @Test
    void parametersHaveFiveForms() {
        assertEquals("? ?12 :a @b $c", texts("? ?12 :a @b $c"));
        assertEquals("a parameter has no name after its :", complaint(": a"));
    }

    @Test
    void commentsAreBlanks() {
        assertEquals("1 + 2", texts("1 -- one\n/* ** \n */ + 2 --"));
        assertEquals("1", texts("1 /* SQLite lets the text end a comment"));
        assertEquals("1 / 2 * 3", texts("1/2*3"), "half a comment is an operator");
    }

    @Test
    void whatIsOpenAtTheEndIsNamed() {
        assertEquals("a text literal has no closing '", complaint("'abc''"));
        assertEquals("a quoted name has no closing \"", complaint("\"abc"));
        assertEquals("a quoted name has no closing `", complaint("`abc"));
        assertEquals("a quoted name has no closing ]", complaint("[abc"));
    }

    @Test
    void charactersWithoutMeaningAreIllegal() {
        for (String text : List.of("!", "^", "{", "}", "\\", "#", "\0")) {
            assertEquals("a character that SQL does not use", complaint(text));
        }
        assertEquals("N'...' is no text literal of SQLite; leave out the N", complaint("N'abc'"));
        assertEquals(List.of(TokenKind.WORD, TokenKind.TEXT), kinds("n 'abc'"));
    }

    @Test
    void positionsCountLinesAndColumnsFromOne() {
        List<Token> tokens = tokens("\uFEFFa\r\n  'x\ny' b /*\n\n*/ c");
        assertEquals(
                "line 1, column 1", tokens.get(0).at().toString(), "a byte order mark is nothing");
        assertEquals("line 2, column 3", tokens.get(1).at().toString());
        assertEquals(
                "line 3, column 4", tokens.get(2).at().toString(), "a text may hold a line end");
        assertEquals("line 5, column 4", tokens.get(3).at().toString(), "so may a comment");
    }

    @Test
    void theEndRepeats() {
        Lexer lexer = new Lexer(" ");
        assertEquals(TokenKind.END_OF_TEXT, lexer.next().kind());
        assertEquals(TokenKind.END_OF_TEXT, lexer.next().kind());
    }

    @Test
    void keywordsAreNamesAndAliasesAsSqliteHasThem() {
        assertFalse(TokenKind.SELECT.isName(), "reserved");
        assertTrue(TokenKind.LEFT.isName(), "a join word is a name");
        assertFalse(TokenKind.LEFT.isAlias(), "but no alias without AS");
        assertTrue(TokenKind.KEY.isName());
        assertTrue(TokenKind.KEY.isAlias());
        assertFalse(TokenKind.TEXT.isName());
        assertTrue(TokenKind.TEXT.isAlias(), "SQLite takes 'text' for an alias");
    }

    private static String complaint(String text) {
        Token token = new Lexer(text).next();
        assertEquals(TokenKind.ILLEGAL, token.kind(), text);
        return token.text();
    }

    private static String texts(String text) {
        return texts(text, " ");
    }

    private static String texts(String text, String separator) {
        return tokens(text).stream().map(Token::text).collect(Collectors.joining(separator));
    }

    private static List<TokenKind> kinds(String text) {
        return tokens(text).stream().map(Token::kind).collect(Collectors.toList());
    }

    private static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        List<Token> tokens = new ArrayList<>();
        for (Token token = lexer.next();
                token.kind() != TokenKind.END_OF_TEXT;
                token = lexer.next()) {
            tokens.add(token);
        }
        return tokens;
    }
}
