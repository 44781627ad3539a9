package dev.syncdb.testkit.world.host;

import dev.syncdb.Rows;
import dev.syncdb.Session;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.world.oracle.PolicyTables;
import dev.syncdb.testkit.world.stage.Word;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One edit of a table with policies, as part of a transaction, that breaks nothing its author can
 * see. Writes down what that put there, and what its author saw and took away. Used once.
 */
final class PolicyEdits {
    /** So few that edits meet. */
    private static final int KEYS = 3;

    private static final int NODES = 5;
    private static final int DELETE_PERCENT = 25;
    private static final String[] REFERENCES = {"emptied", "follows", "revives", "coded"};

    private final Session session;
    private final Word word;
    private final SeededRandom random;

    private PolicyEdits(Session session, Word word, SeededRandom random) {
        this.session = session;
        this.word = word;
        this.random = random;
    }

    static void write(Session session, Word word, SeededRandom random) {
        new PolicyEdits(session, word, random).edit();
    }

    private void edit() {
        switch ((int) random.below(16)) {
            case 13, 14, 15 -> new NoteEdits(session, word, random).edit();
            case 10, 11, 12 -> traced(this::editParts, "world_parts");
            case 0, 1, 2 -> traced(this::editRules, "world_rules");
            case 3, 4 -> traced(() -> editRow("kept"), "world_kept");
            case 5 -> traced(() -> editRow("manual"), "world_manual");
            case 6 -> traced(() -> editName("names"), "world_names");
            case 7 -> traced(() -> editName("codes"), "world_codes");
            case 8 -> traced(this::editFamily, "world_parents", "world_children");
            default -> traced(this::editTree, "world_nodes");
        }
    }

    /** Does an edit, and writes down what it put into these tables and took from them. */
    private void traced(Runnable edit, String... tables) {
        Set<String> before = PolicyTables.values(session, tables);
        edit.run();
        Set<String> after = PolicyTables.values(session, tables);
        Set<String> put = new HashSet<>(after);
        put.removeAll(before);
        before.removeAll(after);
        word.leaves(put, before);
    }

    private void editRules() {
        int columns = PolicyTables.RULED.size();
        int column = (int) random.below(columns);
        String one = PolicyTables.RULED.get(column);
        String other = PolicyTables.RULED.get((column + 1) % columns);
        long id = random.between(1, 2);
        session.execute(
                "UPDATE world_rules SET " + one + " = ?, " + other + " = ? WHERE id = ?",
                value(one + id),
                value(other + id),
                id);
    }

    /** A row under one of a few keys is made, edited or deleted. */
    private void editRow(String table) {
        long id = random.between(1, KEYS);
        if (isDeleting()) {
            session.execute("DELETE FROM world_" + table + " WHERE id = ?", id);
            word.deletes(table + id);
            return;
        }
        String column = random.percent(50) ? "word" : PolicyTables.OTHER;
        String value = value((column.equals("word") ? table : table + PolicyTables.OTHER) + id);
        String update = "UPDATE world_" + table + " SET " + column + " = ? WHERE id = ?";
        if (session.execute(update, value, id) == 0) {
            String insert = "INSERT INTO world_" + table + " (" + column + ", id) VALUES (?, ?)";
            session.execute(insert, value, id);
        }
    }

    /** Something comes to a set, a list or a map, goes, or moves; or all of them go. */
    private void editParts() {
        long id = random.between(1, KEYS);
        if (random.percent(DELETE_PERCENT / 2)) {
            session.execute("DELETE FROM world_parts WHERE id = ?", id);
            word.deletes("parts" + id);
            return;
        }
        if (first("SELECT id FROM world_parts WHERE id = ?", id) == null) {
            session.execute("INSERT INTO world_parts (id) VALUES (?)", id);
        }
        String value = value("parts" + id);
        long place = random.between(0, KEYS);
        String path = "$.k" + place;
        switch ((int) random.below(6)) {
            case 0 -> part("tags = set_add(tags, ?)", id, value);
            case 1 -> part("items = list_insert(items, ?, ?)", id, place, value);
            case 2 -> part("items = list_move(items, ?, ?)", id, place, random.between(0, KEYS));
            case 3 -> part("facts = map_put(facts, ?, ?)", id, path, value);
            case 4 -> part("votes = coalesce(votes, 0) + ?", id, 1);
            default -> {
                part("items = list_remove(items, ?)", id, place);
                part("facts = map_remove(facts, ?)", id, path);
                for (String seen : PolicyTables.values(session, "world_parts")) {
                    if (random.percent(DELETE_PERCENT)) {
                        part("tags = set_remove(tags, ?)", id, seen);
                    }
                }
            }
        }
    }

