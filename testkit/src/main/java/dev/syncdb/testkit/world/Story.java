package dev.syncdb.testkit.world;

import java.util.List;

/**
 * How a promise was broken, with as few steps as were found to break it. Immutable; its text is the
 * story.
 *
 * @param report of the smallest run
 * @param steps what was done in it, in order
 * @param runs how many runs it took to find it
 */
public record Story(Report report, List<String> steps, int runs) {
    public Story {
        steps = List.copyOf(steps);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append("seed ").append(report.seed()).append(", made as small as ");
        text.append(runs).append(" runs could, needs ").append(steps.size()).append(" steps:");
        steps.forEach(step -> text.append("\n  ").append(step));
        text.append("\nwhat happens then:");
        report.lastEvents().forEach(event -> text.append("\n  ").append(event));
        text.append("\nwhat breaks:");
        report.broken().forEach(broken -> text.append("\n  ").append(broken));
        return text.toString();
    }
}
