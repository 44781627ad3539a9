package dev.syncdb.testkit.world.oracle;

import dev.syncdb.ChangedRows;
import dev.syncdb.Database;
import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.Cursor;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.schema.Schema;
import dev.syncdb.testkit.fault.Fault;
import dev.syncdb.testkit.fault.Promise;
import dev.syncdb.testkit.world.stage.Ledger;
import dev.syncdb.testkit.world.stage.Stage;
import dev.syncdb.testkit.world.stage.Word;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the server has published of one space, applied in its order by a plain model, which so knows
 * the state at every version. Lives as long as its world, and beyond each run of the server: what
 * was published may not be lost.
 */
public final class SpaceModel {
    /** A register was given another word. */
    record Overwrite(long version, int register, String before, String after) {}

    /** What stood in the registers where a history was given up. */
    private record Rewind(long version, Map<Integer, String> words) {}

    private final Stage stage;
    private final Pushes pushes;
    private final String space;
    private final Atomicity atomicity;
    private Mirror mirror = new Mirror();
    private final List<ChangeSet> published = new ArrayList<>();
    private final TreeMap<Long, Long> digests = new TreeMap<>();
    private final List<Overwrite> overwrites = new ArrayList<>();
    private final LineHistory lines = new LineHistory();
    private final List<Rewind> rewinds = new ArrayList<>();

    /** Versions that became durable in a crash, so that nobody saw them being published. */
    private final TreeMap<Long, Long> unseen = new TreeMap<>();

    private final Set<RowName> rowsEver = new HashSet<>();
    private final Set<Key> recordsEver = new HashSet<>();
    private long version;

    public SpaceModel(Stage stage, Pushes pushes, String space) {
        this.stage = stage;
        this.pushes = pushes;
        this.space = space;
        this.atomicity = new Atomicity(stage);
    }

    public String space() {
        return space;
    }

    /** The newest version that is known. */
    public long version() {
        return version;
    }

    /** The newest state. */
    public Mirror mirror() {
        return mirror;
    }

    /** The server has published a commit. */
    public void published(ChangeSet changes) {
        changes.changes().forEach(this::noticeInternal);
        take(changes);
        atomicity.check("the server's " + space, mirror, changes);
    }

    /**
     * The server has started, and its database may be further than was seen, but never behind or
     * different.
     */
    public void started(Database database) {
        stage.checked(Promise.KEPT);
        try (ChangedRows changed = database.changedAfter(version)) {
            if (changed.upTo() < version) {
                stage.broke(
                        Promise.KEPT,
                        "the server published version " + version + " of " + space
                                + " and came back with " + changed.upTo());
                rewind(changed.upTo());
            } else if (changed.upTo() > version) {
                catchUp(changed, database.schema());
            }
        }
        Mirror found = Mirror.of(database);
        if (found.digest() != mirror.digest()) {
            stage.broke(
                    Promise.KEPT,
                    "the server came back with another " + space + ": " + mirror.difference(found));
        }
    }

    /**
     * The server's folder was put back: what it published behind the state that is there now never
     * was. Returns the words that were lost with it.
     */
    public List<Word> restored(Database database) {
        try (ChangedRows newest = database.changedAfter(0)) {
            return newest.upTo() < version ? rewind(newest.upTo()) : List.of();
        }
    }

    /** The digest of the state at a version. */
    long digestAt(long at) {
        Map.Entry<Long, Long> entry = digests.floorEntry(at);
        return entry == null ? 0 : entry.getValue();
    }

    /** The state at a version, made anew from what was published. */
    Mirror at(long wanted) {
        Mirror past = new Mirror();
        for (ChangeSet changes : published) {
            if (changes.version() <= wanted) {
                past.apply(changes);
            }
        }
        return past;
    }

    private void noticeInternal(Change change) {
        pushes.published(change);
        lines.published(change);
    }

    /** True if who stands there has seen nothing but what is part of the history as it is now. */
    boolean contains(Cursor cursor) {
        return lines.contain(cursor, version);
    }

    /**
     * True if that stood in a register where a history was given up that had taken in {@code lost}:
     * who saw that word knew of what had stood there.
     */
    boolean stoodBefore(Word lost, int register, String value) {
        return rewinds.stream()
                .anyMatch(rewind -> lost.lostBehind().contains(rewind.version)
                        && value.equals(rewind.words.get(register)));
    }

    List<Overwrite> overwrites() {
        return overwrites;
    }

    /** True if nobody saw what this version and those around it did one by one. */
    boolean isUnseen(long at) {
        Map.Entry<Long, Long> span = unseen.floorEntry(at);
        return span != null && at <= span.getValue();
    }

    /** True if any commits were not seen one by one, but the first. */
    boolean hasUnseen() {
        return unseen.size() > 1;
    }

