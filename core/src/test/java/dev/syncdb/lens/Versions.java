package dev.syncdb.lens;

import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.lens.Source.Computed;
import dev.syncdb.lens.Source.Fixed;
import dev.syncdb.lens.Source.Same;
import dev.syncdb.schema.Formula;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.RowFormula;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.sql.syntax.Script;
import dev.syncdb.sql.syntax.Sql;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

/** Short ways to write down schemas, sources and rows. */
final class Versions {
    static final Environment ENVIRONMENT = new Environment(() -> new Stamp(0, 0, 0), () -> 0);

    private Versions() {}

    static Schema schema(String script) {
        Schema schema = Schema.EMPTY;
        for (Script statements = Script.of(script); statements.hasNext(); ) {
            schema = new SchemaDefinition().apply(schema, statements.next().text());
        }
        return schema;
    }

    /** The table t of that definition. */
    static Table table(String columns) {
        return schema("CREATE TABLE t" + columns).table("t");
    }

    static Source same(int column) {
        return new Same(column);
    }

    /** The column of {@code to} computed by an expression over a row of {@code from}. */
    static Source computed(Table to, String column, Table from, String expression) {
        RowFormula formula =
                RowFormula.of(from, from.name(), Sql.parseExpression(expression), expression);
        return new Computed(Conversion.into(
                to.columns().get(to.position(column)),
                to.strict(),
                formula.formula(),
                formula.reads()));
    }

    /** The default of a column. */
    static Source fixed(Table table, String column) {
        Formula value = table.columns().get(table.position(column)).defaultValue();
        return new Fixed(value);
    }

    static Row row(Object... cells) {
        Value[] values = new Value[cells.length];
        for (int i = 0; i < cells.length; i++) {
            values[i] = value(cells[i]);
        }
        return Row.owned(values);
    }

    private static Value value(Object cell) {
        if (cell instanceof String text) {
            return Value.of(text);
        }
        return cell == null ? Value.NULL : Value.of(((Number) cell).longValue());
    }
}
