package dev.syncdb.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.List;

final class TextTableTest {
    @Test
    void columnsAreAsWideAsTheyNeed() {
        TextTable table = new TextTable(List.of("name", "n")).alignRightFrom(1);
        table.add(List.of("Zoë 😀", "1"));
        table.add(List.of("x", "1,000"));

        assertEquals(
                List.of(
                        "name       n", //
                        "-----  -----",
                        "Zoë 😀      1",
                        "x      1,000"),
                table.lines());
    }

    @Test
    void aRowHasACellForEachHeading() {
        TextTable table = new TextTable(List.of("a", "b"));

        assertThrows(IllegalArgumentException.class, () -> table.add(List.of("1")));
    }
}
