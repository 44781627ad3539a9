package dev.syncdb.lab.engine.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.lab.engine.contender.Contender;
import dev.syncdb.lab.engine.contender.Engine;
import dev.syncdb.lab.engine.task.Tasks;

import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.util.EnumSet;

final class EntrantTest {
    private static final int ROWS = 2_000;
    private static final Pace PACE = Pace.quick(3);

    private final Tasks tasks = Tasks.of(ROWS);
    private final Workload workload = new Workload(tasks, ROWS);

    @Test
    void everyRoundHasItsTimeAndItsBytes() throws SQLException {
        try (Contender contender = loaded(tasks)) {
            Entrant entrant = new Entrant(Operation.POINT_HOT, contender, workload, PACE);
            for (int round = 0; round < PACE.rounds(); round++) {
                entrant.turn(round);
            }

            assertEquals(PACE.rounds(), entrant.nanos().length);
            assertTrue(Quartiles.of(entrant.nanos()).lower() > 0, "reading takes time");
        }
    }

    @Test
    void anEngineThatHoldsOtherRowsIsNoticed() throws SQLException {
        // These two bring their own rows.
        EnumSet<Operation> inserting = EnumSet.of(Operation.INSERT, Operation.BATCH_1000);
        for (Operation operation : EnumSet.complementOf(inserting)) {
            try (Contender right = loaded(tasks);
                    Contender same = loaded(tasks);
                    Contender wrong = loaded(new Tasks(1, ROWS))) {
                Entrant entrant = entered(operation, right);

                assertTrue(entrant.agreesWith(entered(operation, same)), operation::label);
                assertFalse(entrant.agreesWith(entered(operation, wrong)), operation::label);
            }
        }
    }

    private Entrant entered(Operation operation, Contender contender) throws SQLException {
        operation.prepare(contender, workload);
        Entrant entrant = new Entrant(operation, contender, workload, PACE);
        entrant.warmUp();
        entrant.turn(0);
        return entrant;
    }

    private static Contender loaded(Tasks tasks) throws SQLException {
        Contender contender = Engine.SYNCDB.open();
        contender.load(tasks, ROWS);
        return contender;
    }
}
