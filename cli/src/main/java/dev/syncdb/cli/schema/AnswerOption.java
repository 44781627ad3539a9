package dev.syncdb.cli.schema;

import dev.syncdb.cli.terminal.Options;
import dev.syncdb.draft.Answer;
import dev.syncdb.draft.Answers;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Answers as options: {@code --renamed table.old=new}, {@code --dropped table.old}, and without a
 * column where they are about a table. Pure.
 */
final class AnswerOption {
    static final String RENAMED = "--renamed";
    static final String DROPPED = "--dropped";

    private AnswerOption() {}

    /** All that were given. Fails with CONFIGURATION if one is none. */
    static Answers read(Options options) {
        List<Answer> answers = new ArrayList<>();
        for (String value : options.all(RENAMED)) {
            int equals = value.indexOf('=');
            if (equals < 0) {
                throw misuse(RENAMED, "table.old=new", value);
            }
            String became = value.substring(equals + 1);
            answers.add(answer(RENAMED, value.substring(0, equals), became));
        }
        for (String value : options.all(DROPPED)) {
            answers.add(answer(DROPPED, value, null));
        }
        return new Answers(answers);
    }

    /** The option that gives the answer. */
    static String of(Answer answer) {
        String subject =
                answer.column() == null ? answer.table() : answer.table() + "." + answer.column();
        return answer.became() == null
                ? DROPPED + " " + subject
                : RENAMED + " " + subject + "=" + answer.became();
    }

    private static Answer answer(String option, String subject, @Nullable String became) {
        int dot = subject.indexOf('.');
        String table = dot < 0 ? subject : subject.substring(0, dot);
        String column = dot < 0 ? null : subject.substring(dot + 1);
        boolean nameless = table.isEmpty()
                || (column != null && column.isEmpty())
                || (became != null && became.isEmpty());
        if (nameless) {
            throw misuse(option, became == null ? "table.old" : "table.old=new", subject);
        }
        return new Answer(table, column, became);
    }

    private static RuntimeException misuse(String option, String form, String value) {
        return Options.misuse("option " + option + " has the form " + form + ", not " + value);
    }
}
