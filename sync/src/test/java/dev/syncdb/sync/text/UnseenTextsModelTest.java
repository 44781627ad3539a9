package dev.syncdb.sync.text;

import static dev.syncdb.sync.text.EditedText.ROW;
import static dev.syncdb.sync.text.EditedText.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.delta.TextDelta;
import dev.syncdb.delta.TextDelta.Hunk;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One text that others and a client edit at random, whose answers get lost: what is unseen leads
 * from what the client shows to what the server has, after every step.
 */
class UnseenTextsModelTest {
    private static final int TRIES = 5_000;
    private static final int REQUESTS = 4;
    private static final long BOB = 8;

    private final List<TextDelta> edits = new ArrayList<>();
    private int unknown;
    private int known;

    @Test
    void itLeadsFromTheClientsTextToTheServers() {
        for (int seed = 0; seed < TRIES; seed++) {
            run(new Random(seed), "seed " + seed);
        }
        assertTrue(unknown < known / 10, unknown + " of " + known + " could not be told");
    }

    private void run(Random random, String context) {
        String held = letters(random, 6);
        EditedText text = new EditedText(held, 1 + random.nextInt(3), BOB);
        long version = text.version();
        edits.clear();
        int judged = 0;
        boolean nothing = false;
        for (int request = 0; request < REQUESTS; request++) {
            foreign(text, random);
            write(text, held, random);
            UnseenTexts unseen = text.request(version);
            for (int number = 1; number <= judged; number++) {
                unseen.recalled(number);
            }
            while (judged < edits.size()) {
                String before = text.text();
                if (!text.judge(judged + 1, edits.get(judged))) {
                    assertTrue(nothing, context + ": only of edits that changed nothing");
                    unknown++;
                    return;
                }
                nothing |= before.equals(text.text());
                judged++;
                if (random.nextInt(4) == 0) {
                    foreign(text, random);
                }
                require(text, shown(held, judged), context);
            }
            if (text.of() == null) {
                assertTrue(nothing, context + ": only of edits that changed nothing");
                unknown++;
                return;
            }
            require(text, shown(held, judged), context);
        }
    }

    /** The client goes on with what it shows, and does not hear what became of the rest. */
    private void write(EditedText text, String held, Random random) {
        for (int i = random.nextInt(3); i > 0; i--) {
            String shown = shown(held, edits.size());
            TextDelta edit = delta(random, shown);
            if (edit.isNone()) {
                continue;
            }
            edits.add(edit);
            text.sends(edits.size(), edit(ROW, shown, edit));
        }
    }

    private static void foreign(EditedText text, Random random) {
        for (int i = random.nextInt(3); i > 0; i--) {
            text.foreign(delta(random, text.text()));
        }
    }

    private void require(EditedText text, String shown, String context) {
        known++;
        assertEquals(text.text(), applied(text, shown), context);
        assertEquals(Value.of(shown), text.seen(), context);
    }

    private static String applied(EditedText text, String shown) {
        TextDelta unseen = text.of();
        assertNotNull(unseen);
        return unseen.applied(shown);
    }

    private String shown(String held, int through) {
        String shown = held;
        for (TextDelta edit : edits.subList(0, through)) {
            shown = edit.applied(shown);
        }
        return shown;
    }

    private static TextDelta delta(Random random, String text) {
        List<Hunk> hunks = new ArrayList<>();
        int left = text.length();
        for (int i = random.nextInt(3); i > 0; i--) {
            int retain = random.nextInt(left + 1);
            int delete = random.nextInt(Math.min(3, left - retain + 1));
            hunks.add(new Hunk(retain, delete, letters(random, 2)));
            left -= retain + delete;
        }
        return TextDelta.of(hunks);
    }

    private static String letters(Random random, int most) {
        StringBuilder letters = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            letters.append(random.nextBoolean() ? 'a' : 'b');
        }
        return letters.toString();
    }
}
