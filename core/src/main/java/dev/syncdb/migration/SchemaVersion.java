package dev.syncdb.migration;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import org.jspecify.annotations.Nullable;

/**
 * One version of a schema, as scripts in SQLite's dialect.
 *
 * @param number counted from 1
 * @param name what its files are called behind the number
 * @param up the script that makes it of the version before, or of nothing if it is the first
 * @param down the script that makes the version before of it; null to derive the way back from
 *     {@code up}
 */
public record SchemaVersion(
        int number, String name, String up, @Nullable String down) {
    /** Fails with CONFIGURATION if the first version has a way down: it leads nowhere. */
    public SchemaVersion {
        if (number < 1) {
            throw new Incorrect(
                    ErrorCode.CONFIGURATION, "versions are numbered from 1, and not " + number);
        }
        if (number == 1 && down != null) {
            throw new Incorrect(
                    ErrorCode.CONFIGURATION,
                    ScriptName.down(number, name) + ": below version 1 there is nothing");
        }
    }

    /** The script that makes this version of the one before. */
    VersionScript upScript() {
        return new VersionScript(ScriptName.up(number, name).toString(), up);
    }

    /** The script that makes the version before of this one, or null. */
    @Nullable
    VersionScript downScript() {
        return down == null
                ? null
                : new VersionScript(ScriptName.down(number, name).toString(), down);
    }
}
