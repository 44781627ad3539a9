package dev.syncdb.lab.house;

import static dev.syncdb.lab.house.House.Module.CLIENT;
import static dev.syncdb.lab.house.House.Module.CORE;
import static dev.syncdb.lab.house.House.Module.SERVER;
import static dev.syncdb.lab.house.House.Module.SERVLET;
import static dev.syncdb.lab.house.House.Module.SYNC;
import static dev.syncdb.lab.house.House.Module.TESTKIT;

import dev.syncdb.lab.house.House.Module;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What main code must not touch, what to use instead, why, and the few files that may. */
final class Bans {
    /** A group of calls that are banned for one reason. A call is a sequence of tokens. */
    private record Ban(
            Subject subject, Set<Module> modules, String use, String because, String... calls) {}

    /** A file that stands between a port and the outer world, and so may touch some of it. */
    private record Adapter(String file, Set<Subject> may, String because) {}

    private enum Subject {
        TIME,
        SLEEP,
        CHANCE,
        THREADS,
        FILES,
        NETWORK,
        ANDROID,
        SERIALIZATION,
        CONSOLE
    }

    private static final Set<Module> ENGINE = EnumSet.of(CORE, SYNC, CLIENT, SERVER);
    private static final Set<Module> SIMULATED = EnumSet.of(CORE, SYNC, CLIENT, SERVER, TESTKIT);
    private static final Set<Module> LIBRARIES =
            EnumSet.of(CORE, SYNC, CLIENT, SERVER, TESTKIT, SERVLET);
    private static final Set<Module> PHONE = EnumSet.of(CORE, SYNC, CLIENT);
    private static final Set<Module> ALL = EnumSet.allOf(Module.class);

    private static final List<Adapter> ADAPTERS = List.of(
            new Adapter("SystemClock.java", Set.of(Subject.TIME), "it is the Clock of real life"),
            new Adapter(
                    "SystemRandom.java", Set.of(Subject.CHANCE), "it is the Random of real life"),
            new Adapter(
                    "ThreadScheduler.java",
                    Set.of(Subject.THREADS, Subject.TIME),
                    "it is the Scheduler of real life"),
            new Adapter(
                    "ThreadTimeLimit.java",
                    Set.of(Subject.THREADS, Subject.TIME),
                    "it is the TimeLimit of real life"),
            new Adapter(
                    "KeyRing.java", Set.of(Subject.CHANCE), "it is the KeyProvider of real life"),
            new Adapter("FileDisk.java", Set.of(Subject.FILES), "it is the Disk of real life"),
            new Adapter(
                    "HttpTransport.java",
                    Set.of(Subject.NETWORK),
                    "it is the Transport of real life"));