    /** True if a history of this space was given up. */
    boolean wasRewound() {
        return !rewinds.isEmpty();
    }

    /** How many rows there ever were. */
    public int rowsEver() {
        return rowsEver.size();
    }

    /** How many conflicts there ever were on record. */
    public int recordsEver() {
        return recordsEver.size();
    }

    private void take(ChangeSet changes) {
        for (Change change : changes.changes()) {
            RowName row = change.changed();
            if (row != null && ProbeTables.isWatched(row.table())) {
                rowsEver.add(RowName.of(row.table(), row.key()));
            } else if (row != null && Schema.isLedger(row.table())) {
                recordsEver.add(row.key());
            }
        }
        notice(changes);
        mirror.apply(changes);
        published.add(changes);
        version = changes.version();
        digests.put(version, mirror.digest());
    }

    private void catchUp(ChangedRows changed, Schema schema) {
        List<Change> changes = new ArrayList<>();
        while (changed.next()) {
            RowName row = RowName.of(changed.table(), changed.key());
            Change change = changed.isDeleted()
                    ? new Change.Delete(row, null, Bytes.EMPTY)
                    : new Change.Insert(row, Image.of(rowOf(changed, schema)));
            noticeInternal(change);
            if (ProbeTables.isWatched(changed.table())) {
                changes.add(change);
            }
        }
        unseen.put(version + 1, changed.upTo());
        take(new ChangeSet(changed.upTo(), changes));
    }

    private static Row rowOf(ChangedRows changed, Schema schema) {
        return schema.table(changed.table()).withoutGenerated(changed.row());
    }

    /** Counts the words that the server takes in. */
    private void notice(ChangeSet changes) {
        for (Change change : changes.changes()) {
            RowName row = change.changed();
            if (row == null) {
                continue;
            }
            if (row.table().equals(ProbeTables.WORDS) && change instanceof Change.Insert) {
                noticeWord(row.key().values().at(0).asText(), changes.version());
            } else if (row.table().equals(ProbeTables.LEFTS)) {
                noticeRegister(change, row, changes.version());
            }
        }
    }

    private void noticeWord(String text, long at) {
        Ledger ledger = stage.ledger();
        Word word = ledger.find(text);
        stage.checked(Promise.ONCE);
        if (word == null || word.told() == Word.Told.UNDONE) {
            stage.broke(Promise.ONCE, text + " was taken in, but nobody wrote it");
            return;
        }
        ledger.published(word, at);
        requireOnce(word);
    }

    private void noticeRegister(Change change, RowName row, long at) {
        Row old = mirror.get(row.table(), row.key());
        String after = wordIn(change);
        if (old == null || after == null) {
            return;
        }
        int register = (int) row.key().values().at(0).asLong();
        overwrites.add(new Overwrite(at, register, old.at(1).asText(), after));
        Word word = stage.ledger().find(after);
        if (word != null && !word.isListed()) {
            stage.checked(Promise.ONCE);
            stage.ledger().publishedUnlisted(word, at);
            requireOnce(word);
        }
    }

    private static @Nullable String wordIn(Change change) {
        if (change instanceof Change.Insert insert) {
            return insert.image().cells().at(1).asText();
        }
        if (change instanceof Change.Update update) {
            for (Cell cell : update.cells()) {
                if (cell.column() == 1) {
                    return cell.after().asText();
                }
            }
        }
        return null;
    }

    private void requireOnce(Word word) {
        if (word.timesPublished() > 1) {
            stage.broke(Promise.ONCE, word + " was applied " + word.timesPublished() + " times");
        }
        // A server that was put back has forgotten it, too: then nobody knows.
        boolean forgotten =
                word.isRefusalForgotten() && stage.history().faults().containsKey(Fault.RESTORED);
        if (word.isRejected() && !forgotten) {
            stage.broke(Promise.ONCE, word + " was refused, and then applied");
        }
    }

    private List<Word> rewind(long to) {
        List<ChangeSet> kept = new ArrayList<>(published);
        kept.removeIf(changes -> changes.version() > to);
        published.clear();
        digests.clear();
        overwrites.removeIf(overwrite -> overwrite.version() > to);
        mirror = new Mirror();
        version = to;
        for (ChangeSet changes : kept) {
            mirror.apply(changes);
            published.add(changes);
            digests.put(changes.version(), mirror.digest());
        }
        Map<Integer, String> words = new TreeMap<>();
        for (int register = 1; register <= ProbeTables.REGISTERS; register++) {
            Row row = mirror.get(ProbeTables.LEFTS, Key.of(register));
            words.put(register, row == null ? Word.NONE : row.at(1).asText());
        }
        lines.rewind(to);
        rewinds.add(new Rewind(to, words));
        return stage.ledger().rewind(space, to);
    }
}
