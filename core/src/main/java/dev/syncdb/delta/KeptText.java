package dev.syncdb.delta;

/**
 * Makes a delta of what two texts have in common. It keeps less than that, so that nothing is
 * parted that people see as one, and so that where two people edit, words come out and no salad of
 * letters. Lives for one comparison.
 */
final class KeptText {
    /**
     * Of a word that is kept between two replaced parts is no less, or it is replaced as well: a
     * letter or two that two words happen to share are none that their author kept. What is written
     * anew by two people would be there twice, so whole words, and what is between words, stay.
     */
    static final int UNITS_MIN = 3;

    private final String before;
    private final String after;
    private CommonRuns runs;

    private KeptText(String before, String after, CommonRuns runs) {
        this.before = before;
        this.after = after;
        this.runs = runs;
    }

    /** All that is in none of the runs is replaced. */
    static TextDelta delta(String before, String after, CommonRuns common) {
        KeptText kept = new KeptText(before, after, common);
        kept.snap();
        kept.join();
        kept.leaveWords();
        kept.snap();
        kept.join();
        kept.slide();
        return kept.delta();
    }

    /** The same, keeping whatever can be kept without parting a character. */
    static TextDelta exactDelta(String before, String after, CommonRuns common) {
        KeptText kept = new KeptText(before, after, common);
        kept.snap();
        return kept.delta();
    }

    /** Shortens each run until it begins and ends with a whole character. */
    private void snap() {
        CommonRuns snapped = new CommonRuns();
        for (int run = 0; run < runs.count(); run++) {
            int start = 0;
            int end = runs.length(run);
            while (start < end && !isBorder(run, start)) {
                start++;
            }
            while (start < end && !isBorder(run, end)) {
                end--;
            }
            snapped.add(runs.beforeAt(run) + start, runs.afterAt(run) + start, end - start);
        }
        runs = snapped;
    }

    private boolean isBorder(int run, int offset) {
        return TextBorder.isAt(before, runs.beforeAt(run) + offset)
                && TextBorder.isAt(after, runs.afterAt(run) + offset);
    }

    /** Drops runs that are too short to keep the word around them from being replaced as one. */
    private void join() {
        CommonRuns joined = new CommonRuns();
        for (int run = 0; run < runs.count(); run++) {
            boolean first = runs.beforeAt(run) + runs.afterAt(run) == 0;
            boolean last =
                    runs.beforeEnd(run) + runs.afterEnd(run) == before.length() + after.length();
            if (first || last || runs.length(run) >= UNITS_MIN || isOfWholeWords(run)) {
                joined.add(runs.beforeAt(run), runs.afterAt(run), runs.length(run));
            }
        }
        runs = joined;
    }

    private boolean isOfWholeWords(int run) {
        return !TextBorder.isInWord(before, runs.beforeAt(run))
                && !TextBorder.isInWord(before, runs.beforeEnd(run))
                && !TextBorder.isInWord(after, runs.afterAt(run))
                && !TextBorder.isInWord(after, runs.afterEnd(run));
    }

    /** Shortens runs by the rest of a word of which more than half is replaced at one place. */
    private void leaveWords() {
        CommonRuns left = new CommonRuns();
        int beforeAt = 0;
        int afterAt = 0;
        for (int run = 0; run < runs.count(); run++) {
            int from = runs.beforeAt(run);
            int start = runs.afterAt(run) > afterAt ? wordEnd(beforeAt, from) - from : 0;
            beforeAt = runs.beforeEnd(run);
            afterAt = runs.afterEnd(run);
            boolean last = run + 1 == runs.count();
            int nextBefore = last ? before.length() : runs.beforeAt(run + 1);
            int nextAfter = last ? after.length() : runs.afterAt(run + 1);
            int end = (nextAfter > afterAt ? wordStart(beforeAt, nextBefore) : beforeAt) - from;
            left.add(from + start, runs.afterAt(run) + start, Math.max(start, end) - start);
        }
        runs = left;
    }

    // Of "a cat", "an old a cat" can be made in two ways: "an old " comes first, or "n old a"
    // behind the "a". People mean the former, and it reads like a word where the rest is gone.
    /** Moves what only comes, or only goes, to the left until it begins and ends between words. */
    private void slide() {
        CommonRuns moved = new CommonRuns();
        int begun = 0;
        for (int run = 0; run < runs.count(); run++) {
            int by = run + 1 < runs.count() ? slack(run, begun) : 0;
            moved.add(
                    runs.beforeAt(run) - begun,
                    runs.afterAt(run) - begun,
                    runs.length(run) + begun - by);
            begun = by;
        }
        runs = moved;
    }

    /** By how much what follows a run is better moved; {@code begun} is what the run has gained. */
    private int slack(int run, int begun) {
        boolean goes = runs.afterEnd(run) == runs.afterAt(run + 1);
        if (!goes && runs.beforeEnd(run) != runs.beforeAt(run + 1)) {
            return 0;
        }
        String text = goes ? before : after;
        int from = goes ? runs.beforeEnd(run) : runs.afterEnd(run);
        int to = goes ? runs.beforeAt(run + 1) : runs.afterAt(run + 1);
        int most = Math.min(TextBorder.WORD_MAX, runs.length(run) + begun);
        int by = 0;
        while (TextBorder.isInWord(text, from - by)
                || TextBorder.isInWord(text, to - by)
                || !isBorder(run, runs.length(run) - by)
                || !isBorder(run + 1, -by)) {
            if (by == most || text.charAt(from - by - 1) != text.charAt(to - by - 1)) {
                return 0;
            }
            by++;
        }
        return by;
    }

    /** Where what is replaced should begin rather than at {@code from}. */
    private int wordStart(int from, int to) {
        int start = TextBorder.wordStart(before, from);
        int end = TextBorder.wordEnd(before, from);
        return isMostOf(Math.min(to, end) - from, end - start) ? start : from;
    }

    /** Where what is replaced should end rather than at {@code to}. */
    private int wordEnd(int from, int to) {
        int start = TextBorder.wordStart(before, to);
        int end = TextBorder.wordEnd(before, to);
        return isMostOf(to - Math.max(from, start), end - start) ? end : to;
    }

    private static boolean isMostOf(int replaced, int word) {
        return 2 * replaced > word;
    }

    private TextDelta delta() {
        HunkWriter writer = new HunkWriter();
        int beforeAt = 0;
        int afterAt = 0;
        for (int run = 0; run < runs.count(); run++) {
            writer.insert(after, afterAt, runs.afterAt(run));
            writer.delete(runs.beforeAt(run) - beforeAt);
            writer.keep(runs.length(run));
            beforeAt = runs.beforeEnd(run);
            afterAt = runs.afterEnd(run);
        }
        writer.insert(after, afterAt, after.length());
        writer.delete(before.length() - beforeAt);
        return writer.delta();
    }
}
