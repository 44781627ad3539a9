package dev.syncdb.lab.text;

import java.util.Objects;

/*
 * One phone types for one agent, run after run. If an agent did two things at once (it makes an
 * edit that does not know of its own last one), another phone makes the second: a phone only ever
 * makes edits each of which knows of the one before it.
 *
 * Edits are made in the order of the trace. Before a phone makes one whose parents it has not all
 * seen, those who made these send them, then the phone syncs. It may see more than the parents
 * then: who syncs sees all that arrived, and sends all that it has. A history of which no order of
 * syncs gives every run exactly its ancestors is thus played with a little less at the same time
 * than there was. It is played exactly all the same, for edits are made by letters; where several
 * inserted at one place, a phone that sees their letters early puts its own where the trace's merge
 * would have put them.
 */
/** Replays a trace of edits that did not all know of each other. Used once. */
final class ConcurrentReplay {
    private static final int NONE = -1;

    private final Trace trace;
    private final Ancestry ancestry;
    private final Typing typing;

    /** Of each phone, for whom it types, and what it made last. */
    private final Ints agents = new Ints();

    private final Ints lasts = new Ints();

    private ConcurrentReplay(Trace trace, Typing typing) {
        this.trace = trace;
        this.typing = typing;
        ancestry = new Ancestry(trace.edits());
    }

    /**
     * Plays it.
     *
     * @param letters of this trace
     * @param batch so many edits are on a phone at most before it syncs
     */
    static Replayed play(Trace trace, Letters letters, int batch) {
        try (TextWorld world = TextWorld.of(trace.start())) {
            Typing typing = new Typing(trace, letters, world);
            new ConcurrentReplay(trace, typing).run(batch);
            typing.syncAll();
            typing.syncAll();
            long bytes = world.phones().stream().mapToLong(TextPhone::bytes).sum();
            String end = Objects.requireNonNullElse(trace.end(), letters.text());
            return new Replayed(trace.edits().size(), typing.phones(), bytes, world.allShow(end));
        }
    }

    private void run(int batch) {
        for (int i = 0; i < trace.edits().size(); i++) {
            Edit edit = trace.edits().get(i);
            int phone = phoneFor(edit);
            meet(phone, edit);
            typing.make(phone, i);
            lasts.set(phone, i);
            if (typing.unsent(phone) >= batch) {
                typing.sync(phone);
            }
        }
    }

    /** A phone of the agent that made nothing which the edit does not know of. */
    private int phoneFor(Edit edit) {
        for (int phone = 0; phone < agents.size(); phone++) {
            if (agents.get(phone) == edit.agent()
                    && ancestry.holds(edit.parents(), lasts.get(phone))) {
                return phone;
            }
        }
        agents.add(edit.agent());
        lasts.add(NONE);
        return typing.open();
    }

    /** Sees to it that the phone knows all that the edit's author knew. */
    private void meet(int phone, Edit edit) {
        boolean news = false;
        for (int parent : edit.parents()) {
            if (!typing.knows(phone, parent)) {
                if (!typing.hasArrived(parent)) {
                    typing.sync(typing.author(parent));
                }
                news = true;
            }
        }
        if (news) {
            typing.sync(phone);
        }
    }
}
