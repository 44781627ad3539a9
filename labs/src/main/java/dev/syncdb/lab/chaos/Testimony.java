package dev.syncdb.lab.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What all processes of a run have said: kept outside of them, since they die. May be told from any
 * thread.
 */
final class Testimony {
    /** What one process had in the end. */
    private static final class Ending {
        final Set<String> words = new HashSet<>();
        final Set<String> rejected = new HashSet<>();
        String digest = "";
    }

    private final Set<String> acknowledged = new HashSet<>();
    private final Map<String, Integer> published = new HashMap<>();
    private final Map<String, Ending> endings = new HashMap<>();
    private final List<String> broken = new ArrayList<>();
    private int states;

    /** Takes in a line of a process. */
    synchronized void hear(String who, String line) {
        if (line.startsWith(Speech.ACKNOWLEDGED)) {
            acknowledged.add(line.substring(Speech.ACKNOWLEDGED.length()));
        } else if (line.startsWith(Speech.PUBLISHED)) {
            published.merge(line.substring(Speech.PUBLISHED.length()), 1, Integer::sum);
        } else if (line.startsWith(Speech.BROKEN)) {
            broken.add(line.substring(Speech.BROKEN.length()));
        } else if (line.startsWith(Speech.WORD)) {
            ending(who).words.add(line.substring(Speech.WORD.length()));
        } else if (line.startsWith(Speech.REJECTED)) {
            ending(who).rejected.add(line.substring(Speech.REJECTED.length()));
        } else if (line.startsWith(Speech.STATE)) {
            ending(who).digest = line.substring(Speech.STATE.length());
            states++;
            notifyAll();
        }
    }

    /** Forgets what was said of states, for they are asked anew. */
    synchronized void askAgain() {
        endings.clear();
        states = 0;
    }

    /** Waits until so many have told their state; false if that takes too long. */
    synchronized boolean awaitStates(int count, long millisMax) throws InterruptedException {
        long end = System.nanoTime() / 1_000_000 + millisMax;
        while (states < count) {
            long left = end - System.nanoTime() / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    synchronized void broke(String promise) {
        broken.add(promise);
    }

    synchronized List<String> broken() {
        return List.copyOf(broken);
    }

    synchronized int acknowledged() {
        return acknowledged.size();
    }

    /** Words whose authors were told that they are safe, and that are neither there nor refused. */
    synchronized List<String> lost(String server) {
        Set<String> known = ending(server).words;
        List<String> lost = new ArrayList<>();
        for (String word : acknowledged) {
            boolean refused = endings.values().stream().anyMatch(ending -> ending.rejected.stream()
                    .anyMatch(text -> text.contains("'" + word + "'")));
            if (!known.contains(word) && !refused) {
                lost.add(word);
            }
        }
        return lost;
    }

    /** Words whose write became visible more than once, or was applied and then refused. */
    synchronized List<String> twice(String server) {
        List<String> twice = new ArrayList<>();
        published.forEach((word, times) -> {
            if (times > 1) {
                twice.add(word);
            }
        });
        Set<String> known = ending(server).words;
        for (Ending ending : endings.values()) {
            for (String text : ending.rejected) {
                known.stream().filter(word -> text.contains("'" + word + "'")).forEach(twice::add);
            }
        }
        return twice;
    }

    /** Whether all have the same rows. */
    synchronized boolean equal() {
        return endings.values().stream().map(ending -> ending.digest).distinct().count() == 1;
    }

    private Ending ending(String who) {
        return endings.computeIfAbsent(who, any -> new Ending());
    }
}
