package dev.syncdb.sql.plan;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Alteration;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.SchemaChange;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.syntax.DefinitionText;
import dev.syncdb.sql.syntax.Position;
import dev.syncdb.sql.syntax.Sql;
import dev.syncdb.sql.syntax.Statement;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Makes another schema of one ALTER TABLE. The texts of the table, of its indexes and of the tables
 * that refer to it are edited and compiled again, so that a table is always what its text says.
 * Used once.
 *
 * <p>What it refuses is what SQLite refuses of a table with rows, whether it has some or not: the
 * same script does the same on every replica.
 *
 * @see <a href="https://www.sqlite.org/lang_altertable.html">SQLite</a>
 */
final class TableAlteration {
    private final Schema before;
    private final Statement.AlterTable alter;
    private final Table table;

    /** Fails with UNKNOWN_TABLE. */
    TableAlteration(Schema before, Statement.AlterTable alter) {
        this.before = before;
        this.alter = alter;
        Table found = before.find(alter.table());
        if (found == null) {
            throw SchemaDefinition.unknownTable(alter.table(), alter.at());
        }
        this.table = found;
    }

    SchemaChange change() {
        if (alter.alteration() instanceof Statement.RenameTable rename) {
            return renameTable(rename);
        }
        if (alter.alteration() instanceof Statement.RenameColumn rename) {
            return renameColumn(rename);
        }
        if (alter.alteration() instanceof Statement.AddColumn add) {
            return addColumn(add);
        }
        return alter.alteration() instanceof Statement.ReplaceTable replace
                ? replace(replace)
                : dropColumn((Statement.DropColumn) alter.alteration());
    }

    private SchemaChange replace(Statement.ReplaceTable replace) {
        Statement.CreateTable create = parsed(replace.definition());
        Table made = new TableDefinition(create).table(replace.definition());
        boolean fits = made.columns().size() == replace.sources().size();
        for (int source : replace.sources()) {
            fits &= source < table.columns().size();
        }
        if (!fits) {
            throw failure(alter.at(), "the sources are not those of the columns");
        }
        boolean renamed = !Names.equal(made.name(), table.name());
        if (renamed && before.find(made.name()) != null) {
            throw SchemaDefinition.exists("table", made.name(), alter.at());
        }
        for (String sql : replace.indexes()) {
            Statement.CreateIndex index = (Statement.CreateIndex) Sql.parse(sql);
            made = made.with(SchemaDefinition.index(made, index, sql));
        }
        return new SchemaChange(
                before.replacing(table.name(), made),
                new Alteration(table.name(), made.name(), replace.sources(), false));
    }

    private SchemaChange renameTable(Statement.RenameTable rename) {
        if (before.find(rename.name()) != null) {
            throw SchemaDefinition.exists("table", rename.name(), rename.at());
        }
        if (before.findIndex(rename.name()) != null) {
            throw SchemaDefinition.exists("index", rename.name(), rename.at());
        }
        return everywhere(sql -> DefinitionText.of(sql).withTable(table.name(), rename.name()));
    }

    private SchemaChange renameColumn(Statement.RenameColumn rename) {
        int position = declared(rename.column(), rename.at());
        int namesake = find(rename.name());
        if (namesake >= 0 && namesake != position) {
            throw failure(rename.at(), "table " + table.name() + " has a column " + rename.name());
        }
        return everywhere(sql ->
                DefinitionText.of(sql).withColumn(table.name(), rename.column(), rename.name()));
    }

