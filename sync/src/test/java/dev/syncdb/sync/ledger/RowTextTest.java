package dev.syncdb.sync.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;

class RowTextTest {
    private static final Table TABLE = table("CREATE TABLE things (id INTEGER, \"a \"\"name\" TEXT,"
            + " twice INTEGER GENERATED ALWAYS AS (id * 2), any BLOB, PRIMARY KEY (id, any))");

    private static Table table(String sql) {
        return new SchemaDefinition().apply(Schema.EMPTY, sql).table("things");
    }

    private static Row row(long id, Value name, Value any) {
        return Row.of(Value.of(id), name, Value.NULL, any);
    }

    @Test
    void aRowIsAnObjectByColumnNameWithoutWhatItsTableComputes() {
        Row row = row(7, Value.of("say \"x\"\n\\"), Value.of(Bytes.copyOf(new byte[] {0, -1})));
        String text = RowText.of(TABLE, row);
        assertEquals(
                "{\"id\":7,\"a \\\"name\":\"say \\\"x\\\"\\u000a\\\\\","
                        + "\"any\":{\"blob\":\"00ff\"}}",
                text);
        assertEquals(row, RowText.parse(TABLE, text));
    }

    @Test
    void everyValueReadsBackAsItself() {
        Value[] values = {
            Value.NULL,
            Value.of(Long.MIN_VALUE),
            Value.of(Long.MAX_VALUE),
            Value.of(1.0),
            Value.of(-0.0),
            Value.of(1e300),
            Value.of(Double.MIN_VALUE),
            Value.of(Double.POSITIVE_INFINITY),
            Value.of(Double.NEGATIVE_INFINITY),
            Value.of(""),
            Value.of("{\"blob\":\"00\"}"),
            Value.of("tab\t, snow ☃ and 𝄞"),
            Value.of(Bytes.EMPTY)
        };
        for (Value value : values) {
            Row row = row(1, value, value);
            assertEquals(row, RowText.parse(TABLE, RowText.of(TABLE, row)), value.toSql());
            Key key = new Key(Row.of(Value.of(1), value));
            assertEquals(key, RowText.parseKey(RowText.ofKey(key)), value.toSql());
        }
        assertEquals("[1,null]", RowText.ofKey(new Key(Row.of(Value.of(1), Value.NULL))));
        assertEquals(new Key(Row.of(Value.of(1))), RowText.parseKey(" [ true ] "));
    }

    @Test
    void whatTheTableHasNoColumnForIsLeftOut() {
        Row row = RowText.parse(
                TABLE, "{ \"gone\" : false, \"id\" : 3, \"a \\\"name\":\"\\/\\u0041\" }");
        assertEquals(row(3, Value.of("/A"), Value.NULL), row);
        assertEquals(
                row(0, Value.NULL, Value.NULL).with(0, Value.NULL), RowText.parse(TABLE, "{}"));
    }

    @Test
    void aRowIsSaidWithOtherNamesAndLessOfIt() {
        String text = RowText.of(TABLE, row(7, Value.of("x"), Value.of(Bytes.EMPTY)));
        assertEquals(
                "{\"other \\\"id\":7,\"any\":{\"blob\":\"\"}}",
                RowText.renamed(text, name -> switch (name) {
                    case "id" -> "other \"id";
                    case "any" -> "any";
                    default -> null;
                }));
        assertEquals("{}", RowText.renamed(text, name -> null));
    }

    @Test
    void whatIsNoRowIsRefused() {
        String[] texts = {
            "",
            "{",
            "[]",
            "{\"id\"}",
            "{\"id\":}",
            "{\"id\":1",
            "{\"id\":1}x",
            "{\"id\":x}",
            "{\"id\":1.x}",
            "{\"id\":{\"blob\":\"0\"}}",
            "{\"id\":{\"blob\":\"0g\"}}",
            "{\"id\":{\"real\":\"x\"}}",
            "{\"id\":{\"other\":\"00\"}}",
            "{\"id\":\"\\x\"}",
            "{\"id\":\"\\u00\"}",
            "{\"id\":\"\\",
            "{\"id\":99999999999999999999}"
        };
        for (String text : texts) {
            Incorrect refused =
                    assertThrows(Incorrect.class, () -> RowText.parse(TABLE, text), text);
            assertEquals(ErrorCode.RESOLUTION, refused.code(), text);
            assertThrows(Incorrect.class, () -> RowText.renamed(text, name -> name), text);
        }
        assertThrows(Incorrect.class, () -> RowText.parseKey("{}"), "an object is no key");
    }

    @Test
    void nothingThatIsRandomlyDamagedFailsOtherwise() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        String whole = RowText.of(TABLE, row(7, Value.of("é\"\\"), Value.of(2.5)));
        for (int i = 0; i < 5_000; i++) {
            char[] signs = whole.toCharArray();
            signs[random.nextInt(signs.length)] = (char) random.nextInt(128);
            try {
                RowText.parse(TABLE, new String(signs));
            } catch (Incorrect refused) {
                assertEquals(ErrorCode.RESOLUTION, refused.code(), "seed " + seed);
            }
        }
    }
}
