package dev.syncdb.lab.laws;

import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Texts, in which words are typed, replaced and deleted, and which are written anew. Stateless. */
final class Texts implements Kind {
    private static final int BASE_MIN = 6;
    private static final int BASE_MAX = 12;
    private static final int OPERATIONS_MAX = 4;
    private static final int NULL_PERCENT = 10;
    private static final int NEW_PERCENT = 10;

    @Override
    public List<String> types() {
        return List.of("TEXT");
    }

    @Override
    public Value edited(SeededRandom random, Value base, Draw draw) {
        boolean first = draw.writer() == 0;
        if (first && !draw.apart() && random.percent(NULL_PERCENT)) {
            return Value.NULL;
        }
        List<String> words = words(base);
        if (first) {
            long most = random.between(draw.apart() ? BASE_MIN : 0, BASE_MAX);
            for (long number = 0; number < most; number++) {
                words.add(Tokens.typed(0, number));
            }
            return text(words);
        }
        if (!draw.apart() && random.percent(NEW_PERCENT)) {
            words.clear();
        }
        long operations = random.between(1, OPERATIONS_MAX);
        for (long number = 0; number < operations; number++) {
            String typed = Tokens.typed(draw.writer(), number);
            int place = (int) random.below(words.size() + 1);
            boolean there = place < words.size() && mayGo(words, place, base, draw);
            switch ((int) random.below(3)) {
                case 0 -> words.add(place, typed);
                case 1 -> {
                    if (there) {
                        words.set(place, typed);
                    }
                }
                default -> {
                    if (there) {
                        words.remove(place);
                    }
                }
            }
        }
        return text(words);
    }

    /** Each client has a third of the words of the text to itself, unless all are free to all. */
    private static boolean mayGo(List<String> words, int place, Value base, Draw draw) {
        int known = words(base).indexOf(words.get(place));
        return !draw.apart() || known < 0 || known % 3 == draw.writer() % 3;
    }

    /** True if the same words are there, in any order. */
    @Override
    public boolean isSame(Value one, Value other) {
        return letters(one).equals(letters(other));
    }

    private static String letters(Value text) {
        char[] letters = String.join("", words(text)).toCharArray();
        Arrays.sort(letters);
        return String.valueOf(letters);
    }

    @Override
    public String lost(Script script, List<Outcome> outcomes) {
        return Tokens.lost(script, outcomes);
    }

    private static List<String> words(Value text) {
        List<String> words = new ArrayList<>();
        if (!text.isNull()) {
            for (String word : text.asText().split(" ", -1)) {
                if (!word.isEmpty()) {
                    words.add(word);
                }
            }
        }
        return words;
    }

    private static Value text(List<String> words) {
        StringBuilder text = new StringBuilder();
        words.forEach(word -> text.append(word).append(' '));
        return Value.of(text.toString());
    }
}
