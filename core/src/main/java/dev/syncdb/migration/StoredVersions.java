package dev.syncdb.migration;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.lens.Lens;
import dev.syncdb.lens.Succession;
import dev.syncdb.lens.TableLens;
import dev.syncdb.lens.View;
import dev.syncdb.lens.ViewedTable;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is stored so that several versions of a schema can be shown at once: the tables of the
 * newest one, with an attic. For every column that an older version has and the newest one has not,
 * there is a column that SQL does not show; for every such table, a table. So each version shows
 * just what is stored, under its own names. Immutable.
 */
public final class StoredVersions {
    /**
     * A table of a version.
     *
     * @param stored the number of the stored table
     * @param columns for each column the id of the stored one
     */
    record Shown(Table table, int stored, List<Integer> columns) {}

    private final SchemaVersions versions;
    private final int oldest;
    private final Schema schema;

    /** By number, in the order in which they came. */
    private final Map<Integer, StoredTable> tables;

    /** Of each version from the oldest on. */
    private final List<List<Shown>> shown;

    private final List<String> statements;
    private final Succession succession;

    private StoredVersions(SchemaVersions versions, int oldest, StorageStep step) {
        this.versions = versions;
        this.oldest = oldest;
        this.schema = step.schema();
        this.tables = new LinkedHashMap<>(step.tables());
        this.shown = List.copyOf(step.shown());
        this.statements = List.copyOf(step.statements());
        this.succession = made();
    }

    /**
     * What is stored of one version alone. {@link #statements} makes it.
     *
     * @param number of the version
     */
    public static StoredVersions of(SchemaVersions versions, int number) {
        return new StoredVersions(versions, number, StorageStep.founding(versions.schema(number)));
    }

    /**
     * What is stored of the versions {@code oldest} to {@code newest}, after all the statements
     * that led there.
     */
    public static StoredVersions of(SchemaVersions versions, int oldest, int newest) {
        StoredVersions stored = of(versions, oldest);
        while (stored.newest() < newest) {
            stored = stored.next();
        }
        return stored;
    }

    /** The oldest version that is shown. */
    public int oldest() {
        return oldest;
    }

    /** The newest version that is shown. */
    public int newest() {
        return oldest + shown.size() - 1;
    }

    /**
     * The same with one more version. Fails with OUT_OF_RANGE if there is none. Its
     * {@link #statements} lead from these tables to those, rows and all; then {@link #recomputed}
     * tells whose rows need one pass more.
     */
    public StoredVersions next() {
        int next = newest() + 1;
        Lens lens = versions.lens(next);
        StorageStep step = StorageStep.of(schema, tables, shown);
        step.take(newest(), lens);
        return new StoredVersions(versions, oldest, step);
    }

    /** The tables as they are stored. */
    public Schema schema() {
        return schema;
    }

    /** The statements that make these tables of those before; each is to be run on its own. */
    public List<String> statements() {
        return statements;
    }

    /** What the versions show, and how what is written at one is carried to the others. */
    public Succession succession() {
        return succession;
    }

    /** The stored tables that have cells which the newest version computes. */
    public List<String> recomputed() {
        List<String> recomputed = new ArrayList<>();
        if (newest() == oldest) {
            return recomputed;
        }
        View newest = succession.newestView();
        for (TableLens lens : versions.lens(newest()).tables()) {
            ViewedTable table = newest.find(lens.newer().name());
            if (table != null && NewColumns.needRows(lens)) {
                recomputed.add(table.stored());
            }
        }
        return recomputed;
    }

    /** The lens between two versions. */
    public Lens between(int older, int newer) {
        return versions.between(older, newer);
    }

    /** What the version shows; fails with OUT_OF_RANGE if it is not stored. */
    public View view(int version) {
        View view = succession.view(version);
        if (view == null) {
            throw new Incorrect(
                    ErrorCode.OUT_OF_RANGE,
                    "version " + version + " is not stored, but " + oldest + " to " + newest());
        }
        return view;
    }

    private Succession made() {
        List<View> views = new ArrayList<>();
        List<Lens> lenses = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            int version = oldest + i;
            List<ViewedTable> viewed = new ArrayList<>();
            for (Shown each : shown.get(i)) {
                StoredTable stored = tables.get(each.stored());
                if (stored != null) {
                    viewed.add(stored.show(each.table(), each.columns()));
                }
            }
            views.add(new View(version, versions.schema(version), viewed));
            if (i > 0) {
                lenses.add(versions.lens(version));
            }
        }
        return new Succession(views, lenses);
    }

    /** The name of what {@code version} was the last to have. */
    static String atticName(int version, String name) {
        return Schema.ATTIC_PREFIX + version + "_" + Names.fold(name);
    }
}
