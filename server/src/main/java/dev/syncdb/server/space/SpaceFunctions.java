package dev.syncdb.server.space;

import dev.syncdb.change.Image;
import dev.syncdb.merge.MergeRules;
import dev.syncdb.schema.Names;
import dev.syncdb.server.run.Alarm;
import dev.syncdb.store.Range;
import dev.syncdb.store.Reader;
import dev.syncdb.store.Scan;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.apply.MergeCalls;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.Map;
import java.util.TreeMap;

/**
 * The application's merge functions as one space calls them. One that fails is off for the space,
 * also after a restart, until somebody enables it: {@code syncdb_rules} lists those. Lives as long
 * as the space; confined to its owner loop.
 */
final class SpaceFunctions {
    private static final int NAME = 0;
    private static final int REASON = 1;

    private final String space;
    private final MergeCalls calls;
    private final Alarm alarm;

    /** By folded name, why each that failed lately did; not written down yet. */
    private final Map<String, String> failed = new TreeMap<>();

    private boolean loaded;

    SpaceFunctions(String space, MergeRules rules, Alarm alarm) {
        this.space = space;
        this.calls = new MergeCalls(rules, this::failed);
        this.alarm = alarm;
    }

    /** Those that are on. */
    MergeCalls calls(Reader rows) {
        if (!loaded) {
            Scan scan = rows.scan(InternalTables.RULES, Range.ALL);
            while (scan.next()) {
                Row off = scan.image().cells();
                calls.disable(off.at(NAME).asText(), off.at(REASON).asText());
            }
            loaded = true;
        }
        return calls;
    }

    /** Writes down which ones failed since the last call, in a commit of its own. */
    void save(SpaceState state) {
        if (failed.isEmpty()) {
            return;
        }
        Map<String, String> news = Map.copyOf(failed);
        failed.clear();
        long millis = state.nowMillis();
        state.commit(transaction -> news.forEach((name, reason) -> transaction.put(
                InternalTables.RULES,
                Key.of(name),
                Image.of(Row.of(Value.of(name), Value.of(reason), Value.of(millis))))));
    }

    /** Calls a function again that is off. */
    void enable(Transaction transaction, String name) {
        transaction.delete(InternalTables.RULES, Key.of(Names.fold(name)));
        calls.enable(name);
    }

    private void failed(String name, String reason) {
        failed.put(Names.fold(name), reason);
        alarm.raise(
                "calling the merge function " + name + " in space " + space
                        + ", which is off from now on",
                new IllegalStateException(reason));
    }
}
