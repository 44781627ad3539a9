package dev.syncdb.testkit.world.plan;

import dev.syncdb.testkit.fault.Fault;
import dev.syncdb.testkit.world.host.Fleet;
import dev.syncdb.testkit.world.host.Link;
import dev.syncdb.testkit.world.host.Machine;
import dev.syncdb.testkit.world.host.PhoneHost;

import org.jspecify.annotations.Nullable;

/**
 * One thing that happens in a world; its text tells it. Immutable, and sensible in any other world
 * of the same kind: one that has no such phone, or no backup yet, plays it on another one or passes
 * it over.
 */
public sealed interface Step {
    /** Makes it happen. */
    void play(Fleet fleet);

    /** The number of the phone that it is about, or {@link #NO_PHONE}. */
    default int phone() {
        return NO_PHONE;
    }

    /** The fault that it is, or leads to; null if it is what people do. */
    default @Nullable Fault fault() {
        return null;
    }

    /** Something that is about no phone. */
    int NO_PHONE = -1;

    /** The number that stands for the server among the machines. */
    int SERVER = -2;

    /** An app does a transaction, which the number decides. */
    record Write(int phone, long seed) implements Step {
        @Override
        public void play(Fleet fleet) {
            fleet.phone(phone).write(seed);
        }

        @Override
        public String toString() {
            return name(phone) + " writes";
        }
    }

    /** The backend of a space does a transaction. */
    record BackendWrite(String space, long seed) implements Step {
        @Override
        public void play(Fleet fleet) {
            fleet.server().write(space, seed);
        }

        @Override
        public String toString() {
            return "the backend of " + space + " writes";
        }
    }

    /** A phone syncs. */
    record Sync(int phone) implements Step {
        @Override
        public void play(Fleet fleet) {
            fleet.phone(phone).sync();
        }

        @Override
        public String toString() {
            return name(phone) + " syncs";
        }
    }

    /** Somebody reads on a phone, in SQL. */
    record Read(int phone) implements Step {
        @Override
        public void play(Fleet fleet) {
            fleet.phone(phone).read();
        }

        @Override
        public String toString() {
            return name(phone) + " reads";
        }
    }

    /**
     * A fault waits for a message of a phone.
     *
     * @param up whether for a request, else for an answer
     * @param skip how many messages pass before it strikes
     */
    record Strike(int phone, Fault fault, boolean up, int skip, long amount) implements Step {
        @Override
        public void play(Fleet fleet) {
            Link link = fleet.phone(phone).link();
            if (up) {
                link.armUp(fault, skip, amount);
            } else {
                link.armDown(fault, skip, amount);
            }
        }

        @Override
        public String toString() {
            return "of the " + (up ? "requests of " : "answers to ") + name(phone) + " number "
                    + (skip + 1) + " from here is to be " + fault.label() + " ("
                    + amount + ")";
        }
    }

    /** For a while nothing passes between a phone and the server, in one direction or both. */
    record Partition(int phone, boolean up, boolean down, long millis) implements Step {
        @Override
        public void play(Fleet fleet) {
            fleet.phone(phone).link().partition(up, down, millis);
        }

        @Override
        public Fault fault() {
            return Fault.PARTITIONED;
        }

        @Override
        public String toString() {
            return name(phone) + " is cut off " + (up ? "upwards " : "")
                    + (down ? "downwards " : "") + "for " + millis + " ms";
        }
    }

    /** A machine loses power at one of its next file operations. */
    record Crash(int phone, int operations) implements Step {
        @Override
        public void play(Fleet fleet) {
            machine(fleet, phone).crashAfter(operations);
        }

        @Override
        public Fault fault() {
            return Fault.CRASHED;
        }

        @Override
        public String toString() {
            return name(phone) + " is to lose power at file operation " + (operations + 1)
                    + " from here";
        }
    }

