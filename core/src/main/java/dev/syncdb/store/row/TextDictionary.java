package dev.syncdb.store.row;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * The texts that keep coming back in one column, each with a code of 12 bits. Lives as long as the
 * layout; a code never changes its text. The writer looks up and adds, any thread reads.
 *
 * <p>A text is taken in when it is seen again. What was seen once is remembered by a fingerprint in
 * a small direct-mapped table, so a text may have to be seen more often, or be taken in at its
 * first sight; neither does harm. A column whose texts hardly repeat gives up and keeps nothing but
 * the texts that rows already have codes of.
 */
final class TextDictionary {
    /** As many as a narrow slot can count. */
    static final int TEXTS_MAX = 1 << 12;

    /** Longer texts seldom repeat, and 4,096 of them would be a burden. */
    static final int TEXT_BYTES_MAX = 64;

    /** How many texts are judged together when it is decided whether to go on. */
    static final int WINDOW_TEXTS = 1 << 12;

    /** Below this share of a window the codes save less than the search for them costs. */
    private static final int WINDOW_REPEATS_MIN = WINDOW_TEXTS / 8;

    /** A text that hostile neighbours push further away gets no code: it costs bytes, not time. */
    private static final int PROBES_MAX = 32;

    /** So sparse, texts that are not hostile stay far from PROBES_MAX. */
    private static final int CODES_PER_TEXT_MIN = 4;

    private static final int CODES_FIRST = 1 << 5;

    private static final int TEXTS_FIRST = 1 << 3;

    /** Enough for a status or a kind; most columns of small tables need no more. */
    private static final int SIGHTINGS_FIRST = 1 << 8;

    private static final int SIGHTINGS_MAX = 1 << 12;

    // Volatile, so that whoever sees a longer array also sees what was copied into it. A reader
    // sees the text of its code because the row with the code was published after it.
    // A code that no loaded row has may have no text.
    private volatile @Nullable String[] texts = new String[0];

    /** The texts as values, so that all cells with a code give the same object. */
    private volatile @Nullable Value[] values = new Value[0];

    /** The prefixes of the texts under BINARY, so that no text is looked at for them. */
    private volatile long[] prefixes = new long[0];

    private int size;
    private final boolean open;
    private boolean loading;

    /** Open addressing: a code plus one, or 0. Null when nothing is looked up any more. */
    private short @Nullable [] codes;

    private short @Nullable [] sightings;
    private int textBytes;
    private int windowTexts;
    private int windowRepeats;

    /** A dictionary, open if it may ever take in a text. */
    TextDictionary(boolean open) {
        this.open = open;
        codes = open ? new short[CODES_FIRST] : null;
    }

    String text(int code) {
        String text = texts[code];
        if (text == null) {
            throw new Fault(ErrorCode.INTERNAL, "code " + code + " has no text");
        }
        return text;
    }

    /** The text of a code as a value, always the same object. */
    Value value(int code) {
        Value value = values[code];
        if (value == null) {
            throw new Fault(ErrorCode.INTERNAL, "code " + code + " has no text");
        }
        return value;
    }

    /** The {@link Prefix} of the text of a code, under BINARY. */
    long prefix(int code) {
        return prefixes[code];
    }

    /** True if there is a text of that code. */
    boolean knows(int code) {
        return code < size && texts[code] != null;
    }

    /** A dictionary that may ever have texts, or that has none, as this one. */
    TextDictionary empty() {
        return new TextDictionary(open);
    }

    /** True from the begin of a loading to its end: texts come with their codes only. */
    void setLoading(boolean loads) {
        loading = loads;
    }

    /**
     * Takes in a text at its code; false if it cannot be there, because the code has another one,
     * or the text another code.
     */
    boolean restore(int code, String text) {
        if (knows(code)) {
            return text.equals(texts[code]);
        }
        short[] table = codes;
        int hash = spread(text.hashCode());
        if (!open || (table != null && find(table, text, hash) >= 0)) {
            return false;
        }
        if (code >= texts.length) {
            resize(Math.max(TEXTS_FIRST, 2 * Integer.highestOneBit(code)));
        }
        set(code, text);
        textBytes += (int) HeapBytes.text(text);
        size = Math.max(size, code + 1);
        if (table != null) {
            if (CODES_PER_TEXT_MIN * size > table.length) {
                lengthen(2 * Integer.highestOneBit(CODES_PER_TEXT_MIN * size));
            } else if (!place(table, code, hash)) {
                close();
            }
        }
        return true;
    }

