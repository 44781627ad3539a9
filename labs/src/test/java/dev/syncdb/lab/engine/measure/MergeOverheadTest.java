package dev.syncdb.lab.engine.measure;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class MergeOverheadTest {
    @Test
    void bothWaysAreRunAndCompared() {
        Quartiles ratio = MergeOverhead.measure(Pace.quick(4));

        assertTrue(ratio.lower() > 0, ratio.toString());
        assertTrue(ratio.upper() >= ratio.lower(), ratio.toString());
    }
}
