package dev.syncdb.cli.json;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * A cell of SQL as JSON, and back without loss: an integer has no point, a real has one, and a blob
 * is {@code {"blob":"00ff"}}. Pure.
 */
public final class JsonCell {
    private static final String BLOB = "blob";

    private JsonCell() {}

    /** What {@link Json} writes for the cell. */
    public static @Nullable Object of(Value value) {
        return switch (value.type()) {
            case NULL -> null;
            case INTEGER -> Long.valueOf(value.asLong());
            case REAL -> Double.valueOf(value.asDouble());
            case TEXT -> value.asText();
            case BLOB -> Map.of(BLOB, value.asBytes().hex());
        };
    }

    /** The cell that {@link JsonReader} read. Fails with WRONG_TYPE on anything else. */
    public static Value read(@Nullable Object json) {
        if (json == null) {
            return Value.NULL;
        }
        if (json instanceof Long integer) {
            return Value.of((long) integer);
        }
        if (json instanceof Double real) {
            return Value.of((double) real);
        }
        if (json instanceof String text) {
            return Value.of(text);
        }
        if (json instanceof Map<?, ?> map && map.get(BLOB) instanceof String hex) {
            return Value.of(Bytes.owned(bytes(hex)));
        }
        throw new Incorrect(ErrorCode.WRONG_TYPE, "no cell: " + Json.write(json));
    }

    private static byte[] bytes(String hex) {
        byte[] bytes = new byte[hex.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
        }
        return bytes;
    }
}