    private static final List<Ban> BANS = List.of(
            new Ban(
                    Subject.TIME,
                    SIMULATED,
                    "the Clock port",
                    "a run must be the same from the same seed",
                    "System.currentTimeMillis",
                    "System.nanoTime",
                    "Instant.now",
                    "LocalDate.now",
                    "LocalTime.now",
                    "LocalDateTime.now",
                    "ZonedDateTime.now",
                    "OffsetDateTime.now",
                    "OffsetTime.now",
                    "Year.now",
                    "Clock.system",
                    "Clock.systemUTC",
                    "Clock.systemDefaultZone",
                    "Calendar.getInstance",
                    "new Date()",
                    "new GregorianCalendar"),
            new Ban(
                    Subject.SLEEP,
                    SIMULATED,
                    "the Scheduler port",
                    "who sleeps holds a thread and real time",
                    "Thread.sleep",
                    "TimeUnit.SECONDS.sleep",
                    "TimeUnit.MILLISECONDS.sleep",
                    "LockSupport.parkNanos",
                    "LockSupport.parkUntil"),
            new Ban(
                    Subject.CHANCE,
                    SIMULATED,
                    "the Random port",
                    "a run must be the same from the same seed",
                    "new Random",
                    "java.util.Random",
                    "Math.random",
                    "SecureRandom",
                    "ThreadLocalRandom",
                    "new SplittableRandom()",
                    "UUID.randomUUID"),
            new Ban(
                    Subject.THREADS,
                    SIMULATED,
                    "the Scheduler port",
                    "a whole fleet runs in one thread of the simulated world",
                    "new Thread",
                    "extends Thread",
                    "new Timer",
                    "new ThreadPoolExecutor",
                    "Executors",
                    "ForkJoinPool",
                    "supplyAsync",
                    "runAsync",
                    "parallelStream"),
            new Ban(
                    Subject.FILES,
                    ENGINE,
                    "the Disk port",
                    "only a disk that fails on demand proves recovery",
                    "FileChannel",
                    "AsynchronousFileChannel",
                    "Files",
                    "FileInputStream",
                    "FileOutputStream",
                    "FileReader",
                    "FileWriter",
                    "RandomAccessFile",
                    "new File"),
            new Ban(
                    Subject.NETWORK,
                    ENGINE,
                    "the Transport port",
                    "only a network that fails on demand proves a resume",
                    "Socket",
                    "ServerSocket",
                    "SocketChannel",
                    "ServerSocketChannel",
                    "DatagramSocket",
                    "DatagramChannel",
                    "URLConnection",
                    "HttpURLConnection",
                    "openConnection",
                    "java.net.http"),
            new Ban(
                    Subject.ANDROID,
                    PHONE,
                    "CRC32 and the field updaters",
                    "Android API 26 does not have it",
                    "CRC32C",
                    "VarHandle"),
            new Ban(
                    Subject.SERIALIZATION,
                    ALL,
                    "codec",
                    "Java's own format cannot be versioned, bounded or trusted",
                    "Serializable",
                    "Externalizable",
                    "ObjectInputStream",
                    "ObjectOutputStream"),
            new Ban(
                    Subject.CONSOLE,
                    LIBRARIES,
                    "a return value, an error or the Metrics port",
                    "the terminal belongs to the program, not to a library",
                    "System.out",
                    "System.err",
                    "printStackTrace"));

    private Bans() {}

    static List<String> problems(List<JavaSource> mainSources) {
        List<String> problems = new ArrayList<>();
        for (JavaSource source : mainSources) {
            for (Ban ban : BANS) {
                if (ban.modules().contains(source.module()) && !mayTouch(source, ban.subject())) {
                    check(source, ban, problems);
                }
            }
        }
        problems.addAll(twinAdapters(mainSources));
        return problems;
    }

    private static boolean mayTouch(JavaSource source, Subject subject) {
        return ADAPTERS.stream()
                .anyMatch(adapter -> adapter.may().contains(subject) && isFile(source, adapter));
    }

    private static boolean isFile(JavaSource source, Adapter adapter) {
        return source.path().endsWith("/" + adapter.file());
    }

    /** An adapter is known by its file name, so that name must be one file's alone. */
    private static List<String> twinAdapters(List<JavaSource> sources) {
        Map<String, String> seen = new HashMap<>();
        List<String> twins = new ArrayList<>();
        for (JavaSource source : sources) {
            for (Adapter adapter : ADAPTERS) {
                String first = isFile(source, adapter)
                        ? seen.putIfAbsent(adapter.file(), source.path())
                        : null;
                if (first != null) {
                    twins.add(source.path() + ": there is an adapter of that name, " + first
                            + "; only one file may say " + adapter.because());
                }
            }
        }
        return twins;
    }

    private static void check(JavaSource source, Ban ban, List<String> problems) {
        List<Token> tokens = source.tokens();
        for (String call : ban.calls()) {
            List<Token> pattern = Token.scan(call);
            for (int i = 0; i + pattern.size() <= tokens.size(); i++) {
                if (matches(tokens, i, pattern)) {
                    problems.add(source.path() + ":" + tokens.get(i).line() + ": banned " + call
                            + ", use " + ban.use() + ", because " + ban.because());
                }
            }
        }
    }

    private static boolean matches(List<Token> tokens, int start, List<Token> pattern) {
        for (int i = 0; i < pattern.size(); i++) {
            if (!tokens.get(start + i).is(pattern.get(i).text())) {
                return false;
            }
        }
        return true;
    }
}
