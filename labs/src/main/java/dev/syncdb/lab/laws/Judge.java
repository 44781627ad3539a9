package dev.syncdb.lab.laws;

import dev.syncdb.value.Value;

/** Who says what becomes of edits of one cell. */
interface Judge {
    /** The server's own code writes a row anew, and every client sees it. */
    void begin(Value value);

    /** What is there now is what edits are made of from here on. */
    void everybodySees();

    /** What edits are made of. */
    Value seen();

    /** A client's edit arrives. */
    Outcome push(Edit edit);

    /** What its author shows of an edit while the server has not judged it. */
    Value predicted(Edit edit);
}
