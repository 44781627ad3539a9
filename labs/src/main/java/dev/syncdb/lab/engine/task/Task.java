package dev.syncdb.lab.engine.task;

import dev.syncdb.value.Bytes;

import java.nio.charset.StandardCharsets;

/** One row of the table {@code tasks}, whose columns stand in this order. */
public record Task(
        String id,
        String project,
        String title,
        String description,
        String status,
        String assignee,
        Figures figures,
        Bytes payload) {
    /** Bytes of priority, estimate, done and the two times, each at its plain width. */
    private static final int FIGURE_BYTES = 4 + 8 + 1 + 8 + 8;

    /** The columns that are numbers. */
    public record Figures(
            int priority, double estimate, boolean done, long createdAt, long updatedAt) {}

    /** What the row says, without anything that an engine puts around it. */
    public int contentBytes() {
        int bytes = FIGURE_BYTES + payload.size();
        for (String text : new String[] {id, project, title, description, status, assignee}) {
            bytes += text.getBytes(StandardCharsets.UTF_8).length;
        }
        return bytes;
    }
}
