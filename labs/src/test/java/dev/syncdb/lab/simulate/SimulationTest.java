package dev.syncdb.lab.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.syncdb.lab.plant.Plant;
import dev.syncdb.testkit.fault.Fault;
import dev.syncdb.testkit.world.World;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The simulated world: it holds what is promised, something happened in it, and it notices what is
 * broken.
 */
@Order(1)
class SimulationTest {
    private static final int SEEDS = 2_000;
    private static final int THREADS = 2;
    private static final int FAULTS_MIN = 100;
    private static final int ACKNOWLEDGED_MIN = 100;

    /** So many seeds notice every bug that is planted. */
    private static final int PLANTED_SEEDS = 200;

    @Test
    void everyPromiseHoldsWhateverTheNetworkAndTheDisksDo() {
        Simulation simulation =
                Simulation.run(World.standard(), 1, SEEDS, THREADS, (seeds, failed) -> {});

        assertTrue(simulation.failures().isEmpty(), () -> simulation.failures().toString());
        assertEquals(SEEDS, simulation.seeds());
        assertEquals(0, simulation.lost());
        assertEquals(0, simulation.twice());
        assertTrue(
                simulation.acknowledged() >= (long) ACKNOWLEDGED_MIN * SEEDS,
                () -> "only " + simulation.acknowledged() + " acknowledged");
        for (Fault fault : World.standard().faults()) {
            assertTrue(
                    simulation.times(fault) >= FAULTS_MIN,
                    () -> fault + " struck only " + simulation.times(fault) + " times");
        }
    }

    @ParameterizedTest
    @EnumSource(Plant.class)
    void aPlantedBugIsNoticed(Plant plant) {
        World world = plant.in(World.standard());
        for (long seed = 1; seed <= PLANTED_SEEDS; seed++) {
            if (!world.run(seed).held()) {
                return;
            }
        }
        fail(plant.label() + " went unnoticed in " + PLANTED_SEEDS + " seeds");
    }
}
