package dev.syncdb.delta;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Arrays in JSON as lists of their elements, each of them JSON without blanks. Two elements are the
 * same if their texts are, so {@code 1} and {@code 1.0} are two. Pure.
 */
public final class JsonArray {
    private JsonArray() {}

    /** The elements of an array, in order; null if the text is no array. */
    public static @Nullable List<String> elements(String text) {
        return elements(text, 0);
    }

    /**
     * The same of an array of arrays, which takes elements in the inner ones that are as deep as
     * those of an array alone may be.
     *
     * @param wrapped how many arrays are around such an element, besides one
     */
    static @Nullable List<String> elements(String text, int wrapped) {
        JsonText json = new JsonText(text);
        List<String> elements = new ArrayList<>();
        return read(json, elements, 1 - wrapped) && json.atEnd() ? elements : null;
    }

    /** The array of these elements, without blanks. */
    public static String of(Iterable<String> elements) {
        return "[" + String.join(",", elements) + "]";
    }

    private static boolean read(JsonText json, List<String> elements, int depth) {
        if (!json.take('[')) {
            return false;
        }
        if (json.take(']')) {
            return true;
        }
        do {
            String element = json.takeValue(depth);
            if (element == null) {
                return false;
            }
            elements.add(element);
        } while (json.take(','));
        return json.take(']');
    }
}
