package dev.syncdb.testkit.world;

import dev.syncdb.Database;
import dev.syncdb.server.Space;
import dev.syncdb.testkit.fault.Promise;
import dev.syncdb.testkit.world.host.Fleet;
import dev.syncdb.testkit.world.host.PhoneHost;
import dev.syncdb.testkit.world.host.ServerHost;
import dev.syncdb.testkit.world.oracle.AtRest;
import dev.syncdb.testkit.world.oracle.Bounds;
import dev.syncdb.testkit.world.oracle.Reading;
import dev.syncdb.testkit.world.oracle.SpaceModel;
import dev.syncdb.testkit.world.stage.Stage;

import java.util.List;

/** Judges a fleet that has come to rest: first while it runs, then as it is on its disks. */
final class Rest {
    private static final int LOOKED_AT_AGAIN_PERCENT = 50;

    private final Stage stage;
    private final Fleet fleet;
    private final List<PhoneHost> phones;
    private final Reading reading;

    Rest(Stage stage, Fleet fleet, List<PhoneHost> phones, Reading reading) {
        this.stage = stage;
        this.fleet = fleet;
        this.phones = phones;
        this.reading = reading;
    }

    /** Tells the stage of every promise that does not hold. */
    void judge(int idleBytesMax) {
        phones.stream().filter(phone -> isLookedAtAgain()).forEach(PhoneHost::read);
        // A server that was started anew says all of it once more.
        phones.forEach(this::sync);
        phones.forEach(phone -> syncIdly(phone, idleBytesMax));
        ServerHost server = fleet.server();
        if (isLookedAtAgain()) {
            server.restart();
        }
        for (SpaceModel model : server.models()) {
            judge(model, server.space(model.space()));
        }
        if (stage.ledger().safe() == 0) {
            stage.broke(Promise.KEPT, "nothing was acknowledged: this run shows nothing");
        }
    }

    /** One more sync, where nobody has anything to say, costs little and writes nothing. */
    private void syncIdly(PhoneHost phone, int bytesMax) {
        stage.checked(Promise.COMES_TO_REST);
        long bytes = phone.bytes();
        long operations = phone.machine().operations();
        long serverOperations = fleet.server().machine().operations();
        sync(phone);
        bytes = phone.bytes() - bytes;
        if (bytes > bytesMax) {
            stage.broke(
                    Promise.COMES_TO_REST,
                    "an idle sync of " + phone.name() + " took " + bytes + " bytes, most is "
                            + bytesMax);
        }
        requireIdle(phone, phone.name(), phone.machine().operations() - operations);
        requireIdle(phone, "the server", fleet.server().machine().operations() - serverOperations);
    }

    private void sync(PhoneHost phone) {
        phone.sync();
        while (stage.step()) {
            // There and back.
        }
    }

    /** What is on a disk is what was in memory: that half of all show it is enough. */
    private boolean isLookedAtAgain() {
        return stage.random().percent(LOOKED_AT_AGAIN_PERCENT);
    }

    private void requireIdle(PhoneHost phone, String machine, long operations) {
        if (operations > 0) {
            stage.broke(
                    Promise.COMES_TO_REST,
                    "an idle sync of " + phone.name() + " made " + machine + " write to its disk "
                            + operations + " times");
        }
    }

    private void judge(SpaceModel model, Space space) {
        String name = "the server's " + model.space();
        Database database = space.database();
        reading.read(name, database, model.mirror());
        reading.check(name, space.check());
        AtRest rest = new AtRest(stage, model, database);
        Bounds bounds = new Bounds(stage, model);
        bounds.checkServer(database);
        ServerHost server = fleet.server();
        bounds.checkDisk("the server", server.machine().bytesUsed(), server.logBytesMax());
        for (PhoneHost phone : phones) {
            if (phone.author().space().equals(model.space())) {
                judge(phone, rest, bounds);
            }
        }
        rest.compareWithLedger();
    }

    private void judge(PhoneHost phone, AtRest rest, Bounds bounds) {
        Database database =
                isLookedAtAgain() ? phone.reopened() : phone.running().database();
        rest.compare(phone.name(), database, phone.standing());
        reading.check(phone.name(), database.check());
        bounds.checkReplica(phone.name(), database);
        bounds.checkDisk(
                phone.name(), phone.machine().bytesUsed(), phone.copy().local().logBytesMax());
    }
}