    int size() {
        return size;
    }

    /** True if nothing is looked up or taken in any more. */
    boolean closed() {
        return codes == null;
    }

    /** The code of a text, which is taken in if it is due; -1 if it has none. Writer only. */
    int codeOf(String text) {
        short[] table = codes;
        if (table == null || text.length() > TEXT_BYTES_MAX) {
            return -1;
        }
        int hash = spread(text.hashCode());
        int code = find(table, text, hash);
        if (loading) {
            return code;
        }
        if (code < 0 && size < TEXTS_MAX && seenBefore(hash)) {
            code = add(table, text, hash);
        }
        judge(code >= 0);
        return code;
    }

    /** Estimate of the heap that it takes. Any thread may ask; the writer may be ahead. */
    long bytes() {
        short[] table = codes;
        short[] seen = sightings;
        return textBytes
                + (long) HeapBytes.VALUE_BYTES * size
                + 2 * HeapBytes.references(texts.length)
                + HeapBytes.array((long) Long.BYTES * prefixes.length)
                + (table == null ? 0 : HeapBytes.array(2L * table.length))
                + (seen == null ? 0 : HeapBytes.array(2L * seen.length));
    }

    private int find(short[] table, String text, int hash) {
        @Nullable String[] known = texts;
        int mask = table.length - 1;
        for (int i = 0; i < PROBES_MAX; i++) {
            int code = table[hash + i & mask] - 1;
            if (code < 0 || text.equals(known[code])) {
                return code;
            }
        }
        return -1;
    }

    private boolean seenBefore(int hash) {
        if (sightings == null) {
            sightings = new short[SIGHTINGS_FIRST];
        } else if (sightings.length == SIGHTINGS_FIRST
                && windowTexts - windowRepeats > SIGHTINGS_FIRST) {
            sightings = new short[SIGHTINGS_MAX];
        }
        int place = hash & sightings.length - 1;
        short fingerprint = (short) (hash >>> 16);
        if (sightings[place] == fingerprint) {
            return true;
        }
        sightings[place] = fingerprint;
        return false;
    }

    private int add(short[] table, String text, int hash) {
        if (Utf8.bytes(text) > TEXT_BYTES_MAX || !place(table, size, hash)) {
            return -1;
        }
        if (size == texts.length) {
            resize(Math.max(TEXTS_FIRST, 2 * size));
        }
        set(size++, text);
        textBytes += (int) HeapBytes.text(text);
        if (CODES_PER_TEXT_MIN * size > table.length) {
            lengthen(2 * table.length);
        }
        if (size == TEXTS_MAX) {
            sightings = null;
        }
        return size - 1;
    }

    // Every text must be found again, or it would get a second code.
    private void lengthen(int length) {
        short[] longer = new short[length];
        codes = longer;
        for (int i = 0; i < size; i++) {
            String text = texts[i];
            if (text != null && !place(longer, i, spread(text.hashCode()))) {
                close();
                return;
            }
        }
    }

    private static boolean place(short[] table, int code, int hash) {
        for (int i = 0; i < PROBES_MAX; i++) {
            int at = hash + i & table.length - 1;
            if (table[at] == 0) {
                table[at] = (short) (code + 1);
                return true;
            }
        }
        return false;
    }

    private void judge(boolean repeated) {
        windowRepeats += repeated ? 1 : 0;
        if (++windowTexts < WINDOW_TEXTS) {
            return;
        }
        if (windowRepeats < WINDOW_REPEATS_MIN) {
            close();
        }
        windowTexts = 0;
        windowRepeats = 0;
    }

    private void close() {
        codes = null;
        sightings = null;
        resize(size);
    }

    private void resize(int length) {
        prefixes = Arrays.copyOf(prefixes, length);
        values = Arrays.copyOf(values, length);
        texts = Arrays.copyOf(texts, length);
    }

    private void set(int code, String text) {
        prefixes[code] = Prefix.text(text, Collation.BINARY);
        values[code] = Value.of(text);
        texts[code] = text;
    }

    private static int spread(int hash) {
        int spread = hash * 0x9E3779B9;
        return spread ^ spread >>> 15;
    }
}
