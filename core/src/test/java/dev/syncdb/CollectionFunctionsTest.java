package dev.syncdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions on sets, lists and maps, which SQLite has not. */
class CollectionFunctionsTest {
    private final Database database = Database.inMemory();

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "set_add('[1, \"a\"]', 'b', 1, NULL, 2.5); '[1,\"a\",\"b\",null,2.5]'",
                "set_add(NULL, 'it''s \"q\"'); '[\"it''s \\\"q\\\"\"]'",
                "set_add('[1,1]', 1); '[1]'",
                "set_add(NULL, '[1]', 1.0); '[\"[1]\",1.0]'",
                "set_add(NULL, 1e999, -1e999, 1e20); '[9.0e+999,-9.0e+999,1.0e+20]'",
                "set_remove('[1,\"1\",2]', 1, 7); '[\"1\",2]'",
                "set_remove(NULL, 1); '[]'",
                "set_has('[1,\"a\",null]', 'a'); 1",
                "set_has('[1]', '1'); 0",
                "set_has('[null]', NULL); 1",
                "set_has(NULL, 1); 0",
                "list_insert('[1,2]', 1, 'a', 'b'); '[1,\"a\",\"b\",2]'",
                "list_insert('[1,2]', 99, 3); '[1,2,3]'",
                "list_insert('[1,2]', -1, 3); '[1,3,2]'",
                "list_insert('[1,2]', -99, 3); '[3,1,2]'",
                "list_insert(NULL, 0, 1, 1); '[1,1]'",
                "list_insert('[1]', NULL, 1); NULL",
                "list_insert('[1]', 9223372036854775807, 2); '[1,2]'",
                "list_insert('[1]', -9223372036854775807 - 1, 2); '[2,1]'",
                "list_insert('[1,2]', '1', 3); '[1,3,2]'",
                "list_insert('[1,2]', 1.9, 3); '[1,3,2]'",
                "list_insert('[1,2]', 'none', 3); '[3,1,2]'",
                "list_insert(NULL, 0, NULL); '[null]'",
                "list_remove('[1,2,3]', 0); '[2,3]'",
                "list_remove('[1,2,3]', -1); '[1,2]'",
                "list_remove('[1,2,3]', 3); '[1,2,3]'",
                "list_remove('[1,2,3]', -4); '[1,2,3]'",
                "list_remove(NULL, 0); '[]'",
                "list_remove('[1]', NULL); NULL",
                "list_move('[1,2,3]', 0, 2); '[2,3,1]'",
                "list_move('[1,2,3]', -1, 0); '[3,1,2]'",
                "list_move('[1,2,3]', 0, 99); '[2,3,1]'",
                "list_move('[1,2,3]', 0, -1); '[2,3,1]'",
                "list_move('[1,2,3]', 2, -99); '[3,1,2]'",
                "list_move(NULL, 0, 1); '[]'",
                "list_move('[1,2,3]', 7, 0); '[1,2,3]'",
                "list_move('[1,2,3]', NULL, 0); NULL",
                "list_move('[1,2,3]', 0, NULL); NULL",
                "text_splice('Hello', 5, 0, ' you'); 'Hello you'",
                "text_splice('a😀b', 1, 1, 'c'); 'acb'",
                "text_splice('a😀b', -1, 99, NULL); 'a😀'",
                "text_splice(NULL, 7, 1, 'x'); 'x'",
                "text_splice('ab', 1, -1, 'x'); 'axb'",
                "text_splice('ab', NULL, 1, 'x'); NULL",
                "text_splice('ab', 1, NULL, 'x'); NULL",
                "map_put(NULL, '$.a.b', 'x'); '{\"a\":{\"b\":\"x\"}}'",
                "map_put('{\"a\": 1, \"b\": 2}', '$.a', NULL); '{\"a\":null,\"b\":2}'",
                "map_put('{}', '$.\"a.b\"', 1); '{\"a.b\":1}'",
                "map_put('{}', NULL, 1); NULL",
                "map_put('{\"a\":1}', '$.a.b', 2); '{\"a\":{\"b\":2}}'",
                "map_put('{}', '$.a', '{}'); '{\"a\":\"{}\"}'",
                "map_remove('{\"a\":{\"b\":1,\"c\":2}}', '$.a.b'); '{\"a\":{\"c\":2}}'",
                "map_remove('{\"a\":1}', '$.b.c'); '{\"a\":1}'",
                "map_remove('{}', NULL); NULL",
                "map_remove(NULL, '$.a'); '{}'",
                "map_get('{\"a\":{\"b\":\"x\\u0079\"}}', '$.a.b'); 'xy'",
                "map_get('{\"a\":{\"b\":[1, 2]}}', '$.a'); '{\"b\":[1,2]}'",
                "map_get('{\"a\":[1, 2]}', '$.a'); '[1,2]'",
                "map_get('{\"a\":7,\"b\":1.5}', '$.a') + map_get('{\"b\":1.5}', '$.b'); 8.5",
                "map_get('{\"a\":true}', '$.a'); 1",
                "map_get('{\"a\":false}', '$.a'); 0",
                "map_get('{\"a\":null}', '$.a'); NULL",
                "map_get('{\"a\":\"\\q\"}', '$.a'); '\"\\q\"'",
                "map_get('{\"a\":1}', '$.b'); NULL",
                "map_get('{\"a\": 1}', '$'); '{\"a\":1}'",
                "map_get(NULL, '$.a'); NULL",
                "map_get('{}', NULL); NULL"
            })
    void collectionsAreEdited(String expression, String expected) {
        assertEquals("(" + expected + ")", show("SELECT " + expression), expression);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set_add('{}', 1)",
                "set_add('[1', 1)",
                "set_add(7, 1)",
                "set_add('[]', x'00')",
                "set_remove('none', 1)",
                "set_remove('[]', x'00')",
                "set_has('[]', x'00')",
                "set_has('none', 1)",
                "list_insert('none', 0, 1)",
                "list_insert('none', NULL, 1)",
                "list_insert('[]', 0, x'00')",
                "list_insert(1.5, 0, 1)",
                "list_remove(x'5b5d', 0)",
                "list_move('{}', 0, 1)",
                "list_move('none', NULL, 1)",
                "map_put(x'7b7d', '$.a', 1)",
                "map_put('{}', '$.a', x'00')",
                "map_remove('none', '$.a')",
                "map_remove('none', NULL)",
                "map_get('{}', 7)",
                "map_put('[]', '$.a', 1)",
                "map_put('{\"a\":1,\"a\":2}', '$.a', 1)",
                "map_put('{}', 'a', 1)",
                "map_put('{}', '$', 1)",
                "map_put('{}', '$.a[0]', 1)",
                "map_remove('{}', '$')",
                "map_remove('{}', '$..a')",
                "map_get('{}', '$.')",
                "map_get(1, '$.a')"
            })
    void whatIsNoCollectionOrNoPathIsRefused(String expression) {
        Incorrect refused = assertThrows(Incorrect.class, () -> show("SELECT " + expression));
        assertEquals(ErrorCode.WRONG_TYPE, refused.code(), expression);
    }

    @Test
    void constraintsAndGeneratedColumnsMayUseThem() {
        database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, tags TEXT ORSET,"
                + " marks TEXT MAP, size AS (map_get(marks, '$.size')) STORED,"
                + " CHECK (NOT set_has(tags, 'bad')))");
        database.execute("INSERT INTO t (tags, marks) VALUES ('[\"good\"]', '{\"size\":3}')");
        assertEquals("(3)", show("SELECT size FROM t"));
        Incorrect refused = assertThrows(
                Incorrect.class,
                () -> database.execute("UPDATE t SET tags = set_add(tags, 'bad')"));
        assertEquals(ErrorCode.CHECK, refused.code());
    }

    private String show(String query) {
        try (Rows rows = database.query(query)) {
            return rows.toList().get(0).toString();
        }
    }
}
