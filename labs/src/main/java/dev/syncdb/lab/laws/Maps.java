package dev.syncdb.lab.laws;

import dev.syncdb.delta.JsonMap;
import dev.syncdb.delta.JsonPath;
import dev.syncdb.delta.MapEdit;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.value.Value;

import java.util.List;

/** Objects, also in objects, of which members are put and removed. Stateless. */
final class Maps implements Kind {
    private static final int OPERATIONS_MAX = 4;
    private static final int BASE_MAX = 6;
    private static final int NAMES = 3;

    @Override
    public List<String> types() {
        return List.of("TEXT");
    }

    @Override
    public Value edited(SeededRandom random, Value base, Draw draw) {
        boolean first = draw.writer() == 0;
        if (first && random.percent(10)) {
            return Value.NULL;
        }
        JsonMap old = of(base);
        JsonMap map = of(base);
        int operations = first ? BASE_MAX : OPERATIONS_MAX;
        for (long left = random.between(1, operations); left > 0; left--) {
            // What everybody has seen is of all clients' members.
            int owner = first ? (int) random.between(1, 3) : draw.writer();
            JsonPath path = path(random, draw.apart() ? "m" + owner : "m");
            if (!first && random.percent(30)) {
                // An object that was made and is empty again is a value of its own.
                if (old.get(path) != null) {
                    map.remove(path);
                }
            } else {
                String word = Tokens.of(draw.writer(), left);
                map.put(path, random.percent(20) ? "{\"in\":" + word + "}" : word);
            }
        }
        return Value.of(map.text());
    }

    // With a prefix of its own at the end, a client is alone there, also within shared objects.
    private static JsonPath path(SeededRandom random, String own) {
        JsonPath path = JsonPath.ROOT;
        for (long depth = random.below(3); depth > 0; depth--) {
            path = path.then(own.equals("m") && random.percent(50) ? "m0" : "shared");
        }
        return path.then(own + random.below(NAMES));
    }

    @Override
    public boolean isSame(Value one, Value other) {
        MapEdit edit = MapEdit.between(of(one).text(), of(other).text());
        return edit != null && edit.paths().isEmpty();
    }

    @Override
    public String lost(Script script, List<Outcome> outcomes) {
        return Tokens.lost(script, outcomes);
    }

    private static JsonMap of(Value value) {
        JsonMap map = MapEdit.map(value.isNull() ? null : value.asText());
        if (map == null) {
            throw new AssertionError("no map: " + value);
        }
        return map;
    }
}
