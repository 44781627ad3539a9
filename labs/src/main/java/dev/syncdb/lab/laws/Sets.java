package dev.syncdb.lab.laws;

import dev.syncdb.delta.JsonArray;
import dev.syncdb.delta.SetEdit;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Sets, of which elements come and go. Stateless. */
final class Sets implements Kind {
    private static final int ADDED_MAX = 3;
    private static final int REMOVED_PERCENT = 25;

    /** Elements that several may add. */
    private static final List<String> SHARED = List.of("1", "1.0", "true", "null", "[1]", "\"s\"");

    @Override
    public List<String> types() {
        return List.of("TEXT");
    }

    @Override
    public Value edited(SeededRandom random, Value base, Draw draw) {
        if (draw.writer() == 0 && random.percent(10)) {
            return Value.NULL;
        }
        List<String> elements = new ArrayList<>(of(base));
        elements.removeIf(each -> random.percent(REMOVED_PERCENT));
        for (long added = random.below(ADDED_MAX + 1); added > 0; added--) {
            elements.add(Tokens.of(draw.writer(), added));
        }
        if (random.percent(40)) {
            elements.add(SHARED.get((int) random.below(SHARED.size())));
        }
        return Value.of(JsonArray.of(new LinkedHashSet<>(elements)));
    }

    @Override
    public boolean isSame(Value one, Value other) {
        return of(one).equals(of(other));
    }

    /** Exactly those are there that somebody added, or that were there and nobody removed. */
    @Override
    public String lost(Script script, List<Outcome> outcomes) {
        Set<String> base = of(script.base());
        Set<String> expected = new HashSet<>(base);
        script.edits().forEach(edit -> expected.retainAll(of(edit.after())));
        for (Edit edit : script.edits()) {
            Set<String> added = new HashSet<>(of(edit.after()));
            added.removeAll(base);
            expected.addAll(added);
        }
        Set<String> there = of(outcomes.get(outcomes.size() - 1).value());
        return there.equals(expected) ? "" : "there should be " + expected;
    }

    private static Set<String> of(Value value) {
        Set<String> elements = SetEdit.elements(value.isNull() ? null : value.asText());
        if (elements == null) {
            throw new AssertionError("no set: " + value);
        }
        return elements;
    }
}
