package dev.syncdb.sql.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

import java.util.Locale;
import java.util.Set;

final class WordingTest {
    @Test
    void waysToWriteTheSameHaveOneWording() {
        String one = "upper(\"A\")||'it''s' <> b and c in (1,x'ab') or not true";
        String other = "UPPER ( a ) /* so */ || 'it''s' != [B]\n AND `C` IN (1 , X'AB') -- end\n"
                + " OR NOT TRUE";

        assertEquals(wording(one), wording(other));
        assertEquals(wording(one), wording(wording(one)), "it is a way to write it");
    }

    @Test
    void whatMeansSomethingElseHasAnother() {
        String[][] pairs = {
            {"'a'", "'A'"},
            {"a", "'a'"},
            {"true", "\"true\""},
            {"1", "1.0"},
            {"a+b", "a-b"},
            {"x'00'", "'00'"},
            {"a AND b", "a OR b"},
            {"a", "a.b"},
            {"?1", "?2"},
        };
        for (String[] pair : pairs) {
            assertNotEquals(wording(pair[0]), wording(pair[1]));
        }
    }

    @Test
    void namesAreReplacedAndFunctionsAreNot() {
        assertEquals("LOWER ( \"x\" ) + \"x\"", Wording.of("lower(a) + b", name -> "x"));
        assertEquals(Set.of("a", "B", "key"), Wording.names("a + abs(\"B\") = 'c' + key"));
    }

    @Test
    void aNameIsQuotedWhereItNeedsThat() {
        assertEquals("plain_1", Wording.written("plain_1"));
        for (String name : new String[] {"order", "a b", "1a", "", "true", "a\"b", "Key"}) {
            assertEquals("\"" + name.replace("\"", "\"\"") + "\"", Wording.written(name));
        }
    }

    private static String wording(String sql) {
        return Wording.of(sql, name -> name.toLowerCase(Locale.ROOT));
    }
}
