package dev.syncdb.lens;

import dev.syncdb.lens.Compatibility.Grade;
import dev.syncdb.lens.Compatibility.Reason;
import dev.syncdb.lens.Source.Computed;
import dev.syncdb.lens.Source.Fixed;
import dev.syncdb.lens.Source.Same;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Column.Generation;
import dev.syncdb.schema.DeclaredType;
import dev.syncdb.schema.Formula;
import dev.syncdb.schema.PrimaryKey;
import dev.syncdb.schema.Table;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Collects in what the two sides of a lens differ. Used once. */
final class Differences {
    private final List<Reason> reasons = new ArrayList<>();

    private Differences() {}

    static List<Reason> of(Lens lens) {
        Differences differences = new Differences();
        lens.came()
                .forEach(
                        table -> differences.add(Grade.FULL, table.name(), null, "the table came"));
        lens.went()
                .forEach(table -> differences.add(
                        Grade.FULL,
                        table.name(),
                        null,
                        "the table went, and is kept for who has it"));
        for (TableLens each : lens.tables()) {
            differences.compareTables(lens, each);
        }
        return differences.reasons;
    }

    private void compareTables(Lens lens, TableLens tables) {
        Table older = tables.older();
        Table newer = tables.newer();
        String name = newer.name();
        if (!older.name().equals(name)) {
            add(Grade.FULL, name, null, "it was called " + older.name());
        }
        narrows(name, null, !older.strict() && newer.strict(), "STRICT");
        widens(name, null, older.strict() && !newer.strict(), "STRICT");
        if (!samePolicies(older.primaryKey(), newer.primaryKey())) {
            add(Grade.FULL, name, null, "its primary key has other policies");
        }
        for (int i = 0; i < newer.columns().size(); i++) {
            compareNewer(tables, i);
        }
        for (int i = 0; i < older.columns().size(); i++) {
            compareOlder(tables, i);
        }
        for (Rule.Kind kind : Rule.Kind.values()) {
            List<Rule> before = Rule.ofOlder(kind, lens, tables);
            List<Rule> after = Rule.ofNewer(kind, newer);
            after.forEach(rule -> narrows(name, null, !before.contains(rule), rule.text()));
            before.forEach(rule -> widens(name, null, !after.contains(rule), rule.text()));
        }
    }

    private void compareNewer(TableLens tables, int position) {
        Table newer = tables.newer();
        Column column = newer.columns().get(position);
        Source source = tables.up().get(position);
        Generation generation = column.generation();
        if (generation != null) {
            boolean known = isKnown(tables, column.name(), generation);
            addIf(!known, Grade.FULL, newer, column, "the store computes it now");
        } else if (source instanceof Same same) {
            compareColumns(newer, tables.older().columns().get(same.column()), column);
        } else if (source instanceof Computed computed) {
            String sql = computed.conversion().sql();
            add(Grade.CONVERTIBLE, newer.name(), column.name(), "it is computed by " + sql);
        } else if (isMissing(column, (Fixed) source)) {
            String why = "it came, NOT NULL and without a default: no older app can insert";
            add(Grade.BREAKING, newer.name(), column.name(), why);
        } else {
            add(Grade.FULL, newer.name(), column.name(), "it came");
        }
    }

    private void compareOlder(TableLens tables, int position) {
        Table newer = tables.newer();
        Column column = tables.older().columns().get(position);
        Source source = tables.down().get(position);
        if (column.isGenerated()) {
            int after = newer.indexOf(column.name());
            boolean stays = after >= 0 && newer.columns().get(after).isGenerated();
            addIf(!stays, Grade.FULL, newer, column, "the store computed it before");
        } else if (source instanceof Computed computed) {
            String sql = computed.conversion().sql();
            add(Grade.CONVERTIBLE, newer.name(), column.name(), "it went, computed by " + sql);
        } else if (source instanceof Fixed fixed) {
            boolean isRead = isRead(tables, position);
            if (isMissing(column, fixed)) {
                String why = "it went, NOT NULL and without a default or a way down: no older app"
                        + " can read what a newer one inserts";
                add(Grade.BREAKING, newer.name(), column.name(), why);
            } else if (isRead) {
                String why = "it went and has no way down: older apps do not see newer edits";
                add(Grade.CONVERTIBLE, newer.name(), column.name(), why);
            } else {
                add(Grade.FULL, newer.name(), column.name(), "it went");
            }
        }
    }

    private void compareColumns(Table table, Column older, Column newer) {
        String column = newer.name();
        boolean renamed = !older.name().equals(column);
        addIf(renamed, Grade.FULL, table, newer, "it was called " + older.name());
        narrows(table.name(), column, newer.notNull() && !older.notNull(), "NOT NULL");
        widens(table.name(), column, older.notNull() && !newer.notNull(), "NOT NULL");
        DeclaredType before = older.type();
        DeclaredType after = newer.type();
        narrows(table.name(), column, after.lengthMax() < before.lengthMax(), "a shorter length");
        widens(table.name(), column, after.lengthMax() > before.lengthMax(), "a shorter length");
        boolean retyped = !before.text().equalsIgnoreCase(after.text());
        addIf(retyped, Grade.FULL, table, newer, "it was declared " + before.text());
        boolean recollated = older.collation() != newer.collation();
        addIf(recollated, Grade.FULL, table, newer, "it was sorted by " + older.collation());
        boolean defaulted = !Objects.equals(sql(older.defaultValue()), sql(newer.defaultValue()));
        addIf(defaulted, Grade.FULL, table, newer, "it has another default");
    }

    private static boolean samePolicies(PrimaryKey older, PrimaryKey newer) {
        return new PrimaryKey(
                        newer.columns(),
                        older.automatic(),
                        older.neverReused(),
                        older.deletes(),
                        older.mergesInserts())
                .equals(newer);
    }

    /** True if the older table has a column of that name that is computed in the same way. */
    private static boolean isKnown(TableLens tables, String name, Generation newer) {
        int before = tables.older().indexOf(name);
        Generation older =
                before < 0 ? null : tables.older().columns().get(before).generation();
        return older != null
                && Rule.wording(tables, older.formula()).equals(Rule.wording(newer.formula()));
    }

    private static boolean isRead(TableLens tables, int position) {
        Projection projection = tables.toNewer();
        for (int i = 0; i < projection.sources().size(); i++) {
            if (projection.reads(i).contains(position)) {
                return true;
            }
        }
        return false;
    }

    /** True if a row that the other side makes has NULL where it must not. */
    private static boolean isMissing(Column column, Fixed source) {
        return column.notNull() && source.value() == null;
    }

    private static @Nullable String sql(@Nullable Formula formula) {
        return formula == null ? null : formula.sql();
    }

    private void narrows(String table, @Nullable String column, boolean it, String rule) {
        if (it) {
            String why = "the newer version has " + rule + ", which may refuse older edits";
            add(Grade.BACKWARD, table, column, why);
        }
    }

    private void widens(String table, @Nullable String column, boolean it, String rule) {
        if (it) {
            String why = "the older version has " + rule + ", which newer rows may break";
            add(Grade.FORWARD, table, column, why);
        }
    }

    private void addIf(boolean it, Grade grade, Table table, Column column, String text) {
        if (it) {
            add(grade, table.name(), column.name(), text);
        }
    }

    private void add(Grade grade, String table, @Nullable String column, String text) {
        reasons.add(new Reason(grade, table, column, text));
    }
}
