package dev.syncdb.sql.plan.term;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Gives out the slots of one statement while it is planned, and counts its parameters. */
public final class Numbering {
    private int slots;
    private final List<@Nullable String> parameters = new ArrayList<>();

    /** A slot that no other source of the statement has. */
    public int nextSlot() {
        return slots++;
    }

    /** Notes that the statement has a parameter of that index, counted from 1. */
    void parameter(int index, @Nullable String name) {
        while (parameters.size() < index) {
            parameters.add(null);
        }
        if (name != null) {
            parameters.set(index - 1, name);
        }
    }

    /** How many slots were given out. */
    public int slots() {
        return slots;
    }

    /** The parameters by their index; a name with its sign, or null for one without. */
    public List<@Nullable String> parameters() {
        return parameters;
    }
}
