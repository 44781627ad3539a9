package dev.syncdb.testkit.recorded;

import java.util.List;

/**
 * A part of the recorded life, which goes on where the one before it ended.
 *
 * @param name that of its file, without the ending
 */
record Chapter(String name, List<Line> lines) {
    Chapter {
        lines = List.copyOf(lines);
    }
}