    /** A process ends between two operations. */
    record Kill(int phone) implements Step {
        @Override
        public void play(Fleet fleet) {
            if (phone == SERVER) {
                fleet.server().kill();
            } else {
                fleet.phone(phone).kill();
            }
        }

        @Override
        public Fault fault() {
            return Fault.KILLED;
        }

        @Override
        public String toString() {
            return "the process of " + name(phone) + " is killed";
        }
    }

    /** A disk refuses some operations. */
    record Refuse(int phone, int operations, int times) implements Step {
        @Override
        public void play(Fleet fleet) {
            machine(fleet, phone).refuseAfter(operations, times);
        }

        @Override
        public Fault fault() {
            return Fault.DISK_FAILED;
        }

        @Override
        public String toString() {
            return "the disk of " + name(phone) + " is to refuse " + times
                    + " operations, from number " + (operations + 1) + " from here on";
        }
    }

    /** A disk is full for a while. */
    record Fill(int phone, int bytes, long millis) implements Step {
        @Override
        public void play(Fleet fleet) {
            Machine machine = machine(fleet, phone);
            machine.fillAfter(bytes);
            fleet.stage().after(millis, machine::empty);
        }

        @Override
        public Fault fault() {
            return Fault.DISK_FAILED;
        }

        @Override
        public String toString() {
            return "the disk of " + name(phone) + " has room for " + bytes + " bytes more, for "
                    + millis + " ms";
        }
    }

    /** A phone's disk says that it forces and does not, until it loses power. */
    record Lie(int phone, int operations) implements Step {
        @Override
        public void play(Fleet fleet) {
            fleet.phone(phone).machine().lieAndCrashAfter(operations);
        }

        @Override
        public Fault fault() {
            return Fault.LIED;
        }

        @Override
        public String toString() {
            return "the disk of " + name(phone) + " only says that it forces, and is to lose power"
                    + " at operation " + (operations + 1) + " from here";
        }
    }

    /** A wall clock is set to another time. */
    record Jump(int phone, long millis) implements Step {
        @Override
        public void play(Fleet fleet) {
            if (phone == SERVER) {
                fleet.server().machine().jumpWall(millis);
            } else {
                fleet.phone(phone).jumpWall(millis);
            }
        }

        @Override
        public Fault fault() {
            return Fault.CLOCK_JUMPED;
        }

        @Override
        public String toString() {
            return "the clock of " + name(phone) + " is set " + millis + " ms ahead";
        }
    }

    /** Somebody makes a backup of a phone, or of the server's folder. */
    record BackUp(int phone) implements Step {
        @Override
        public void play(Fleet fleet) {
            if (phone == SERVER) {
                fleet.server().backUp();
            } else {
                fleet.backUp(phone);
            }
        }

        @Override
        public String toString() {
            return name(phone) + " is backed up";
        }
    }

    /** A new phone is set up from the backup of one that goes on too. */
    record Twin(int phone) implements Step {
        @Override
        public void play(Fleet fleet) {
            fleet.cloneFrom(phone);
        }

        @Override
        public Fault fault() {
            return Fault.CLONED;
        }

        @Override
        public String toString() {
            return "a twin is set up from the backup of " + name(phone);
        }
    }

    /** A phone, or the server's folder, is put back to its last backup. */
    record PutBack(int phone) implements Step {
        @Override
        public void play(Fleet fleet) {
            if (phone == SERVER) {
                fleet.server().restore();
            } else {
                fleet.putBack(phone);
            }
        }

        @Override
        public Fault fault() {
            return phone == SERVER ? Fault.RESTORED : Fault.CLONED;
        }

        @Override
        public String toString() {
            return name(phone) + " is put back to its backup";
        }
    }

    private static String name(int phone) {
        return phone == SERVER ? "the server" : "phone" + (phone + 1);
    }

    private static Machine machine(Fleet fleet, int phone) {
        if (phone == SERVER) {
            return fleet.server().machine();
        }
        PhoneHost host = fleet.phone(phone);
        return host.machine();
    }
}
