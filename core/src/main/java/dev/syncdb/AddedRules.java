package dev.syncdb;

import dev.syncdb.clock.Environment;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Check;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.term.Truth;
import dev.syncdb.sql.syntax.Statement;
import dev.syncdb.store.Range;
import dev.syncdb.store.Reader;
import dev.syncdb.store.Scan;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

/**
 * Looks whether the rows of a table keep the rules that came with an added column: its CHECKs, NOT
 * NULL where it is generated, its type in a STRICT table. No row is looked at where there are none.
 *
 * @see <a href="https://www.sqlite.org/lang_altertable.html#alter_table_add_column">SQLite</a>
 */
final class AddedRules {
    private final Table table;
    private final int position;
    private final Environment environment;

    private AddedRules(Table table, int position, Environment environment) {
        this.table = table;
        this.position = position;
        this.environment = environment;
    }

    /** Fails with the rule that a row breaks: CHECK, NOT_NULL or WRONG_TYPE. */
    static void require(Reader state, Statement.AlterTable alter, Environment environment) {
        if (alter.alteration() instanceof Statement.AddColumn add) {
            Table table = state.schema().table(alter.table());
            int position = table.position(add.column().name());
            boolean checks = add.column().constraints().stream()
                    .anyMatch(rule -> rule instanceof Statement.Check);
            Column column = table.columns().get(position);
            boolean computed = column.isGenerated() && column.notNull();
            if (checks || computed || table.strict()) {
                new AddedRules(table, position, environment).requireOfAll(state);
            }
        }
    }

    private void requireOfAll(Reader state) {
        Scan rows = state.scan(table.name(), Range.ALL);
        while (rows.next()) {
            require(rows.row());
        }
    }

    private void require(Row row) {
        Column column = table.columns().get(position);
        Value value = row.at(position);
        if (column.notNull() && value.isNull()) {
            throw failure(ErrorCode.NOT_NULL, "NOT NULL constraint failed", "");
        }
        if (table.strict()) {
            column.type().requireStrict(value, table.name(), column.name());
        }
        for (Check check : table.checks()) {
            Value result = check.condition().evaluate(row, environment);
            if (!result.isNull() && !Truth.holds(result)) {
                throw failure(ErrorCode.CHECK, "CHECK constraint failed", ": " + check.label());
            }
        }
    }

    private Incorrect failure(ErrorCode code, String what, String which) {
        String column = table.columns().get(position).name();
        return Incorrect.at(
                code, what + ": " + table.name() + "." + column + which, table.name(), column);
    }
}
