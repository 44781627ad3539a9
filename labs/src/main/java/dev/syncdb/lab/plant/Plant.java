package dev.syncdb.lab.plant;

import dev.syncdb.testkit.world.Sabotage;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/** The bugs that can be planted, by the names that {@code lab simulate --plant} takes. */
public enum Plant {
    /** Acknowledged writes are lost when the server dies. */
    LOG_ACKS_EARLY("log-acks-early", LogAcksEarly::new),
    /** Writes are judged twice after the server died. */
    NUMBER_FORGOTTEN("number-forgotten", NumberForgotten::new),
    /** Replicas differ. */
    PAGE_DROPS_CHANGE("page-drops-change", PageDropsChange::new);

    private final String label;
    private final Supplier<Sabotage> sabotage;

    Plant(String label, Supplier<Sabotage> sabotage) {
        this.label = label;
        this.sabotage = sabotage;
    }

    /** The name on the command line. */
    public String label() {
        return label;
    }

    /** A fresh broken part, for one world. */
    public Sabotage sabotage() {
        return sabotage.get();
    }

    /** The bug of that name, or null. */
    public static @Nullable Plant of(String label) {
        for (Plant plant : values()) {
            if (plant.label.equals(label)) {
                return plant;
            }
        }
        return null;
    }
}
