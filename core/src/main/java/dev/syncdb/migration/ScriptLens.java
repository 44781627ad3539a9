package dev.syncdb.migration;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.lens.Conversion;
import dev.syncdb.lens.Lens;
import dev.syncdb.lens.Source;
import dev.syncdb.lens.Source.Computed;
import dev.syncdb.lens.Source.Fixed;
import dev.syncdb.lens.Source.Same;
import dev.syncdb.lens.TableLens;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lens between a version and the one before it.
 *
 * <p>Up it is what the script says. Down it is what the script for the way back says; where there
 * is none, a column that is the same comes from where it went, and every other one is given its
 * default.
 */
final class ScriptLens {
    private final Schema before;
    private final VersionScript upScript;
    private final ScriptWalk up;
    private @Nullable VersionScript downScript;
    private @Nullable ScriptWalk down;

    private ScriptLens(Schema before, VersionScript upScript) {
        this.before = before;
        this.upScript = upScript;
        this.up = upScript.walk(before);
    }

    /**
     * The lens from {@code before} to what {@code version} makes of it. Fails with what is wrong in
     * its scripts, and where.
     */
    static Lens of(Schema before, SchemaVersion version) {
        ScriptLens step = new ScriptLens(before, version.upScript());
        step.downScript = version.downScript();
        if (step.downScript != null) {
            step.down = step.downScript.walk(step.up.schema());
            SchemaComparison.requireSame(before, step.down.schema(), step.downScript);
        }
        return step.lens();
    }

    private Lens lens() {
        Map<String, Table> successors = successors(upScript, up);
        if (down != null && downScript != null) {
            requireInverse(successors, successors(downScript, down));
        }
        List<TableLens> tables = new ArrayList<>();
        for (Table older : before.tables()) {
            Table newer = successors.get(Names.fold(older.name()));
            if (newer != null) {
                tables.add(lens(older, newer));
            }
        }
        return new Lens(before, up.schema(), tables);
    }

    /** By the folded name of each table that has one, the table that has its rows at the end. */
    private static Map<String, Table> successors(VersionScript script, ScriptWalk walk) {
        Map<String, Table> successors = new LinkedHashMap<>();
        for (Table table : walk.schema().tables()) {
            Table origin = walk.origin(table).older();
            Table other = origin == null ? null : successors.put(Names.fold(origin.name()), table);
            if (origin != null && other != null) {
                throw script.failure(
                        ErrorCode.UNSUPPORTED,
                        "the rows of " + origin.name() + " are in " + other.name() + " and in "
                                + table.name());
            }
        }
        return successors;
    }

    private void requireInverse(Map<String, Table> up, Map<String, Table> down) {
        boolean inverse = up.size() == down.size();
        for (Map.Entry<String, Table> each : up.entrySet()) {
            Table back = down.get(Names.fold(each.getValue().name()));
            inverse = inverse && back != null && Names.fold(back.name()).equals(each.getKey());
        }
        if (!inverse && downScript != null) {
            throw downScript.failure(
                    ErrorCode.SCHEMA,
                    "it does not lead the rows of each table back to where they came from");
        }
    }

    private TableLens lens(Table older, Table newer) {
        List<Source> upward = up.origin(newer).sources();
        List<Source> downward = down == null
                ? derived(older, newer, upward)
                : written(older, down.origin(down.schema().table(older.name())));
        List<Source> mutualUp = mutual(newer, older, upward, downward);
        List<Source> mutualDown = mutual(older, newer, downward, upward);
        return new TableLens(older, newer, mutualUp, mutualDown);
    }

    /** The way down of a script, in the order of the older table's columns. */
    private static List<Source> written(Table older, Origin origin) {
        List<Source> sources = new ArrayList<>();
        for (Column column : older.columns()) {
            sources.add(origin.sources().get(origin.table().position(column.name())));
        }
        return sources;
    }

    /** The way down that needs no script. */
    private static List<Source> derived(Table older, Table newer, List<Source> upward) {
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < older.columns().size(); i++) {
            Column column = older.columns().get(i);
            int same = successor(newer, upward, i, column.name());
            if (same >= 0) {
                sources.add(new Same(same));
            } else {
                sources.add(column.isGenerated() ? Fixed.NULL : new Fixed(column.defaultValue()));
            }
        }
        return sources;
    }

    /**
     * Which column of the newer table is the one that was at {@code position}: if it was copied, a
     * column of the key, else one that has its name, else the first. -1 if none is.
     */
    private static int successor(Table newer, List<Source> upward, int position, String name) {
        int found = -1;
        for (int i = 0; i < upward.size(); i++) {
            boolean copied = upward.get(i).equals(new Same(position));
            if (copied && (found < 0 || rank(newer, i, name) > rank(newer, found, name))) {
                found = i;
            }
        }
        return found;
    }

    private static int rank(Table newer, int column, String name) {
        if (newer.primaryKey().columns().contains(column)) {
            return 2;
        }
        return Names.equal(newer.columns().get(column).name(), name) ? 1 : 0;
    }

    /** The sources, where what is the same only from here is computed: a copy. */
    private static List<Source> mutual(
            Table to, Table from, List<Source> sources, List<Source> back) {
        List<Source> mutual = new ArrayList<>(sources);
        for (int i = 0; i < mutual.size(); i++) {
            if (mutual.get(i) instanceof Same same
                    && !back.get(same.column()).equals(new Same(i))) {
                String name = from.columns().get(same.column()).name();
                Column column = to.columns().get(i);
                mutual.set(
                        i, new Computed(Conversion.copy(column, to.strict(), name, same.column())));
            }
        }
        return mutual;
    }
}
