package dev.syncdb.lab.laws;

import dev.syncdb.delta.JsonArray;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Lists, of which elements come, go, move and change. Stateless. */
final class Lists implements Kind {
    private static final int BASE_MAX = 8;

    /** From here on each client has ids of its own. */
    private static final long NEW_IDS = 100;

    private static final int RUN_MAX = 4;
    private static final int OPERATIONS_MAX = 4;

    @Override
    public List<String> types() {
        return List.of("TEXT");
    }

    @Override
    public Value edited(SeededRandom random, Value base, Draw draw) {
        if (draw.writer() == 0) {
            return base(random);
        }
        List<String> elements = new ArrayList<>(of(base));
        long words = 0;
        for (long left = random.between(1, OPERATIONS_MAX); left > 0; left--) {
            int place = (int) random.below(elements.size() + 1);
            boolean there = place < elements.size();
            switch ((int) random.below(4)) {
                case 0 -> {
                    boolean objects = of(base).stream().anyMatch(Lists::isObject);
                    for (long run = random.between(1, RUN_MAX); run > 0; run--) {
                        String word = Tokens.of(draw.writer(), words);
                        long id = draw.writer() * NEW_IDS + words++;
                        elements.add(place++, objects ? object(id, word) : word);
                    }
                }
                case 1 -> {
                    if (there) {
                        elements.remove(place);
                    }
                }
                case 2 -> {
                    if (there) {
                        String moved = elements.remove(place);
                        elements.add((int) random.below(elements.size() + 1), moved);
                    }
                }
                default -> {
                    if (there && mayChange(elements.get(place), draw)) {
                        elements.set(place, changed(elements.get(place), draw, words++));
                    }
                }
            }
        }
        return Value.of(JsonArray.of(elements));
    }

    private static Value base(SeededRandom random) {
        if (random.percent(10)) {
            return Value.NULL;
        }
        boolean objects = random.percent(40);
        List<String> elements = new ArrayList<>();
        for (long left = random.below(BASE_MAX + 1); left > 0; left--) {
            String word = Tokens.of(0, left);
            elements.add(objects ? object(left, word) : word);
        }
        return Value.of(JsonArray.of(elements));
    }

    /**
     * When a list was written is known of the list, not of its elements; so of three edits it is
     * not known which of two that change one element is the later one.
     */
    private static boolean mayChange(String element, Draw draw) {
        boolean own = isObject(element) && id(element) % 3 == draw.writer() % 3;
        return isObject(element) && (own || !draw.apart());
    }

    private static boolean isObject(String element) {
        return element.startsWith("{");
    }

    private static String object(long id, String word) {
        return "{\"id\":" + id + ",\"name\":" + word + "}";
    }

    private static String changed(String object, Draw draw, long number) {
        return object(id(object), Tokens.of(draw.writer(), number));
    }

    private static long id(String object) {
        return Long.parseLong(object.substring(object.indexOf(':') + 1, object.indexOf(',')));
    }

    /** True if the same elements are there, in any order. */
    @Override
    public boolean isSame(Value one, Value other) {
        List<String> first = new ArrayList<>(of(one));
        List<String> second = new ArrayList<>(of(other));
        Collections.sort(first);
        Collections.sort(second);
        return first.equals(second);
    }

    @Override
    public String lost(Script script, List<Outcome> outcomes) {
        return Tokens.lost(script, outcomes);
    }

    /** The pieces that a client added in one piece, of at least two elements. */
    static List<List<String>> runs(Value base, Value after) {
        List<List<String>> runs = new ArrayList<>();
        List<String> old = of(base);
        List<String> run = new ArrayList<>();
        for (String element : of(after)) {
            boolean isOld = isObject(element) ? id(element) < NEW_IDS : old.contains(element);
            if (isOld) {
                runs.add(run);
                run = new ArrayList<>();
            } else {
                run.add(element);
            }
        }
        runs.add(run);
        runs.removeIf(each -> each.size() < 2);
        return runs;
    }

    static List<String> of(Value value) {
        List<String> elements = value.isNull() ? List.of() : JsonArray.elements(value.asText());
        if (elements == null) {
            throw new AssertionError("no list: " + value);
        }
        return elements;
    }
}
