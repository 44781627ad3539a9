package dev.syncdb.sql.plan.term;

import dev.syncdb.value.Affinity;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/**
 * A cell of the row in a slot.
 *
 * @param position of the cell in the row
 */
public record Column(
        int slot,
        int position,
        @Nullable Affinity affinity,
        @Nullable Collation collation) implements Term {
    @Override
    public Value value(Frame frame) {
        return frame.row(slot).at(position);
    }

    @Override
    public List<Term> operands() {
        return List.of();
    }

    @Override
    public void slots(Consumer<Integer> visitor) {
        visitor.accept(slot);
    }
}
