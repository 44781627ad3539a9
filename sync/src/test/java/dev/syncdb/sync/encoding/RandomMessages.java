package dev.syncdb.sync.encoding;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Cursor;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.News;
import dev.syncdb.sync.message.News.Move;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.sync.message.Rewound;
import dev.syncdb.sync.message.SchemaTag;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncRequest.Sender;
import dev.syncdb.sync.message.SyncResponse;
import dev.syncdb.sync.pull.Page;
import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.sync.pull.PageToken.Named;
import dev.syncdb.sync.pull.PageToken.Position;
import dev.syncdb.sync.pull.PriorityClasses;
import dev.syncdb.sync.pull.Pull;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.sync.push.Postponement;
import dev.syncdb.sync.push.Postponement.Reason;
import dev.syncdb.sync.push.Push;
import dev.syncdb.sync.push.Push.BaseValue;
import dev.syncdb.sync.push.Push.Bases;
import dev.syncdb.sync.push.Push.CellPlace;
import dev.syncdb.sync.push.Push.Wanted;
import dev.syncdb.sync.push.PushedTransaction;
import dev.syncdb.sync.push.Receipt;
import dev.syncdb.sync.push.Rejection;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Parts of messages drawn from a seed. Values from before a change are null, as on the wire. */
final class RandomMessages {
    private final Random random;

    RandomMessages(long seed) {
        this.random = new Random(seed);
    }

