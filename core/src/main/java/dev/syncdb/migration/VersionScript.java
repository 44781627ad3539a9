package dev.syncdb.migration;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Schema;
import dev.syncdb.sql.syntax.Parsed;
import dev.syncdb.sql.syntax.Script;

/** A script, and what messages call it. */
record VersionScript(String file, String text) {
    private static final String PLACE = "line ";

    /**
     * Walks the script. Fails with what is wrong in it, and in which file, line and column that is.
     */
    ScriptWalk walk(Schema before) {
        ScriptWalk walk = new ScriptWalk(before);
        Script script = Script.of(text);
        while (script.hasNext()) {
            take(walk, next(script));
        }
        return walk;
    }

    /** A failure of the whole script. */
    Incorrect failure(ErrorCode code, String message) {
        return new Incorrect(code, file + ": " + message);
    }

    private Parsed next(Script script) {
        try {
            return script.next();
        } catch (Incorrect wrong) {
            throw placed(wrong, "");
        }
    }

    private void take(ScriptWalk walk, Parsed parsed) {
        try {
            walk.take(parsed);
        } catch (Incorrect wrong) {
            throw placed(wrong, parsed.at() + ": ");
        }
    }

    /** The failure with its place: its own, else that of the statement. */
    private Incorrect placed(Incorrect wrong, String statement) {
        String message = String.valueOf(wrong.getMessage());
        String place = message.startsWith(PLACE) ? "" : statement;
        String full = file + ": " + place + message;
        String table = wrong.table();
        Incorrect placed = table == null
                ? new Incorrect(wrong.code(), full)
                : Incorrect.at(wrong.code(), full, table, wrong.column());
        placed.initCause(wrong);
        return placed;
    }
}
