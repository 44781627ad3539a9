package dev.syncdb.sync.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.change.Image;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.sync.TestOperations;
import dev.syncdb.value.Key;

import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final Key ONE = Key.of(1);

    @Test
    void aRowThatShouldBeThereAndIsNotEndsTheTransactionAndNothingElse() {
        MapRows rows = new MapRows();
        Findings findings = Findings.predicting(rows);
        Image milk = Image.of(TestOperations.taskRow(1, "milk", 0));
        rows.put("tasks", ONE, milk);
        assertEquals(milk, findings.present("tasks", ONE));
        rows.put("tasks", ONE, null);
        Incorrect refused = assertThrows(Incorrect.class, () -> findings.present("tasks", ONE));
        assertEquals(ErrorCode.ROW_ABSENT, refused.code());
        assertEquals("tasks", refused.table());
    }
}
