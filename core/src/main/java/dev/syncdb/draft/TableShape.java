package dev.syncdb.draft;

import dev.syncdb.schema.Check;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.IndexColumn;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.PrimaryKey;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.syntax.Sql;
import dev.syncdb.sql.syntax.Statement;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What a table is, however it is written, apart from its name and indexes. */
record TableShape(
        List<ColumnShape> columns, List<Rule> rules, boolean strict, boolean withoutRowid) {
    TableShape {
        columns = List.copyOf(columns);
        rules = List.copyOf(rules);
    }

    /** Of a table, whose names and those that it mentions are first made those of today. */
    static TableShape of(Table table, Renames renames) {
        Statement.CreateTable create = (Statement.CreateTable) Sql.parse(table.sql());
        UnaryOperator<String> names = name -> renames.mentioned(table.name(), name);
        List<ColumnShape> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            if (!column.hidden()) {
                String name = renames.column(table.name(), column.name());
                columns.add(ColumnShape.of(column, name, names));
            }
        }
        List<Rule> rules = new ArrayList<>();
        rules.add(key(table, renames));
        for (Index index : table.indexes()) {
            if (index.sql() == null) {
                String text = columns(table, index, renames) + " " + index.clashes();
                rules.add(new Rule(Rule.Kind.UNIQUE, text, names(table, index, renames), null));
            }
        }
        List<@Nullable String> owners = foreignKeyOwners(create);
        for (int i = 0; i < table.foreignKeys().size(); i++) {
            String owner = owners.get(i);
            String ownerNow = owner == null ? null : renames.column(table.name(), owner);
            rules.add(foreignKey(table, table.foreignKeys().get(i), ownerNow, renames));
        }
        for (Check check : table.checks()) {
            String name = check.name() == null ? "" : Names.fold(check.name()) + " ";
            String owner = check.column();
            rules.add(new Rule(
                    Rule.Kind.CHECK,
                    name + ColumnShape.wording(check.condition(), names),
                    ColumnShape.mentioned(check.condition(), names),
                    owner == null ? null : renames.column(table.name(), owner)));
        }
        return new TableShape(columns, rules, table.strict(), create.withoutRowid());
    }

    /** What an index is, apart from its name: its columns, their order, and if it is unique. */
    static String index(Table table, Index index, Renames renames) {
        return (index.unique() ? "UNIQUE " : "") + columns(table, index, renames);
    }

    /** True if tables of both shapes are alike. */
    boolean same(TableShape other) {
        return columns.equals(other.columns)
                && identities().equals(other.identities())
                && strict == other.strict
                && withoutRowid == other.withoutRowid;
    }

    /** With more columns at the end, and rules. */
    TableShape with(List<ColumnShape> moreColumns, List<Rule> moreRules) {
        List<ColumnShape> allColumns = new ArrayList<>(columns);
        allColumns.addAll(moreColumns);
        List<Rule> allRules = new ArrayList<>(rules);
        allRules.addAll(moreRules);
        return new TableShape(allColumns, allRules, strict, withoutRowid);
    }

    /** Without some columns and what stands in their definitions. */
    TableShape without(Set<String> names) {
        List<ColumnShape> fewerColumns = new ArrayList<>(columns);
        fewerColumns.removeIf(column -> names.contains(column.name()));
        List<Rule> fewerRules = new ArrayList<>(rules);
        fewerRules.removeIf(rule -> rule.owner() != null && names.contains(rule.owner()));
        return new TableShape(fewerColumns, fewerRules, strict, withoutRowid);
    }

    /** The columns of this shape that the other one does not have. */
    List<ColumnShape> missingIn(TableShape other) {
        Set<String> there = new HashSet<>();
        other.columns.forEach(column -> there.add(column.name()));
        List<ColumnShape> missing = new ArrayList<>(columns);
        missing.removeIf(column -> there.contains(column.name()));
        return missing;
    }

    private Set<String> identities() {
        Set<String> identities = new HashSet<>();
        rules.forEach(rule -> identities.add(rule.identity()));
        return identities;
    }

    private static Rule key(Table table, Renames renames) {
        PrimaryKey key = table.primaryKey();
        List<String> names = new ArrayList<>();
        for (int position : key.columns()) {
            Column column = table.columns().get(position);
            names.add(column.hidden() ? "" : renames.column(table.name(), column.name()));
        }
        String text = names
                + (key.automatic() ? " AUTOMATIC" : "")
                + (key.neverReused() ? " AUTOINCREMENT" : "")
                + (key.mergesInserts() ? " MERGES " : " ")
                + key.deletes();
        return new Rule(Rule.Kind.KEY, text, new HashSet<>(names), null);
    }

    private static Rule foreignKey(
            Table table, ForeignKey key, @Nullable String owner, Renames renames) {
        List<String> columns = new ArrayList<>();
        for (int position : key.columns()) {
            columns.add(
                    renames.column(table.name(), table.columns().get(position).name()));
        }
        List<String> parents = new ArrayList<>();
        for (String column : key.parentColumns()) {
            parents.add(renames.column(key.parentTable(), column));
        }
        String text = columns + " " + renames.table(key.parentTable()) + parents
                + " " + key.onDelete() + " " + key.onUpdate() + " " + key.orphans()
                + (key.deferred() ? " DEFERRED" : "")
                + (key.tree() ? " TREE" : "");
        return new Rule(Rule.Kind.FOREIGN_KEY, text, new HashSet<>(columns), owner);
    }

    /** In whose definition each foreign key stands, in the order in which they are compiled. */
    private static List<@Nullable String> foreignKeyOwners(Statement.CreateTable create) {
        List<@Nullable String> owners = new ArrayList<>();
        for (Statement.ColumnDefinition column : create.columns()) {
            for (Statement.Constraint constraint : column.constraints()) {
                if (constraint instanceof Statement.ForeignKey) {
                    owners.add(column.name());
                }
            }
        }
        for (Statement.Constraint constraint : create.constraints()) {
            if (constraint instanceof Statement.ForeignKey) {
                owners.add(null);
            }
        }
        return owners;
    }

    private static String columns(Table table, Index index, Renames renames) {
        List<String> columns = new ArrayList<>();
        for (IndexColumn column : index.columns()) {
            String name = table.columns().get(column.column()).name();
            columns.add(renames.column(table.name(), name) + " " + column.collation()
                    + (column.descending() ? " DESC" : ""));
        }
        return columns.toString();
    }

    private static Set<String> names(Table table, Index index, Renames renames) {
        Set<String> names = new HashSet<>();
        for (IndexColumn column : index.columns()) {
            names.add(renames.column(
                    table.name(), table.columns().get(column.column()).name()));
        }
        return names;
    }
}
