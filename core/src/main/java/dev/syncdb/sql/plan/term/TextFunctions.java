package dev.syncdb.sql.plan.term;

import static dev.syncdb.sql.plan.term.Conversions.toLong;
import static dev.syncdb.sql.plan.term.Conversions.toText;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Collation;
import dev.syncdb.value.RealText;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Functions on texts and blobs. Positions count characters of a text and bytes of a blob, from 1.
 */
final class TextFunctions {
    /** SQLite's limit on the size of one value. */
    private static final long VALUE_CHARS_MAX = 1_000_000_000;

    static final List<Function> ALL = List.of(
            Function.strict("length", 1, 1, TextFunctions::length),
            Function.strict("lower", 1, 1, a -> Value.of(Collation.NOCASE.fold(toText(a[0])))),
            Function.strict("upper", 1, 1, a -> Value.of(upper(toText(a[0])))),
            Function.strict("substr", 2, 3, TextFunctions::substr),
            Function.strict("substring", 2, 3, TextFunctions::substr),
            Function.strict("trim", 1, 2, a -> trim(a, true, true)),
            Function.strict("ltrim", 1, 2, a -> trim(a, true, false)),
            Function.strict("rtrim", 1, 2, a -> trim(a, false, true)),
            Function.strict("replace", 3, 3, TextFunctions::replace),
            Function.strict("instr", 2, 2, TextFunctions::instr),
            Function.lenient("hex", 1, 1, a -> Value.of(hex(a[0]))),
            Function.lenient("quote", 1, 1, a -> Value.of(quote(a[0]))),
            Function.strict("unicode", 1, 1, TextFunctions::unicode),
            Function.lenient("char", 0, Function.ANY, TextFunctions::characters),
            Function.strict("glob", 2, 2, a -> Truth.of(Pattern.glob(toText(a[0]), toText(a[1])))),
            Function.strict(
                    "like", 2, 2, a -> Truth.of(Pattern.like(toText(a[0]), toText(a[1]), null))),
            Function.strict("zeroblob", 1, 1, TextFunctions::zeroblob));

    private TextFunctions() {}

    private static Value length(Value[] a) {
        if (a[0].type() == ValueType.BLOB) {
            return Value.of(a[0].asBytes().size());
        }
        String text = toText(a[0]);
        int end = text.indexOf('\0');
        return Value.of(text.codePointCount(0, end < 0 ? text.length() : end));
    }

    private static String upper(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            if (chars[i] >= 'a' && chars[i] <= 'z') {
                chars[i] = (char) (chars[i] - ('a' - 'A'));
            }
        }
        return new String(chars);
    }

    private static Value substr(Value[] a) {
        boolean blob = a[0].type() == ValueType.BLOB;
        String text = blob ? "" : toText(a[0]);
        if (blob && a[0].asBytes().size() == 0) {
            return Value.NULL;
        }
        long size = blob ? a[0].asBytes().size() : text.codePointCount(0, text.length());
        long from = toLong(a[1]);
        long count = a.length == 3 ? toLong(a[2]) : Math.max(size, VALUE_CHARS_MAX);
        long[] run = run(size, from, count);
        if (blob) {
            byte[] bytes = a[0].asBytes().toArray();
            return Value.of(Bytes.owned(Arrays.copyOfRange(bytes, (int) run[0], (int) run[1])));
        }
        int start = text.offsetByCodePoints(0, (int) run[0]);
        int end = text.offsetByCodePoints(start, (int) (run[1] - run[0]));
        return Value.of(text.substring(start, end));
    }

    /**
     * Start and end, from 0, of what substr takes. A negative {@code from} counts from the end; a
     * negative {@code count} takes what lies before; position 0 lies before the first and uses up
     * one of the count.
     */
    private static long[] run(long size, long from, long count) {
        long start = from;
        long length = count;
        if (start < 0) {
            start += size;
            if (start < 0) {
                length = length < 0 ? length : Math.max(0, length + start);
                start = 0;
            }
        } else if (start > 0) {
            start--;
        } else if (length > 0) {
            length--;
        }
        if (length < 0) {
            long before = length == Long.MIN_VALUE ? Long.MAX_VALUE : -length;
            long end = start;
            start = Math.max(0, start - before);
            length = end - start;
        }
        start = Math.min(start, size);
        return new long[] {start, start + Math.min(length, size - start)};
    }

    private static Value trim(Value[] a, boolean left, boolean right) {
        int[] text = toText(a[0]).codePoints().toArray();
        int[] dropped =
                (a.length == 1 ? " " : toText(a[1])).codePoints().sorted().toArray();
        int start = 0;
        int end = text.length;
        while (left && start < end && Arrays.binarySearch(dropped, text[start]) >= 0) {
            start++;
        }
        while (right && end > start && Arrays.binarySearch(dropped, text[end - 1]) >= 0) {
            end--;
        }
        return Value.of(new String(text, start, end - start));
    }

    private static Value replace(Value[] a) {
        String wanted = toText(a[1]);
        String text = toText(a[0]);
        return Value.of(wanted.isEmpty() ? text : text.replace(wanted, toText(a[2])));
    }

    private static Value instr(Value[] a) {
        boolean blobs = a[0].type() == ValueType.BLOB && a[1].type() == ValueType.BLOB;
        if (blobs) {
            // One character for each byte finds bytes as it finds characters.
            return Value.of(bytewise(a[0].asBytes()).indexOf(bytewise(a[1].asBytes())) + 1);
        }
        String text = toText(a[0]);
        int at = text.indexOf(toText(a[1]));
        return Value.of(at < 0 ? 0 : text.codePointCount(0, at) + 1);
    }

    private static String bytewise(Bytes bytes) {
        return new String(bytes.toArray(), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static String hex(Value value) {
        return value.isNull() ? "" : Conversions.toBytes(value).hex().toUpperCase(Locale.ROOT);
    }

    private static String quote(Value value) {
        if (value.type() == ValueType.BLOB) {
            return "X'" + hex(value) + "'";
        }
        if (value.type() == ValueType.REAL && !Double.isInfinite(value.asDouble())) {
            String text = RealText.of(value.asDouble());
            return Double.parseDouble(text) == value.asDouble() ? text : value.toSql();
        }
        return value.toSql();
    }

    private static Value unicode(Value[] a) {
        String text = toText(a[0]);
        boolean none = text.isEmpty() || text.charAt(0) == '\0';
        return none ? Value.NULL : Value.of(text.codePointAt(0));
    }

    private static Value characters(Value[] a) {
        StringBuilder text = new StringBuilder();
        for (Value value : a) {
            long point = toLong(value);
            boolean character = point >= 0 && point <= Character.MAX_CODE_POINT;
            text.appendCodePoint(character ? (int) point : 0xFFFD);
        }
        return Value.of(text.toString());
    }

    private static Value zeroblob(Value[] a) {
        long size = Math.max(0, toLong(a[0]));
        if (size > VALUE_CHARS_MAX) {
            throw new Incorrect(
                    ErrorCode.LIMIT, "a blob of " + size + " bytes; at most " + VALUE_CHARS_MAX);
        }
        return Value.of(Bytes.owned(new byte[(int) size]));
    }
}
