package dev.syncdb.migration;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.lens.Lens;
import dev.syncdb.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All versions of an application's schema, from the first to the newest, with what each of them
 * looks like and the lenses between them. Immutable.
 */
public final class SchemaVersions {
    private final List<SchemaVersion> versions;
    private final List<Schema> schemas = new ArrayList<>();
    private final List<Long> hashes = new ArrayList<>();
    private final List<Lens> lenses = new ArrayList<>();

    private SchemaVersions(List<SchemaVersion> versions) {
        this.versions = List.copyOf(versions);
        Schema schema = Schema.EMPTY;
        for (SchemaVersion version : versions) {
            Lens step = ScriptLens.of(schema, version);
            schema = step.newer();
            lenses.add(step);
            schemas.add(schema);
            hashes.add(schema.hash());
        }
    }

    /**
     * The versions, which are numbered from 1 without a gap and in their order here. Fails with
     * CONFIGURATION if they are not, and with what is wrong in a script; the message names file,
     * line and column.
     */
    public static SchemaVersions of(List<SchemaVersion> versions) {
        if (versions.isEmpty()) {
            throw new Incorrect(ErrorCode.CONFIGURATION, "there is no version of the schema");
        }
        for (int i = 0; i < versions.size(); i++) {
            SchemaVersion version = versions.get(i);
            if (version.number() != i + 1) {
                throw new Incorrect(
                        ErrorCode.CONFIGURATION,
                        version.upScript().file() + ": version " + (i + 1) + " is missing");
            }
        }
        return new SchemaVersions(versions);
    }

    /**
     * The versions that are in files called {@code V1__init.sql}, {@code V2__priority.sql} and so
     * on, where {@code U2__priority.sql} is the way from version 2 back to 1. Fails as
     * {@link #of(List)} does.
     *
     * @param texts by the name of each file its text
     */
    public static SchemaVersions ofFiles(Map<String, String> texts) {
        TreeMap<Integer, ScriptName> names = new TreeMap<>();
        Map<ScriptName, String> scripts = new TreeMap<>(ScriptName.ORDER);
        for (Map.Entry<String, String> file : texts.entrySet()) {
            ScriptName name = ScriptName.of(file.getKey());
            ScriptName other = name.isUp() ? names.put(name.number(), name) : null;
            if (other != null || scripts.put(name, file.getValue()) != null) {
                throw new Incorrect(
                        ErrorCode.CONFIGURATION,
                        file.getKey() + ": there are two scripts of version " + name.number());
            }
        }
        List<SchemaVersion> versions = new ArrayList<>();
        for (ScriptName name : names.values()) {
            String up = String.valueOf(scripts.remove(name));
            String down = scripts.remove(ScriptName.down(name.number(), name.name()));
            versions.add(new SchemaVersion(name.number(), name.name(), up, down));
        }
        for (ScriptName alone : scripts.keySet()) {
            throw new Incorrect(
                    ErrorCode.CONFIGURATION,
                    alone + ": there is no " + ScriptName.up(alone.number(), alone.name()));
        }
        return of(versions);
    }

    /** True if a file is called as {@link #ofFiles} expects. */
    public static boolean isScript(String file) {
        return ScriptName.isOne(file);
    }

    /** All versions, the first one first. */
    public List<SchemaVersion> versions() {
        return versions;
    }

    /** The number of the newest version, which is also how many there are. */
    public int newest() {
        return versions.size();
    }

    /** What that version looks like. Version 0 has no tables. Fails with OUT_OF_RANGE. */
    public Schema schema(int number) {
        require(number, 0);
        return number == 0 ? Schema.EMPTY : schemas.get(number - 1);
    }

    /** The hash of {@link #schema}, by which phones and server name the version. */
    public long hash(int number) {
        require(number, 1);
        return hashes.get(number - 1);
    }

    /** The newest version whose schema has that hash, or null. */
    public @Nullable Integer numberOf(long hash) {
        for (int number = newest(); number >= 1; number--) {
            if (hash(number) == hash) {
                return number;
            }
        }
        return null;
    }

    /** The lens from the version before to that version. Fails with OUT_OF_RANGE. */
    public Lens lens(int number) {
        require(number, 1);
        return lenses.get(number - 1);
    }

    /**
     * The lens between two versions, of which the first is not above the second. Fails with
     * OUT_OF_RANGE.
     */
    public Lens between(int older, int newer) {
        require(newer, older);
        Lens lens = Lens.identity(schema(older));
        for (int number = older + 1; number <= newer; number++) {
            lens = lens.compose(lens(number));
        }
        return lens;
    }

    private void require(int number, int min) {
        if (number < min || number > newest()) {
            throw new Incorrect(
                    ErrorCode.OUT_OF_RANGE,
                    "there is no version " + number + " from " + min + " to " + newest());
        }
    }
}
