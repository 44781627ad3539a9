package dev.syncdb.lab.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.syncdb.lab.plant.Plant;
import dev.syncdb.testkit.world.Fault;
import dev.syncdb.testkit.world.Report;
import dev.syncdb.testkit.world.World;
import dev.syncdb.testkit.world.WorldOptions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The simulated world: it holds what is promised, something happened in it, and it notices what is
 * broken.
 */
class SimulationTest {
    private static final int SEEDS = 200;
    private static final int FAULTS_MIN = 100;
    private static final int ACKNOWLEDGED_MIN = 100;

    @Test
    void everyPromiseHoldsWhateverTheNetworkAndTheDisksDo() {
        Simulation simulation = Simulation.run(1, SEEDS, WorldOptions.DEFAULT, null);

        assertTrue(simulation.failures().isEmpty(), () -> simulation.failures().toString());
        assertTrue(
                simulation.acknowledgedMedian() >= ACKNOWLEDGED_MIN,
                () -> "only " + simulation.acknowledgedMedian() + " acknowledged in the median");
        for (Fault fault : Fault.values()) {
            assertTrue(
                    simulation.times(fault) >= FAULTS_MIN,
                    () -> fault + " struck only " + simulation.times(fault) + " times");
        }
    }

    @ParameterizedTest
    @EnumSource(Plant.class)
    void aPlantedBugIsNoticed(Plant plant) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            if (!World.run(seed, WorldOptions.DEFAULT.with(plant.sabotage())).held()) {
                return;
            }
        }
        fail(plant.label() + " went unnoticed in " + SEEDS + " seeds");
    }

    @Test
    void theSameSeedGivesTheSameEvents() {
        Report once = World.run(7, WorldOptions.DEFAULT);
        Report again = World.run(7, WorldOptions.DEFAULT);

        assertEquals(once.eventHash(), again.eventHash(), "a failure must be repeatable");
        assertFalse(
                once.eventHash() == World.run(8, WorldOptions.DEFAULT).eventHash(),
                "another seed is another world");
    }
}
