package dev.syncdb.sql.plan.term;

/** Gives out the slots of one statement while it is planned, and counts its parameters. */
public final class Numbering {
    private int slots;
    private int parameters;

    /** A slot that no other source of the statement has. */
    public int nextSlot() {
        return slots++;
    }

    /** Notes that the statement has a parameter of that index. */
    void parameter(int index) {
        parameters = Math.max(parameters, index);
    }

    /** How many slots were given out. */
    public int slots() {
        return slots;
    }

    /** The highest index of a parameter; 0 if there is none. */
    public int parameters() {
        return parameters;
    }
}
