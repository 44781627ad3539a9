package dev.syncdb.lab.laws;

import dev.syncdb.merge.ConflictRecord;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words within collections and texts, which are found again wherever they come to be. Stateless.
 */
final class Tokens {
    private static final Pattern TOKEN =
            Pattern.compile("\"w\\d+x\\d+\"|([\\u4E00-\\u9FFF])\\1\\1");

    private static final char LETTERS = 0x4E00;
    private static final int LETTERS_OF_WRITER = 100;

    private Tokens() {}

    /** A word that nobody else writes, in JSON. */
    static String of(int writer, long number) {
        return "\"w" + writer + "x" + number + "\"";
    }

    /** A word that nobody else writes, of a letter that is in no other: three times that. */
    static String typed(int writer, long number) {
        String letter = String.valueOf((char) (LETTERS + writer * LETTERS_OF_WRITER + number));
        return letter + letter + letter;
    }

    static Set<String> in(Value value) {
        Set<String> tokens = new HashSet<>();
        if (value.type() == ValueType.TEXT) {
            Matcher matcher = TOKEN.matcher(value.asText());
            while (matcher.find()) {
                tokens.add(matcher.group());
            }
        }
        return tokens;
    }

    /**
     * What somebody wrote that is neither there nor on record, or what nobody removed that is not
     * there; "" if there is no such thing.
     */
    static String lost(Script script, List<Outcome> outcomes) {
        Set<String> there = in(outcomes.get(outcomes.size() - 1).value());
        Set<String> untouched = in(script.base());
        Set<String> written = new HashSet<>();
        for (Edit edit : script.edits()) {
            Set<String> left = in(edit.after());
            written.addAll(left);
            untouched.retainAll(left);
        }
        written.removeAll(in(script.base()));
        for (Outcome outcome : outcomes) {
            for (ConflictRecord record : outcome.records()) {
                written.removeAll(in(record.stored().value()));
                written.removeAll(in(record.incoming().value()));
            }
        }
        written.addAll(untouched);
        written.removeAll(there);
        return written.isEmpty() ? "" : written.toString();
    }
}
