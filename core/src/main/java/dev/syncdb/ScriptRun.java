package dev.syncdb;

import dev.syncdb.error.Incorrect;
import dev.syncdb.sql.plan.Planner;
import dev.syncdb.sql.syntax.Parsed;
import dev.syncdb.sql.syntax.Script;
import dev.syncdb.sql.syntax.Statement;

/** Runs a whole script in the one transaction of a session. */
final class ScriptRun {
    private final Session session;

    ScriptRun(Session session) {
        this.session = session;
    }

    void run(String text) {
        Script script = Script.of(text);
        while (script.hasNext()) {
            Parsed parsed = script.next();
            try {
                run(parsed);
            } catch (Incorrect refused) {
                throw at(parsed, refused);
            }
        }
    }

    private void run(Parsed parsed) {
        Statement statement = parsed.statement();
        if (statement instanceof Statement.Pragma pragma) {
            boolean known = pragma.name().equalsIgnoreCase("foreign_keys");
            if (known && pragma.value() != null) {
                session.transaction().enforceForeignKeys(Session.isOn(pragma.value()));
            }
            return;
        }
        // The script is one transaction, whatever it thinks.
        boolean bracket =
                statement instanceof Statement.Begin || statement instanceof Statement.Commit;
        if (!bracket) {
            session.run(new Session.Call(
                    statement,
                    parsed.text(),
                    schema -> Planner.plan(schema, statement),
                    names -> Parameters.of()));
        }
    }

    /** The same failure, which also says where the statement stands. */
    private static Incorrect at(Parsed parsed, Incorrect refused) {
        String message = refused.getMessage() + " (in the statement at " + parsed.at() + ")";
        return refused.table() == null
                ? new Incorrect(refused.code(), message)
                : Incorrect.at(refused.code(), message, refused.table(), refused.column());
    }
}
