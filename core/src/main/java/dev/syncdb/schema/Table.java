package dev.syncdb.schema;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.List;

/**
 * The structure of one table. Immutable.
 *
 * @param indexes UNIQUE constraints first, then created indexes in order of creation
 * @param strict true if values that are not of their column's type are refused
 * @param sql the CREATE TABLE statement
 */
public record Table(
        String name,
        List<Column> columns,
        PrimaryKey primaryKey,
        List<Index> indexes,
        List<ForeignKey> foreignKeys,
        List<Check> checks,
        boolean strict,
        String sql) {
    /** SQLite's own default limit. */
    public static final int COLUMNS_MAX = 2_000;

    public Table {
        columns = List.copyOf(columns);
        indexes = List.copyOf(indexes);
        foreignKeys = List.copyOf(foreignKeys);
        checks = List.copyOf(checks);
        if (columns.size() > COLUMNS_MAX) {
            throw new Incorrect(
                    ErrorCode.LIMIT,
                    "table " + name + " has " + columns.size() + " columns; at most "
                            + COLUMNS_MAX);
        }
        GenerationOrder.of(name, columns);
    }

    /** Positions of the generated columns, each behind those that it reads. */
    public List<Integer> generatedColumns() {
        return GenerationOrder.of(name, columns);
    }

    /** {@code row} as it travels and is logged: NULL for what whoever takes it in computes. */
    public Row withoutGenerated(Row row) {
        Row bare = row;
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).isGenerated() && !row.isNullAt(i)) {
                bare = bare.with(i, Value.NULL);
            }
        }
        return bare;
    }

    /** Position of the column, or -1. */
    public int indexOf(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (Names.equal(columns.get(i).name(), column)) {
                return i;
            }
        }
        return -1;
    }

    /** Position of the column. Fails with UNKNOWN_COLUMN. */
    public int position(String column) {
        int position = indexOf(column);
        if (position < 0) {
            throw Incorrect.at(
                    ErrorCode.UNKNOWN_COLUMN,
                    "no column " + column + " in table " + name,
                    name,
                    column);
        }
        return position;
    }

    /** The key that names {@code row}. */
    public Key keyOf(Row row) {
        int[] picked = new int[primaryKey.columns().size()];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = primaryKey.columns().get(i);
        }
        return key(row.project(picked));
    }

    /** The key whose columns have these values, in key order. */
    public Key key(Row values) {
        List<Collation> collations = new ArrayList<>(values.size());
        for (int column : primaryKey.columns()) {
            collations.add(columns.get(column).collation());
        }
        return Key.of(values, collations);
    }

    /** This table with one more index. */
    public Table with(Index index) {
        List<Index> more = new ArrayList<>(indexes);
        more.add(index);
        return new Table(name, columns, primaryKey, more, foreignKeys, checks, strict, sql);
    }

    /** This table without the index of that name. */
    public Table withoutIndex(String index) {
        List<Index> fewer = new ArrayList<>(indexes);
        fewer.removeIf(each -> Names.equal(each.name(), index));
        return new Table(name, columns, primaryKey, fewer, foreignKeys, checks, strict, sql);
    }
}
