package dev.syncdb.lab.text;

import java.util.HashMap;
import java.util.Map;

/**
 * What became of the letters of histories. Immutable.
 *
 * @param orders how many orders were played
 * @param phones on how many phones
 * @param unequal orders after which a phone showed another text than the server
 * @param lost letters that nobody deleted and that are not there
 * @param doubled letters that are there more than once
 * @param returned letters that somebody deleted and that are there
 */
record Verdict(int orders, int phones, int unequal, int lost, int doubled, int returned) {
    /** Of nothing. */
    static final Verdict NONE = new Verdict(0, 0, 0, 0, 0, 0);

    /** Judges a world in which everybody synced. */
    static Verdict of(Letters letters, TextWorld world) {
        String text = world.text();
        boolean equal = world.allShow(text);
        Verdict ofText = of(letters, text);
        return new Verdict(
                1,
                world.phones().size(),
                equal ? 0 : 1,
                ofText.lost,
                ofText.doubled,
                ofText.returned);
    }

    /** Judges a text, of letters of which no two look the same. */
    static Verdict of(Letters letters, String text) {
        Map<Integer, Integer> times = new HashMap<>();
        text.codePoints().forEach(look -> times.merge(look, 1, Integer::sum));
        int lost = 0;
        int doubled = 0;
        int returned = 0;
        for (int letter = 0; letter < letters.count(); letter++) {
            int there = times.getOrDefault(letters.codePoint(letter), 0);
            boolean wanted = !letters.isGone(letter);
            lost += wanted && there == 0 ? 1 : 0;
            doubled += there > 1 ? 1 : 0;
            returned += !wanted && there > 0 ? 1 : 0;
        }
        return new Verdict(0, 0, 0, lost, doubled, returned);
    }

    /** True if nothing went wrong. */
    boolean holds() {
        return unequal == 0 && lost == 0 && doubled == 0 && returned == 0;
    }

    /** This and another one. */
    Verdict and(Verdict other) {
        return new Verdict(
                orders + other.orders,
                phones + other.phones,
                unequal + other.unequal,
                lost + other.lost,
                doubled + other.doubled,
                returned + other.returned);
    }
}
