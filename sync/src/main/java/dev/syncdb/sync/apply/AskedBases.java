package dev.syncdb.sync.apply;

import dev.syncdb.sync.push.Push.BaseValue;
import dev.syncdb.sync.push.Push.CellPlace;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was in the cells of one transaction before it, as far as that is needed: where two edits
 * clash. The server keeps only the newest version of a cell, so the client has to say. If it has
 * not yet said something of each of them, all of them are asked for, so that who answers need not
 * remember what was asked before. Lives for one transaction.
 */
final class AskedBases {
    private final Map<CellPlace, @Nullable Value> given = new HashMap<>();
    private final Set<CellPlace> needed = new LinkedHashSet<>();

    AskedBases(List<BaseValue> given) {
        given.forEach(base -> this.given.put(base.cell(), base.value()));
    }

    /** What was there, or null if that is not known. */
    @Nullable
    Value of(CellPlace cell) {
        needed.add(cell);
        return given.get(cell);
    }

    /** What was in the cells that one operation writes. */
    SeenCells at(int operation) {
        return new SeenCells() {
            @Override
            public @Nullable Value of(int column) {
                return AskedBases.this.of(new CellPlace(operation, column));
            }

            @Override
            public boolean isAnswered(int column) {
                return given.containsKey(new CellPlace(operation, column));
            }
        };
    }

    /** What to ask the client for: nothing, or all that was needed. */
    List<CellPlace> wanted() {
        return given.keySet().containsAll(needed) ? List.of() : List.copyOf(needed);
    }
}
