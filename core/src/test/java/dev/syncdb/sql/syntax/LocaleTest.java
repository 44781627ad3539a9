package dev.syncdb.sql.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import java.util.Locale;

/** What the machine's language does to SQL: nothing. It is set for the whole process. */
@Isolated
class LocaleTest {
    @Test
    void keywordsAreReadAlikeInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(new Locale("tr", "TR"));
            assertEquals(
                    Sql.parse("INSERT INTO main.t VALUES (1)"),
                    Sql.parse("insert into MAIN.t values (1)"));
        } finally {
            Locale.setDefault(before);
        }
    }
}
