package dev.syncdb.lab.text;

import dev.syncdb.delta.TextDelta;
import dev.syncdb.delta.TextDifference;
import dev.syncdb.delta.TextMerge;
import dev.syncdb.lab.engine.measure.ThreadMeter;
import dev.syncdb.testkit.clock.SeededRandom;

import java.util.ArrayList;
import java.util.List;

/**
 * What it takes to merge two people's edits of one large text: both edits are found by comparing
 * texts, rewritten for each other, and done. Immutable.
 *
 * @param edits of each, scattered over the text
 * @param millis of processor time, the best of some rounds
 * @param firstMillis of the first round, in which nothing was compiled yet
 * @param allocatedBytes of all objects that were made, most of which were garbage at once
 * @param equal true if both orders came to one text
 */
record LargeMerge(
        int textBytes,
        int edits,
        long millis,
        long firstMillis,
        long allocatedBytes,
        boolean equal) {
    private static final int TEXT_UNITS = 1 << 20;
    private static final int LINE_UNITS = 80;
    private static final int WORD_MAX = 8;
    private static final int ROUNDS = 5;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Two people make so many edits each. */
    static LargeMerge of(int edits) {
        SeededRandom random = new SeededRandom(1);
        String base = prose(random);
        String mine = edited(base, edits, random);
        String theirs = edited(base, edits, random);
        long best = Long.MAX_VALUE;
        long first = 0;
        long allocated = 0;
        boolean equal = true;
        for (int round = 0; round < ROUNDS; round++) {
            long cpu = ThreadMeter.cpuNanos();
            allocated = ThreadMeter.allocatedBytes();
            TextDelta edit = TextDifference.between(base, mine);
            TextDelta unseen = TextDifference.between(base, theirs);
            TextMerge both = TextMerge.of(edit, unseen);
            String merged = both.done().applied(theirs);
            allocated = ThreadMeter.allocatedBytes() - allocated;
            long millis = (ThreadMeter.cpuNanos() - cpu) / NANOS_PER_MILLI;
            first = round == 0 ? millis : first;
            best = Math.min(best, millis);
            equal &= merged.equals(both.left().applied(mine));
        }
        return new LargeMerge(base.length(), edits, best, first, allocated, equal);
    }

    private static String prose(SeededRandom random) {
        StringBuilder text = new StringBuilder();
        int line = 0;
        while (text.length() < TEXT_UNITS) {
            String word = word(random);
            line += word.length() + 1;
            text.append(word).append(line > LINE_UNITS ? '\n' : ' ');
            line = line > LINE_UNITS ? 0 : line;
        }
        return text.substring(0, TEXT_UNITS);
    }

    /** Puts words in and takes letters out, from the end to the start. */
    private static String edited(String text, int edits, SeededRandom random) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < edits; i++) {
            places.add((int) random.below(text.length() - WORD_MAX));
        }
        places.sort(null);
        StringBuilder edited = new StringBuilder(text);
        for (int i = edits - 1; i >= 0; i--) {
            int end = places.get(i) + (int) random.below(WORD_MAX);
            edited.replace(places.get(i), end, random.percent(70) ? word(random) : "");
        }
        return edited.toString();
    }

    private static String word(SeededRandom random) {
        StringBuilder word = new StringBuilder();
        for (long left = random.between(1, WORD_MAX); left > 0; left--) {
            word.append((char) ('a' + random.below(26)));
        }
        return word.toString();
    }
}
