package dev.syncdb.lens;

import dev.syncdb.change.Change;
import dev.syncdb.clock.Environment;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What two versions of a schema make of each other's rows. Immutable. A table that is in none of
 * the lenses of tables came with the newer version or went with it.
 *
 * @param tables for each table that both versions have its lens, whatever it is called in them
 */
public record Lens(Schema older, Schema newer, List<TableLens> tables) {
    /**
     * Fails with UNKNOWN_TABLE if a lens is of a table that its version does not have, with SCHEMA
     * if two lenses are of one table.
     */
    public Lens {
        tables = List.copyOf(tables);
        Set<String> olderNames = new HashSet<>();
        Set<String> newerNames = new HashSet<>();
        for (TableLens lens : tables) {
            requireOnce(older, lens.older().name(), olderNames);
            requireOnce(newer, lens.newer().name(), newerNames);
        }
    }

    /** The lens between two versions that do not differ. */
    public static Lens identity(Schema schema) {
        List<TableLens> tables = new ArrayList<>();
        schema.tables().forEach(table -> tables.add(TableLens.identity(table)));
        return new Lens(schema, schema, tables);
    }

    /** The lens of the table that the older version calls so, or null. */
    public @Nullable TableLens ofOlder(String table) {
        for (TableLens lens : tables) {
            if (Names.equal(lens.older().name(), table)) {
                return lens;
            }
        }
        return null;
    }

    /** The lens of the table that the newer version calls so, or null. */
    public @Nullable TableLens ofNewer(String table) {
        for (TableLens lens : tables) {
            if (Names.equal(lens.newer().name(), table)) {
                return lens;
            }
        }
        return null;
    }

    /** The tables that only the newer version has. */
    public List<Table> came() {
        List<Table> came = new ArrayList<>(newer.tables());
        came.removeIf(table -> ofNewer(table.name()) != null);
        return came;
    }

    /** The tables that only the older version has. */
    public List<Table> went() {
        List<Table> went = new ArrayList<>(older.tables());
        went.removeIf(table -> ofOlder(table.name()) != null);
        return went;
    }

    /** The lens from the newer version to the older one. */
    public Lens inverse() {
        List<TableLens> inverse = new ArrayList<>();
        tables.forEach(lens -> inverse.add(lens.inverse()));
        return new Lens(newer, older, inverse);
    }

    /**
     * This lens and then {@code next} as one: it makes of rows, and of edits of rows that are each
     * other's images, what both make in two steps. Fails with SCHEMA unless {@code next} begins at
     * the version with which this one ends.
     */
    public Lens compose(Lens next) {
        if (newer != next.older && newer.hash() != next.older.hash()) {
            throw new Incorrect(
                    ErrorCode.SCHEMA, "a lens begins at another version than the one before ends");
        }
        List<TableLens> composed = new ArrayList<>();
        for (TableLens lens : tables) {
            TableLens following = next.ofOlder(lens.newer().name());
            if (following != null) {
                composed.add(lens.compose(following));
            }
        }
        return new Lens(older, next.newer, composed);
    }

    /**
     * True if {@link #newer(Change, Environment)} can say what an older change is to the newer
     * version without its row. It cannot where something is computed from a cell that the change
     * writes, or where an expected cell has no other; there the edit law is to be asked, with the
     * rows.
     */
    public boolean carries(Change change) {
        TableLens lens = lensOf(change);
        return lens == null
                ? !(change instanceof Change.Define)
                : new CarriedChange(lens, change).isPossible();
    }

    /**
     * What an older change is to the newer version: tables and columns get their other names and
     * places, and cells that the newer version does not have are left out. Hidden bytes stay as
     * they are; whoever keeps places of columns in them renames those himself.
     *
     * @return null if the table went
     * @throws Incorrect with UNSUPPORTED unless it {@link #carries} the change
     */
    public @Nullable Change newer(Change change, Environment environment) {
        if (!carries(change)) {
            throw new Incorrect(
                    ErrorCode.UNSUPPORTED, "what becomes of this change depends on its row");
        }
        TableLens lens = lensOf(change);
        return lens == null ? null : new CarriedChange(lens, change).carried(environment);
    }

    /**
     * What a newer change is to the older version, as {@link #newer(Change, Environment)} of the
     * {@link #inverse} says.
     */
    public @Nullable Change older(Change change, Environment environment) {
        return inverse().newer(change, environment);
    }

    private @Nullable TableLens lensOf(Change change) {
        if (change instanceof Change.Expect expect) {
            return ofOlder(expect.row().table());
        }
        return change.changed() == null ? null : ofOlder(change.changed().table());
    }

    private static void requireOnce(Schema schema, String table, Set<String> names) {
        schema.table(table);
        if (!names.add(Names.fold(table))) {
            throw Incorrect.at(ErrorCode.SCHEMA, "two lenses of table " + table, table, null);
        }
    }
}
