package dev.syncdb.lab.engine.measure;

import dev.syncdb.lab.engine.contender.Contender;
import dev.syncdb.lab.engine.contender.Engine;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What SyncDB's readers keep of their speed when they are not alone, by the clock on the wall.
 *
 * @param twoReaders rows that two threads read in the time in which one reads one
 * @param readerBesideWriter rows that a thread reads beside a busy writer, in the time in which it
 *     reads one alone
 */
public record Scaling(Quartiles twoReaders, Quartiles readerBesideWriter) {
    /** Long enough that starting a thread does not count. */
    private static final int READS = 500_000;

    /** Measures point reads of random keys. */
    public static Scaling measure(Field field, Pace pace) throws SQLException {
        Workload workload = field.workload();
        int reads = pace.quick() ? workload.rows() : READS;
        double[] one = new double[pace.rounds()];
        double[] two = new double[pace.rounds()];
        double[] beside = new double[pace.rounds()];
        try (Contender first = field.of(Engine.SYNCDB).forThread();
                Contender second = field.of(Engine.SYNCDB).forThread()) {
            Crew.Work reader = reader(first, workload, 0, reads);
            // Far from the first, which would otherwise fetch its rows into the caches.
            Crew.Work otherReader = reader(second, workload, workload.rows() / 2, reads);
            Crew.Work writer = writer(second, workload, new AtomicInteger());
            Crew.seconds(List.of(reader, otherReader));
            for (int round = 0; round < pace.rounds(); round++) {
                one[round] = Crew.seconds(List.of(reader));
                two[round] = Crew.seconds(List.of(reader, otherReader)) / 2;
                beside[round] = besideWriter(reader, writer);
            }
        }
        return new Scaling(Quartiles.ofRatios(one, two), Quartiles.ofRatios(one, beside));
    }

    private static double besideWriter(Crew.Work reader, Crew.Work writer) {
        AtomicBoolean over = new AtomicBoolean();
        Crew.Work reading = () -> {
            try {
                reader.run();
            } finally {
                over.set(true);
            }
        };
        Crew.Work writing = () -> {
            while (!over.get()) {
                writer.run();
            }
        };
        return Crew.seconds(List.of(reading, writing));
    }

    private static Crew.Work reader(Contender contender, Workload workload, int first, int reads) {
        return () -> {
            int absent = 0;
            for (int i = 0; i < reads; i++) {
                String id = workload.id((first + i) % workload.rows());
                absent += contender.read(id) == 0 ? 1 : 0;
            }
            if (absent > 0) {
                throw new IllegalStateException(absent + " rows were not found by a reader");
            }
        };
    }

    /** Updates the next row, to what it was not set to when its turn came last. */
    private static Crew.Work writer(Contender contender, Workload workload, AtomicInteger writes) {
        return () -> {
            int number = writes.getAndIncrement();
            int priority = Writes.PRIORITY + number / workload.rows();
            contender.update(workload.id(number % workload.rows()), priority);
        };
    }
}
