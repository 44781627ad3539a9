package dev.syncdb.cli.schema;

import dev.syncdb.cli.json.Json;
import dev.syncdb.cli.serve.SchemaFiles;
import dev.syncdb.cli.terminal.Terminal;
import dev.syncdb.lens.Compatibility;
import dev.syncdb.lens.Compatibility.Grade;
import dev.syncdb.lens.Compatibility.Reason;
import dev.syncdb.migration.SchemaVersions;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code syncdb schema check}: how well every two versions in a folder get along. */
final class VersionCheck {
    /** Two versions. */
    private record Pair(int older, int newer, Compatibility compatibility) {}

    private final List<Pair> pairs = new ArrayList<>();
    private final SchemaVersions versions;

    VersionCheck(Path folder) throws IOException {
        this.versions = SchemaFiles.versions(folder);
        for (int older = 1; older < versions.newest(); older++) {
            for (int newer = older + 1; newer <= versions.newest(); newer++) {
                Compatibility compatibility = Compatibility.of(versions.between(older, newer));
                pairs.add(new Pair(older, newer, compatibility));
            }
        }
    }

    /** False if some do not: a server refuses to serve them together, unless it is made to. */
    boolean holds() {
        return pairs.stream().noneMatch(pair -> pair.compatibility.grade() == Grade.BREAKING);
    }

    void print(Terminal terminal, boolean json) {
        if (json) {
            terminal.out().println(Json.write(json()));
            return;
        }
        for (Pair pair : pairs) {
            terminal.out()
                    .println(pair.older + " and " + pair.newer + ": " + pair.compatibility.grade());
            pair.compatibility.reasons().forEach(reason -> terminal.out()
                    .println("  " + reason.grade() + " " + place(reason) + ": " + reason.text()));
        }
    }

    private static String place(Reason reason) {
        return reason.column() == null ? reason.table() : reason.table() + "." + reason.column();
    }

    private Map<String, Object> json() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Pair pair : pairs) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("older", pair.older);
            one.put("newer", pair.newer);
            one.put("grade", pair.compatibility.grade().name());
            one.put("reasons", json(pair.compatibility.reasons()));
            all.add(one);
        }
        return Map.of("versions", versions.newest(), "pairs", all);
    }

    private static List<Map<String, @Nullable Object>> json(List<Reason> reasons) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (Reason reason : reasons) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("grade", reason.grade().name());
            one.put("table", reason.table());
            one.put("column", reason.column());
            one.put("text", reason.text());
            all.add(one);
        }
        return all;
    }
}
