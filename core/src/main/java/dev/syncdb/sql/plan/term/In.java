package dev.syncdb.sql.plan.term;

import dev.syncdb.value.Affinity;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * {@code operand IN (...)}. NULL among the items makes unknown what is not found; an empty list
 * holds nothing, not even NULL.
 *
 * @param conversion affinity that both sides get before they are compared; null to leave them
 * @param ordering how texts compare
 * @see <a href="https://www.sqlite.org/lang_expr.html#the_in_and_not_in_operators">SQLite</a>
 */
public record In(Term operand, Items items, @Nullable Affinity conversion, Collation ordering)
        implements Term {
    /** What a value may be found in. */
    public sealed interface Items {}

    /** Terms, each evaluated anew until one is equal. */
    record Listed(List<Term> terms) implements Items {
        Listed {
            terms = List.copyOf(terms);
        }
    }

    /** The first column of a query. */
    record Selected(Query query) implements Items {}

    /** SQLite's rule: a list gives the right side no affinity, a query has that of its column. */
    static In of(Term operand, Items items) {
        Collation own = operand.collation();
        Collation collation = Objects.requireNonNullElse(own, Collation.BINARY);
        if (items instanceof Selected) {
            Term column = ((Selected) items).query().outputs().get(0).term();
            Comparison equal = Comparison.of(Comparison.Operator.EQUAL, operand, column);
            return new In(operand, items, equal.conversion(), equal.ordering());
        }
        Affinity left = operand.affinity();
        boolean numeric = Comparison.isNumeric(left);
        Affinity affinity = numeric ? Affinity.NUMERIC : left == Affinity.TEXT ? left : null;
        return new In(operand, items, affinity, collation);
    }

    /** The comparison of the operand with one item that is computed by {@code item}. */
    public Comparison equalTo(Term item) {
        return new Comparison(Comparison.Operator.EQUAL, operand, item, conversion, ordering);
    }

    /** All items, converted as they are compared, each once, in order, without NULL. */
    public List<Value> values(Frame frame) {
        return set(frame).values();
    }

    @Override
    public Value value(Frame frame) {
        Value value = operand.value(frame);
        if (items instanceof Listed) {
            return valueIn(((Listed) items).terms(), value, frame);
        }
        ValueSet set = set(frame);
        if (set.isEmpty()) {
            return Truth.FALSE;
        }
        if (value.isNull()) {
            return Value.NULL;
        }
        if (set.contains(Comparison.convert(value, conversion))) {
            return Truth.TRUE;
        }
        return set.hasNull() ? Value.NULL : Truth.FALSE;
    }

    @Override
    public List<Term> operands() {
        List<Term> all = new ArrayList<>();
        all.add(operand);
        if (items instanceof Listed) {
            all.addAll(((Listed) items).terms());
        }
        return all;
    }

    @Override
    public List<Query> queries() {
        return items instanceof Selected ? List.of(((Selected) items).query()) : List.of();
    }

    @Override
    public void slots(Consumer<Integer> visitor) {
        itemSlots(visitor);
        operand.slots(visitor);
    }

    /** Tells {@code visitor} the slots that the items read. */
    public void itemSlots(Consumer<Integer> visitor) {
        if (items instanceof Listed) {
            ((Listed) items).terms().forEach(term -> term.slots(visitor));
        } else {
            ((Selected) items).query().outerSlots().forEach(visitor);
        }
    }

    private Value valueIn(List<Term> terms, Value value, Frame frame) {
        if (value.isNull()) {
            return terms.isEmpty() ? Truth.FALSE : Value.NULL;
        }
        Value left = Comparison.convert(value, conversion);
        boolean unknown = false;
        for (Term term : terms) {
            Value item = term.value(frame);
            if (item.isNull()) {
                unknown = true;
            } else if (Value.compare(left, Comparison.convert(item, conversion), ordering) == 0) {
                return Truth.TRUE;
            }
        }
        return unknown ? Value.NULL : Truth.FALSE;
    }

    private ValueSet set(Frame frame) {
        if (items instanceof Listed) {
            ValueSet set = new ValueSet(conversion, ordering);
            ((Listed) items).terms().forEach(term -> set.add(term.value(frame)));
            return set;
        }
        Query query = ((Selected) items).query();
        return query.outerSlots().isEmpty()
                ? frame.once(this, () -> collect(query, frame))
                : collect(query, frame);
    }

    private ValueSet collect(Query query, Frame frame) {
        ValueSet set = new ValueSet(conversion, ordering);
        Query.Cursor rows = frame.open(query);
        while (rows.next()) {
            set.add(rows.row().at(0));
        }
        return set;
    }
}