    private void part(String assignment, long id, Object... parameters) {
        List<Object> all = new ArrayList<>(List.of(parameters));
        all.add(id);
        session.execute("UPDATE world_parts SET " + assignment + " WHERE id = ?", all.toArray());
    }

    /** A row wants one of a few names, another name, or is edited or deleted. */
    private void editName(String table) {
        String name = "n" + random.between(1, KEYS);
        String another = "n" + random.between(1, KEYS);
        Long there = first("SELECT id FROM world_" + table + " WHERE name = ?", name);
        String value = value(table);
        if (there == null) {
            String insert = "INSERT INTO world_" + table + " (name, word) VALUES (?, ?)";
            session.execute(insert, name, value);
        } else if (isDeleting()) {
            session.execute("DELETE FROM world_" + table + " WHERE id = ?", there);
        } else if (first("SELECT id FROM world_" + table + " WHERE name = ?", another) == null) {
            String rename = "UPDATE world_" + table + " SET name = ?, word = ? WHERE id = ?";
            session.execute(rename, another, value, there);
        } else {
            session.execute("UPDATE world_" + table + " SET word = ? WHERE id = ?", value, there);
        }
    }

    private void editFamily() {
        long parent = random.between(1, KEYS);
        if (isDeleting()) {
            session.execute("DELETE FROM world_children WHERE revives = ?", parent);
            session.execute("DELETE FROM world_parents WHERE id = ?", parent);
            return;
        }
        if (random.percent(30)) {
            String value = value("parents" + parent);
            String update = "UPDATE world_parents SET word = ? WHERE id = ?";
            if (session.execute(update, value, parent) == 0) {
                session.execute(
                        "INSERT INTO world_parents (word, id) VALUES (?, ?)", value, parent);
            }
            return;
        }
        String reference = REFERENCES[(int) random.below(REFERENCES.length)];
        String parents = reference.equals("coded") ? "world_codes" : "world_parents";
        Long found = first("SELECT id FROM " + parents + " WHERE id >= ? LIMIT 1", pivot(parent));
        String value = value("children");
        Long child = random.percent(40)
                ? first("SELECT id FROM world_children WHERE id >= ? LIMIT 1", pivot(0))
                : null;
        if (child == null) {
            String insert = "INSERT INTO world_children (" + reference + ", word) VALUES (?, ?)";
            session.execute(insert, found, value);
        } else {
            session.execute(
                    "UPDATE world_children SET " + reference + " = ?, word = ? WHERE id = ?",
                    found,
                    value,
                    child);
        }
    }

    /** Some keys are small, some drawn at random from all. */
    private long pivot(long small) {
        return random.percent(50) ? small : random.nextLong() >>> 11;
    }

    private void editTree() {
        Map<Long, Long> ups = new TreeMap<>();
        try (Rows rows = session.query("SELECT id, coalesce(up, 0) FROM world_nodes")) {
            while (rows.next()) {
                ups.put(rows.getLong(0), rows.getLong(1));
            }
        }
        long node = random.between(1, NODES);
        long under = random.between(1, NODES);
        Long up = ups.containsKey(under) && !isUnder(ups, under, node) ? under : null;
        String value = value("nodes" + node);
        if (!ups.containsKey(node)) {
            String insert = "INSERT INTO world_nodes (id, up, word) VALUES (?, ?, ?)";
            session.execute(insert, node, up, value);
        } else if (random.percent(DELETE_PERCENT / 2)) {
            session.execute("DELETE FROM world_nodes WHERE id = ?", node);
        } else {
            String move = "UPDATE world_nodes SET up = ?, word = ? WHERE id = ?";
            session.execute(move, up, value, node);
        }
    }

    /** A tree that its author already sees in a circle is left alone by the look for ever. */
    private static boolean isUnder(Map<Long, Long> ups, long node, long ancestor) {
        long at = node;
        for (int step = 0; at != 0 && step <= ups.size(); step++) {
            if (at == ancestor) {
                return true;
            }
            at = ups.getOrDefault(at, 0L);
        }
        return at != 0;
    }

    private boolean isDeleting() {
        return random.percent(DELETE_PERCENT);
    }

    private String value(String place) {
        return PolicyTables.value(word.text(), place);
    }

    private @Nullable Long first(String sql, Object parameter) {
        try (Rows rows = session.query(sql, parameter)) {
            return rows.next() ? rows.getLong(0) : null;
        }
    }
}
