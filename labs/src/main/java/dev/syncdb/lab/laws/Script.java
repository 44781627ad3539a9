package dev.syncdb.lab.laws;

import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.List;

/**
 * A value and edits of it, none of whose authors has seen another one; the order is that of their
 * arrival. Immutable.
 */
record Script(Value base, List<Edit> edits) {
    Script {
        edits = List.copyOf(edits);
    }

    /** The same edits in each order in which they may arrive. */
    List<Script> orders() {
        List<Script> orders = new ArrayList<>();
        arrange(new ArrayList<>(), edits, orders);
        return orders;
    }

    private void arrange(List<Edit> begun, List<Edit> left, List<Script> orders) {
        if (left.isEmpty()) {
            orders.add(new Script(base, begun));
        }
        for (Edit next : left) {
            List<Edit> longer = new ArrayList<>(begun);
            longer.add(next);
            List<Edit> others = new ArrayList<>(left);
            others.remove(next);
            arrange(longer, others, orders);
        }
    }

    /** The last two by time, in its order. */
    Script earlierFirst() {
        List<Edit> byTime = new ArrayList<>(edits);
        byTime.sort((a, b) -> Long.compare(a.millis(), b.millis()));
        return new Script(base, byTime.subList(byTime.size() - 2, byTime.size()));
    }

    /** All values in it. */
    List<Value> values() {
        List<Value> values = new ArrayList<>();
        values.add(base);
        edits.forEach(edit -> values.add(edit.after()));
        return values;
    }
}
