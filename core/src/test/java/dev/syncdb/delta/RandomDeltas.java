package dev.syncdb.delta;

import dev.syncdb.delta.TextDelta.Hunk;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Texts and edits of them that chance makes. Whole characters only, some of them two units long.
 */
final class RandomDeltas {
    private static final String[] SIGNS = {"a", "b", "c", "d", " ", "\n", "\u00e9", "\ud83d\ude05"};

    private final Random random;

    RandomDeltas(long seed) {
        random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    String text(int signsMax) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(signsMax + 1); i > 0; i--) {
            text.append(SIGNS[random.nextInt(SIGNS.length)]);
        }
        return text.toString();
    }

    /** An edit of that text; sometimes of one place of it, sometimes of all. */
    TextDelta of(String text) {
        List<Hunk> hunks = new ArrayList<>();
        int at = 0;
        int retain = 0;
        int often = 1 + random.nextInt(4);
        while (at <= text.length()) {
            int next = at == text.length() ? at + 1 : text.offsetByCodePoints(at, 1);
            boolean deletes = at < text.length() && random.nextInt(1 + often) == 0;
            String insert = random.nextInt(1 + often) == 0 ? text(3) : "";
            hunks.add(new Hunk(retain, deletes ? next - at : 0, insert));
            retain = deletes ? 0 : next - at;
            at = next;
        }
        return TextDelta.of(hunks);
    }
}
