package dev.syncdb.migration;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.lens.Source;
import dev.syncdb.lens.Source.Same;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.syntax.Expression;
import dev.syncdb.sql.syntax.Select;
import dev.syncdb.sql.syntax.Statement;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * An INSERT that fills a new table with the rows of an old one, row by row: SQLite's way to change
 * what ALTER cannot.
 *
 * @param text the statement
 * @see <a href="https://www.sqlite.org/lang_altertable.html#otheralter">SQLite</a>
 */
record Rebuild(Statement.Insert insert, String text) {
    /** Where the rows of the new table come from. Fails with UNSUPPORTED if it is no such thing. */
    Origin origin(ScriptWalk walk) {
        if (insert.conflict() != null
                || !insert.upserts().isEmpty()
                || !insert.returning().isEmpty()) {
            throw unsupported("an INSERT of a version has no OR, ON CONFLICT or RETURNING");
        }
        Select.Core core = core();
        Select.TableSource from = from(core);
        Table target = walk.table(insert.table(), insert.at());
        Origin origin = walk.origin(walk.table(from.table(), from.at()));
        if (walk.origin(target).older() != null) {
            throw unsupported("table " + target.name() + " has rows already");
        }
        String name = from.alias() == null ? origin.table().name() : from.alias();
        RowReader reader = new RowReader(origin, name, text);
        List<Integer> columns = columns(target);
        List<Expression> values = values(core, origin.table(), name);
        if (columns.size() != values.size()) {
            throw new Incorrect(
                    ErrorCode.SYNTAX,
                    insert.at() + ": " + values.size() + " values for " + columns.size()
                            + " columns");
        }
        List<Source> sources = Origin.defaults(target);
        for (int i = 0; i < columns.size(); i++) {
            int column = columns.get(i);
            sources.set(column, reader.written(target, column, values.get(i), insert.at()));
        }
        requireSameKey(origin.older(), target, sources);
        return Origin.of(origin.older(), target, sources);
    }

    private Select.Core core() {
        if (insert.rows() instanceof Select.Core core
                && !core.distinct()
                && core.where() == null
                && core.groupBy().isEmpty()
                && core.having() == null) {
            return core;
        }
        throw unsupported("rows of a new table come from INSERT INTO new SELECT ... FROM old, which"
                + " takes each of them once");
    }

    private Select.TableSource from(Select.Core core) {
        Select.From from = core.from();
        if (from != null
                && from.joins().isEmpty()
                && from.first() instanceof Select.TableSource table) {
            return table;
        }
        throw unsupported("rows of a new table come from one table");
    }

    /** Positions of the columns that are given values: unless named, those that {@code *} shows. */
    private List<Integer> columns(Table target) {
        List<Integer> positions = new ArrayList<>();
        for (String name : insert.columns()) {
            int position = target.indexOf(name);
            if (position < 0 || target.columns().get(position).isGenerated()) {
                throw Incorrect.at(
                        position < 0 ? ErrorCode.UNKNOWN_COLUMN : ErrorCode.SCHEMA,
                        insert.at() + ": no column " + name + " to be written in table "
                                + target.name(),
                        target.name(),
                        name);
            }
            positions.add(position);
        }
        for (int i = 0; insert.columns().isEmpty() && i < target.columns().size(); i++) {
            Column column = target.columns().get(i);
            if (!column.hidden() && !column.isGenerated()) {
                positions.add(i);
            }
        }
        return positions;
    }

    private List<Expression> values(Select.Core core, Table from, String name) {
        List<Expression> values = new ArrayList<>();
        for (Select.Result result : core.results()) {
            if (result instanceof Select.Value value) {
                values.add(value.expression());
            } else {
                requireNamed((Select.Star) result, name);
                for (Column column : from.columns()) {
                    if (!column.hidden()) {
                        values.add(new Expression.Column(name, column.name(), insert.at()));
                    }
                }
            }
        }
        return values;
    }

    private static void requireNamed(Select.Star star, String name) {
        if (star.table() != null && !Names.equal(star.table(), name)) {
            throw Incorrect.at(
                    ErrorCode.UNKNOWN_TABLE,
                    star.at() + ": no table " + star.table(),
                    star.table(),
                    null);
        }
    }

    private void requireSameKey(@Nullable Table older, Table target, List<Source> sources) {
        if (older == null) {
            return;
        }
        List<Integer> key = target.primaryKey().columns();
        List<Integer> before = older.primaryKey().columns();
        boolean same = key.size() == before.size();
        for (int i = 0; same && i < key.size(); i++) {
            same = sources.get(key.get(i)).equals(new Same(before.get(i)))
                    && target.columns().get(key.get(i)).collation()
                            == older.columns().get(before.get(i)).collation();
        }
        if (!same) {
            throw unsupported("the primary key of " + target.name() + " is not that of "
                    + older.name() + ", so its rows would be other rows");
        }
    }

    private Incorrect unsupported(String why) {
        return ScriptWalk.unsupported(insert.at(), why);
    }
}
