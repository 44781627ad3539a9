package dev.syncdb.delta;

/** A part of a text before, and the part of the text after that is in its place. */
record TextBlock(int beforeFrom, int beforeTo, int afterFrom, int afterTo) {
    /** True if one of both parts is empty, so that they have nothing in common. */
    boolean isOneSided() {
        return beforeFrom == beforeTo || afterFrom == afterTo;
    }
}
