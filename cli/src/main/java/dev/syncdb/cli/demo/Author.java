package dev.syncdb.cli.demo;

/**
 * Who edits. What two authors write into one cell differs.
 *
 * @param number what the author adds to a number; phones count from 1
 * @param mark what the author appends to a text
 */
record Author(int number, String mark) {
    static final Author SERVER = new Author(9, "~server");

    static Author phone(int number) {
        return new Author(number, "~phone" + number);
    }
}
