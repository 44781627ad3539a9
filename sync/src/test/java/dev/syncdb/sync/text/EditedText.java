package dev.syncdb.sync.text;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.delta.TextDelta;
import dev.syncdb.delta.TextDelta.Hunk;
import dev.syncdb.delta.TextDifference;
import dev.syncdb.delta.TextEdit;
import dev.syncdb.delta.TextMerge;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.sync.push.Push;
import dev.syncdb.sync.push.PushedTransaction;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * One text on a server, which one client and others edit: what a space does with it, in a few
 * words. The client sends all it ever did in every request.
 */
final class EditedText {
    static final long CLIENT = 7;
    static final int BODY = 1;
    static final RowName ROW = new RowName("notes", Key.of(1), 3);
    private static final long BOB = 8;

    final ListedHistory history = new ListedHistory(ROW, BODY);
    private final List<PushedTransaction> pushed = new ArrayList<>();
    private RowVersions versions;
    private long version;
    private String text;
    private UnseenTexts unseen = new UnseenTexts(CLIENT, 0, new Push(1, 0, List.of()));

    /** A text that a row was inserted with. */
    EditedText(String text, long version, long writer) {
        this.text = text;
        this.version = version;
        this.versions = RowVersions.of(ROW.handle(), new CellVersion(version, writer, 0));
    }

    String text() {
        return text;
    }

    long version() {
        return version;
    }

    /** Somebody else's commit. */
    void foreign(TextDelta edit) {
        version++;
        if (!edit.isNone()) {
            commit(BOB, 0, edit);
        }
    }

    void foreign(String after) {
        foreign(TextDifference.between(text, after));
    }

    /** A commit that leaves no history. */
    void anew(String after, long writer) {
        version++;
        text = after;
        history.forget();
        versions = versions.written(BODY, new CellVersion(version, writer, 0));
    }

    /** The client makes a transaction; that does not bring it to the server. */
    void sends(long number, Change... operations) {
        pushed.add(new PushedTransaction(number, 0, 0, 0, 0, false, List.of(operations)));
    }

    /** A request of the client begins, which holds that version. */
    UnseenTexts request(long held) {
        unseen = new UnseenTexts(CLIENT, held, new Push(1, 0, pushed));
        return unseen;
    }

    /** The client's edit is judged as a server does it; false if nobody knows what is unseen. */
    boolean judge(long number, TextDelta edit) {
        TextDelta met = of();
        if (met == null) {
            return false;
        }
        TextDelta done = TextMerge.of(edit, met).done();
        version++;
        if (!done.isNone()) {
            commit(CLIENT, number, done);
        }
        unseen.accepted(number, version);
        return true;
    }

    @Nullable
    TextDelta of() {
        return unseen.of(history, ROW, BODY, versions, Value.of(text));
    }

    @Nullable
    Value seen() {
        return unseen.seen(history, ROW, BODY, versions, Value.of(text));
    }

    private void commit(long writer, long number, TextDelta edit) {
        long before = versions.cell(BODY).version();
        TextDelta back = edit.inverse(text);
        history.add(new TextEntry(version, before, writer, number, edit, back));
        text = edit.applied(text);
        versions = versions.written(BODY, new CellVersion(version, writer, 0));
    }

    static Change edit(RowName row, String before, TextDelta edit) {
        int check = TextEdit.check(edit.applied(before));
        Value value = Value.of(new TextEdit(before.length(), check, edit).toBytes());
        return update(row, new Cell(BODY, null, value, true));
    }

    static Change edit(String before, String after) {
        return edit(ROW, before, TextDifference.between(before, after));
    }

    static Change update(RowName row, Cell... cells) {
        return new Change.Update(row, List.of(cells), Bytes.EMPTY);
    }

    static TextDelta replace(int at, int delete, String insert) {
        return TextDelta.of(List.of(new Hunk(at, delete, insert)));
    }
}
