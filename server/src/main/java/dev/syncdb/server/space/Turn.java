package dev.syncdb.server.space;

import dev.syncdb.value.Bytes;

import java.util.LinkedHashMap;
import java.util.Map;

/** What an owner loop does at once: work that is judged together and made durable by one frame. */
final class Turn {
    /** Enough to share one force of the disk; not so much that the first caller waits long. */
    private static final int WORK_MAX = 256;

    private final Map<Work<?>, SpaceState> judged = new LinkedHashMap<>();
    private final CommitFrame frame = new CommitFrame();
    private final Rules rules;

    /** One and the same for all of the turn: a space is not migrated between its commits. */
    private final ServedSchema served;

    Turn(Rules rules) {
        this.rules = rules;
        this.served = rules.served();
    }

    /** True if it takes no more; one piece of work always fits. */
    boolean isFull() {
        boolean longEnough = frame.size() >= rules.limits().turnBytesTarget();
        return judged.size() >= WORK_MAX || (longEnough && !judged.isEmpty());
    }

    void judge(Work<?> work, SpaceState state) {
        judged.put(work, state);
        work.attempt(state, served);
        state.frame(frame);
    }

    /** True if nothing of it needs to be made durable. */
    boolean writesNothing() {
        return frame.isEmpty();
    }

    Bytes frame() {
        return frame.toBytes();
    }

    /** Makes everything visible, then tells all callers. */
    void publish() {
        judged.values().forEach(SpaceState::publish);
        judged.forEach(Work::settle);
    }

    /** Undoes everything and tells all callers why. */
    void abandon(RuntimeException reason) {
        judged.values().forEach(SpaceState::abandon);
        judged.keySet().forEach(work -> work.refuse(reason));
    }
}
