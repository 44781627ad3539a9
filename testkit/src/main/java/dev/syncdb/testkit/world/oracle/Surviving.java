package dev.syncdb.testkit.world.oracle;

import dev.syncdb.Database;
import dev.syncdb.Rows;
import dev.syncdb.testkit.fault.Promise;
import dev.syncdb.testkit.world.stage.Author;
import dev.syncdb.testkit.world.stage.Stage;
import dev.syncdb.testkit.world.stage.Word;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;

/*
 * A value ends in one of three ways. It stands in a row. Or somebody who saw it put another one in
 * its place or deleted its row, and that was taken in. Or it gave way to somebody who had not seen
 * it, and a record has it: as what was there, as what arrived, or in a whole row.
 *
 * Who saw what is what their transaction read: it has to have come to their screen, not only to
 * their phone. Who saw it and overwrote it in vain, because that was refused, knows of it in the
 * next transaction that writes in the same place or deletes that row. So does who wrote a value
 * there himself, where a history of the server was given up: he does not see what lies in it. What
 * was written in such a history may have had its record there, which is gone with it, so nothing is
 * asked of the places where it wrote. What is held on his phone he does not see either, but then
 * the server is told so, and keeps a record.
 *
 * Who edits a text takes what is not in it any more, and nothing else; who writes it anew says
 * himself what he took.
 */
/**
 * Looks for every value that was written into the {@linkplain PolicyTables tables with policies},
 * by whatever rule it was judged.
 */
final class Surviving {
    private final Stage stage;
    private final SpaceModel model;

    Surviving(Stage stage, SpaceModel model) {
        this.stage = stage;
        this.model = model;
    }

    /** Looks at a server's space where nothing is left to say. */
    void check(Database server, Mirror rows) {
        Set<String> told = new HashSet<>();
        for (String table : PolicyTables.TABLES) {
            rows.keys(table).forEach(key -> collect(rows, table, key, told));
        }
        try (Rows records = server.query("SELECT base_value, stored_value, incoming_value"
                + " FROM syncdb_conflicts WHERE table_name >= 'world_'")) {
            while (records.next()) {
                PolicyTables.collect(records.row(), told);
            }
        }
        new Notes(stage).check(rows);
        List<Author> authors = stage.ledger().authors().stream()
                .filter(author -> author.space().equals(model.space()))
                .toList();
        authors.forEach(author -> addTaken(author, told));
        Set<String> given = placesGivenUp(authors);
        for (Author author : authors) {
            for (Word word : author.words()) {
                if (word.timesPublished() > 0 && word.isListed()) {
                    for (String value : word.put()) {
                        if (!told.contains(value) && !given.contains(PolicyTables.place(value))) {
                            broke(word, value, authors);
                        }
                        stage.checked(Promise.RECORDED);
                    }
                }
            }
        }
    }

    private static void collect(Mirror rows, String table, Key key, Set<String> told) {
        Row row = rows.get(table, key);
        if (row != null) {
            PolicyTables.collect(row, told);
        }
    }

    /** Adds what the author saw and put something else in the place of. */
    private void addTaken(Author author, Set<String> told) {
        Map<String, Set<String>> known = new HashMap<>();
        for (Word word : author.words()) {
            if (mayHaveBeenTakenIn(word)) {
                told.addAll(word.took());
                forEachPlace(word, place -> told.addAll(known.getOrDefault(place, Set.of())));
                if (model.wasRewound()) {
                    note(word.put(), known);
                }
            } else if (word.told() != Word.Told.UNDONE) {
                note(word.took(), known);
            }
        }
    }

    /** Where the server had written in a history that it then lost, and its records with it. */
    private Set<String> placesGivenUp(List<Author> authors) {
        Set<String> places = new HashSet<>();
        for (Author author : authors) {
            for (Word word : author.words()) {
                boolean unnoticed =
                        model.wasRewound() && !word.isListed() && mayHaveBeenTakenIn(word);
                if (unnoticed || !word.lostBehind().isEmpty()) {
                    forEachPlace(word, places::add);
                }
            }
        }
        return places;
    }

    private static void note(Set<String> values, Map<String, Set<String>> byPlace) {
        for (String value : values) {
            if (Notes.isPiece(value)) {
                continue;
            }
            byPlace.computeIfAbsent(PolicyTables.place(value), any -> new HashSet<>())
                    .add(value);
        }
    }

    private static void forEachPlace(Word word, Consumer<String> places) {
        word.put().forEach(value -> places.accept(PolicyTables.place(value)));
        word.took().forEach(value -> places.accept(PolicyTables.place(value)));
        word.deletedAt().forEach(places);
    }

    /** A transaction that bears no word in the list may have been taken in unnoticed. */
    private static boolean mayHaveBeenTakenIn(Word word) {
        return word.timesPublished() > 0
                || !word.lostBehind().isEmpty()
                || (!word.isListed() && word.told() != Word.Told.UNDONE && !word.isRefused());
    }

    private void broke(Word word, String value, List<Author> authors) {
        StringJoiner others = new StringJoiner(", ");
        for (Author author : authors) {
            for (Word other : author.words()) {
                forEachPlace(other, place -> {
                    if (place.equals(PolicyTables.place(value))) {
                        others.add(other + " at " + other.version());
                    }
                });
            }
        }
        stage.broke(
                Promise.RECORDED,
                word + " wrote '" + value + "', and was taken in at version " + word.version()
                        + "; it is in no row and no record, and nobody who saw it took it;"
                        + " there wrote (0: not taken in) " + others);
    }
}
