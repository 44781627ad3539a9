package dev.syncdb.sync.view;

import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.error.Incorrect;
import dev.syncdb.lens.View;
import dev.syncdb.lens.ViewedTable;
import dev.syncdb.schema.Schema;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.pull.Page;
import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.sync.pull.PriorityClasses;
import dev.syncdb.sync.pull.Pull;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.sync.push.Postponement;
import dev.syncdb.sync.push.Push;
import dev.syncdb.sync.push.Push.BaseValue;
import dev.syncdb.sync.push.Push.Bases;
import dev.syncdb.sync.push.Push.CellPlace;
import dev.syncdb.sync.push.Push.Wanted;
import dev.syncdb.sync.push.PushedTransaction;
import dev.syncdb.sync.push.Receipt;
import dev.syncdb.sync.push.Rejection;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Says what a client says in the words of what is stored, and the other way round. The table of
 * conflicts is the same on both sides, but for the names that stand in its records. Messages of
 * rejections are for people to read and keep the names that are stored. Lives for one request.
 */
public final class Interpreter {
    /** Where the records of conflicts are. */
    public interface Records {
        /** The stored record of that key, or null if there is none. */
        @Nullable
        Row find(Key key);
    }

    private final View view;
    private final View pushed;
    private final Schema stored;
    private final LedgerWords shownLedger;
    private final LedgerWords pushedLedger;

    /**
     * An interpreter.
     *
     * @param view of the version that the client has
     * @param pushed of the version that its push is in
     * @param stored the tables that are stored
     * @param records the stored record of a conflict by its key, or null if there is none
     */
    public Interpreter(View view, View pushed, Schema stored, Records records) {
        this.view = view;
        this.pushed = pushed;
        this.stored = stored;
        this.shownLedger = new LedgerWords(view, stored, records);
        this.pushedLedger = new LedgerWords(pushed, stored, records);
    }

    /** A request in the words of what is stored. */
    public Heard heard(SyncRequest request) {
        Map<Long, Incorrect> misfits = new HashMap<>();
        List<PushedTransaction> transactions = new ArrayList<>();
        for (PushedTransaction each : request.push().transactions()) {
            transactions.add(heard(each, misfits));
        }
        List<Bases> bases = new ArrayList<>();
        for (Bases each : request.push().bases()) {
            if (!misfits.containsKey(each.number())) {
                bases.add(heard(each, request.push()));
            }
        }
        SyncRequest heard = request.pushing(request.push().with(transactions).saying(bases));
        return new Heard(heard.pulling(heard(request.pull())), misfits);
    }

    /** An answer to {@code request}, in the words of the client. */
    public Answer told(Answer answer, SyncRequest request) {
        List<Change> changes = new ArrayList<>();
        for (Change change : answer.page().changes()) {
            Change shown = shown(change);
            if (shown != null) {
                changes.add(shown);
            }
        }
        PageToken next = answer.page().next();
        Page page = new Page(changes, next == null ? null : told(next));
        Postponement postponed = answer.postponed();
        Receipt receipt = new Receipt(
                answer.lastTx(),
                told(answer.outcomes()),
                postponed == null ? null : told(postponed, request.push()));
        return answer.showing(page).receiving(receipt);
    }

    private PushedTransaction heard(PushedTransaction transaction, Map<Long, Incorrect> misfits) {
        List<Change> operations = new ArrayList<>();
        for (Change operation : transaction.operations()) {
            try {
                operations.add(
                        isOfLedger(operation)
                                ? pushedLedger.heard(operation)
                                : pushed.stored(operation));
            } catch (Incorrect misfit) {
                misfits.putIfAbsent(transaction.number(), blamed(misfit));
            }
        }
        return transaction.doing(operations);
    }

    /** Names the table as it is stored: that is how outcomes are kept. */
    private Incorrect blamed(Incorrect misfit) {
        ViewedTable table = misfit.table() == null ? null : pushed.find(misfit.table());
        String message = String.valueOf(misfit.getMessage());
        return table == null
                ? new Incorrect(misfit.code(), message)
                : Incorrect.at(misfit.code(), message, table.stored(), null);
    }

    private Bases heard(Bases bases, Push push) {
        List<BaseValue> values = new ArrayList<>();
        for (BaseValue each : bases.values()) {
            ViewedTable table = tableOf(push, bases.number(), each.cell());
            try {
                values.add(table == null ? each : heard(each, table));
            } catch (Incorrect unwanted) {
                // No such column is stored, so nobody has asked for it: it is left out.
            }
        }
        return new Bases(bases.number(), values);
    }

