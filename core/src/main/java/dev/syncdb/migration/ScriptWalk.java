package dev.syncdb.migration;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.lens.Source;
import dev.syncdb.schema.Alteration;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.SchemaChange;
import dev.syncdb.schema.SchemaCompiler;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.sql.syntax.Expression;
import dev.syncdb.sql.syntax.Parsed;
import dev.syncdb.sql.syntax.Position;
import dev.syncdb.sql.syntax.Statement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the statements of a script one by one, and knows after each of them what the schema is and
 * where every column of every table comes from in the rows before the script. Confined to one
 * thread.
 */
final class ScriptWalk {
    private final SchemaCompiler compiler = new SchemaDefinition();
    private final Map<String, Origin> origins = new LinkedHashMap<>();
    private Schema schema;

    ScriptWalk(Schema before) {
        schema = before;
        before.tables().forEach(table -> put(Origin.of(table)));
    }

    /** The schema as it is now. */
    Schema schema() {
        return schema;
    }

    /** Where the rows of a table of that schema come from. */
    Origin origin(Table table) {
        // ALTER may have changed the words of another table than its own.
        Origin known = origins.get(Names.fold(table.name()));
        return known == null
                ? Origin.created(table)
                : known.in(table, known.projection().sources());
    }

    /**
     * Takes one statement. Fails with UNSUPPORTED if it does something else to rows than to compute
     * columns of a row from that row.
     */
    void take(Parsed parsed) {
        Statement statement = parsed.statement();
        if (statement instanceof Statement.Update update) {
            update(update, parsed.text());
        } else if (statement instanceof Statement.Insert insert) {
            put(new Rebuild(insert, parsed.text()).origin(this));
        } else if (isDefinition(statement)) {
            define(parsed);
        } else {
            throw unsupported(
                    parsed.at(),
                    "a version changes structure; beside CREATE, ALTER and DROP it may have UPDATE"
                            + " and INSERT INTO ... SELECT");
        }
    }

    /** The table that a statement writes. Fails with UNKNOWN_TABLE. */
    Table table(String name, Position at) {
        Table table = schema.find(name);
        if (table == null) {
            throw Incorrect.at(ErrorCode.UNKNOWN_TABLE, at + ": no table " + name, name, null);
        }
        return table;
    }

    static Incorrect unsupported(Position at, String why) {
        return new Incorrect(ErrorCode.UNSUPPORTED, at + ": " + why);
    }

    private static boolean isDefinition(Statement statement) {
        return statement instanceof Statement.CreateTable
                || statement instanceof Statement.CreateIndex
                || statement instanceof Statement.AlterTable
                || statement instanceof Statement.DropTable
                || statement instanceof Statement.DropIndex;
    }

    private void define(Parsed parsed) {
        SchemaChange change = change(parsed);
        schema = change.schema();
        schema.tables().forEach(ScriptWalk::requireOwn);
        Alteration alteration = change.alteration();
        if (alteration != null) {
            Origin before = origins.remove(Names.fold(alteration.before()));
            put(altered(before, alteration));
        } else if (parsed.statement() instanceof Statement.CreateTable create) {
            origins.computeIfAbsent(
                    Names.fold(create.name()), key -> Origin.created(schema.table(create.name())));
        } else if (parsed.statement() instanceof Statement.DropTable drop) {
            origins.remove(Names.fold(drop.name()));
        }
    }

    /** The compiler reads the statement alone, so a failure is told by its place in the script. */
    private SchemaChange change(Parsed parsed) {
        try {
            return compiler.change(schema, parsed.text());
        } catch (Incorrect misplaced) {
            Position at = parsed.at();
            String before = repeated("\n", at.line() - 1) + repeated(" ", at.column() - 1);
            compiler.change(schema, before + parsed.text());
            throw misplaced;
        }
    }

    private static String repeated(String text, int times) {
        return String.join("", Collections.nCopies(times, text));
    }

    private Origin altered(Origin before, Alteration alteration) {
        Table table = schema.table(alteration.after());
        List<Source> sources = Origin.defaults(table);
        for (int i = 0; i < sources.size(); i++) {
            int position = alteration.sources().get(i);
            if (position != Alteration.NEW) {
                sources.set(i, before.projection().sources().get(position));
            }
        }
        return before.in(table, sources);
    }

    private void update(Statement.Update update, String text) {
        if (update.conflict() != null || !update.returning().isEmpty()) {
            throw unsupported(update.at(), "an UPDATE of a version has no OR and no RETURNING");
        }
        Table table = table(update.table(), update.at());
        Origin origin = origin(table);
        String name = update.alias() == null ? table.name() : update.alias();
        RowReader reader = new RowReader(origin, name, text);
        List<Source> sources = new ArrayList<>(origin.projection().sources());
        for (Statement.Assignment assignment : update.assignments()) {
            int position = assigned(table, assignment);
            Column column = table.columns().get(position);
            Expression value = assignment.value();
            if (update.where() != null) {
                Expression kept = new Expression.Column(null, column.name(), assignment.at());
                Expression.When when = new Expression.When(update.where(), value);
                value = new Expression.Case(null, List.of(when), kept);
            }
            sources.set(position, reader.written(table, position, value, assignment.at()));
        }
        put(origin.in(table, sources));
    }

    private static int assigned(Table table, Statement.Assignment assignment) {
        int position = table.indexOf(assignment.column());
        if (position < 0) {
            throw Incorrect.at(
                    ErrorCode.UNKNOWN_COLUMN,
                    assignment.at() + ": no column " + assignment.column() + " in table "
                            + table.name(),
                    table.name(),
                    assignment.column());
        }
        if (table.columns().get(position).isGenerated()) {
            throw Incorrect.at(
                    ErrorCode.SCHEMA,
                    assignment.at() + ": the column is computed by the store",
                    table.name(),
                    assignment.column());
        }
        if (table.primaryKey().columns().contains(position)) {
            throw unsupported(
                    assignment.at(), "a row with another primary key would be another row");
        }
        return position;
    }

    private void put(Origin origin) {
        origins.put(Names.fold(origin.table().name()), origin);
    }

    private static void requireOwn(Table table) {
        boolean internal = Schema.isInternal(table.name())
                || table.indexes().stream()
                        .anyMatch(index -> index.sql() != null && Schema.isInternal(index.name()));
        if (internal) {
            throw Incorrect.at(
                    ErrorCode.FORBIDDEN,
                    "the names of table " + table.name() + " and its indexes are not to be those of"
                            + " SyncDB itself",
                    table.name(),
                    null);
        }
    }
}
