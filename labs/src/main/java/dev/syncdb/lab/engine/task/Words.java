package dev.syncdb.lab.engine.task;

import java.util.SplittableRandom;

/** Words that no language has, of two or three syllables. */
final class Words {
    /** Enough that texts differ, few enough that the words come back as in a language. */
    private static final int COUNT = 2_000;

    private static final String ONSETS = "bdfgklmnprstvz";
    private static final String VOWELS = "aeiou";
    private static final String CODAS = "lmnrs";

    private final String[] words = new String[COUNT];

    Words(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < COUNT; i++) {
            words[i] = word(random);
        }
    }

    /** So many words with a space between each two. */
    String text(SplittableRandom random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(words[random.nextInt(COUNT)]);
        }
        return text.toString();
    }

    private static String word(SplittableRandom random) {
        StringBuilder word = new StringBuilder();
        int syllables = 2 + random.nextInt(2);
        for (int i = 0; i < syllables; i++) {
            word.append(pick(ONSETS, random)).append(pick(VOWELS, random));
            if (random.nextInt(4) == 0) {
                word.append(pick(CODAS, random));
            }
        }
        return word.toString();
    }

    private static char pick(String letters, SplittableRandom random) {
        return letters.charAt(random.nextInt(letters.length()));
    }
}
