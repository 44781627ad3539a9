package dev.syncdb;

import dev.syncdb.store.MemoryReport;

/** What {@link HeapTest} runs in virtual machines of their own. */
final class HeapMeasurement {
    private static final int MEASURED_ROWS = 50_000;
    private static final int TIGHT_ROWS = 100_000;
    private static final int TIGHT_UPDATES = 20_000;

    private HeapMeasurement() {}

    public static void main(String[] arguments) {
        if (arguments[0].equals("measure")) {
            measure();
        } else {
            squeeze();
        }
    }

    /** Prints by how much the heap grew, and what the database says of it. */
    private static void measure() {
        Database database = Database.inMemory();
        database.track(true);
        BigTable table = new BigTable(database, MEASURED_ROWS);
        table.create();
        long before = usedBytes();
        table.fill();
        long filled = usedBytes() - before;
        MemoryReport report = database.memory();
        System.out.println("filled " + filled + " " + report.totalBytes());
        Session reading = database.session();
        reading.execute("BEGIN");
        reading.query("SELECT count(*) FROM tasks").toList();
        table.update(MEASURED_ROWS);
        long updated = usedBytes() - before;
        System.out.println("updated " + updated + " " + database.memory().totalBytes());
        System.out.println(report);
        reading.close();
    }

    /** Fills a heap that is hardly large enough, and reads everything while a snapshot is open. */
    private static void squeeze() {
        Database database = Database.inMemory();
        database.track(true);
        BigTable table = new BigTable(database, TIGHT_ROWS);
        table.create();
        table.fill();
        try (Session reading = database.session()) {
            reading.execute("BEGIN");
            String old = "SELECT count(*), sum(priority) FROM tasks";
            String before = reading.query(old).toList().toString();
            table.update(TIGHT_UPDATES);
            require(before.equals(reading.query(old).toList().toString()), "the snapshot stays");
            Records tasks = reading.records("tasks");
            require(tasks.find(table.key(7)) && tasks.getLong(BigTable.PRIORITY) < 10, "by key");
        }
        try (Session session = database.session()) {
            Records tasks = session.records("tasks");
            for (int i = 0; i < TIGHT_ROWS; i++) {
                require(tasks.find(table.id(i)), "row " + i);
            }
            for (int i = 0; i < TIGHT_UPDATES; i++) {
                require(tasks.find(table.key(i)), "update " + i);
                require(tasks.getLong(BigTable.PRIORITY) == 1_000_000 + i, "update " + i);
            }
        }
        int changed = 0;
        try (ChangedRows changes = database.changedAfter(0)) {
            while (changes.next()) {
                changed++;
            }
        }
        require(changed == TIGHT_ROWS, changed + " rows in the change log");
        System.out.println("squeezed " + database.memory().totalBytes());
    }

    private static void require(boolean held, String what) {
        if (!held) {
            throw new AssertionError(what);
        }
    }

    private static long usedBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
