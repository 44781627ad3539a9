package dev.syncdb.sql.plan;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.IndexColumn;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.SchemaChange;
import dev.syncdb.schema.SchemaCompiler;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.term.Resolver;
import dev.syncdb.sql.syntax.Expression;
import dev.syncdb.sql.syntax.Position;
import dev.syncdb.sql.syntax.Select;
import dev.syncdb.sql.syntax.Sql;
import dev.syncdb.sql.syntax.Statement;
import dev.syncdb.value.Collation;

import java.util.ArrayList;
import java.util.List;

/**
 * The data definition language: CREATE TABLE, CREATE INDEX, ALTER TABLE, DROP TABLE, DROP INDEX.
 * Pure; may be called from any thread.
 *
 * @see <a href="https://www.sqlite.org/lang_createtable.html">SQLite</a>
 */
public final class SchemaDefinition implements SchemaCompiler {
    @Override
    public SchemaChange change(Schema before, String sql) {
        Statement statement = Sql.parse(sql);
        if (statement instanceof Statement.CreateTable create) {
            return SchemaChange.to(createTable(before, create, sql));
        }
        if (statement instanceof Statement.CreateIndex create) {
            return SchemaChange.to(createIndex(before, create, sql));
        }
        if (statement instanceof Statement.AlterTable alter) {
            return new TableAlteration(before, alter).change();
        }
        if (statement instanceof Statement.DropTable drop) {
            return SchemaChange.to(dropTable(before, drop));
        }
        if (statement instanceof Statement.DropIndex drop) {
            return SchemaChange.to(dropIndex(before, drop));
        }
        throw new Incorrect(
                ErrorCode.UNSUPPORTED,
                statement.getClass().getSimpleName() + " does not define anything");
    }

    /** The columns of an index, or of a UNIQUE or PRIMARY KEY constraint. */
    static List<IndexColumn> indexColumns(
            String table, List<Column> columns, List<Select.Ordering> written) {
        List<IndexColumn> indexed = new ArrayList<>();
        for (Select.Ordering ordering : written) {
            Expression expression = ordering.expression();
            Collation collation = null;
            if (expression instanceof Expression.Collate collate) {
                collation = Resolver.collation(collate.collation(), collate.at());
                expression = collate.operand();
            }
            if (!(expression instanceof Expression.Column name)) {
                throw new Incorrect(
                        ErrorCode.UNSUPPORTED, "an index on an expression is not supported");
            }
            if (ordering.nulls() != null) {
                throw new Incorrect(ErrorCode.SYNTAX, "NULLS FIRST and LAST are not for indexes");
            }
            int position = position(table, columns, name);
            Collation own = columns.get(position).collation();
            indexed.add(new IndexColumn(
                    position, collation == null ? own : collation, ordering.descending()));
        }
        return indexed;
    }

    private static int position(String table, List<Column> columns, Expression.Column name) {
        for (int i = 0; i < columns.size(); i++) {
            if (Names.equal(columns.get(i).name(), name.name())) {
                return i;
            }
        }
        throw Incorrect.at(
                ErrorCode.UNKNOWN_COLUMN,
                name.at() + ": no column " + name.name() + " in table " + table,
                table,
                name.name());
    }

    private static Schema createTable(Schema before, Statement.CreateTable create, String sql) {
        boolean exists = before.find(create.name()) != null;
        if (exists && create.ifNotExists()) {
            return before;
        }
        if (exists) {
            throw exists("table", create.name(), create.at());
        }
        if (before.findIndex(create.name()) != null) {
            throw exists("index", create.name(), create.at());
        }
        return before.with(new TableDefinition(create).table(sql));
    }

    private static Schema createIndex(Schema before, Statement.CreateIndex create, String sql) {
        boolean exists = before.findIndex(create.name()) != null;
        if (exists && create.ifNotExists()) {
            return before;
        }
        if (exists) {
            throw exists("index", create.name(), create.at());
        }
        if (before.find(create.name()) != null) {
            throw exists("table", create.name(), create.at());
        }
        if (create.where() != null) {
            throw new Incorrect(
                    ErrorCode.UNSUPPORTED, create.at() + ": a partial index is not supported");
        }
        Table table = before.find(create.table());
        if (table == null) {
            throw unknownTable(create.table(), create.at());
        }
        return before.with(table.with(index(table, create, sql)));
    }

    /** The index of a table. */
    static Index index(Table table, Statement.CreateIndex create, String sql) {
        List<IndexColumn> columns = indexColumns(table.name(), table.columns(), create.columns());
        return new Index(create.name(), table.name(), columns, create.unique(), sql);
    }

    private static Schema dropTable(Schema before, Statement.DropTable drop) {
        if (before.find(drop.name()) != null) {
            return before.without(drop.name());
        }
        if (drop.ifExists()) {
            return before;
        }
        throw unknownTable(drop.name(), drop.at());
    }

    private static Schema dropIndex(Schema before, Statement.DropIndex drop) {
        Index index = before.findIndex(drop.name());
        if (index == null && drop.ifExists()) {
            return before;
        }
        if (index == null) {
            throw new Incorrect(ErrorCode.UNKNOWN_INDEX, drop.at() + ": no index " + drop.name());
        }
        if (index.sql() == null) {
            throw Incorrect.at(
                    ErrorCode.SCHEMA,
                    drop.at() + ": index " + drop.name() + " belongs to a UNIQUE constraint",
                    index.table(),
                    null);
        }
        return before.with(before.table(index.table()).withoutIndex(index.name()));
    }

    static Incorrect unknownTable(String name, Position at) {
        return Incorrect.at(ErrorCode.UNKNOWN_TABLE, at + ": no table " + name, name, null);
    }

    static Incorrect exists(String kind, String name, Position at) {
        return Incorrect.at(
                ErrorCode.ALREADY_EXISTS, at + ": " + kind + " " + name + " exists", name, null);
    }
}
