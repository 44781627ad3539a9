package dev.syncdb.delta;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.zip.CRC32;

/* As text: | [crc,step,…] |  in JSON, without blanks; a step is one of
 *   kept   | [from,count] |          elements of the base, as they are
 *   new    | [[element,…]] |         elements that the base has not
 *   other  | [from,0,element] |      an element of the base, with other content
 */
/**
 * What somebody made of a list: each element is one of the list before, at most once, or is new. A
 * list is a JSON array; nothing at all is the list without elements. Immutable.
 *
 * @param crc CRC-32 of the list before, written without blanks
 * @param steps the elements, in order; those that were neighbours and still are make one step
 */
public record ListEdit(int crc, List<Step> steps) {
    /** So many elements are more than a value can have. */
    static final int ELEMENTS_MAX = 1 << 24;

    private static final long UNSIGNED = 0xFFFF_FFFFL;

    /**
     * Some neighbours.
     *
     * @param from the place of the first one in the list before; {@link #NEW} if it was not there
     * @param count 1 if there is a text
     * @param text its content, where that is not the one before; null where it is
     */
    public record Step(int from, int count, @Nullable String text) {
        /** No place in the list before. */
        public static final int NEW = -1;

        /** True if it was not there before. */
        boolean isNew() {
            return from == NEW;
        }

        /** What is there after all. */
        String content(List<String> base) {
            return text == null ? base.get(from) : text;
        }

        /** True if {@code next} is the run's next element, as it was. */
        private boolean precedes(Step next) {
            return text == null && next.text == null && next.from == from + count;
        }
    }

    public ListEdit {
        steps = List.copyOf(steps);
    }

    /**
     * What makes one list of another; null if one of them is none.
     *
     * @param before null for the list without elements
     */
    public static @Nullable ListEdit between(@Nullable String before, String after) {
        List<String> base = elements(before);
        List<String> now = JsonArray.elements(after);
        return base == null || now == null ? null : between(base, now);
    }

    /** What makes one list of another. */
    public static ListEdit between(List<String> base, List<String> after) {
        int[] places = ListDifference.places(base, after);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            int from = places[i];
            boolean same = from != Step.NEW && base.get(from).equals(after.get(i));
            Step step = new Step(from, 1, same ? null : after.get(i));
            Step last = steps.isEmpty() ? null : steps.get(steps.size() - 1);
            if (last != null && last.precedes(step)) {
                steps.set(steps.size() - 1, new Step(last.from, last.count + 1, null));
            } else {
                steps.add(step);
            }
        }
        return new ListEdit(crc(base), steps);
    }

    /** The elements of a list; null if the text is none. Nothing is the one without elements. */
    public static @Nullable List<String> elements(@Nullable String list) {
        return list == null ? List.of() : JsonArray.elements(list);
    }

    /** Reads what {@link #text} wrote; null if it is nothing like that. */
    public static @Nullable ListEdit parse(String text) {
        List<String> parts = JsonArray.elements(text, 2);
        long crc = parts == null || parts.isEmpty() ? -1 : number(parts.get(0), UNSIGNED);
        if (parts == null || crc < 0) {
            return null;
        }
        List<Step> steps = new ArrayList<>();
        BitSet used = new BitSet();
        for (String part : parts.subList(1, parts.size())) {
            if (!readStep(part, steps, used)) {
                return null;
            }
        }
        return new ListEdit((int) crc, steps);
    }

    private static boolean readStep(String part, List<Step> steps, BitSet used) {
        List<String> step = JsonArray.elements(part, 1);
        if (step == null || step.isEmpty()) {
            return false;
        }
        if (step.size() == 1) {
            List<String> added = JsonArray.elements(step.get(0));
            if (added != null) {
                added.forEach(element -> steps.add(new Step(Step.NEW, 1, element)));
            }
            return added != null;
        }
        long from = number(step.get(0), ELEMENTS_MAX);
        long count = number(step.get(1), ELEMENTS_MAX);
        boolean kept = step.size() == 2 && count > 0;
        boolean other = step.size() == 3 && count == 0;
        if (from < 0 || !(kept || other)) {
            return false;
        }
        Step read = kept
                ? new Step((int) from, (int) count, null)
                : new Step((int) from, 1, step.get(2));
        int next = used.nextSetBit(read.from);
        if (next >= 0 && next < read.from + read.count) {
            return false;
        }
        used.set(read.from, read.from + read.count);
        return steps.add(read);
    }

    /** A whole number from 0 to {@code max}, or -1. */
    private static long number(String json, long max) {
        boolean whole = json.length() <= 10 && json.matches("[0-9]+");
        long number = whole ? Long.parseLong(json) : -1;
        return number <= max ? number : -1;
    }

    /** True if this edit was made of that list. */
    public boolean isOf(List<String> base) {
        return crc == crc(base)
                && steps.stream().allMatch(step -> step.from + step.count <= base.size());
    }

    /** What the edit makes of the list that it is of. */
    public List<String> applied(List<String> base) {
        List<String> after = new ArrayList<>();
        each().forEach(step -> after.add(step.content(base)));
        return after;
    }

    /** One step for each element. Only of an edit of a list that is there, since it may be long. */
    List<Step> each() {
        List<Step> each = new ArrayList<>();
        for (Step step : steps) {
            for (int i = 0; i < step.count; i++) {
                each.add(new Step(step.isNew() ? Step.NEW : step.from + i, 1, step.text));
            }
        }
        return each;
    }

    /**
     * What is left of the edit where nobody knows the list that it is of: what is new comes behind
     * what is there, and an object with other content takes the place of the one of its id.
     */
    public List<String> appended(List<String> there) {
        List<String> after = new ArrayList<>(there);
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < after.size(); i++) {
            String id = ElementKeys.id(after.get(i));
            if (id != null) {
                places.put(id, i);
            }
        }
        for (Step step : steps) {
            if (step.text == null) {
                continue;
            }
            String id = step.isNew() ? null : ElementKeys.id(step.text);
            Integer place = id == null ? null : places.get(id);
            if (place == null) {
                after.add(step.text);
            } else {
                after.set(place, step.text);
            }
        }
        return after;
    }

    /** The edit as it travels. */
    public String text() {
        List<String> parts = new ArrayList<>();
        parts.add(String.valueOf(crc & UNSIGNED));
        List<String> added = new ArrayList<>();
        for (Step step : steps) {
            if (step.isNew()) {
                added.add(step.content(List.of()));
                continue;
            }
            flush(added, parts);
            parts.add(
                    step.text == null
                            ? "[" + step.from + "," + step.count + "]"
                            : "[" + step.from + ",0," + step.text + "]");
        }
        flush(added, parts);
        return JsonArray.of(parts);
    }

    private static void flush(List<String> added, List<String> parts) {
        if (!added.isEmpty()) {
            parts.add("[" + JsonArray.of(added) + "]");
            added.clear();
        }
    }

    /** The edit for people, who do not see the list that it is of: {@code [0..3] +"a" [5]="b"}. */
    public String shown() {
        StringJoiner words = new StringJoiner(" ");
        for (Step step : steps) {
            int last = step.from + step.count - 1;
            String place = "[" + step.from + (step.count > 1 ? ".." + last : "") + "]";
            String content = step.text == null ? "" : "=" + step.text;
            words.add(step.isNew() ? "+" + step.text : place + content);
        }
        return words.toString();
    }

    private static int crc(List<String> elements) {
        CRC32 crc = new CRC32();
        crc.update(JsonArray.of(elements).getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }
}
