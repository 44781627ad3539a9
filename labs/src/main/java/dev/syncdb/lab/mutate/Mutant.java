package dev.syncdb.lab.mutate;

/**
 * One change of the code.
 *
 * @param type the class that was changed
 * @param line where
 * @param change its kind, in the tool's words
 * @param noticed true if a test failed because of it
 */
record Mutant(String type, String method, int line, String change, boolean noticed) {
    /** The package of the class. */
    String room() {
        return type.substring(0, type.lastIndexOf('.'));
    }

    @Override
    public String toString() {
        return type.substring(type.lastIndexOf('.') + 1) + "." + method + ":" + line + " " + change;
    }
}
