package dev.syncdb.cli.demo;

import dev.syncdb.cli.query.Result;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Schema;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What happens in the demo, in order: first syncs, edits on the server and on phones without a
 * network, a cut connection, a killed server, silence, and the comparison. Fits any schema. Told
 * once, by one thread.
 */
final class DemoStory {
    /** Two phones edit the same cells; the last one loses its connection. */
    static final int PHONES_MIN = 2;

    /** The rows that the server edits for a pull of several pages. */
    static final int ROWS_OF_CUT_PULL = 300;

    /** So small that this pull takes several. */
    private static final int SMALL_PAGE_BYTES = 1_024;

    /** Whole answers before the one that is cut. */
    private static final int ANSWERS_BEFORE_CUT = 2;

    /** Rounds of syncs until silence; more would mean that phones keep waking each other. */
    private static final int ROUNDS_MAX = 4;

    private final Stage stage;
    private final StepLog log;
    private final Consumer<List<Phone>> beforeComparison;

    /** @param beforeComparison is given the phones when they are open for the last time */
    DemoStory(Stage stage, StepLog log, Consumer<List<Phone>> beforeComparison) {
        this.stage = stage;
        this.log = log;
        this.beforeComparison = beforeComparison;
    }

    /** Lets everything happen. Fails if a step does not do what it is there to show. */
    DemoReport tell() throws IOException, InterruptedException {
        meet();
        Schema schema = stage.phone(0).schema();
        Edits edits = new Edits(schema, stage.phone(0));
        Target target = editApart(edits);
        exchange();
        cut(target);
        killServer(target);
        untilQuiet();
        return compare(schema);
    }

    private void meet() throws IOException {
        log.say("each phone fetches everything");
        for (Phone phone : stage.phones()) {
            phone.reopen(Phone.PAGE_BYTES);
            log.sync(phone, "first sync", Step.Kind.FIRST);
        }
    }

    /** Edits the same cells in three places that do not know of each other. */
    private Target editApart(Edits edits) {
        log.say("the server and two phones without a network edit, some of it the same cells");
        Copy one = stage.phone(0);
        Copy two = stage.phone(1);
        Author first = Author.phone(1);
        Author second = Author.phone(2);
        Target target = chooseTarget(edits);
        int last = target.size() - 1;
        require(one, target.edit(0, first));
        require(one, target.edit(Math.min(2, last), first));
        require(two, target.edit(Math.min(1, last), second));
        require(two, target.edit(Math.min(2, last), second));
        Edits.isTaken(one, target.edit(last, first));
        editOtherColumn(edits, target, last);
        insertAndDelete(edits, one, first);
        insertAndDelete(edits, two, second);
        insertAndDelete(edits, stage.server(), Author.SERVER);
        return target;
    }

    private void insertAndDelete(Edits edits, Copy copy, Author author) {
        if (!edits.insert(copy, author)) {
            log.say("no table lets " + copy.name() + " copy a row under a new key");
        }
        if (!edits.delete(copy, author)) {
            log.say("no table lets " + copy.name() + " delete a row");
        }
    }

    /** Edits another column of the same row, which is no conflict. */
    private void editOtherColumn(Edits edits, Target target, int row) {
        for (Target other : edits.targets()) {
            boolean isBeside = other.table().equals(target.table())
                    && !other.column().equals(target.column())
                    && row < other.size();
            if (isBeside && Edits.isTaken(stage.phone(1), other.edit(row, Author.phone(2)))) {
                return;
            }
        }
    }

    /** The first column that takes an edit; the server has then edited the first two rows of it. */
    private Target chooseTarget(Edits edits) {
        for (Target target : edits.targets()) {
            boolean taken = true;
            for (int row = 0; row < Math.min(2, target.size()); row++) {
                taken &= Edits.isTaken(stage.server(), target.edit(row, Author.SERVER));
            }
            if (taken) {
                return target;
            }
        }
        throw new Incorrect(
                ErrorCode.SCHEMA,
                "no table has a row with a text or number to edit that is no key or reference");
    }

    private void exchange() {
        log.say("they come back, one after the other");
        for (Phone phone : stage.phones()) {
            log.sync(phone, "back online", Step.Kind.EDIT);
        }
        for (Phone phone : stage.phones()) {
            log.sync(phone, "what the others did", Step.Kind.EDIT);
        }
    }

    private void cut(Target target) throws IOException {
        log.say("the server edits many rows; the connection breaks in the middle of the pull");
        require(stage.server(), target.editMany(ROWS_OF_CUT_PULL, Author.SERVER));
        Phone lucky = stage.phone(0);
        lucky.reopen(SMALL_PAGE_BYTES);
        Traffic atOnce = log.sync(lucky, "many edits, no cut", Step.Kind.EDIT).traffic();
        long before = Math.min(ANSWERS_BEFORE_CUT, atOnce.requests() - 1);
        long half = atOnce.bytesDown() / atOnce.requests() / 2;
        Phone unlucky = stage.phone(stage.phones().size() - 1);
        unlucky.reopen(SMALL_PAGE_BYTES);
        unlucky.relay().cutAfter(before, half);
        if (log.trySync(unlucky, "cut in answer " + (before + 1), Step.Kind.CUT)) {
            throw new Fault(ErrorCode.INTERNAL, "a sync succeeded over a cut connection");
        }
        Traffic resumed = log.sync(unlucky, "resumed", Step.Kind.CUT).traffic();
        if (resumed.requests() > atOnce.requests() - before) {
            throw new Fault(
                    ErrorCode.INTERNAL,
                    "resuming took " + resumed.requests() + " requests of " + atOnce.requests()
                            + ", so it started over");
        }
    }

    private void killServer(Target target) throws IOException, InterruptedException {
        log.say("a phone edits; the server is killed and started again");
        Phone phone = stage.phone(1);
        require(phone, target.edit(target.size() - 1, Author.phone(2)));
        stage.server().kill();
        if (log.trySync(phone, "server killed", Step.Kind.RESTART)) {
            throw new Fault(ErrorCode.INTERNAL, "a sync succeeded without a server");
        }
        stage.restartServer();
        for (Phone each : stage.phones()) {
            log.sync(each, "server is back", Step.Kind.RESTART);
        }
    }

    private void untilQuiet() {
        log.say("sync until there is nothing to do");
        for (int round = 0; round < ROUNDS_MAX; round++) {
            long rows = 0;
            for (Phone phone : stage.phones()) {
                rows += log.sync(phone, "nothing new", Step.Kind.EDIT).rowsChanged();
            }
            if (rows == 0) {
                return;
            }
        }
        throw new Fault(ErrorCode.INTERNAL, "no silence after " + ROUNDS_MAX + " rounds of syncs");
    }

    private DemoReport compare(Schema schema) throws IOException {
        log.say("every copy is closed, opened and read from the first row to the last");
        for (Phone phone : stage.phones()) {
            phone.reopen(Phone.PAGE_BYTES);
        }
        beforeComparison.accept(stage.phones());
        List<Copy> copies = stage.copies();
        Comparison comparison = Comparison.of(schema, copies);
        Result conflicts = stage.server().run(ConflictTable.QUERY);
        Result clients = stage.server().run(ConflictTable.CLIENTS);
        return new DemoReport(
                copies.size(),
                new ArrayList<>(log.steps()),
                ConflictTable.of(conflicts, clients),
                comparison);
    }

    private static void require(Copy copy, String sql) {
        if (!Edits.isTaken(copy, sql)) {
            throw new Fault(ErrorCode.INTERNAL, copy.name() + " took no row of " + sql);
        }
    }
}
