package dev.syncdb.sync.push;

import dev.syncdb.sync.push.Push.Wanted;

import java.util.List;

/**
 * Why the server did not judge all transactions of a push: the client is to push the rest again,
 * once it has taken in the answer.
 *
 * @param number the first transaction that was not judged
 * @param behind the rejected transaction that it waits behind; 0 if it waits for something else
 * @param wanted the cells of which the client is to say what their author saw there, because
 *     somebody else wrote them meanwhile and the server does not know it any more: of this
 *     transaction, and of some behind it, for which it would otherwise be asked next
 */
public record Postponement(Reason reason, long number, long behind, List<Wanted> wanted) {
    /** What a transaction waits for. */
    public enum Reason {
        /** The client has not acknowledged so many outcomes that the server keeps no more. */
        UNACKNOWLEDGED(1),
        /** It touches a row of a rejected transaction: the client is to see that one first. */
        BEHIND_REJECTED(2),
        /** The server wants to know what its author saw in some cells. */
        WANTS_BASES(3);

        private final int code;

        Reason(int code) {
            this.code = code;
        }

        /** How it is written; never 0. */
        public int code() {
            return code;
        }
    }

    public Postponement {
        wanted = List.copyOf(wanted);
    }

    /** It waits for something that the client need not say. */
    public Postponement(Reason reason, long number, long behind) {
        this(reason, number, behind, List.of());
    }
}
