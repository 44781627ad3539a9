package dev.syncdb.server.space;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.lens.Compatibility;
import dev.syncdb.lens.Compatibility.Grade;
import dev.syncdb.migration.SchemaVersions;

import org.jspecify.annotations.Nullable;

/** Which tables the spaces of a server have. Immutable. */
public final class ServedSchema {
    private final String script;
    private final @Nullable SchemaVersions versions;
    private final int oldest;

    private ServedSchema(String script, @Nullable SchemaVersions versions, int oldest) {
        this.script = script;
        this.versions = versions;
        this.oldest = oldest;
    }

    /** The tables that a script makes in each new space, for all time. */
    public static ServedSchema script(String script) {
        return new ServedSchema(script, null, 1);
    }

    /** Versions of a schema, all of which are served. */
    public static ServedSchema versions(SchemaVersions versions) {
        return versions(versions, 1);
    }

    /**
     * Versions of a schema. Spaces have the newest one; what they have beyond that for clients of
     * older versions is kept.
     *
     * <p>Fails with SCHEMA if one of them breaks apps of the version before it, see
     * {@link Compatibility}.
     *
     * @param oldest the oldest version whose clients are served. Who has an older one is told so;
     *     what it pushes is taken as long as its version is stored, which it is in every space that
     *     was made when it was served
     */
    public static ServedSchema versions(SchemaVersions versions, int oldest) {
        for (int number = oldest + 1; number <= versions.newest(); number++) {
            Compatibility step = Compatibility.of(versions.lens(number));
            if (step.grade() == Grade.BREAKING) {
                throw new Incorrect(
                        ErrorCode.SCHEMA,
                        "version " + number + " breaks apps of the one before: " + worst(step));
            }
        }
        return forced(versions, oldest);
    }

    /** The same, whatever some versions do to apps of others. */
    public static ServedSchema forced(SchemaVersions versions, int oldest) {
        if (oldest < 1 || oldest > versions.newest()) {
            throw new Incorrect(
                    ErrorCode.CONFIGURATION,
                    "the oldest version that is served is " + oldest + ", of 1 to "
                            + versions.newest());
        }
        return new ServedSchema("", versions, oldest);
    }

    private static String worst(Compatibility step) {
        StringBuilder text = new StringBuilder();
        for (Compatibility.Reason reason : step.reasons()) {
            if (reason.grade() == Grade.BREAKING) {
                text.append(text.length() == 0 ? "" : "; ").append(reason.table());
                text.append(reason.column() == null ? "" : "." + reason.column());
                text.append(": ").append(reason.text());
            }
        }
        return text.toString();
    }

    /** The script that makes the tables of a new space, where there are no versions. */
    public String script() {
        return script;
    }

    /** The versions, or null if the tables never change. */
    public @Nullable SchemaVersions versions() {
        return versions;
    }

    /** The oldest version whose clients are served. */
    public int oldest() {
        return oldest;
    }
}
