package dev.syncdb.testkit.world.plan;

import dev.syncdb.testkit.world.host.PhoneHost;

import java.util.ArrayList;
import java.util.List;

/**
 * What a world is made of: one server with some spaces, and phones. Immutable.
 *
 * @param spaces their names
 * @param textHistoryBytesMax what the server keeps of what became of one text that merges
 * @param serverLogBytesMax of the server's log before it writes snapshots
 * @param tears whether a loss of power may leave parts of writes
 */
public record Shape(
        List<String> spaces,
        List<Phone> phones,
        int textHistoryBytesMax,
        int serverLogBytesMax,
        int serverSectorBytes,
        boolean tears) {
    /**
     * One phone.
     *
     * @param absent whether it is never switched on
     */
    public record Phone(String space, PhoneHost.Copy copy, int sectorBytes, boolean absent) {}

    public Shape {
        spaces = List.copyOf(spaces);
        phones = List.copyOf(phones);
    }

    Shape without(int number) {
        List<Phone> fewer = new ArrayList<>(phones);
        Phone off = fewer.get(number);
        fewer.set(number, new Phone(off.space, off.copy, off.sectorBytes, true));
        return new Shape(
                spaces, fewer, textHistoryBytesMax, serverLogBytesMax, serverSectorBytes, tears);
    }
}
