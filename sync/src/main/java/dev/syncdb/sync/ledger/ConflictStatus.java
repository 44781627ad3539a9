package dev.syncdb.sync.ledger;

import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.jspecify.annotations.Nullable;

/** How a record of a conflict stands. */
public enum ConflictStatus {
    /** Somebody is to look at it. */
    OPEN,
    /** A policy has settled it. It can still be resolved otherwise. */
    AUTO,
    /** Somebody has said what is to be there. */
    RESOLVED,
    /** Somebody has said that it is well as it is. */
    DISMISSED;

    /** The status of that name, or null. */
    public static @Nullable ConflictStatus of(Value name) {
        for (ConflictStatus status : values()) {
            if (name.type() == ValueType.TEXT && status.name().equals(name.asText())) {
                return status;
            }
        }
        return null;
    }
}