    private BaseValue heard(BaseValue base, ViewedTable table) {
        CellPlace cell = base.cell();
        if (cell.column() != CellPlace.ROW) {
            return new BaseValue(
                    new CellPlace(cell.operation(), table.place(cell.column())), base.value());
        }
        TableWords words = TableWords.of(pushed, stored, table.stored());
        Value row = base.value();
        return words == null || row == null ? base : new BaseValue(cell, words.heard(row));
    }

    private Pull heard(Pull pull) {
        PageToken after = pull.after();
        return after == null ? pull : pull.after(renamed(after, this::stored));
    }

    private PageToken told(PageToken next) {
        return renamed(next, name -> {
            ViewedTable table = view.findStored(name);
            return table == null ? name : table.table().name();
        });
    }

    /** The classes are the client's; the place is the server's own and comes back as it is. */
    private static PageToken renamed(PageToken token, UnaryOperator<String> name) {
        PriorityClasses classes = token.classes();
        if (classes.isNone()) {
            return token;
        }
        List<List<String>> tables = new ArrayList<>();
        for (List<String> each : classes.tables()) {
            List<String> renamed = new ArrayList<>();
            each.forEach(table -> renamed.add(name.apply(table)));
            tables.add(renamed);
        }
        return new PageToken(
                token.head(),
                token.last(),
                token.firstHead(),
                token.named(),
                new PriorityClasses(tables, classes.heads()));
    }

    private String stored(String name) {
        ViewedTable table = view.find(name);
        return table == null ? name : table.stored();
    }

    private @Nullable Change shown(Change change) {
        return isOfLedger(change) ? shownLedger.told(change) : view.shown(change);
    }

    private List<Outcome> told(List<Outcome> outcomes) {
        List<Outcome> told = new ArrayList<>(outcomes.size());
        for (Outcome outcome : outcomes) {
            List<RowName> differing = new ArrayList<>();
            for (RowName row : outcome.differing()) {
                RowName shown = Schema.isLedger(row.table()) ? row : view.shown(row);
                if (shown != null) {
                    differing.add(shown);
                }
            }
            Rejection rejection = outcome.rejection();
            told.add(new Outcome(
                    outcome.number(),
                    rejection == null ? null : told(rejection),
                    outcome.handles(),
                    differing,
                    outcome.conflicts()));
        }
        return told;
    }

    private Rejection told(Rejection rejection) {
        TableWords words = TableWords.of(view, stored, rejection.table());
        return words == null
                ? rejection
                : new Rejection(
                        rejection.code(),
                        rejection.message(),
                        words.table(),
                        words.told(rejection.column()),
                        rejection.dependsOn());
    }

    private Postponement told(Postponement postponed, Push push) {
        List<Wanted> wanted = new ArrayList<>();
        for (Wanted each : postponed.wanted()) {
            List<CellPlace> cells = new ArrayList<>();
            for (CellPlace cell : each.cells()) {
                ViewedTable table = tableOf(push, each.number(), cell);
                if (table == null || cell.column() == CellPlace.ROW) {
                    cells.add(cell);
                } else if (table.shown(cell.column()) != ViewedTable.NOT_SHOWN) {
                    cells.add(new CellPlace(cell.operation(), table.shown(cell.column())));
                }
            }
            wanted.add(new Wanted(each.number(), cells));
        }
        return new Postponement(postponed.reason(), postponed.number(), postponed.behind(), wanted);
    }

    /**
     * The table that an operation of the client's push is about; null for one that is not there.
     */
    private @Nullable ViewedTable tableOf(Push push, long number, CellPlace cell) {
        long place = number - push.firstTx();
        if (place < 0 || place >= push.transactions().size()) {
            return null;
        }
        List<Change> operations = push.transactions().get((int) place).operations();
        if (cell.operation() >= operations.size()) {
            return null;
        }
        RowName row = operations.get(cell.operation()).changed();
        return row == null ? null : pushed.find(row.table());
    }

    private static boolean isOfLedger(Change change) {
        RowName row = change instanceof Change.Expect expect ? expect.row() : change.changed();
        return row != null && Schema.isLedger(row.table());
    }
}
