package dev.syncdb.draft;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which table and column of the newer schema is which of the older one: that of the same name, or
 * that of which an answer says so. Immutable.
 *
 * @param same tables that are in both, in the order of the newer schema
 * @param went tables of the older schema that are no more
 * @param came tables of the newer schema that were not there
 */
record Pairs(Schema older, Schema newer, List<TablePair> same, List<Table> went, List<Table> came) {
    /** What stands before the name of a table while it is rebuilt. */
    private static final String TEMPORARY = "new_";

    Pairs {
        same = List.copyOf(same);
        went = List.copyOf(went);
        came = List.copyOf(came);
    }

    /** Pairs them. Fails if an answer is about what is not there, or did not go or come. */
    static Pairs of(Schema older, Schema newer, Answers answers) {
        for (Answer answer : answers.list()) {
            require(older, newer, answer);
        }
        Map<String, Table> origins = new LinkedHashMap<>();
        List<Table> went = new ArrayList<>();
        for (Table table : older.tables()) {
            Answer answer = answers.ofTable(table);
            String now = answer == null ? table.name() : answer.became();
            if (now != null && newer.find(now) != null) {
                origins.put(Names.fold(now), table);
            } else if (!Schema.isInternal(table.name())) {
                requireNone(answers.ofColumns(table));
                went.add(table);
            }
        }
        List<TablePair> same = new ArrayList<>();
        List<Table> came = new ArrayList<>();
        for (Table table : newer.tables()) {
            Table origin = origins.get(Names.fold(table.name()));
            if (Schema.isInternal(table.name())) {
                continue;
            }
            if (origin == null) {
                came.add(table);
            } else {
                same.add(pair(origin, table, answers));
            }
        }
        return new Pairs(older, newer, same, went, came);
    }

    Renames renames() {
        return Renames.of(same);
    }

    /** With one more pair, of a table that went and one that came. */
    Pairs with(TablePair pair) {
        List<TablePair> more = new ArrayList<>(same);
        more.removeIf(each -> Names.equal(each.newer().name(), pair.newer().name()));
        more.add(pair);
        return new Pairs(older, newer, more, went, came);
    }

    /** A name for the new form of a table, which nothing else bears. */
    String temporary(Table table) {
        String name = TEMPORARY + table.name();
        while (isTaken(older, name) || isTaken(newer, name)) {
            name = TEMPORARY + name;
        }
        return name;
    }

    private static boolean isTaken(Schema schema, String name) {
        return schema.find(name) != null || schema.findIndex(name) != null;
    }

    private static TablePair pair(Table older, Table newer, Answers answers) {
        TablePair pair = new TablePair(older, newer, Map.of());
        for (Answer answer : answers.ofColumns(older)) {
            Column from = column(older, answer.column());
            String became = answer.became();
            if (pair.after(from) != null) {
                throw misled(answer, answer.subject() + " did not go");
            }
            if (became != null) {
                Column to = column(newer, became);
                if (pair.before(to) != null) {
                    throw misled(answer, "column " + became + " was there before");
                }
                if (from.isGenerated() || to.isGenerated()) {
                    throw misled(answer, "a generated column is never renamed");
                }
                pair = pair.with(from, to);
            }
        }
        return pair;
    }

    private static Column column(Table table, @Nullable String name) {
        return table.columns().get(table.position(String.valueOf(name)));
    }

    private static void require(Schema older, Schema newer, Answer answer) {
        Table table = older.table(answer.table());
        String became = answer.became();
        if (answer.column() != null) {
            table.position(answer.column());
        } else if (newer.find(table.name()) != null) {
            throw misled(answer, answer.subject() + " did not go");
        } else if (became != null) {
            newer.table(became);
            if (older.find(became) != null) {
                throw misled(answer, "table " + became + " was there before");
            }
        }
    }

    private static void requireNone(List<Answer> ofColumns) {
        for (Answer answer : ofColumns) {
            throw misled(answer, answer.subject() + " went with its table");
        }
    }

    private static Incorrect misled(Answer answer, String message) {
        return Incorrect.at(ErrorCode.CONFIGURATION, message, answer.table(), answer.column());
    }
}
