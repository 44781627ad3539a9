package dev.syncdb.lab.plant;

import dev.syncdb.testkit.world.Sabotage;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** The bugs that can be planted, by the names that {@code lab simulate --plant} takes. */
public enum Plant {
    /** Acknowledged writes are lost when the server dies. */
    LOG_ACKS_EARLY,
    /** Writes are judged twice after the server died. */
    NUMBER_FORGOTTEN,
    /** Replicas differ. */
    PAGE_DROPS_CHANGE;

    /** The name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A fresh broken part, for one world. */
    public Sabotage sabotage() {
        return switch (this) {
            case LOG_ACKS_EARLY -> new LogAcksEarly();
            case NUMBER_FORGOTTEN -> new NumberForgotten();
            case PAGE_DROPS_CHANGE -> new PageDropsChange();
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
