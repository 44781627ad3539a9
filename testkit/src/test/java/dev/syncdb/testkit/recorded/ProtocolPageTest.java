package dev.syncdb.testkit.recorded;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.testkit.recorded.Line.Message;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the page on the protocol shows was said. */
final class ProtocolPageTest {
    private static final Path PAGE = Path.of("../docs/protocol.md");
    private static final Pattern WHO = Pattern.compile("(\\w+) -> (\\w+)  (\\w+)");
    private static final Pattern FIELD = Pattern.compile("((?:[0-9a-f]{2} ?)+)  \\s*\\S.*");

    @Test
    void everyMessageOnThePageWasRecorded() throws IOException {
        Set<String> recorded = new HashSet<>();
        for (Chapter chapter : Recordings.read()) {
            chapter.lines().forEach(line -> recorded.add(line.toString()));
        }
        List<Message> shown = shown(Files.readAllLines(PAGE, StandardCharsets.UTF_8));
        assertTrue(shown.size() >= 4, shown.size() + " messages are shown");
        for (Message message : shown) {
            assertTrue(
                    recorded.contains(message.toString()),
                    () -> PAGE + " shows what is in no recorded exchange: " + message);
        }
    }

    /** The messages in blocks of code: who speaks, then one field a line with what it is. */
    private static List<Message> shown(List<String> page) {
        List<Message> shown = new ArrayList<>();
        boolean code = false;
        for (String line : page) {
            code ^= line.startsWith("```");
            Matcher who = WHO.matcher(line);
            Matcher field = FIELD.matcher(line);
            if (code && who.matches()) {
                shown.add(new Message(who.group(1), who.group(2), who.group(3), ""));
            } else if (code && !shown.isEmpty() && field.matches()) {
                Message last = shown.remove(shown.size() - 1);
                String hex = last.hex() + field.group(1).replace(" ", "");
                shown.add(new Message(last.source(), last.target(), last.name(), hex));
            }
        }
        return shown;
    }
}
