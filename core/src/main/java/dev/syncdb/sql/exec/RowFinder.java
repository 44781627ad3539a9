package dev.syncdb.sql.exec;

import dev.syncdb.change.Image;
import dev.syncdb.sql.plan.AccessPath;
import dev.syncdb.sql.plan.AccessPath.Bounds;
import dev.syncdb.sql.plan.Step;
import dev.syncdb.sql.plan.term.Frame;
import dev.syncdb.sql.plan.term.Query.Cursor;
import dev.syncdb.sql.plan.term.Term;
import dev.syncdb.store.Range;
import dev.syncdb.store.Scan;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Finds the rows of one source by its path. Belongs to one running query. */
final class RowFinder {
    private static final Range ALL_BACKWARD = new Range(null, null, true);

    private final Step.Input input;
    private final Frame frame;
    private final Execution execution;
    private @Nullable List<Row> result;
    private @Nullable Map<Key, List<Row>> hashed;

    RowFinder(Step.Input input, Frame frame, Execution execution) {
        this.input = input;
        this.frame = frame;
        this.execution = execution;
    }

    Cursor open(AccessPath path) {
        if (path instanceof AccessPath.KeyGet get) {
            return get(get);
        }
        if (path instanceof AccessPath.IndexRange range) {
            Range run = range(range.bounds());
            return run == null
                    ? Cursors.EMPTY
                    : new ScanCursor(execution.reader().scanIndex(table(), range.index(), run));
        }
        if (path instanceof AccessPath.KeyRange range) {
            Range run = range(range.bounds());
            return run == null
                    ? Cursors.EMPTY
                    : new ScanCursor(execution.reader().scan(table(), run));
        }
        if (path instanceof AccessPath.HashGet hash) {
            return get(hash);
        }
        if (path instanceof AccessPath.Each each) {
            return new EachCursor(each);
        }
        return all(((AccessPath.All) path).backward());
    }

    private String table() {
        return ((Step.TableInput) input).table().name();
    }

    private Cursor all(boolean backward) {
        if (input instanceof Step.QueryInput) {
            return Cursors.of(result());
        }
        Range range = backward ? ALL_BACKWARD : Range.ALL;
        return new ScanCursor(execution.reader().scan(table(), range));
    }

    /**
     * The rows of the inner query, which runs once for each execution of this one, or of the
     * statement.
     */
    private List<Row> result() {
        if (result == null) {
            Step.QueryInput inner = (Step.QueryInput) input;
            result = inner.query().outerSlots().isEmpty()
                    ? frame.once(inner, () -> RowBuffer.all(frame.open(inner.query())))
                    : RowBuffer.all(frame.open(inner.query()));
        }
        return result;
    }

    private Cursor get(AccessPath.KeyGet get) {
        Row values = values(get.key());
        if (values == null) {
            return Cursors.EMPTY;
        }
        Image image = execution.reader().get(table(), Key.of(values, get.collations()));
        return image == null ? Cursors.EMPTY : Cursors.ofNullable(image.cells());
    }

    private Cursor get(AccessPath.HashGet get) {
        if (hashed == null) {
            boolean alike = input instanceof Step.TableInput
                    || ((Step.QueryInput) input).query().outerSlots().isEmpty();
            hashed = alike ? frame.once(get, () -> hash(get)) : hash(get);
        }
        Row values = values(get.values());
        return values == null
                ? Cursors.EMPTY
                : Cursors.of(hashed.getOrDefault(Key.of(values, get.collations()), List.of()));
    }

    private Map<Key, List<Row>> hash(AccessPath.HashGet get) {
        int[] columns = get.columns().stream().mapToInt(column -> column).toArray();
        Map<Key, List<Row>> map = new HashMap<>();
        Cursor rows = all(false);
        int count = 0;
        while (rows.next()) {
            RowBuffer.requireRoom(count++);
            Key key = Key.of(rows.row().project(columns), get.collations());
            map.computeIfAbsent(key, absent -> new ArrayList<>()).add(rows.row());
        }
        return map;
    }

    /** What the terms come to, or null if one is NULL, which equals nothing. */
    private @Nullable Row values(List<Term> terms) {
        Value[] values = new Value[terms.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = terms.get(i).value(frame);
            if (values[i].isNull()) {
                return null;
            }
        }
        return Row.owned(values);
    }

    /** The run of the order, or null if no row can be in it. */
    private @Nullable Range range(Bounds bounds) {
        List<Value> prefix = new ArrayList<>(bounds.equal().size() + 1);
        for (AccessPath.Equal equal : bounds.equal()) {
            Value value = equal.term().value(frame);
            if (value.isNull() && !equal.matchesNull()) {
                return null;
            }
            prefix.add(value);
        }
        Range.Bound whole = prefix.isEmpty() ? null : new Range.Bound(Row.of(prefix), true);
        Range.Bound lower = bounds.lower() == null ? whole : bound(prefix, bounds.lower());
        Range.Bound upper = bounds.upper() == null ? whole : bound(prefix, bounds.upper());
        boolean impossible = (bounds.lower() != null && lower == null)
                || (bounds.upper() != null && upper == null);
        return impossible ? null : new Range(lower, upper, bounds.backward());
    }

    private Range.@Nullable Bound bound(List<Value> prefix, AccessPath.Bound bound) {
        Value value = bound.term() == null ? Value.NULL : bound.term().value(frame);
        if (bound.term() != null && value.isNull()) {
            return null;
        }
        List<Value> values = new ArrayList<>(prefix);
        values.add(value);
        return new Range.Bound(Row.of(values), bound.inclusive());
    }

    private static final class ScanCursor implements Cursor {
        private final Scan scan;

        ScanCursor(Scan scan) {
            this.scan = scan;
        }

        @Override
        public boolean next() {
            return scan.next();
        }

        @Override
        public Row row() {
            return scan.image().cells();
        }
    }

    /** The rows of one path after the other, one for each item of an IN. */
    private final class EachCursor implements Cursor {
        private final AccessPath.Each each;
        private final Iterator<Value> items;
        private Cursor rows = Cursors.EMPTY;

        EachCursor(AccessPath.Each each) {
            this.each = each;
            this.items = each.in().values(frame).iterator();
        }

        @Override
        public boolean next() {
            while (!rows.next()) {
                if (!items.hasNext()) {
                    return false;
                }
                frame.place(each.slot(), Row.of(items.next()));
                rows = open(each.path());
            }
            return true;
        }

        @Override
        public Row row() {
            return rows.row();
        }
    }
}
