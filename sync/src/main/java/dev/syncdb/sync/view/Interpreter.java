package dev.syncdb.sync.view;

import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.error.Incorrect;
import dev.syncdb.lens.View;
import dev.syncdb.lens.ViewedTable;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
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

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Says what a client says in the words of what is stored, and the other way round. The tables of
 * conflicts are the same on both sides, but for the names that stand in them. Lives for one
 * request.
 */
public final class Interpreter {
    private final View view;
    private final View pushed;
    private final Schema stored;

    /**
     * An interpreter.
     *
     * @param view of the version that the client has
     * @param pushed of the version that its push is in
     * @param stored the tables that are stored
     */
    public Interpreter(View view, View pushed, Schema stored) {
        this.view = view;
        this.pushed = pushed;
        this.stored = stored;
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
            bases.add(heard(each, request.push()));
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
                operations.add(isOfLedger(operation) ? operation : pushed.stored(operation));
            } catch (Incorrect misfit) {
                misfits.putIfAbsent(transaction.number(), misfit);
            }
        }
        return transaction.doing(operations);
    }

    private Bases heard(Bases bases, Push push) {
        List<BaseValue> values = new ArrayList<>();
        for (BaseValue each : bases.values()) {
            ViewedTable table = tableOf(push, bases.number(), each.cell());
            int column = each.cell().column();
            boolean renamed = table != null && column >= 0;
            if (renamed && column >= table.table().columns().size()) {
                // The transaction does not fit either.
                continue;
            }
            CellPlace cell = renamed
                    ? new CellPlace(each.cell().operation(), table.place(column))
                    : each.cell();
            values.add(new BaseValue(cell, each.value()));
        }
        return new Bases(bases.number(), values);
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
    private static PageToken renamed(
            PageToken token, UnaryOperator<String> name) {
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
        return isOfLedger(change) ? new LedgerWords(view, stored).told(change) : view.shown(change);
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
        ViewedTable table = view.findStored(rejection.table());
        Table before = stored.find(rejection.table());
        if (table == null || before == null) {
            return rejection;
        }
        int place = before.indexOf(rejection.column());
        int column = place < 0 ? ViewedTable.NOT_SHOWN : table.shown(place);
        String name = column == ViewedTable.NOT_SHOWN
                ? rejection.column()
                : table.table().columns().get(column).name();
        return new Rejection(
                rejection.code(),
                rejection.message(),
                table.table().name(),
                name,
                rejection.dependsOn());
    }

    private Postponement told(Postponement postponed, Push push) {
        List<Wanted> wanted = new ArrayList<>();
        for (Wanted each : postponed.wanted()) {
            List<CellPlace> cells = new ArrayList<>();
            for (CellPlace cell : each.cells()) {
                ViewedTable table = tableOf(push, each.number(), cell);
                boolean renamed = table != null && cell.column() >= 0;
                cells.add(
                        renamed
                                ? new CellPlace(cell.operation(), table.shown(cell.column()))
                                : cell);
            }
            wanted.add(new Wanted(each.number(), cells));
        }
        return new Postponement(postponed.reason(), postponed.number(), postponed.behind(), wanted);
    }

    /** The table that an operation of the client's push is about; null for one that is not there. */
    private @Nullable ViewedTable tableOf(Push push, long number, CellPlace cell) {
        for (PushedTransaction each : push.transactions()) {
            if (each.number() == number && cell.operation() < each.operations().size()) {
                RowName row = each.operations().get(cell.operation()).changed();
                return row == null ? null : pushed.find(row.table());
            }
        }
        return null;
    }

    private static boolean isOfLedger(Change change) {
        RowName row = change.changed();
        return row != null && Schema.isLedger(row.table());
    }
}