    SyncRequest request() {
        SignedCursor cursor = cursor();
        PageToken after = random.nextBoolean() ? token() : null;
        Pull pull = new Pull(
                        cursor, position(), after, random.nextInt(1 << 20), random.nextInt(1 << 20))
                .upgradedFrom(random.nextInt(3));
        long firstTx = 1 + random.nextInt(500);
        List<PushedTransaction> transactions = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            transactions.add(transaction(firstTx + transactions.size(), cursor));
        }
        Push push = new Push(
                firstTx, random.nextInt(), transactions, several(random::nextInt), bases(firstTx));
        push = push.isEmpty() ? push : push.saidIn(random.nextInt(3));
        Bytes secret = bytes(SyncRequest.SECRET_BYTES);
        Long line = random.nextInt(3) == 0 ? random.nextLong() : null;
        return new SyncRequest(
                new Sender(number(), secret), schema(), number(), push, pull, line, false);
    }

    private SchemaTag schema() {
        return new SchemaTag(random.nextInt(9), random.nextLong());
    }

    News news() {
        List<Outcome> outcomes = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            outcomes.add(outcome(1 + outcomes.size()));
        }
        Move moved = random.nextInt(4) == 0
                ? null
                : new Move(number(), random.nextLong(), bytes(random.nextInt(17)));
        Page page = new Page(several(this::change), random.nextBoolean() ? token() : null);
        return new News(outcomes, moved, page);
    }

    /** A response of any kind. */
    SyncResponse response() {
        return switch (random.nextInt(4)) {
            case 0 -> refusal();
            case 1 -> news();
            case 2 -> rewound();
            default -> answer();
        };
    }

    Answer answer() {
        long lastTx = 10 + random.nextInt(500);
        List<Outcome> outcomes = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 1; i <= count; i++) {
            outcomes.add(outcome(lastTx - count + i));
        }
        Page page = new Page(several(this::change), random.nextBoolean() ? token() : null);
        Cursor lineEnd = random.nextInt(3) == 0 ? new Cursor(random.nextLong(), number()) : null;
        List<String> schema = several(this::text);
        return new Answer(
                number(),
                new Receipt(lastTx, outcomes, postponed(lastTx)),
                cursor(),
                page,
                schema,
                lineEnd);
    }

    private List<Bases> bases(long firstTx) {
        long[] number = {firstTx - 1};
        return several(() -> {
            number[0] += 1 + random.nextInt(3);
            return new Bases(
                    number[0],
                    several(() -> new BaseValue(cell(), random.nextBoolean() ? value() : null)));
        });
    }

    private List<Wanted> wanted(long first) {
        List<Wanted> wanted = new ArrayList<>();
        wanted.add(new Wanted(first, several(this::cell)));
        for (int i = random.nextInt(3); i > 0; i--) {
            first += 1 + random.nextInt(3);
            wanted.add(new Wanted(first, several(this::cell)));
        }
        return wanted;
    }

    private CellPlace cell() {
        return new CellPlace(random.nextInt(300), random.nextInt(300) + CellPlace.ROW);
    }

    Refusal refusal() {
        return new Refusal(code(), text(), number(), number());
    }

    Rewound rewound() {
        return new Rewound(
                random.nextBoolean(),
                number(),
                random.nextInt(),
                number(),
                number(),
                several(this::position));
    }

    Outcome outcome(long number) {
        Rejection rejection = random.nextBoolean()
                ? null
                : new Rejection(code(), text(), text(), text(), number());
        return new Outcome(
                number,
                rejection,
                several(this::number),
                several(this::rowName),
                random.nextInt(300));
    }

    /** The start now and then. */
    SignedCursor cursor() {
        if (random.nextInt(5) == 0) {
            return SignedCursor.START;
        }
        Cursor cursor = new Cursor(random.nextLong(), 1 + number());
        return new SignedCursor(cursor, number(), bytes(random.nextInt(33)));
    }

    PageToken token() {
        Position last =
                random.nextInt(5) == 0 ? Position.START : new Position(number(), text(), key());
        Cursor head = new Cursor(random.nextLong(), number());
        Named named = new Named(number(), random.nextInt(300));
        return new PageToken(head, last, number(), named, classes());
    }

    private Cursor position() {
        return random.nextInt(5) == 0 ? Cursor.START : new Cursor(random.nextLong(), 1 + number());
    }

    /** None now and then. */
    private PriorityClasses classes() {
        PriorityClasses classes = PriorityClasses.of(several(() -> several(this::text)));
        int count = classes.isNone() ? 0 : random.nextInt(classes.tables().size() + 2);
        for (int i = 0; i < count; i++) {
            classes = classes.doneAt(number());
        }
        return classes;
    }

    RowVersions versions() {
        RowVersions versions = RowVersions.of(1 + number(), author());
        for (int count = random.nextInt(4); count > 0; count--) {
            versions = versions.written(random.nextInt(300), author());
        }
        return versions;
    }

    private @Nullable Postponement postponed(long lastTx) {
        Reason[] reasons = Reason.values();
        int reason = random.nextInt(reasons.length + 1);
        if (reason == reasons.length) {
            return null;
        }
        List<Wanted> wanted =
                reasons[reason] == Reason.WANTS_BASES ? wanted(lastTx + 1) : List.of();
        return new Postponement(reasons[reason], lastTx + 1, number(), wanted);
    }

    private PushedTransaction transaction(long number, SignedCursor cursor) {
        return new PushedTransaction(
                number,
                Math.max(0, cursor.cursor().version() - random.nextInt(50)),
                cursor.commitMillis() - random.nextInt(10_000),
                number(),
                random.nextInt(),
                random.nextBoolean(),
                several(this::operation));
    }

    private Change operation() {
        return random.nextInt(4) > 0
                ? change()
                : new Change.Expect(
                        rowName(), several(() -> new Cell(random.nextInt(200), null, value())));
    }

    private Change change() {
        RowName name = rowName();
        return switch (random.nextInt(3)) {
            case 0 -> new Change.Insert(name, new Image(row(), bytes(random.nextInt(4))));
            case 1 ->
                new Change.Update(
                        name,
                        several(() -> new Cell(random.nextInt(200), null, value())),
                        bytes(random.nextInt(4)));
            default -> new Change.Delete(name, null, bytes(random.nextInt(4)));
        };
    }

    private RowName rowName() {
        return new RowName(text(), key(), random.nextInt(9) == 0 ? RowName.ANY : number());
    }

    private Key key() {
        return random.nextBoolean() ? Key.of(number()) : new Key(row());
    }

    private Row row() {
        return Row.of(several(this::value));
    }

    private CellVersion author() {
        return new CellVersion(number(), number(), number());
    }

    private Value value() {
        return switch (random.nextInt(5)) {
            case 0 -> Value.NULL;
            case 1 -> Value.of(random.nextLong());
            case 2 -> Value.of(random.nextGaussian());
            case 3 -> Value.of(text());
            default -> Value.of(bytes(random.nextInt(5)));
        };
    }

    /** A number that is not negative, of any size. */
    private long number() {
        return random.nextLong() >>> 1 + random.nextInt(62);
    }

    private String text() {
        String[] texts = {"", "tasks", "it's", "\u00E4\u20AC\uD83D\uDE00"};
        return texts[random.nextInt(texts.length)];
    }

    private ErrorCode code() {
        return ErrorCode.values()[random.nextInt(ErrorCode.values().length)];
    }

    private Bytes bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return Bytes.owned(bytes);
    }

    private <T> List<T> several(Supplier<T> one) {
        List<T> several = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            several.add(one.get());
        }
        return several;
    }
}
