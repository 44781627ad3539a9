package dev.syncdb.oracle;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random tables under random writes: after each statement both say the same, by kind of constraint,
 * and hold the same. {@code -Dsyncdb.constraints.runs} makes it run longer, {@code -Dsyncdb.seed}
 * begins elsewhere.
 */
final class ConstraintsDifferentialTest {
    private static final long SEED = Long.getLong("syncdb.seed", 20_261_122);
    private static final int RUNS = Integer.getInteger("syncdb.constraints.runs", 40);
    private static final int STATEMENTS = 120;

    private int done;
    private int refused;

    @Test
    void everyConstraintHoldsAsInSqlite() {
        for (long seed = SEED; seed < SEED + RUNS; seed++) {
            List<String> script = new ArrayList<>();
            try {
                run(new Random(seed), script);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError(
                        "seed " + seed + " after\n" + String.join(";\n", script) + ";", failure);
            }
        }
        System.out.println("constraints from seed " + SEED + ": " + done + " writes, " + refused
                + " of them refused");
        assertTrue(refused > done / 10, "little was forbidden: " + refused + " of " + done);
        assertTrue(refused < done * 9 / 10, "little was done: " + refused + " of " + done);
    }

    private void run(Random random, List<String> script) {
        RandomTables tables = new RandomTables(random, 3);
        RandomWrites writes = new RandomWrites(random, tables);
        try (TwinSessions twins = new TwinSessions()) {
            for (String sql : tables.statements()) {
                script.add(sql);
                assertNotNull(twins.run(sql), sql);
            }
            for (int i = 0; i < STATEMENTS; i++) {
                String sql = writes.statement();
                script.add(sql);
                done++;
                refused += twins.run(sql) == null ? 1 : 0;
                tables.tables().forEach(table -> twins.same(table.name()));
            }
            twins.finish();
        }
    }
}
