package dev.syncdb.testkit.world.host;

import dev.syncdb.clock.Environment;
import dev.syncdb.testkit.clock.FakeClock;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.disk.FakeDisk;
import dev.syncdb.testkit.fault.Fault;
import dev.syncdb.testkit.world.stage.Stage;

/**
 * A device: its disk, its clock and its chance, and what is to happen to them. Outlives the
 * processes that run on it.
 */
public final class Machine {
    private final Stage stage;
    private final String name;
    private final boolean tears;
    private final SeededRandom random;
    private final FakeClock clock;
    private FakeDisk disk;
    private long refusals;
    private boolean lies;

    /** @param tears whether a loss of power may leave parts of writes */
    public Machine(Stage stage, String name, int sectorBytes, boolean tears) {
        this.stage = stage;
        this.name = name;
        this.tears = tears;
        this.random = stage.random().split();
        // Far from those of other machines, for a disk may move from one to another.
        this.clock = new FakeClock(stage.time(), random.nextLong());
        this.disk = new FakeDisk(sectorBytes);
    }

    String name() {
        return name;
    }

    FakeDisk disk() {
        return disk;
    }

    SeededRandom random() {
        return random;
    }

    Environment environment() {
        return new Environment(clock, random);
    }

    /** Power will be lost at one of the next operations of the disk. */
    public void crashAfter(long operations) {
        disk.crashAt(disk.operations() + 1 + operations);
    }

    /** From now on the disk only says that it forces; power will be lost before long. */
    public void lieAndCrashAfter(long operations) {
        lies = true;
        disk.forgetForces(true);
        crashAfter(operations);
    }

    /** The disk will refuse some operations one after the other. */
    public void refuseAfter(long operations, long times) {
        long first = disk.operations() + 1 + operations;
        disk.refuseBetween(first, first + times);
    }

    /** The disk has room for so many bytes more. */
    public void fillAfter(long bytes) {
        disk.fullAt(disk.bytesUsed() + bytes);
    }

    /** Somebody makes room on the disk. */
    public void empty() {
        disk.fullAt(FakeDisk.UNLIMITED);
    }

    public void jumpWall(long millis) {
        clock.jumpWall(millis);
        stage.struck(Fault.CLOCK_JUMPED, "the clock of " + name + " jumps by " + millis + " ms");
    }

    /** Nothing more happens to the disk. */
    public void heal() {
        disk.crashAt(Long.MAX_VALUE).refuseBetween(Long.MAX_VALUE, Long.MAX_VALUE);
        disk.forgetForces(false);
        lies = false;
        empty();
    }

    /** What can be read from the disk now. */
    public FakeDisk image() {
        return disk.copy();
    }

    /** How many operations have changed something on the disk. */
    public long operations() {
        return disk.operations();
    }

    /** How many bytes the files on the disk have. */
    public long bytesUsed() {
        return disk.bytesUsed();
    }

    boolean isOff() {
        return disk.isCrashed();
    }

    /** True if the disk has refused something since this was last asked. */
    boolean hasRefused() {
        long news = disk.refusals() - refusals;
        if (news > 0) {
            refusals = disk.refusals();
            stage.struck(Fault.DISK_FAILED, "the disk of " + name + " refused " + news + " times");
        }
        return news > 0;
    }

    /** Power is lost; true if the disk had lied. */
    boolean losePower() {
        boolean lied = lies;
        stage.struck(lied ? Fault.LIED : Fault.CRASHED, name + " loses power");
        renew(disk.afterCrash(random.nextLong(), tears));
        if (disk.torn() > 0) {
            stage.struck(Fault.TORN, "a write of " + name + " is there in part");
        }
        clock.reboot();
        lies = false;
        return lied;
    }

    /** The process ends. */
    void endProcess() {
        stage.struck(Fault.KILLED, name + " is killed");
        replaceProcess();
    }

    /** The process ends because somebody starts it anew. */
    void replaceProcess() {
        renew(disk.afterKill());
    }

    /** Another disk takes the place of this one. */
    void putBack(FakeDisk image) {
        renew(image.copy());
        clock.reboot();
    }

    private void renew(FakeDisk other) {
        hasRefused();
        disk = other;
        refusals = 0;
    }
}
