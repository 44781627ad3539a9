package dev.syncdb.lab.plant;

import dev.syncdb.testkit.fault.Fault;
import dev.syncdb.testkit.fault.Sabotage;
import dev.syncdb.testkit.world.World;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The bugs that can be planted, by the names that {@code lab simulate --plant} takes. */
public enum Plant {
    /** Acknowledged writes are lost when the server dies. */
    LOG_ACKS_EARLY,
    /** A synced write of the server disappears. */
    DISK_FORGETS,
    /** Writes are judged twice after the server died. */
    NUMBER_FORGOTTEN,
    /** Replicas differ. */
    PAGE_DROPS_CHANGE,
    /** What a phone promised is lost when it dies. */
    OUTBOX_FORGETS,
    /** Deleted rows stay on phones that were away. */
    TOMBSTONE_LOST,
    /** Increments are lost. */
    LAW_3,
    /** Values are overwritten unseen and without a record. */
    LAW_11,
    /** A server that was put back is not noticed. */
    LAW_12,
    /** The later edit does not stay. */
    LAW_13,
    /** Transactions are judged under the numbers of others. */
    LAW_15,
    /** Outcomes are forgotten before they are acknowledged. */
    LAW_16,
    /** Two devices that share an identity are not told apart. */
    LAW_16_CHAIN,
    /** What the server did otherwise than asked is not told. */
    LAW_17,
    /** What others wrote is left out as an echo. */
    LAW_17_ECHO,
    /** Bases that the server asks for are never told. */
    LAW_18,
    /** A pull becomes visible before it is complete. */
    LAW_20,
    /** Rows are not whole on the wire. */
    LAW_24,
    /** Rows are named by their keys alone. */
    LAW_27,
    /** Half a commit counts. */
    LAW_30,
    /** Whom a conflict concerns does not hear of it. */
    LAW_35,
    /** A rule drops the edit that gives way, without a record. */
    SILENT_RULE,
    /** The outcome of an edit that gave way says that it stands. */
    HIDDEN_LOSS,
    /** Something that was typed into a text never arrives. */
    LOST_LETTERS;

    /** The name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A world with the bug in it, and with the faults without which it would do no harm. */
    public World in(World world) {
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        faults.addAll(world.faults());
        if (this == LAW_12) {
            faults.add(Fault.RESTORED);
        } else if (this == LAW_16_CHAIN) {
            faults.add(Fault.CLONED);
        }
        return world.faults(faults).sabotage(this::sabotage);
    }

    private Sabotage sabotage() {
        return switch (this) {
            case LOG_ACKS_EARLY -> new LogAcksEarly();
            case DISK_FORGETS -> new DiskForgets();
            case NUMBER_FORGOTTEN -> new NumberForgotten();
            case PAGE_DROPS_CHANGE -> new PageDropsChange();
            case OUTBOX_FORGETS -> new OutboxForgets();
            case TOMBSTONE_LOST -> new TombstoneLost();
            case LAW_3 -> new Law3();
            case LAW_11 -> new Law11();
            case LAW_12 -> new Law12();
            case LAW_13 -> new Law13();
            case LAW_15 -> new Law15();
            case LAW_16 -> new Law16();
            case LAW_16_CHAIN -> new Law16Chain();
            case LAW_17 -> new Law17();
            case LAW_17_ECHO -> new Law17Echo();
            case LAW_18 -> new Law18();
            case LAW_20 -> new Law20();
            case LAW_24 -> new Law24();
            case LAW_27 -> new Law27();
            case LAW_30 -> new Law30();
            case LAW_35 -> new Law35();
            case SILENT_RULE -> new SilentRule();
            case HIDDEN_LOSS -> new HiddenLoss();
            case LOST_LETTERS -> new LostLetters();
        };
    }

    /** The bug of that name, or null. */
    public static @Nullable Plant of(String label) {
        for (Plant plant : values()) {
            if (plant.label().equals(label)) {
                return plant;
            }
        }
        return null;
    }
}
