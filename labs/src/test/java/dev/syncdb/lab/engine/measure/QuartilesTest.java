package dev.syncdb.lab.engine.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class QuartilesTest {
    private static final double EXACTLY = 1e-12;

    @Test
    void theyCutTheSortedValuesInFour() {
        assertEquals(new Quartiles(3, 5, 7), Quartiles.of(9, 1, 8, 2, 7, 3, 6, 4, 5));
    }

    @Test
    void betweenTwoValuesTheyLieInProportion() {
        assertEquals(new Quartiles(1.25, 1.5, 1.75), Quartiles.of(2, 1));
        assertEquals(new Quartiles(1.75, 2.5, 3.25), Quartiles.of(4, 3, 2, 1));
        assertEquals(new Quartiles(5, 5, 5), Quartiles.of(5));
    }

    @Test
    void theValuesAreLeftAsTheyWere() {
        double[] values = {3, 1, 2};
        Quartiles.of(values);

        assertEquals(3, values[0]);
    }

    @Test
    void aRatioIsOfTwoTurnsOfTheSameRound() {
        double[] slow = {20, 400, 6};
        double[] fast = {10, 100, 2};

        assertEquals(3, Quartiles.ofRatios(slow, fast).median(), EXACTLY);
    }

    @Test
    void aDifferenceIsCountedInPercent() {
        assertEquals(12.5, Quartiles.of(1.125).percentMore(), EXACTLY);
        assertEquals(-25, Quartiles.of(0.75).percentMore(), EXACTLY);
        assertEquals(25, Quartiles.of(0.75).percentOff(), EXACTLY);
    }

    @Test
    void nothingHasNoMiddleAndUnequalSeriesNoPairs() {
        assertThrows(IllegalArgumentException.class, Quartiles::of);
        assertThrows(
                IllegalArgumentException.class,
                () -> Quartiles.ofRatios(new double[2], new double[3]));
    }
}
