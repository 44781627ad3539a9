package dev.syncdb.lab.stress;

import dev.syncdb.Database;
import dev.syncdb.Records;
import dev.syncdb.store.Range;

import java.util.HashSet;
import java.util.Set;

/** Guests in one state: none without the partner, and as many by name as by number. */
final class GuestReading implements Reading {
    private final Database database;

    GuestReading(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "guests";
    }

    @Override
    public int look() {
        return database.read(session -> {
            Records guests = session.records("guests");
            Set<Long> present = numbers(guests, "");
            requirePartners(present);
            Promise.holds(
                    present.equals(numbers(guests, "guests_name")), "guests by name and number");
            Promise.same("guests that are counted", guests.count(), present.size());
            for (int i = 0; i < Bank.GUESTS; i++) {
                Promise.holds(guests.find(i) == present.contains((long) i), "guest " + i);
            }
            return present.size();
        });
    }

    static void requirePartners(Set<Long> guests) {
        for (long guest : guests) {
            long partner = guest < Bank.PARTNER ? guest + Bank.PARTNER : guest - Bank.PARTNER;
            Promise.holds(guests.contains(partner), "guest " + guest + " came alone");
        }
    }

    private static Set<Long> numbers(Records guests, String index) {
        Set<Long> numbers = new HashSet<>();
        if (index.isEmpty()) {
            guests.walk(Range.ALL);
        } else {
            guests.walk(index, Range.ALL);
        }
        while (guests.next()) {
            Promise.holds(numbers.add(guests.getLong(0)), "a guest was met twice");
        }
        return numbers;
    }
}
