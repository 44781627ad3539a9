package dev.syncdb.sql.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

class ScriptTest {
    @Test
    void yieldsStatementsWithTheirTextAndPlace() {
        Script script = Script.of(
                "-- header\n;;\nSELECT 1;\n\n  INSERT INTO t\n  VALUES (';') ; ; SELECT 2 -- end");
        Parsed first = script.next();
        assertEquals("SELECT 1", first.text());
        assertEquals("line 3, column 1", first.at().toString());
        Parsed second = script.next();
        assertEquals("INSERT INTO t\n  VALUES (';')", second.text());
        assertEquals("line 5, column 3", second.at().toString());
        assertInstanceOf(Statement.Insert.class, second.statement());
        assertEquals("SELECT 2", script.next().text());
        assertFalse(script.hasNext());
        assertThrows(NoSuchElementException.class, script::next);
    }

    @Test
    void emptyScriptsHaveNoStatement() {
        for (String text : List.of("", " \n", ";;", "-- nothing", "/* nothing", "\uFEFF")) {
            assertFalse(Script.of(text).hasNext(), text);
        }
    }

    @Test
    void aRefusedStatementIsPassedOver() {
        assertEquals(
                List.of(
                        "SELECT 1",
                        "line 1, column 20: expected an expression but found ';'",
                        "SELECT 3",
                        "line 2, column 10: expected ; or the end of the text but found a number",
                        "SELECT 5"),
                outcomes("SELECT 1; SELECT 2+; SELECT 3;\nSELECT 4 4; SELECT 5"));
    }

    @Test
    void theSemicolonsOfATriggerAreItsOwn() {
        assertEquals(
                List.of(
                        "line 1, column 8: CREATE TRIGGER is not supported",
                        "SELECT 2",
                        "line 2, column 13: CREATE TRIGGER is not supported"),
                outcomes("CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT CASE 1 WHEN 1 THEN"
                        + " 1 END; END; SELECT 2;\n"
                        + "CREATE TEMP TRIGGER never BEGIN SELECT 3; SELECT 4"));
    }

    @Test
    void aTextThatNobodyClosesTakesTheRest() {
        assertEquals(
                List.of("SELECT 1", "line 2, column 8: a text literal has no closing '"),
                outcomes("SELECT 1;\nSELECT 'x; SELECT 2;\nSELECT 3"));
    }

    @Test
    void aStatementIsBoundedAndAScriptIsNot() {
        String row = "(1, 'some text', 2.5, NULL)";
        int rows = 2 * Tokens.STATEMENT_CHARS_MAX / row.length();
        Script script = Script.of(("INSERT INTO t VALUES " + row + ";").repeat(rows));
        int statements = 0;
        for (; script.hasNext(); script.next()) {
            statements++;
        }
        assertEquals(rows, statements);

        String tooLong = "INSERT INTO t VALUES " + (row + ",").repeat(rows) + row;
        Script one = Script.of(tooLong + "; SELECT 1");
        Incorrect refused = assertThrows(Incorrect.class, one::next);
        assertEquals(ErrorCode.LIMIT, refused.code());
        assertEquals("SELECT 1", one.next().text(), "a long statement is passed over as any other");
    }

    private static List<String> outcomes(String text) {
        List<String> outcomes = new ArrayList<>();
        Script script = Script.of(text);
        while (script.hasNext()) {
            try {
                outcomes.add(script.next().text());
            } catch (Incorrect refused) {
                outcomes.add(refused.getMessage());
            }
        }
        return outcomes;
    }
}
