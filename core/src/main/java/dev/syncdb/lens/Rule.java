package dev.syncdb.lens;

import dev.syncdb.lens.Source.Same;
import dev.syncdb.schema.Check;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.Formula;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.IndexColumn;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A constraint of a table in the words of the newer version, so that those of both versions can be
 * compared: names of columns and tables that have others there are replaced by them.
 */
record Rule(String text) {
    /** What kinds of constraint may refuse a row. */
    enum Kind {
        CHECK,
        UNIQUE,
        FOREIGN_KEY
    }

    static List<Rule> ofOlder(Kind kind, Lens lens, TableLens tables) {
        UnaryOperator<String> parents = parent -> {
            TableLens other = lens.ofOlder(parent);
            return other == null ? parent : other.newer().name();
        };
        return of(kind, tables.older(), name -> renamed(tables, name), parents);
    }

    static List<Rule> ofNewer(Kind kind, Table newer) {
        return of(kind, newer, UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** An older formula in newer words. */
    static String wording(TableLens tables, Formula formula) {
        return Wording.of(formula.sql(), name -> renamed(tables, name));
    }

    /** A newer formula in words that can be compared. */
    static String wording(Formula formula) {
        return Wording.of(formula.sql(), UnaryOperator.identity());
    }

    private static List<Rule> of(
            Kind kind, Table table, UnaryOperator<String> columns, UnaryOperator<String> parents) {
        List<Rule> rules = new ArrayList<>();
        if (kind == Kind.CHECK) {
            table.checks().forEach(check -> rules.add(check(check, columns)));
        } else if (kind == Kind.UNIQUE) {
            table.indexes().stream()
                    .filter(Index::unique)
                    .forEach(index -> rules.add(unique(table, index, columns)));
        } else {
            table.foreignKeys().forEach(key -> rules.add(foreignKey(table, key, columns, parents)));
        }
        return rules;
    }

    private static Rule check(Check check, UnaryOperator<String> columns) {
        return new Rule("CHECK" + Wording.of(check.condition().sql(), columns));
    }

    private static Rule unique(Table table, Index index, UnaryOperator<String> columns) {
        StringBuilder words = new StringBuilder("UNIQUE");
        for (IndexColumn column : index.columns()) {
            words.append(' ')
                    .append(name(table, column.column(), columns))
                    .append(' ')
                    .append(column.collation());
        }
        return new Rule(words.toString());
    }

    private static Rule foreignKey(
            Table table,
            ForeignKey key,
            UnaryOperator<String> columns,
            UnaryOperator<String> parents) {
        StringBuilder words = new StringBuilder("FOREIGN KEY");
        key.columns().forEach(column -> words.append(' ').append(name(table, column, columns)));
        String parent = Names.fold(parents.apply(key.parentTable()));
        return new Rule(words.append(" REFERENCES ").append(parent).toString());
    }

    private static String name(Table table, int column, UnaryOperator<String> columns) {
        return columns.apply(Names.fold(table.columns().get(column).name()));
    }

    /** The folded name that the newer table has for a column of the older one, if it has it. */
    private static String renamed(TableLens tables, String name) {
        int column = tables.older().indexOf(name);
        return column >= 0 && tables.down().get(column) instanceof Same same
                ? Names.fold(tables.newer().columns().get(same.column()).name())
                : name;
    }
}
