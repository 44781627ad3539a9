package dev.syncdb.lab.text;

import java.util.Objects;

/** Replays a trace on one phone that writes, while another one reads. */
final class SequentialReplay {
    private SequentialReplay() {}

    /**
     * Plays it; both phones sync after every batch.
     *
     * @throws IllegalArgumentException if an edit is not inside its text
     */
    static Replayed play(Trace trace, int batch) {
        try (TextWorld world = TextWorld.of(trace.start())) {
            TextPhone writer = world.phone();
            TextPhone reader = world.phone();
            writer.sync();
            reader.sync();
            TypedText text = new TypedText(trace.start());
            int made = 0;
            for (Edit edit : trace.edits()) {
                apply(text, edit, made);
                writer.write(text.toString());
                made++;
                if (made % batch == 0 || made == trace.edits().size()) {
                    writer.sync();
                    reader.sync();
                }
            }
            String end = Objects.requireNonNullElse(trace.end(), text.toString());
            return new Replayed(made, 1, writer.bytes(), world.allShow(end));
        }
    }

    private static void apply(TypedText text, Edit edit, int number) {
        try {
            edit.patches().forEach(text::apply);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("edit " + number + ": " + wrong.getMessage(), wrong);
        }
    }
}
