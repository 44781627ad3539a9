package dev.syncdb.testkit.world.host;

import dev.syncdb.Rows;
import dev.syncdb.Session;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.world.oracle.Notes;
import dev.syncdb.testkit.world.oracle.PolicyTables;
import dev.syncdb.testkit.world.stage.Word;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody types into {@linkplain Notes notes}, as part of a transaction, and deletes from
 * them: words, one after the other or as a whole text, and now and then all of it. Writes down what
 * that put there and took. Used once.
 */
final class NoteEdits {
    private static final int EMPTIED_PERCENT = 4;
    private static final int REWRITTEN_PERCENT = 10;
    private static final int DELETED_PERCENT = 20;
    private static final int BOTH_PERCENT = 15;
    private static final int SPLICED_PERCENT = 50;

    /** From so many pieces on a note becomes shorter rather than longer. */
    private static final int LONG_PIECES = 6;

    private static final Pattern CHUNK = Pattern.compile("[^ ]+ *| +");

    private final Session session;
    private final Word word;
    private final SeededRandom random;
    private final Set<String> known = new HashSet<>();

    NoteEdits(Session session, Word word, SeededRandom random) {
        this.session = session;
        this.word = word;
        this.random = random;
    }

    void edit() {
        if (!Notes.hasPieces(word)) {
            return;
        }
        Set<String> before = PolicyTables.values(session, Notes.TABLE);
        long note = random.between(1, Notes.NOTES);
        edit(note);
        if (random.percent(BOTH_PERCENT)) {
            edit(note % Notes.NOTES + 1);
        }
        Set<String> after = PolicyTables.values(session, Notes.TABLE);
        Set<String> put = new HashSet<>(after);
        put.removeAll(before);
        before.addAll(known);
        before.removeAll(after);
        word.leaves(put, before);
    }

    private void edit(long note) {
        if (note == Notes.NOTES && random.percent(DELETED_PERCENT)) {
            overwrites(note);
            session.execute("DELETE FROM world_notes WHERE id = ?", note);
            return;
        }
        long dice = random.below(100);
        if (dice < EMPTIED_PERCENT) {
            overwrites(note);
            write(note, null);
        } else if (dice < EMPTIED_PERCENT + REWRITTEN_PERCENT) {
            overwrites(note);
            write(note, piece(note, 0) + piece(note, 1) + piece(note, 2));
        } else if (random.percent(SPLICED_PERCENT)) {
            splice(note);
        } else {
            List<String> chunks = chunks(note);
            int times = (int) random.between(1, Notes.PIECES - 1);
            for (int i = 0; i < times; i++) {
                type(chunks, piece(note, i));
            }
            write(note, String.join("", chunks));
        }
    }

    /** Something new comes, replaces something, or something goes. */
    private void type(List<String> chunks, String piece) {
        int place = (int) random.below(chunks.size() + 1);
        boolean inserts = place == chunks.size() || random.percent(60);
        if (inserts && chunks.size() < LONG_PIECES) {
            chunks.add(place, piece);
        } else if (random.percent(50)) {
            chunks.set(Math.min(place, chunks.size() - 1), piece);
        } else {
            chunks.remove(Math.min(place, chunks.size() - 1));
        }
    }

    private void splice(long note) {
        List<String> before = chunks(note);
        List<String> after = new ArrayList<>(before);
        type(after, piece(note, 0));
        int same = 0;
        while (same < Math.min(before.size(), after.size())
                && before.get(same).equals(after.get(same))) {
            same++;
        }
        boolean deletes = after.size() <= before.size();
        boolean inserts = after.size() >= before.size();
        Object[] splice = {
            length(before.subList(0, same)),
            deletes ? length(before.subList(same, same + 1)) : 0,
            inserts ? after.get(same) : "",
            note
        };
        make(note);
        session.execute(
                "UPDATE world_notes SET body = text_splice(body, ?, ?, ?) WHERE id = ?", splice);
    }

    private void write(long note, @Nullable String body) {
        make(note);
        session.execute("UPDATE world_notes SET body = ? WHERE id = ?", body, note);
    }

    private void make(long note) {
        if (note == Notes.NOTES) {
            session.execute("INSERT INTO world_notes (id) VALUES (?) ON CONFLICT DO NOTHING", note);
        }
    }

    private List<String> chunks(long note) {
        List<String> chunks = new ArrayList<>();
        try (Rows rows = session.query("SELECT body FROM world_notes WHERE id = ?", note)) {
            String body = rows.next() ? rows.getString(0) : null;
            Matcher chunk = CHUNK.matcher(body == null ? "" : body);
            while (chunk.find()) {
                chunks.add(chunk.group());
            }
        }
        return chunks;
    }

    /** Also takes what its author once knew there, be it that he does not see it any more. */
    private void overwrites(long note) {
        String place = Notes.place(Notes.piece(word, note, 0));
        for (Word earlier : word.author().words()) {
            for (Set<String> values : List.of(earlier.put(), earlier.took())) {
                values.stream()
                        .filter(value ->
                                Notes.isPiece(value) && Notes.place(value).equals(place))
                        .forEach(known::add);
            }
        }
    }

    private String piece(long note, int piece) {
        return Notes.piece(word, note, piece) + " ";
    }

    private static int length(List<String> chunks) {
        return chunks.stream()
                .mapToInt(chunk -> chunk.codePointCount(0, chunk.length()))
                .sum();
    }
}
