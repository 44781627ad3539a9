package dev.syncdb.sql.plan.term;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Gives out the slots of one statement while it is planned, and counts its parameters. */
public final class Numbering {
    /** What stands for a parameter without a name, and is written so. */
    public static final String ANONYMOUS = "?";

    private int slots;
    private final List<String> parameters = new ArrayList<>();

    /** A slot that no other source of the statement has. */
    public int nextSlot() {
        return slots++;
    }

    /** Notes that the statement has a parameter of that index, counted from 1. */
    void parameter(int index, @Nullable String name) {
        while (parameters.size() < index) {
            parameters.add(ANONYMOUS);
        }
        if (name != null) {
            parameters.set(index - 1, name);
        }
    }

    /** How many slots were given out. */
    public int slots() {
        return slots;
    }

    /** The parameters by their index: their names with the sign, or {@link #ANONYMOUS}. */
    public List<String> parameters() {
        return parameters;
    }
}
