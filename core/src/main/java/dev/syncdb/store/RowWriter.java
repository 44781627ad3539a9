package dev.syncdb.store;

import dev.syncdb.change.Image;
import dev.syncdb.clock.Environment;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Writes rows under the rules of their tables, and runs the actions of foreign keys. Confined to
 * the writer.
 */
final class RowWriter implements ForeignKeys.Children {
    private final Workspace workspace;
    private final Constraints constraints;
    private final KeyChooser keys;
    private final ForeignKeys foreignKeys;
    private boolean uniqueDeferred;

    RowWriter(
            Workspace workspace,
            Environment environment,
            StoreOptions options,
            ForeignKeys foreignKeys) {
        this.workspace = workspace;
        this.constraints = new Constraints(environment);
        this.keys = new KeyChooser(options.automaticKeys(), environment.random(), workspace);
        this.foreignKeys = foreignKeys;
    }

    Key insert(TableData table, Row row) {
        Table structure = table.structure();
        Row cells = keys.filled(table, constraints.converted(structure, row));
        constraints.requireSound(structure, cells);
        Key key = structure.keyOf(cells);
        constraints.requireFree(table, key, workspace.version());
        requireUniqueNow(table, cells, null);
        workspace.put(table, key, Image.of(cells));
        keys.used(table, key);
        foreignKeys.written(table, key, null, cells);
        return key;
    }

    /** Replaces a row that is there, and lets the actions of foreign keys follow. */
    Key replace(TableData table, Key key, Row row) {
        Image before = table.get(key, workspace.version());
        if (before == null) {
            String name = table.structure().name();
            throw Incorrect.at(ErrorCode.ROW_ABSENT, "no row " + key + " in " + name, name, null);
        }
        Key replaced = write(table, key, before, row);
        foreignKeys.act(this);
        return replaced;
    }

    /** Removes a row if it is there, and lets the actions of foreign keys follow. */
    boolean remove(TableData table, Key key) {
        if (table.get(key, workspace.version()) == null) {
            return false;
        }
        delete(table, key);
        foreignKeys.act(this);
        return true;
    }

    @Override
    public void update(TableData table, Key key, UnaryOperator<Row> change) {
        Image before = table.get(key, workspace.version());
        if (before != null) {
            write(table, key, before, change.apply(before.cells()));
        }
    }

    @Override
    public void delete(TableData table, Key key) {
        Image before = table.get(key, workspace.version());
        if (before != null) {
            workspace.remove(table, key, before.hidden());
            foreignKeys.departed(table, before.cells(), null);
        }
    }

    List<Key> conflicts(TableData table, Row row) {
        Row cells = constraints.converted(table.structure(), row);
        Set<Key> found = new LinkedHashSet<>();
        Key key = table.structure().keyOf(cells);
        if (table.get(key, workspace.version()) != null) {
            found.add(key);
        }
        for (SecondaryIndex index : table.indexes()) {
            if (!index.definition().unique()) {
                continue;
            }
            Key clash = index.clash(cells, null, workspace.version());
            if (clash != null) {
                found.add(clash);
            }
        }
        return List.copyOf(found);
    }

    /** Sets or, with null, removes a row as it is given. */
    void put(TableData table, Key key, @Nullable Image image) {
        Image before = table.get(key, workspace.version());
        if (image != null) {
            constraints.requireKey(table.structure(), key, image.cells());
            if (!image.equals(before)) {
                workspace.put(table, key, image);
            }
        } else if (before != null) {
            workspace.remove(table, key, before.hidden());
        }
    }

    /** Replaces the hidden bytes of a row or of its fresh tombstone. */
    void hide(TableData table, Key key, Bytes hidden) {
        RowHead head = table.heap().head(key);
        RowVersion newest = head == null ? null : head.newest();
        if (newest != null && newest.image() != null) {
            workspace.put(table, key, new Image(newest.image().cells(), hidden));
        } else if (newest != null && newest.version() == workspace.version()) {
            workspace.remove(table, key, hidden);
        } else {
            String name = table.structure().name();
            throw Incorrect.at(ErrorCode.ROW_ABSENT, "no row " + key + " in " + name, name, null);
        }
    }

    /** Leaves the checks of UNIQUE to {@link #requireUnique}. */
    void deferUnique() {
        uniqueDeferred = true;
    }

    /** Fails with UNIQUE if a row that was written clashes with another one. */
    void requireUnique() {
        for (RowStep step : workspace.firstRowSteps()) {
            RowHead head = step.head();
            TableData table = workspace.catalog().find(head.table());
            Image image = head.imageAt(workspace.version());
            if (table != null && image != null) {
                constraints.requireUnique(table, image.cells(), head.key(), workspace.version());
            }
        }
    }

    private void requireUniqueNow(TableData table, Row cells, @Nullable Key self) {
        if (!uniqueDeferred) {
            constraints.requireUnique(table, cells, self, workspace.version());
        }
    }

    private Key write(TableData table, Key key, Image before, Row row) {
        Table structure = table.structure();
        Row cells = constraints.converted(structure, row);
        if (cells.equals(before.cells())) {
            return key;
        }
        constraints.requireSound(structure, cells);
        Key target = structure.keyOf(cells);
        boolean moves = !target.equals(key);
        if (moves) {
            constraints.requireFree(table, target, workspace.version());
        }
        requireUniqueNow(table, cells, key);
        if (moves) {
            workspace.remove(table, key, before.hidden());
        }
        workspace.put(table, target, moves ? Image.of(cells) : new Image(cells, before.hidden()));
        foreignKeys.written(table, target, moves ? null : before.cells(), cells);
        foreignKeys.departed(table, before.cells(), cells);
        return target;
    }
}
