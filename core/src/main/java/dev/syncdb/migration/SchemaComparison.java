package dev.syncdb.migration;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.Formula;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.syntax.Sql;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Compares the schema at which a way back ends with the one that it should end at. They are the
 * same if they have the same tables with the same columns, declared types and constraints. The
 * order of columns does not count, for ADD COLUMN puts them last; nor do defaults, for a column
 * that comes back may need one; nor indexes that only make queries faster.
 */
final class SchemaComparison {
    private final VersionScript script;

    private SchemaComparison(VersionScript script) {
        this.script = script;
    }

    /** Fails with SCHEMA, naming the first difference. */
    static void requireSame(Schema wanted, Schema made, VersionScript script) {
        SchemaComparison comparison = new SchemaComparison(script);
        for (Table table : wanted.tables()) {
            Table other = made.find(table.name());
            comparison.require(other != null, "there is no table " + table.name());
            if (other != null) {
                comparison.requireSame(table, other);
            }
        }
        for (Table table : made.tables()) {
            boolean known = wanted.find(table.name()) != null;
            comparison.require(known, "table " + table.name() + " was not there before");
        }
    }

    private void requireSame(Table wanted, Table made) {
        String name = wanted.name();
        for (Column column : wanted.columns()) {
            int position = made.indexOf(column.name());
            String place = name + "." + column.name();
            require(position >= 0, "there is no column " + place);
            requireSame(place, column, made.columns().get(position));
        }
        for (Column column : made.columns()) {
            boolean known = wanted.indexOf(column.name()) >= 0;
            require(known, "column " + name + "." + column.name() + " was not there before");
        }
        require(wanted.strict() == made.strict(), "only one of both tables " + name + " is STRICT");
        requireEqual(
                wanted,
                made,
                "primary key",
                table -> List.of(
                        columns(table, table.primaryKey().columns()),
                        table.primaryKey().automatic()));
        requireEqual(wanted, made, "UNIQUE constraints", SchemaComparison::uniques);
        requireEqual(wanted, made, "CHECK constraints", SchemaComparison::checks);
        requireEqual(wanted, made, "foreign keys", SchemaComparison::foreignKeys);
    }

    private void requireSame(String place, Column wanted, Column made) {
        boolean typed = wanted.type().text().equalsIgnoreCase(made.type().text());
        require(typed, "column " + place + " is declared " + made.type().text());
        require(wanted.notNull() == made.notNull(), "only one of both " + place + " is NOT NULL");
        require(wanted.collation() == made.collation(), place + " has another collation");
        Object generation = generation(wanted);
        require(generation.equals(generation(made)), place + " is computed in another way");
    }

    private static Object generation(Column column) {
        Column.Generation generation = column.generation();
        return generation == null ? "" : expression(generation.formula());
    }

    private static Object uniques(Table table) {
        Set<Object> uniques = new HashSet<>();
        for (Index index : table.indexes()) {
            if (index.unique()) {
                Set<String> names = new HashSet<>();
                index.columns().forEach(column -> names.add(name(table, column.column())));
                uniques.add(names);
            }
        }
        return uniques;
    }

    private static Object checks(Table table) {
        Set<Object> checks = new HashSet<>();
        table.checks().forEach(check -> checks.add(expression(check.condition())));
        return checks;
    }

    private static Object foreignKeys(Table table) {
        Set<Object> keys = new HashSet<>();
        for (ForeignKey key : table.foreignKeys()) {
            keys.add(List.of(
                    columns(table, key.columns()),
                    Names.fold(key.parentTable()),
                    folded(key.parentColumns())));
        }
        return keys;
    }

    /** Equal for two formulas that say the same, whatever spaces and quotes are in them. */
    private static Object expression(Formula formula) {
        return Sql.parseExpression(formula.sql());
    }

    private static List<String> columns(Table table, List<Integer> positions) {
        String[] names = new String[positions.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = name(table, positions.get(i));
        }
        return List.of(names);
    }

    private static List<String> folded(List<String> names) {
        String[] folded = new String[names.size()];
        for (int i = 0; i < folded.length; i++) {
            folded[i] = Names.fold(names.get(i));
        }
        return List.of(folded);
    }

    private static String name(Table table, int column) {
        return Names.fold(table.columns().get(column).name());
    }

    private void requireEqual(Table wanted, Table made, String what, Function<Table, Object> part) {
        boolean equal = part.apply(wanted).equals(part.apply(made));
        require(equal, "the " + what + " of table " + wanted.name() + " are others");
    }

    private void require(boolean same, String difference) {
        if (!same) {
            throw script.failure(
                    ErrorCode.SCHEMA,
                    "it ends at another schema than the version before has: " + difference);
        }
    }
}
