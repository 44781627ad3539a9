package dev.syncdb.sync.apply;

import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.ForeignKey.Orphans;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A foreign key, with the table that it is of. Immutable. */
record Referrer(Table child, ForeignKey key) {
    /** All that refer to a table. */
    static List<Referrer> to(Schema schema, String parent) {
        List<Referrer> referrers = new ArrayList<>();
        for (Table child : schema.tables()) {
            for (ForeignKey key : child.foreignKeys()) {
                if (Names.equal(key.parentTable(), parent)) {
                    referrers.add(new Referrer(child, key));
                }
            }
        }
        return referrers;
    }

    /** True if a foreign key refers to a table of one of these operations. */
    static boolean reach(Schema schema, List<Change> operations) {
        Set<String> known = new HashSet<>();
        for (Change operation : operations) {
            RowName row = operation.changed();
            if (row != null
                    && known.add(row.table())
                    && !to(schema, row.table()).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** True if any foreign key has a policy for a parent's delete. */
    static boolean haveOrphans(Schema schema) {
        for (Table child : schema.tables()) {
            for (ForeignKey key : child.foreignKeys()) {
                if (key.orphans() != Orphans.REJECT) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A child's row that refers to nothing. */
    Row cut(Row row) {
        Row cut = row;
        for (int column : key.columns()) {
            cut = cut.with(column, Value.NULL);
        }
        return cut;
    }

    /** A child's row that refers to where another one refers. */
    Row as(Row row, Row other) {
        Row same = row;
        for (int column : key.columns()) {
            same = same.with(column, other.at(column));
        }
        return same;
    }

    /** A child's row that refers to this parent. */
    Row to(Row row, Table parentTable, Row parent) {
        Row moved = row;
        List<Integer> columns = parentColumns(parentTable);
        for (int i = 0; i < columns.size(); i++) {
            moved = moved.with(key.columns().get(i), parent.at(columns.get(i)));
        }
        return moved;
    }

    boolean refersToPrimaryKey(Table parentTable) {
        return parentColumns(parentTable).equals(parentTable.primaryKey().columns());
    }

    /** What the child's columns hold, in order of the key. */
    Row values(Row row) {
        Value[] values = new Value[key.columns().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.at(key.columns().get(i));
        }
        return Row.owned(values);
    }

    boolean isCut(Row row) {
        Row values = values(row);
        for (int i = 0; i < values.size(); i++) {
            if (values.at(i).isNull()) {
                return true;
            }
        }
        return false;
    }

    private List<Integer> parentColumns(Table parentTable) {
        if (key.parentColumns().isEmpty()) {
            return parentTable.primaryKey().columns();
        }
        List<Integer> columns = new ArrayList<>();
        key.parentColumns().forEach(name -> columns.add(parentTable.position(name)));
        return columns;
    }
}
