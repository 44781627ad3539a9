package dev.syncdb.draft;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Table;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** What is known of tables and columns that went. Immutable. */
public record Answers(List<Answer> list) {
    /** Nothing is known. */
    public static final Answers NONE = new Answers(List.of());

    /** Fails with CONFIGURATION if two answers contradict each other. */
    public Answers {
        list = List.copyOf(list);
        for (int i = 0; i < list.size(); i++) {
            for (Answer other : list.subList(i + 1, list.size())) {
                requireOneOf(list.get(i), other);
            }
        }
    }

    /** With one more. */
    public Answers and(Answer answer) {
        List<Answer> more = new ArrayList<>(list);
        more.add(answer);
        return new Answers(more);
    }

    /** What is known of a table of the older schema, or null. */
    @Nullable
    Answer ofTable(Table table) {
        for (Answer answer : list) {
            if (answer.column() == null && Names.equal(answer.table(), table.name())) {
                return answer;
            }
        }
        return null;
    }

    /** What is known of the columns of a table of the older schema. */
    List<Answer> ofColumns(Table table) {
        List<Answer> known = new ArrayList<>();
        for (Answer answer : list) {
            if (answer.column() != null && Names.equal(answer.table(), table.name())) {
                known.add(answer);
            }
        }
        return known;
    }

    private static void requireOneOf(Answer one, Answer other) {
        boolean ofTables = one.column() == null && other.column() == null;
        boolean ofColumns = one.column() != null
                && other.column() != null
                && Names.equal(one.table(), other.table());
        if (!ofTables && !ofColumns) {
            return;
        }
        boolean sameSubject = ofTables
                ? Names.equal(one.table(), other.table())
                : equal(one.column(), other.column());
        boolean sameTarget = one.became() != null && equal(one.became(), other.became());
        if (sameSubject || sameTarget) {
            throw Incorrect.at(
                    ErrorCode.CONFIGURATION,
                    "two answers for " + (sameSubject ? one.subject() : one.became()),
                    one.table(),
                    one.column());
        }
    }

    private static boolean equal(@Nullable String one, @Nullable String other) {
        return one != null && other != null && Names.equal(one, other);
    }
}
