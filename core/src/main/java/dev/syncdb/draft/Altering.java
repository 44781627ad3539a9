package dev.syncdb.draft;

import dev.syncdb.schema.Column;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.syntax.Script;
import dev.syncdb.sql.syntax.TableText;
import dev.syncdb.sql.syntax.Wording;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * ADD COLUMN and DROP COLUMN, where they are enough. Pure.
 *
 * @see <a href="https://www.sqlite.org/lang_altertable.html">SQLite</a>
 */
final class Altering {
    private Altering() {}

    /**
     * The statements that add the columns that came and drop those that went, or null if SQLite
     * does not allow one of them, or they do not make one shape of the other.
     */
    static @Nullable List<String> of(TablePair pair, TableShape before, TableShape after) {
        Table newer = pair.newer();
        String alter = "ALTER TABLE " + Wording.written(newer.name());
        TableText text = TableText.of(Script.of(newer.sql()).next().text());
        List<String> statements = new ArrayList<>();
        List<ColumnShape> came = after.missingIn(before);
        List<Rule> rules = new ArrayList<>();
        for (ColumnShape shape : came) {
            int position = newer.position(shape.name());
            List<Rule> own = new ArrayList<>(after.rules());
            own.removeIf(rule -> !shape.name().equals(rule.owner()));
            if (!mayAdd(newer.columns().get(position), own)) {
                return null;
            }
            rules.addAll(own);
            statements.add(alter + " ADD COLUMN " + text.parts().get(position));
        }
        Set<String> went = new HashSet<>();
        for (ColumnShape shape : before.missingIn(after)) {
            if (!mayDrop(shape.name(), before)) {
                return null;
            }
            went.add(shape.name());
            statements.add(alter + " DROP COLUMN " + Wording.written(name(pair, shape)));
        }
        return before.with(came, rules).without(went).same(after) ? statements : null;
    }

    private static boolean mayAdd(Column column, List<Rule> own) {
        if (column.generation() != null) {
            return !column.generation().stored() && !column.notNull() && own.isEmpty();
        }
        boolean refers = own.stream().anyMatch(rule -> rule.kind() == Rule.Kind.FOREIGN_KEY);
        boolean empty = Literals.isNull(column);
        return Literals.isConstant(column) && !(column.notNull() && empty) && !(refers && !empty);
    }

    private static boolean mayDrop(String name, TableShape before) {
        for (Rule rule : before.rules()) {
            boolean own = rule.kind() == Rule.Kind.CHECK && name.equals(rule.owner());
            if (rule.columns().contains(name) && !own) {
                return false;
            }
        }
        return before.columns().stream().noneMatch(column -> column.reads().contains(name));
    }

    private static String name(TablePair pair, ColumnShape shape) {
        return pair.older().columns().get(pair.older().position(shape.name())).name();
    }
}
