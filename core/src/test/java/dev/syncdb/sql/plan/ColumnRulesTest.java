package dev.syncdb.sql.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.Database;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which columns may declare which merge rule. */
class ColumnRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a TEXT COUNTER | counts, and is no INTEGER",
                "a BLOB ORSET | is a set, and is no TEXT",
                "a INTEGER LIST | is a list, and is no TEXT",
                "a REAL MAP | is a map, and is no TEXT",
                "a BLOB MERGED | merges, and is no TEXT",
                "a INTEGER MERGED | merges, and is no TEXT",
                "a TEXT RULE points | makes SQLite take its type for INTEGER",
                "a TEXT MAX PRIMARY KEY | decides nothing: the column is part of the key",
                "b TEXT, a TEXT MIN AS (b) | decides nothing: the column is generated",
                "a TEXT RULE workflow PRIMARY KEY | decides nothing"
            })
    void aRuleThatCannotDecideIsRefused(String columns, String reason) {
        try (Database database = Database.inMemory()) {
            Incorrect refused = assertThrows(
                    Incorrect.class, () -> database.execute("CREATE TABLE t (" + columns + ")"));
            assertEquals(ErrorCode.SCHEMA, refused.code());
            assertTrue(String.valueOf(refused.getMessage()).contains(reason), refused.getMessage());
        }
    }

    @Test
    void allOthersAreTaken() {
        try (Database database = Database.inMemory()) {
            database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER COUNTER, b TEXT"
                    + " ORSET, c INTEGER RULE points, d TEXT RULE workflow, e MAX)");
        }
    }
}