    /** Edits the table and those that refer to it; cells stay where they are. */
    private SchemaChange everywhere(UnaryOperator<String> edit) {
        Schema after = before;
        Table altered = table;
        for (Table each : before.tables()) {
            boolean own = Names.equal(each.name(), table.name());
            boolean refers = each.foreignKeys().stream()
                    .anyMatch(key -> Names.equal(key.parentTable(), table.name()));
            if (own || refers) {
                String sql = edit.apply(each.sql());
                Statement.CreateTable create = parsed(sql);
                Table edited = withIndexes(compiled(create, create.columns(), sql), each, edit);
                after = after.replacing(each.name(), edited);
                altered = own ? edited : altered;
            }
        }
        List<Integer> sources = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            sources.add(i);
        }
        return new SchemaChange(after, new Alteration(table.name(), altered.name(), sources));
    }

    /** The new column stands behind those declared, and before a hidden key. */
    private SchemaChange addColumn(Statement.AddColumn add) {
        Statement.ColumnDefinition column = add.column();
        if (find(column.name()) >= 0) {
            throw failure(column.at(), "table " + table.name() + " has a column " + column.name());
        }
        new AddedColumn(table.name(), column).requireAllowed();
        String sql = DefinitionText.of(table.sql()).plusColumn(add.text());
        Statement.CreateTable create = parsed(sql);
        // Failures name the place in the statement at hand, not that in the text it makes.
        List<Statement.ColumnDefinition> columns = new ArrayList<>(create.columns());
        columns.set(columns.size() - 1, column);
        Table added = compiled(create, columns, sql);
        int position = added.position(column.name());
        List<Integer> sources = new ArrayList<>();
        for (int i = 0; i < added.columns().size(); i++) {
            sources.add(i == position ? Alteration.NEW : i < position ? i : i - 1);
        }
        return inPlace(added, sources);
    }

    private SchemaChange dropColumn(Statement.DropColumn drop) {
        int position = declared(drop.column(), drop.at());
        DefinitionText text = DefinitionText.of(table.sql());
        requireUnused(position, drop, text);
        List<Integer> sources = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            if (i != position) {
                sources.add(i);
            }
        }
        String sql = text.minusColumn(position);
        Statement.CreateTable create = parsed(sql);
        return inPlace(compiled(create, create.columns(), sql), sources);
    }

    private void requireUnused(int position, Statement.DropColumn drop, DefinitionText text) {
        String column = table.name() + "." + table.columns().get(position).name();
        if (table.primaryKey().columns().contains(position)) {
            throw failure(drop.at(), column + " cannot go: it is part of the primary key");
        }
        for (Index index : table.indexes()) {
            if (index.columns().stream().anyMatch(each -> each.column() == position)) {
                String user = index.sql() == null ? "a UNIQUE constraint" : "index " + index.name();
                throw failure(drop.at(), column + " cannot go: " + user + " needs it");
            }
        }
        if (text.usesElsewhere(position, drop.column())) {
            throw failure(
                    drop.at(),
                    column + " cannot go: a CHECK, a foreign key or a generated column needs it");
        }
        boolean alone = table.columns().stream().filter(each -> !each.hidden()).count() == 1;
        if (alone) {
            throw failure(drop.at(), column + " cannot go: the table has no other column");
        }
    }

    /** The altered table, with the indexes there were, in the place of the one before. */
    private SchemaChange inPlace(Table altered, List<Integer> sources) {
        Table whole = withIndexes(altered, table, UnaryOperator.identity());
        return new SchemaChange(
                before.replacing(table.name(), whole),
                new Alteration(table.name(), whole.name(), sources));
    }

    private static Statement.CreateTable parsed(String sql) {
        return (Statement.CreateTable) Sql.parse(sql);
    }

    private Table compiled(
            Statement.CreateTable create, List<Statement.ColumnDefinition> columns, String sql) {
        Statement.CreateTable here = new Statement.CreateTable(
                create.name(),
                create.temporary(),
                create.ifNotExists(),
                columns,
                create.constraints(),
                create.withoutRowid(),
                create.strict(),
                alter.at());
        return new TableDefinition(here).table(sql);
    }

    /** The table with those indexes of {@code old} that have a text, edited. */
    private static Table withIndexes(Table made, Table old, UnaryOperator<String> edit) {
        Table whole = made;
        for (Index index : old.indexes()) {
            String sql = index.sql() == null ? null : edit.apply(index.sql());
            if (sql != null) {
                Statement.CreateIndex create = (Statement.CreateIndex) Sql.parse(sql);
                whole = whole.with(SchemaDefinition.index(whole, create, sql));
            }
        }
        return whole;
    }

    /** The position of a column that the table declares. Fails with UNKNOWN_COLUMN. */
    private int declared(String column, Position at) {
        int position = find(column);
        if (position < 0) {
            throw Incorrect.at(
                    ErrorCode.UNKNOWN_COLUMN,
                    at + ": no column " + column + " in table " + table.name(),
                    table.name(),
                    column);
        }
        return position;
    }

    /** The position of a column that the table declares, or -1. */
    private int find(String column) {
        int position = table.indexOf(column);
        return position >= 0 && table.columns().get(position).hidden() ? -1 : position;
    }

    private Incorrect failure(Position at, String message) {
        return Incorrect.at(ErrorCode.SCHEMA, at + ": " + message, table.name(), null);
    }
}
