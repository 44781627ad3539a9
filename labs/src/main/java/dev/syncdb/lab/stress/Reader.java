package dev.syncdb.lab.stress;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** A thread's readings, in turns until the writer is done, and at least once. */
final class Reader {
    private final List<Reading> readings;
    private final Map<String, Long> counts = new TreeMap<>();

    Reader(List<Reading> readings) {
        this.readings = readings;
    }

    void readUntil(BooleanSupplier over) {
        boolean last;
        do {
            last = over.getAsBoolean();
            for (Reading reading : readings) {
                int rows = reading.look();
                counts.merge(reading.name() + "_looks", 1L, Long::sum);
                counts.merge(reading.name() + "_rows", (long) rows, Long::sum);
            }
        } while (!last);
    }

    /** How often it looked in which way, and how many rows it saw; asked when it is over. */
    Map<String, Long> counts() {
        for (Reading reading : readings) {
            counts.merge("retries", reading.retries(), Long::sum);
        }
        return counts;
    }
}
