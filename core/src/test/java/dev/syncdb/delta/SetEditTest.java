package dev.syncdb.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

class SetEditTest {
    private static final SetEdit EDIT = new SetEdit(List.of("3", "\"c\""), List.of("1"));

    @Test
    void whatCameAndWhatWentIsToldApart() {
        assertEquals(EDIT, SetEdit.between("[1, 2]", "[3, 2, \"c\", 3]"));
        assertEquals(new SetEdit(List.of("1"), List.of()), SetEdit.between(null, "[1]"));
        assertEquals(new SetEdit(List.of(), List.of()), SetEdit.between("[1,2]", "[2, 1]"));
        assertNull(SetEdit.between("[1]", "none"));
        assertNull(SetEdit.between("none", "[1]"));
    }

    @Test
    void anEditChangesWhateverIsThere() {
        assertEquals("[2,3,\"c\"]", EDIT.applied("[1, 2]"));
        assertEquals("[\"c\",9,3]", EDIT.applied("[\"c\",9]"), "what is there is not there twice");
        assertEquals("[3,\"c\"]", EDIT.applied(null));
        assertEquals("[3,\"c\"]", EDIT.applied("none"), "what is no set counts as empty");
    }

    @Test
    void anEditTravelsAsText() {
        assertEquals("[[3,\"c\"],[1]]", EDIT.text());
        assertEquals(EDIT, SetEdit.parse(EDIT.text()));
        for (String wrong : List.of("", "[]", "[[1]]", "[[1],2]", "[1,[2]]", "[[],[],[]]")) {
            assertNull(SetEdit.parse(wrong), wrong);
        }
        assertEquals("+3 +\"c\" -1", EDIT.shown());
    }

    @Test
    void aSetHasNoElementTwice() {
        assertEquals(Set.of("1", "2"), SetEdit.elements("[1,2,1]"));
        assertEquals(Set.of(), SetEdit.elements(null));
        assertNull(SetEdit.elements("{}"));
    }
}
