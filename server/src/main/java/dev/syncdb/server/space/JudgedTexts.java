package dev.syncdb.server.space;

import dev.syncdb.change.Cell;
import dev.syncdb.change.RowName;
import dev.syncdb.delta.TextDelta;
import dev.syncdb.delta.TextDifference;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.text.TextEntry;
import dev.syncdb.sync.text.Texts;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/** The texts that one transaction of a client, or of the server's own code, writes. */
final class JudgedTexts implements Texts {
    private record Spot(RowName row, int column) {}

    private record Judgement(@Nullable TextDelta done, Value value) {}

    private final Transaction transaction;
    private final Limits limits;
    private final Texts known;
    private final long client;
    private final long number;
    private final Map<Spot, Judgement> judged = new HashMap<>();

    /** A transaction of the server's own code. */
    JudgedTexts(Transaction transaction, Limits limits) {
        this(transaction, limits, Texts.NONE, 0, 0);
    }

    /**
     * A transaction of a client.
     *
     * @param limits of the histories
     * @param known what of them the client has seen
     * @param number that of the transaction
     */
    JudgedTexts(Transaction transaction, Limits limits, Texts known, long client, long number) {
        this.transaction = transaction;
        this.limits = limits;
        this.known = known;
        this.client = client;
        this.number = number;
    }

    @Override
    public @Nullable TextDelta unseen(RowName row, int column, RowVersions versions, Value value) {
        return known.unseen(row, column, versions, value);
    }

    @Override
    public @Nullable Value seen(RowName row, int column, RowVersions versions, Value value) {
        return known.seen(row, column, versions, value);
    }

    @Override
    public void judged(RowName row, int column, @Nullable TextDelta done, Value value) {
        judged.put(new Spot(row, column), new Judgement(done, value));
    }

    /** What was no text, or is none, has no history: whoever asks gets the whole of it. */
    @Override
    public void changed(RowName row, Cell cell, CellVersion before) {
        Value was = cell.before();
        Value now = cell.after();
        if (was == null || was.type() != ValueType.TEXT || now.type() != ValueType.TEXT) {
            TextTable.forget(transaction, row, cell.column());
            return;
        }
        Judgement judgement = judged.get(new Spot(row, cell.column()));
        Judgement theirs = judgement != null && judgement.value.equals(now) ? judgement : null;
        TextDelta done = theirs == null ? null : theirs.done;
        TextDelta edit = done == null ? TextDifference.between(was.asText(), now.asText()) : done;
        TextTable.add(
                transaction,
                row,
                cell.column(),
                new TextEntry(
                        transaction.version(),
                        before.version(),
                        theirs == null ? CellVersion.BACKEND : client,
                        theirs == null ? 0 : number,
                        edit,
                        edit.inverse(was.asText())),
                limits);
    }

    @Override
    public void forget(RowName row) {
        TextTable.forget(transaction, row);
    }
}
