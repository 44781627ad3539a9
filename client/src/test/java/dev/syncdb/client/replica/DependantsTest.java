package dev.syncdb.client.replica;

import static dev.syncdb.client.replica.Words.gone;
import static dev.syncdb.client.replica.Words.project;
import static dev.syncdb.client.replica.Words.retitled;
import static dev.syncdb.client.replica.Words.task;
import static dev.syncdb.client.replica.Words.taskOf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.change.Change;
import dev.syncdb.client.outbox.Base;
import dev.syncdb.client.outbox.PendingTransaction;
import dev.syncdb.client.outbox.Settlement;
import dev.syncdb.clock.Stamp;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.schema.Schema;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.sync.push.Rejection;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class DependantsTest {
    private static final Rejection NO = new Rejection(ErrorCode.CHECK, "no", "tasks", "title");

    private static final Schema SCHEMA = schema();

    @Test
    void whatBuildsOnARejectedTransactionIsTold() {
        List<PendingTransaction> pending = List.of(
                pending(1, project("p", "home", 0)),
                pending(2, retitled("a", "x", 1)),
                pending(3, taskOf("b", "bread", 0, Value.of("p"))),
                pending(4, retitled("c", "y", 2)));
        assertEquals(
                new Settlement(1, Map.of(1L, NO), Map.of(3L, 1L)),
                Dependants.settle(pending, 1, Map.of(1L, NO), SCHEMA));
        assertEquals(
                Map.of(),
                Dependants.settle(pending, 1, Map.of(), SCHEMA).dependants(),
                "the project is there");
    }

    @Test
    void whatTheServerJudgedItselfNeedsNoGuess() {
        List<PendingTransaction> pending = List.of(
                pending(1, task("b", "bread", 0)),
                pending(2, retitled("b", "rye", 0)),
                pending(3, gone("b", 0)));
        assertEquals(
                Map.of(3L, 1L),
                Dependants.settle(pending, 2, Map.of(1L, NO), SCHEMA).dependants());
    }

    @Test
    void whatIsLeftIsWhatWasNotJudged() {
        List<PendingTransaction> pending = List.of(
                pending(1, task("b", "bread", 0)),
                pending(2, retitled("b", "rye", 0)),
                pending(3, retitled("a", "x", 1)));
        Settlement settlement = new Settlement(1, Map.of(1L, NO), Map.of(2L, 1L));
        assertEquals(
                List.of(pending.get(1).dependingOn(1), pending.get(2)),
                Dependants.rest(pending, settlement));
    }

    @Test
    void whatNeedsARowThatIsNoLongerInsertedDepends() {
        PendingTransaction before = pending(2, task("b", "bread", 0), project("p", "home", 0));
        List<PendingTransaction> pending = List.of(
                pending(1, gone("b", 3)),
                before,
                pending(3, retitled("b", "rye", 0)),
                pending(4, taskOf("c", "tea", 0, Value.of("p"))),
                pending(5, retitled("a", "x", 1)),
                pending(6, retitled("b", "oat", 0)).dependingOn(9));
        PendingTransaction after = before.doing(List.of(project("p", "house", 0)));
        assertEquals(
                List.of(after, pending.get(2).dependingOn(2)),
                Dependants.revised(pending, before, after, SCHEMA),
                "the project is still inserted; who waits for another one goes on waiting");
    }

    @Test
    void whatNeedsARowThatIsInsertedAgainIsFree() {
        PendingTransaction before = pending(1);
        PendingTransaction after = before.doing(List.of(task("b", "bread", 0)));
        List<PendingTransaction> pending = List.of(
                before,
                pending(2, retitled("b", "rye", 0)).dependingOn(1),
                pending(3, retitled("b", "oat", 0)).dependingOn(9));
        assertEquals(
                List.of(after, pending.get(1).dependingOn(Rejection.NOTHING)),
                Dependants.revised(pending, before, after, SCHEMA),
                "who waits for another one goes on waiting");
    }

    @Test
    void aRowThatWasOnlyChangedIsThereAllTheSame() {
        PendingTransaction before = pending(1, retitled("a", "x", 1));
        PendingTransaction after = before.doing(List.of());
        List<PendingTransaction> pending = List.of(before, pending(2, retitled("a", "y", 1)));
        assertEquals(List.of(after), Dependants.revised(pending, before, after, SCHEMA));
    }

    @Test
    void revisedOnesStandInThePlaceOfThoseOfTheirNumbers() {
        List<PendingTransaction> pending = List.of(
                pending(1, task("b", "bread", 0)),
                pending(2, retitled("b", "rye", 0)),
                pending(3, retitled("a", "x", 1)));
        PendingTransaction changed = pending.get(1).dependingOn(1);
        assertEquals(
                List.of(pending.get(0), changed, pending.get(2)),
                Dependants.with(pending, List.of(changed)));
    }

    private static PendingTransaction pending(long number, Change... operations) {
        return new PendingTransaction(
                number,
                new Base(10, 100),
                new Stamp(1, 2, 3),
                (int) number * 7,
                List.of(operations));
    }

    private static Schema schema() {
        Schema schema = Schema.EMPTY;
        for (String statement : Words.SCHEMA) {
            schema = new SchemaDefinition().apply(schema, statement);
        }
        return schema;
    }
}
