package dev.syncdb.sql.exec;

import dev.syncdb.sql.plan.Step;
import dev.syncdb.sql.plan.term.Frame;
import dev.syncdb.sql.plan.term.Term;
import dev.syncdb.sql.plan.term.Truth;

import java.util.List;

/** Nested loops: each step runs once for every combination of rows that those before it found. */
final class JoinCursor implements FrameCursor {
    private final StepRun[] steps;
    private final List<Term> guards;
    private final Frame frame;
    private boolean started;
    private boolean over;

    JoinCursor(List<Step> steps, List<Term> guards, Frame frame, Execution execution) {
        this.steps = new StepRun[steps.size()];
        this.guards = guards;
        this.frame = frame;
        for (int i = 0; i < this.steps.length; i++) {
            this.steps[i] = new StepRun(steps.get(i), frame, execution);
        }
    }

    @Override
    public boolean next() {
        if (over) {
            return false;
        }
        int level = steps.length - 1;
        if (!started) {
            started = true;
            if (!hold(guards, frame)) {
                over = true;
                return false;
            }
            if (steps.length == 0) {
                over = true;
                return true;
            }
            level = 0;
            steps[0].open();
        }
        return advance(level);
    }

    static boolean hold(List<Term> conditions, Frame frame) {
        for (int i = 0; i < conditions.size(); i++) {
            if (!Truth.holds(conditions.get(i).value(frame))) {
                return false;
            }
        }
        return true;
    }

    private boolean advance(int from) {
        int level = from;
        while (level >= 0) {
            if (!steps[level].next()) {
                level--;
            } else if (level == steps.length - 1) {
                return true;
            } else {
                level++;
                steps[level].open();
            }
        }
        over = true;
        return false;
    }
}
