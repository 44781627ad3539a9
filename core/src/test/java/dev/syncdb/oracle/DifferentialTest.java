package dev.syncdb.oracle;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Random statements must mean to us what they mean to SQLite. */
final class DifferentialTest {
    private static final long SEED = Long.getLong("syncdb.seed", 20_261_122);
    private static final int EXPRESSIONS = 4_000;
    private static final int QUERIES = 2_500;

    @Test
    void expressionsAreWorthTheSame() {
        System.out.println("expressions from seed " + SEED);
        RandomSql random = new RandomSql(SEED);
        int refused = 0;
        try (Twins twins = new Twins()) {
            for (int i = 0; i < EXPRESSIONS; i++) {
                String answer = twins.sameOrRefused("SELECT " + random.constant());
                refused += answer.equals("refused") ? 1 : 0;
            }
        }
        assertTrue(refused < EXPRESSIONS / 10, "a test of refusals proves little: " + refused);
    }

    @Test
    void queriesAnswerTheSame() {
        System.out.println("queries from seed " + SEED);
        RandomSql random = new RandomSql(SEED);
        int refused = 0;
        try (Twins twins = new Twins(RandomSql.TABLES)) {
            random.rows().forEach(twins::write);
            for (int i = 0; i < QUERIES; i++) {
                String answer = twins.sameRowsOrRefused(random.query());
                refused += answer.equals("refused") ? 1 : 0;
            }
        }
        assertTrue(refused < QUERIES / 10, "a test of refusals proves little: " + refused);
    }
}
