package dev.syncdb.lab.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * One run: a server and some phones, each a process that is killed again and again while all of
 * them write, and a line between them that cannot be relied on. Then nobody is killed any more,
 * everybody syncs, and what they have is compared with what was acknowledged.
 */
final class Chaos implements AutoCloseable {
    private static final String SERVER = "server";
    private static final int PAUSE_MILLIS_MIN = 500;
    private static final int PAUSE_MILLIS_MAX = 3_000;
    private static final int DOWN_MILLIS_MAX = 1_500;
    private static final int SERVER_PERCENT = 30;
    private static final long PROLONGED_TIMES_MAX = 8;
    private static final long REPORT_MILLIS = 60_000;
    private static final long SETTLE_MILLIS_MAX = 180_000;

    /** In the first everybody pushes what is left, in the second all pull what others pushed. */
    private static final int SETTLE_ROUNDS = 2;

    private final ChaosOptions options;
    private final PrintStream progress;
    private final SplittableRandom random;
    private final Path folder;
    private final int port;
    private final UnreliableLine line;
    private final Testimony testimony = new Testimony();
    private final Map<String, Child> children = new LinkedHashMap<>();
    private long killedPhones;
    private long killedServers;
    private int runs;

    private Chaos(ChaosOptions options, PrintStream progress) throws IOException {
        this.options = options;
        this.progress = progress;
        this.random = new SplittableRandom(options.seed());
        this.folder = Files.createTempDirectory("syncdb-chaos");
        this.port = freePort();
        this.line = new UnreliableLine(port, random.nextLong());
    }

    static ChaosReport run(ChaosOptions options, PrintStream progress)
            throws IOException, InterruptedException {
        try (Chaos chaos = new Chaos(options, progress)) {
            chaos.begin();
            chaos.kill();
            chaos.settle();
            return chaos.report();
        }
    }

    private void begin() throws IOException, InterruptedException {
        start(SERVER);
        for (int i = 1; i <= options.phones(); i++) {
            start("phone" + i);
        }
    }

    private void kill() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        long reported = 0;
        long millis = 0;
        while (millis < options.seconds() * 1_000 || isStillTooCalm(millis)) {
            Thread.sleep(random.nextInt(PAUSE_MILLIS_MIN, PAUSE_MILLIS_MAX));
            boolean hitsServer = random.nextInt(100) < SERVER_PERCENT;
            String victim = hitsServer ? SERVER : "phone" + (1 + random.nextInt(options.phones()));
            child(victim).kill();
            killedServers += hitsServer ? 1 : 0;
            killedPhones += hitsServer ? 0 : 1;
            Thread.sleep(random.nextInt(DOWN_MILLIS_MAX));
            start(victim);
            millis = (System.nanoTime() - begun) / 1_000_000;
            if (millis - reported >= REPORT_MILLIS) {
                reported = millis;
                progress.println("lab chaos: " + millis / 1_000 + " s, "
                        + testimony.acknowledged() + " acknowledged, "
                        + (killedPhones + killedServers) + " killed");
            }
        }
    }

    private void settle() throws IOException, InterruptedException {
        line.heal();
        for (int round = 0; round < SETTLE_ROUNDS; round++) {
            testimony.askAgain();
            List<String> phonesFirst = new ArrayList<>(children.keySet());
            phonesFirst.remove(SERVER);
            if (round == 0) {
                child(SERVER).command(Speech.SETTLE);
            }
            for (String phone : phonesFirst) {
                child(phone).command(Speech.SETTLE);
            }
            await(round == 0 ? children.size() : phonesFirst.size());
            if (round > 0) {
                child(SERVER).command(Speech.SETTLE);
                await(children.size());
            }
        }
    }

    private void await(int states) throws InterruptedException {
        if (!testimony.awaitStates(states, SETTLE_MILLIS_MAX)) {
            testimony.broke("not everybody comes to rest");
        }
    }

    private ChaosReport report() {
        List<String> lost = testimony.lost(SERVER);
        List<String> twice = testimony.twice(SERVER);
        boolean equal = testimony.equal();
        List<String> broken = new ArrayList<>(testimony.broken());
        lost.forEach(word -> broken.add(word + " was acknowledged, and is lost"));
        twice.forEach(word -> broken.add(word + " was applied twice"));
        if (!equal) {
            broken.add("server and phones do not have the same rows");
        }
        requireStruck(broken);
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("seed", options.seed());
        counts.put("seconds", options.seconds());
        counts.put("acked", (long) testimony.acknowledged());
        counts.put("lost", (long) lost.size());
        counts.put("applied_twice", (long) twice.size());
        counts.put("killed_servers", killedServers);
        counts.put("killed_clients", killedPhones);
        counts.put("connections", line.connections());
        counts.put("cut", line.cut());
        counts.put("delayed", line.delayed());
        counts.put("duplicated", line.doubled());
        return new ChaosReport(counts, equal, broken);
    }

    /** A short run on a slow machine goes on until something has gone wrong, within reason. */
    private boolean isStillTooCalm(long millis) {
        return !hasStruck() && millis < options.seconds() * 1_000 * PROLONGED_TIMES_MAX;
    }

    private boolean hasStruck() {
        return testimony.acknowledged() > 0 && killedPhones + killedServers > 0 && line.cut() > 0;
    }

    /** A run in which nothing went wrong has shown nothing. */
    private void requireStruck(List<String> broken) {
        if (!hasStruck()) {
            broken.add("nothing was written, or nothing went wrong: this run shows nothing");
        }
    }

    private void start(String name) throws IOException, InterruptedException {
        String run = String.valueOf(++runs);
        Child child = name.equals(SERVER)
                ? Child.start(
                        ChaosServer.class,
                        List.of(folder.resolve(name).toString(), String.valueOf(port), run),
                        said -> testimony.hear(name, said))
                : Child.start(
                        ChaosPhone.class,
                        List.of(
                                name,
                                folder.resolve(name).toString(),
                                "http://127.0.0.1:" + line.port(),
                                run),
                        said -> testimony.hear(name, said));
        children.put(name, child);
        if (!child.awaitReady()) {
            throw new IOException(name + " does not start");
        }
    }

    private Child child(String name) throws IOException {
        Child child = children.get(name);
        if (child == null) {
            throw new IOException("there is no " + name);
        }
        return child;
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    /** Kills everybody and removes their files. */
    @Override
    public void close() throws IOException {
        line.close();
        try {
            for (Child child : children.values()) {
                child.kill();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
