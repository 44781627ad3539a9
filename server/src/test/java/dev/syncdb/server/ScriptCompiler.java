package dev.syncdb.server;

import dev.syncdb.clock.Environment;
import dev.syncdb.schema.Check;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.DeclaredType;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.Formula;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.IndexColumn;
import dev.syncdb.schema.PrimaryKey;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.SchemaCompiler;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.syntax.Expression;
import dev.syncdb.sql.syntax.Select;
import dev.syncdb.sql.syntax.Sql;
import dev.syncdb.sql.syntax.Statement;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.List;

/** Enough of CREATE for these tests. CHECK means that the last column is positive. */
final class ScriptCompiler implements SchemaCompiler {
    @Override
    public Schema apply(Schema before, String sql) {
        Statement statement = Sql.parse(sql);
        if (statement instanceof Statement.CreateIndex index) {
            Table table = before.table(index.table());
            List<IndexColumn> columns = new ArrayList<>();
            for (Select.Ordering ordering : index.columns()) {
                columns.add(
                        new IndexColumn(table.position(name(ordering)), Collation.BINARY, false));
            }
            return before.with(table.with(
                    new Index(index.name(), table.name(), columns, index.unique(), sql)));
        }
        return before.with(table((Statement.CreateTable) statement, sql));
    }

    private static Table table(Statement.CreateTable create, String sql) {
        List<Column> columns = new ArrayList<>();
        List<Statement.Constraint> constraints = new ArrayList<>(create.constraints());
        for (Statement.ColumnDefinition column : create.columns()) {
            boolean notNull =
                    column.constraints().stream().anyMatch(Statement.NotNull.class::isInstance);
            columns.add(new Column(
                    column.name(),
                    DeclaredType.of(column.type().text()),
                    Collation.BINARY,
                    notNull,
                    null,
                    false));
            constraints.addAll(column.constraints());
        }
        PrimaryKey key = null;
        List<ForeignKey> references = new ArrayList<>();
        List<Check> checks = new ArrayList<>();
        List<Index> indexes = new ArrayList<>();
        for (Statement.Constraint constraint : constraints) {
            if (constraint instanceof Statement.PrimaryKey primary) {
                List<Integer> positions = new ArrayList<>();
                primary.columns().forEach(each -> positions.add(position(columns, name(each))));
                boolean automatic = positions.size() == 1
                        && columns.get(positions.get(0)).type().text().equals("INTEGER");
                key = new PrimaryKey(positions, automatic, false);
            } else if (constraint instanceof Statement.ForeignKey foreign) {
                List<Integer> positions = new ArrayList<>();
                foreign.columns().forEach(each -> positions.add(position(columns, each)));
                references.add(new ForeignKey(
                        positions,
                        foreign.parent(),
                        foreign.parentColumns(),
                        ForeignKey.Action.valueOf(foreign.onDelete().name()),
                        ForeignKey.Action.valueOf(foreign.onUpdate().name()),
                        foreign.deferred()));
            } else if (constraint instanceof Statement.Check) {
                checks.add(new Check(null, columns.get(columns.size() - 1).name(), positive()));
            } else if (constraint instanceof Statement.Unique unique) {
                List<IndexColumn> indexed = new ArrayList<>();
                unique.columns()
                        .forEach(each -> indexed.add(new IndexColumn(
                                position(columns, name(each)), Collation.BINARY, false)));
                indexes.add(
                        new Index("unique_" + create.name(), create.name(), indexed, true, null));
            }
        }
        return new Table(create.name(), columns, key, indexes, references, checks, false, sql);
    }

    private static Formula positive() {
        return new Formula() {
            @Override
            public String sql() {
                return "positive";
            }

            @Override
            public Value evaluate(Row row, Environment environment) {
                Value last = row.at(row.size() - 1);
                return last.isNull() ? last : Value.of(last.asLong() > 0);
            }
        };
    }

    private static String name(Select.Ordering ordering) {
        return ((Expression.Column) ordering.expression()).name();
    }

    private static int position(List<Column> columns, String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name);
    }
}
