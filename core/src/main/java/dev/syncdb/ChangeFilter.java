package dev.syncdb;

import dev.syncdb.change.Change;
import dev.syncdb.clock.Clock;
import dev.syncdb.clock.Environment;
import dev.syncdb.clock.RandomSource;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.Dependencies.Source;
import dev.syncdb.sql.plan.term.Counters;
import dev.syncdb.sql.plan.term.Frame;
import dev.syncdb.sql.plan.term.Query;
import dev.syncdb.sql.plan.term.Term;
import dev.syncdb.sql.plan.term.Truth;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says which changes can matter to one query with its parameters, and never passes over one that
 * does. Confined to the writer.
 */
final class ChangeFilter {
    private final Map<String, List<Source>> sources = new LinkedHashMap<>();
    private final Frame frame;

    /** @param slots how many rows the conditions of the sources can tell apart */
    ChangeFilter(List<Source> read, int slots, Value[] parameters) {
        this.frame = new Frame(new Undecided(), slots, parameters);
        for (Source source : read) {
            sources.computeIfAbsent(source.table().name(), name -> new ArrayList<>())
                    .add(source);
        }
    }

    /** True if each table that the query reads is in that schema as it was when it was planned. */
    @SuppressWarnings("ReferenceEquality")
    boolean fits(Schema schema) {
        for (List<Source> reads : sources.values()) {
            Table table = reads.get(0).table();
            // One that was dropped and made again has the same look, but other rows.
            if (schema.find(table.name()) != table) {
                return false;
            }
        }
        return true;
    }

    /** The changes that can matter, by table. */
    Map<String, List<Change>> mattering(PublishedCommit commit) {
        Map<String, List<Change>> found = new LinkedHashMap<>();
        sources.forEach((table, reads) -> {
            List<Change> changes = new ArrayList<>();
            for (RowChange each : commit.changes(table)) {
                if (matters(each, reads)) {
                    changes.add(each.change());
                }
            }
            if (!changes.isEmpty()) {
                found.put(table, List.copyOf(changes));
            }
        });
        return found;
    }

    private boolean matters(RowChange change, List<Source> reads) {
        for (Source each : reads) {
            if (change.touches(each.columns()) && change.isWanted(row -> meets(row, each))) {
                return true;
            }
        }
        return false;
    }

    private boolean meets(Row row, Source source) {
        frame.place(source.slot(), row);
        try {
            for (Term condition : source.conditions()) {
                if (!Truth.holds(condition.value(frame))) {
                    return false;
                }
            }
            return true;
        } catch (RuntimeException undecided) {
            // It may decide otherwise, or fail, when the query runs.
            return true;
        }
    }

    /** Refuses to tell the time: a condition that asks for it holds now, and later does not. */
    private static final class Undecided implements Frame.Surroundings {
        private final Counters counters = new Counters();
        private final Clock clock = () -> {
            throw unknown();
        };
        private final RandomSource random = () -> {
            throw unknown();
        };

        @Override
        public Environment environment() {
            return new Environment(clock, random);
        }

        @Override
        public Counters counters() {
            return counters;
        }

        @Override
        public Query.Cursor open(Query query, Frame frame) {
            throw unknown();
        }

        private static Fault unknown() {
            return new Fault(ErrorCode.INTERNAL, "a row alone cannot tell");
        }
    }
}
