package dev.syncdb.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.cli.query.Result;
import dev.syncdb.schema.Schema;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.List;

final class DemoReportTest {
    @Test
    void aStepCostsAShareOfTheFirstSync() {
        Step step = new Step("phone-1: x", Step.Kind.CUT, 0, Traffic.NONE, 0)
                .with(4, new Traffic(100, 233, 2), 7);

        assertEquals(33.3, step.percentOf(1_000));
        assertEquals(
                "{name=phone-1: x, kind=cut, rows_changed=4, bytes_up=100, bytes_down=233,"
                        + " requests=2, ms=7, percent_of_full=33.3}",
                step.toJson(1_000).toString());
    }

    @Test
    void conflictsNameTheWritersAndTheWinner() {
        Result clients =
                new Result(List.of("client", "subject"), List.of(row(1, "ann"), row(2, "bob")), 0);
        Result conflicts = new Result(
                List.of("k", "t", "r", "c", "sv", "sb", "iv", "ib", "w"),
                List.of(
                        conflict(0, 2, "incoming"), //
                        conflict(1, 7, "stored")),
                0);

        List<Row> told = ConflictTable.of(conflicts, clients).rows();

        assertEquals(List.of("server", "bob", "bob"), names(told.get(0)));
        assertEquals(Value.of("ann"), told.get(1).at(8));
        assertEquals(Value.of(7), told.get(1).at(7), "a client that is not listed");
    }

    @Test
    void theReportEndsWithTheVerdict() {
        Comparison nothing = Comparison.of(Schema.EMPTY, List.of());
        Step first = new Step("phone-1: first sync", Step.Kind.FIRST, 9, new Traffic(9, 91, 1), 1);
        Result none = new Result(List.of("kind"), List.of(), 0);
        DemoReport report = new DemoReport(4, List.of(first), none, nothing);

        List<String> lines = report.lines();
        assertEquals("all replicas equal", lines.get(lines.size() - 1));
        assertTrue(lines.get(2).endsWith("100.00"), lines.get(2));
        assertEquals(100L, report.toJson().get("full_bytes"));
    }

    private static List<String> names(Row row) {
        return List.of(row.at(5).asText(), row.at(7).asText(), row.at(8).asText());
    }

    private static Row conflict(long storedBy, long incomingBy, String winner) {
        return Row.of(
                Value.of("UPDATE_UPDATE"),
                Value.of("t"),
                Value.of("(1)"),
                Value.of("x"),
                Value.of("a"),
                Value.of(storedBy),
                Value.of("b"),
                Value.of(incomingBy),
                Value.of(winner));
    }

    private static Row row(long client, String subject) {
        return Row.of(Value.of(client), Value.of(subject));
    }
}
