package dev.syncdb.testkit.world.oracle;

import dev.syncdb.testkit.fault.Promise;
import dev.syncdb.testkit.world.stage.Author;
import dev.syncdb.testkit.world.stage.Stage;
import dev.syncdb.testkit.world.stage.Word;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/*
 *   | ideograph behind U+20000: number | the same behind U+4E00 | a space, no part of it |
 *
 * number = (serial number of the word * NOTES + note) * PIECES + piece
 */
/**
 * Texts that merge, in a table of {@linkplain PolicyTables policies}: two that are always there and
 * one that is deleted and made again. They are made of pieces, each of which somebody types once.
 * No two pieces share a letter, so that what was done to a text can be told in one way only, and a
 * piece is found wherever it stands.
 */
public final class Notes {
    /** The table: a key, and a text. */
    public static final String TABLE = "world_notes";

    /** Their keys are from 1 to this; the last one may not be there. */
    public static final int NOTES = 3;

    /** So many pieces one transaction may type into one note. */
    public static final int PIECES = 4;

    private static final int LETTERS = 0x20000;
    private static final int PIECES_MAX = 0xA6D0;
    private static final int MORE_LETTERS = 0x4E00;
    private static final int MORE_LETTERS_COUNT = 0x51A0;
    private static final int BODY = 1;

    private final Stage stage;

    Notes(Stage stage) {
        this.stage = stage;
    }

    /** True if there are letters left for what a word types. */
    public static boolean hasPieces(Word word) {
        return (word.serial() + 1) * NOTES * PIECES <= PIECES_MAX;
    }

    /**
     * A piece that a word types.
     *
     * @param note the key of the note
     * @param piece its place among those that the word types there, from 0
     */
    public static String piece(Word word, long note, int piece) {
        int number = (word.serial() * NOTES + (int) note - 1) * PIECES + piece;
        return new String(Character.toChars(LETTERS + number))
                + (char) (MORE_LETTERS + number % MORE_LETTERS_COUNT);
    }

    /** All pieces that are whole in a text, in their order. */
    public static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int letter = text.codePointAt(at);
            int next = at + Character.charCount(letter);
            int number = letter - LETTERS;
            boolean begins = number >= 0 && number < PIECES_MAX && next < text.length();
            if (begins && text.charAt(next) == MORE_LETTERS + number % MORE_LETTERS_COUNT) {
                pieces.add(text.substring(at, next + 1));
            }
            at = next;
        }
        return pieces;
    }

    /** True of a piece, among the texts that are looked for. */
    public static boolean isPiece(String value) {
        return value.codePointAt(0) >= LETTERS;
    }

    /** The note that a piece was typed into. */
    public static String place(String piece) {
        return "note" + (number(piece) / PIECES % NOTES + 1);
    }

    private static int number(String piece) {
        return piece.codePointAt(0) - LETTERS;
    }

    /** No piece is there twice, and none of a transaction that was refused. */
    void check(Mirror rows) {
        Map<Integer, Word> words = new HashMap<>();
        for (Author author : stage.ledger().authors()) {
            author.words().forEach(word -> words.put(word.serial(), word));
        }
        for (Key key : rows.keys(TABLE)) {
            Row row = rows.get(TABLE, key);
            if (row != null && !row.isNullAt(BODY)) {
                check(row.at(BODY).asText(), words);
            }
        }
    }

    private void check(String text, Map<Integer, Word> words) {
        Set<String> met = new HashSet<>();
        for (String piece : pieces(text)) {
            Word word = words.get(number(piece) / PIECES / NOTES);
            stage.checked(Promise.ONCE);
            if (word == null || (word.timesPublished() == 0 && word.isListed())) {
                stage.broke(
                        Promise.ONCE,
                        piece + " of " + word + ", which was not taken in, is in '" + text + "'");
            } else if (!met.add(piece) && word.lostBehind().isEmpty()) {
                stage.broke(Promise.ONCE, piece + " of " + word + " is twice in '" + text + "'");
            }
        }
    }
}
