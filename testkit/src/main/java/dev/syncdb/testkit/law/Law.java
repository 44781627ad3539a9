package dev.syncdb.testkit.law;

/** What holds of a merge function, as it is named where it does not. */
enum Law {
    NEVER_FAILS("it returns something, also where the base is unknown and where no versions are"),
    FITS("what it returns is of the column's type, and not too large"),
    DETERMINISTIC("the same arguments give the same result, whatever was asked in between"),
    SETTLES("a value that was made of an edit is not changed by that edit again"),
    ORDER_INDEPENDENT("edits of one value come to the same in every order of arrival");

    private final String words;

    Law(String words) {
        this.words = words;
    }

    /** Ends the test. */
    AssertionError broken(String where, String what) {
        return new AssertionError(
                name() + " (" + words + ") does not hold, " + where + ": " + what);
    }
}
