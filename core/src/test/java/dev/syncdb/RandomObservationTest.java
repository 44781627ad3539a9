package dev.syncdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.clock.Environment;
import dev.syncdb.delivery.Delivery;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.sql.plan.Dependencies;
import dev.syncdb.sql.plan.Dependencies.Source;
import dev.syncdb.sql.plan.QueryPlan;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.sql.plan.term.Constant;
import dev.syncdb.store.Store;
import dev.syncdb.store.StoreOptions;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Whoever observes a query hears of every commit that changes its result. */
final class RandomObservationTest {
    private static final long SEED = Long.getLong("syncdb.seed", 20_261_122);
    private static final int RUNS = 12;
    private static final int COMMITS = 120;
    private static final int QUERIES = 40;
    private static final int DEFINITION_EVERY = 25;

    @Test
    void noCommitThatChangesAResultIsMissed() {
        System.out.println("observations from seed " + SEED);
        Tally tally = new Tally();
        for (int i = 0; i < RUNS; i++) {
            new Run(SEED + i, Dependencies::of).into(tally);
        }
        System.out.println(tally);
        assertEquals(List.of(), tally.missed, "of seed " + SEED);
        assertTrue(tally.different > RUNS * COMMITS, "results that stay prove little: " + tally);
        assertTrue(
                tally.told < tally.checked / 3, "most commits are none of its business: " + tally);
    }

    @Test
    void aFinderThatForgetsAColumnIsCaught() {
        caught(source -> {
            Set<Integer> fewer = new HashSet<>(source.columns());
            fewer.stream().max(Integer::compare).ifPresent(fewer::remove);
            return new Source(source.table(), source.slot(), fewer, source.conditions());
        });
    }

    @Test
    void aFinderThatInventsAConditionIsCaught() {
        caught(source -> new Source(
                source.table(),
                source.slot(),
                source.columns(),
                List.of(new Constant(Value.of(false)))));
    }

    @Test
    void aFinderThatForgetsATableIsCaught() {
        assertCaught(plan -> {
            List<Source> sources = Dependencies.of(plan);
            return sources.subList(0, Math.min(1, sources.size()));
        });
    }

    private static void caught(Function<Source, Source> spoil) {
        assertCaught(plan -> {
            List<Source> spoiled = new ArrayList<>();
            Dependencies.of(plan).forEach(source -> spoiled.add(spoil.apply(source)));
            return spoiled;
        });
    }

    private static void assertCaught(Function<QueryPlan, List<Source>> finder) {
        Tally tally = new Tally();
        new Run(SEED, finder).into(tally);
        assertTrue(tally.missed.size() > 0, "the oracle is blind: " + tally);
    }

    /** What several runs came to. */
    private static final class Tally {
        final List<String> missed = new ArrayList<>();
        int checked;
        int told;
        int different;

        @Override
        public String toString() {
            return checked + " checked, " + told + " told, " + different + " different, "
                    + missed.size() + " missed";
        }
    }

    /** A query that is observed, its rows when last looked at, and the versions it was told of. */
    private static final class Watched {
        final RandomQueries.Query query;
        final List<Long> told = new ArrayList<>();

        @Nullable
        List<Row> rows;

        Watched(RandomQueries.Query query) {
            this.query = query;
        }
    }

    /** One database, its queries and its commits. */
    private static final class Run {
        private final RandomQueries random;
        private final Store store;
        private final Database database;
        private final Observations observations;
        private final List<Watched> all = new ArrayList<>();

        Run(long seed, Function<QueryPlan, List<Source>> finder) {
            random = new RandomQueries(seed);
            Environment environment = DatabaseOptions.systemEnvironment();
            store = new Store(new SchemaDefinition(), environment, StoreOptions.PLAIN);
            Commits commits = new TurnTaking(store, Backing.NONE);
            database = Database.over(store, commits, environment);
            observations = new Observations(new Engine(store, commits, environment), finder);
            database.load(RandomQueries.TABLES);
            for (int i = 0; i < QUERIES; i++) {
                watch(new Watched(random.query()));
            }
        }

        void into(Tally tally) {
            for (int i = 1; i <= COMMITS; i++) {
                long before = store.head();
                List<String> statements =
                        i % DEFINITION_EVERY == 0 ? random.definition() : random.commit();
                write(statements);
                if (store.head() > before) {
                    all.forEach(watched -> check(watched, statements, tally));
                }
            }
        }

        private void watch(Watched watched) {
            observations.observe(
                    watched.query.sql(),
                    names -> Parameters.of(watched.query.parameters().toArray()),
                    new Delivery<>(
                            Runnable::run,
                            new QueryBacklog(),
                            event -> watched.told.add(event.version())));
            watched.rows = rows(watched);
            all.add(watched);
        }

        private void write(List<String> statements) {
            try {
                database.write(session -> {
                    statements.forEach(session::execute);
                    return statements;
                });
            } catch (SyncDbException refused) {
                // A row that breaks a constraint, or a table that is gone: nothing is committed.
            }
        }

        private void check(Watched watched, List<String> statements, Tally tally) {
            List<Row> before = watched.rows;
            List<Row> after = rows(watched);
            boolean different = before != null && after != null && !before.equals(after);
            tally.checked++;
            tally.told += watched.told.size();
            tally.different += different ? 1 : 0;
            if (different && watched.told.isEmpty()) {
                tally.missed.add(watched.query + " at " + statements);
            }
            if (!watched.told.isEmpty()) {
                assertEquals(List.of(store.head()), watched.told, "each commit once, at once");
            }
            watched.told.clear();
            watched.rows = after;
        }

        private @Nullable List<Row> rows(Watched watched) {
            try {
                return database.query(
                                watched.query.sql(), watched.query.parameters().toArray())
                        .toList();
            } catch (SyncDbException failure) {
                return null;
            }
        }
    }
}
