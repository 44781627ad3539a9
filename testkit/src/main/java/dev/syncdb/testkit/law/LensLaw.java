package dev.syncdb.testkit.law;

/** What holds of the lens between two versions of a table, as it is named where it does not. */
enum LensLaw {
    KEPT("a row that was not edited stays as it is on the other side"),
    SHOWN("an edit shows on the other side as what is computed of it, and nothing else does"),
    COMPOSED("what two steps make of a row or an edit is what their composition makes of it"),
    STORABLE("what is computed of a row can be stored: no NULL and no value that a CHECK refuses"),
    STABLE("a computed value that goes back and comes again is the same as before");

    private final String words;

    LensLaw(String words) {
        this.words = words;
    }

    /** Ends the test. */
    AssertionError broken(String where, String what) {
        return new AssertionError(
                name() + " (" + words + ") does not hold of " + where + ": " + what);
    }
}
