package dev.syncdb.sync.text;

import dev.syncdb.change.Cell;
import dev.syncdb.change.RowName;
import dev.syncdb.delta.TextDelta;
import dev.syncdb.delta.TextEdit;
import dev.syncdb.delta.TextMerge;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.sync.push.Push;
import dev.syncdb.sync.text.SentEdits.Own;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/*
 * A client shows, of a text, what it holds of the server (H) and its own edits on top (p1, p2). The
 * server has done others' edits meanwhile (f1, f2) and has rewritten p1 for them (y1). One edit for
 * each text, what is unseen (U), leads from what the client shows to what the server has, and goes
 * on with everything that happens to the text, in the order of the commits:
 *
 *        p1        p2                 U begins as nothing;
 *   H ------> x1 ------> x2           f comes:   U := U then f
 *   |         |                       p comes:   y := p rewritten for U
 *   | f1      | U                                U := U rewritten for p
 *   v    y1   v    f2
 *   o ------> o ------> server
 *
 * Rewriting does not distribute over joining edits, so U is never computed in another way. Nothing
 * of it is kept behind the request: the history has f and y, the request has p.
 */
/**
 * What has come into texts since a client saw them, its own edits in. Lives for one request of that
 * client; confined to its thread.
 */
public final class UnseenTexts {
    /** A transaction that was judged in an earlier request: when is not known. */
    private static final long SOMETIME = 0;

    private record Spot(RowName row, int column) {}

    /**
     * One text as far as it was followed.
     *
     * <p>The client held it as it was at {@code start}; the transactions up to {@code first} are in
     * it.
     */
    private static final class Text {
        private long start;
        private long first;
        private long through;
        private long number;

        /** The client made the row, and the text begins with that. */
        private final boolean made;

        private @Nullable TextDelta unseen = TextDelta.NONE;

        Text(long start, boolean made) {
            this.start = start;
            this.through = start;
            this.made = made;
        }
    }

    private final long client;
    private final long held;
    private final SentEdits sent;
    private final Map<Long, Long> judged = new HashMap<>();
    private final Map<Spot, Text> texts = new HashMap<>();

    /**
     * @param held the version that the client holds; 0 if that is not known
     * @param push what it sends
     */
    public UnseenTexts(long client, long held, Push push) {
        this.client = client;
        this.held = held;
        this.sent = new SentEdits(push);
    }

    /** A transaction of the request was accepted in an earlier request. */
    public void recalled(long number) {
        judged.put(number, SOMETIME);
    }

    /** A transaction of the request has just been accepted. */
    public void accepted(long number, long version) {
        judged.put(number, version);
    }

    /**
     * What leads from the text as the client shows it to the text as it is, or null if nobody can
     * say. The client shows the edits of all its transactions that were accepted so far.
     *
     * @param row with its handle
     * @param versions those of the row
     * @param value the text as it is
     */
    @Nullable
    TextDelta of(TextHistory history, RowName row, int column, RowVersions versions, Value value) {
        Text text = texts.computeIfAbsent(new Spot(row, column), spot -> begun(versions));
        boolean lost = !text.made && isInserted(row);
        if (text.unseen != null
                && (lost || !follow(text, history, new Spot(row, column), versions, value))) {
            text.unseen = null;
        }
        return text.unseen;
    }

    /** What is known of texts by that history; it is told of no changes. */
    public Texts over(TextHistory history) {
        return new Texts() {
            @Override
            public @Nullable TextDelta unseen(
                    RowName row, int column, RowVersions versions, Value value) {
                return of(history, row, column, versions, value);
            }

            @Override
            public @Nullable Value seen(
                    RowName row, int column, RowVersions versions, Value value) {
                return UnseenTexts.this.seen(history, row, column, versions, value);
            }
        };
    }

    /** The text as the client shows it, or null if nobody can say. Parameters as of {@link #of}. */
    @Nullable
    Value seen(TextHistory history, RowName row, int column, RowVersions versions, Value value) {
        if (of(history, row, column, versions, value) == null) {
            return null;
        }
        Text text = texts.get(new Spot(row, column));
        if (text == null) {
            return null;
        }
        String seen = value.isNull() ? "" : value.asText();
        List<TextEntry> entries = history.since(row, column, text.start);
        for (int i = entries.size() - 1; i >= 0; i--) {
            seen = entries.get(i).back().applied(seen);
        }
        for (Own edit : ownOf(row, column, text.first)) {
            if (edit.number() <= text.number) {
                TextEdit read = read(edit.cell());
                if (read == null) {
                    return null;
                }
                seen = read.delta().applied(seen);
            }
        }
        return Value.of(seen);
    }

