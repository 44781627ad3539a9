package dev.syncdb.sql.plan;

import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.FromClause.Joined;
import dev.syncdb.sql.plan.term.In;
import dev.syncdb.sql.plan.term.Numbering;
import dev.syncdb.sql.plan.term.Term;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts the sources of a SELECT in the order in which they are read. Inner joins change places so
 * that a source is read when the most is known about it; a LEFT or CROSS JOIN stays behind what is
 * written before it.
 *
 * <p>Greedy: the source with the best path comes next, the first written of equals. Lives while one
 * SELECT is planned.
 */
final class JoinOrder {
    private final Numbering numbering;
    private final List<Joined> sources;
    private final List<Term> pool;
    private final Map<In, Integer> itemSlots = new HashMap<>();
    private final Set<Integer> own = new HashSet<>();
    private final Set<Integer> unread = new HashSet<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<PathChoice> choices = new ArrayList<>();

    /** @param conditions of WHERE and of inner joins */
    JoinOrder(Numbering numbering, List<Joined> sources, List<Term> conditions) {
        this.numbering = numbering;
        this.sources = sources;
        this.pool = new ArrayList<>(conditions);
        sources.forEach(source -> own.add(source.slot()));
        unread.addAll(own);
    }

    /** Conditions that read no source of the SELECT and have one value for all of its rows. */
    List<Term> guards() {
        List<Term> guards = new ArrayList<>();
        for (Term condition : pool) {
            boolean constant = slotsOf(condition).isEmpty() && condition.deterministic();
            if (constant || own.isEmpty()) {
                guards.add(condition);
            }
        }
        pool.removeAll(guards);
        return guards;
    }

    /** The steps; asked for once, behind {@link #guards()}. */
    List<Step> steps() {
        int next = 0;
        while (next < sources.size()) {
            int end = next + 1;
            while (end < sources.size() && !sources.get(end).fixed()) {
                end++;
            }
            readRun(new ArrayList<>(sources.subList(next, end)));
            next = end;
        }
        return steps;
    }

    /** The path of the first step, whose order the rows keep; null if there is none. */
    @Nullable
    PathChoice firstChoice() {
        return choices.isEmpty() ? null : choices.get(0);
    }

    private void readRun(List<Joined> run) {
        while (!run.isEmpty()) {
            Joined best = run.get(0);
            PathChoice path = choose(best);
            for (Joined source : run.subList(1, run.size())) {
                PathChoice other = choose(source);
                boolean better = other.rank() < path.rank()
                        || (other.rank() == path.rank() && isHarderToFind(source, best, run));
                if (better) {
                    best = source;
                    path = other;
                }
            }
            run.remove(best);
            read(best, path);
        }
    }

    /**
     * True if {@code source} would gain less than {@code other} from coming behind the rest of its
     * run.
     */
    private boolean isHarderToFind(Joined source, Joined other, List<Joined> run) {
        return !source.optional() && rankBehind(source, run) > rankBehind(other, run);
    }

    private int rankBehind(Joined source, List<Joined> run) {
        Set<Integer> others = new HashSet<>();
        run.forEach(each -> others.add(each.slot()));
        others.remove(source.slot());
        unread.removeAll(others);
        int rank = indexed(source).rank();
        unread.addAll(others);
        return rank;
    }

    private PathChoice choose(Joined source) {
        PathChoice indexed = indexed(source);
        List<Probe> probes = probes(source);
        // What is read once gains nothing from a hash table.
        boolean repeated = !steps.isEmpty() || probes.stream().anyMatch(Probe::readsRows);
        PathChoice hash = indexed.isSelective() || !repeated ? null : PathChoice.hash(probes);
        return hash == null ? indexed : hash;
    }

    private PathChoice indexed(Joined source) {
        Table table = source.table();
        return table == null ? PathChoice.all(null) : PathChoice.best(table, probes(source));
    }

    private List<Probe> probes(Joined source) {
        List<Term> conditions = source.optional() ? source.on() : pool;
        return new Probes(source.slot(), unread, this::itemSlot).of(conditions);
    }

    /** Where the items of an IN are put, whatever path is chosen in the end. */
    private int itemSlot(In in) {
        return itemSlots.computeIfAbsent(in, absent -> numbering.nextSlot());
    }

    private void read(Joined source, PathChoice choice) {
        unread.remove(source.slot());
        List<Term> on = new ArrayList<>(source.on());
        if (source.optional()) {
            on.removeAll(choice.used());
        } else {
            pool.removeAll(choice.used());
        }
        List<Term> filters = new ArrayList<>();
        for (Term condition : pool) {
            Set<Integer> missing = slotsOf(condition);
            missing.retainAll(unread);
            boolean last = unread.isEmpty();
            if (last || (missing.isEmpty() && condition.deterministic())) {
                filters.add(condition);
            }
        }
        pool.removeAll(filters);
        steps.add(new Step(
                source.slot(), source.input(), choice.path(), source.optional(), on, filters));
        choices.add(choice);
    }

    /** The sources of this SELECT that a condition reads. */
    private Set<Integer> slotsOf(Term condition) {
        Set<Integer> slots = new HashSet<>();
        condition.slots(slots::add);
        slots.retainAll(own);
        return slots;
    }
}
