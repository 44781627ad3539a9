package dev.syncdb.sql.plan.term;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** {@code operand LIKE pattern ESCAPE escape}, or GLOB. */
record Like(
        boolean glob, Term operand, Term pattern, @Nullable Term escape) implements Term {
    @Override
    public Value value(Frame frame) {
        Value text = operand.value(frame);
        Value like = pattern.value(frame);
        Integer escapeChar = null;
        if (escape != null) {
            Value value = escape.value(frame);
            if (value.isNull()) {
                return Value.NULL;
            }
            escapeChar = escapeChar(Conversions.toText(value));
        }
        if (text.isNull() || like.isNull()) {
            return Value.NULL;
        }
        String left = Conversions.toText(text);
        String right = Conversions.toText(like);
        return Truth.of(glob ? Pattern.glob(right, left) : Pattern.like(right, left, escapeChar));
    }

    @Override
    public List<Term> operands() {
        return escape == null ? List.of(operand, pattern) : List.of(operand, pattern, escape);
    }

    private static int escapeChar(String text) {
        if (text.codePointCount(0, text.length()) != 1) {
            throw new Incorrect(
                    ErrorCode.WRONG_TYPE, "ESCAPE wants a single character, not " + text.length());
        }
        return text.codePointAt(0);
    }
}