    private Text begun(RowVersions versions) {
        boolean isNew = versions.row().version() > held;
        boolean mine = versions.row().writer() == client;
        Text text = new Text(isNew ? versions.row().version() : held, isNew && mine);
        if (held == 0 || (isNew && !mine)) {
            text.unseen = null;
        }
        return text;
    }

    /** Takes in what happened to the text since the last call; false if that cannot be told. */
    private boolean follow(
            Text text, TextHistory history, Spot spot, RowVersions versions, Value value) {
        long newest = versions.cell(spot.column).version();
        List<Own> mine = ownOf(spot.row, spot.column, text.number);
        Own last = mine.isEmpty() ? null : mine.get(mine.size() - 1);
        if (last != null && versionOf(last) == newest && value.equals(written(last.cell()))) {
            text.first = last.number();
            text.start = newest;
            text.number = last.number();
            text.through = newest;
            text.unseen = TextDelta.NONE;
            return true;
        }
        List<TextEntry> entries = newest > text.through
                ? history.since(spot.row, spot.column, text.through)
                : List.of();
        if (newest > text.through && !areAll(entries, text.through, newest)) {
            return false;
        }
        int next = 0;
        for (TextEntry entry : entries) {
            while (next < mine.size() && isBetween(mine.get(next), entry)) {
                if (!add(text, mine.get(next++), null)) {
                    return false;
                }
            }
            boolean isMine = entry.writer() == client;
            if (!isMine) {
                TextDelta unseen = text.unseen;
                text.unseen = unseen == null ? null : unseen.then(entry.edit());
                continue;
            }
            boolean sent = next < mine.size() && mine.get(next).number() == entry.number();
            if (!sent || !add(text, mine.get(next++), entry)) {
                return false;
            }
        }
        while (next < mine.size()) {
            Own edit = mine.get(next++);
            if (versionOf(edit) == SOMETIME || !add(text, edit, null)) {
                return false;
            }
        }
        text.through = Math.max(text.through, newest);
        return true;
    }

    private static boolean areAll(List<TextEntry> entries, long after, long newest) {
        long before = after;
        for (TextEntry entry : entries) {
            boolean follows =
                    entry.before() == before || (before == after && entry.before() <= after);
            if (!follows) {
                return false;
            }
            before = entry.version();
        }
        return before == newest && !entries.isEmpty();
    }

    /** True of an edit that was judged before an entry and left none: it changed nothing. */
    private boolean isBetween(Own edit, TextEntry entry) {
        long version = versionOf(edit);
        return edit.number() != entry.number() && version != SOMETIME && version < entry.version();
    }

    /** Goes on with an edit of the client's; false if something else was done than it says. */
    private boolean add(Text text, Own edit, @Nullable TextEntry entry) {
        text.number = edit.number();
        TextEdit read = read(edit.cell());
        TextDelta unseen = text.unseen;
        if (read == null || unseen == null) {
            return false;
        }
        TextMerge both = TextMerge.of(read.delta(), unseen);
        if (!both.done().equals(entry == null ? TextDelta.NONE : entry.edit())) {
            return false;
        }
        text.unseen = both.left();
        return true;
    }

    /** What an edit leaves whatever was there before it, or null if it says no such thing. */
    private static @Nullable Value written(Cell cell) {
        TextEdit edit = read(cell);
        if (edit != null) {
            return edit.length() == 0 ? Value.of(edit.delta().applied("")) : null;
        }
        return cell.relative() ? null : cell.after();
    }

    private long versionOf(Own edit) {
        return judged.getOrDefault(edit.number(), SOMETIME);
    }

    private static @Nullable TextEdit read(Cell cell) {
        boolean edit = cell.relative() && cell.after().type() == ValueType.BLOB;
        return edit ? TextEdit.read(cell.after().asBytes()) : null;
    }

    /** The client's accepted edits of a text in transactions behind {@code number}, in order. */
    private List<Own> ownOf(RowName row, int column, long number) {
        List<Own> found = new ArrayList<>(sent.of(row, column));
        found.removeIf(edit -> edit.number() <= number || !judged.containsKey(edit.number()));
        return found;
    }

    /** True if the client shows what it inserted, and the server has merged that into a row. */
    private boolean isInserted(RowName row) {
        Long number = sent.insertOf(row);
        return number != null && judged.containsKey(number);
    }
}
