package dev.syncdb.sync.apply;

import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.ConflictRecord;
import dev.syncdb.merge.ConflictRecord.Decision;
import dev.syncdb.merge.ConflictRecord.Kind;
import dev.syncdb.merge.ConflictRecord.Side;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.Index.Clashes;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What becomes of two rows with the same values in unique columns. Lives for one transaction. */
final class UniqueClash {
    /** Nobody has that many rows of one name by chance. */
    static final int REWRITES_MAX = 100;

    private static final Pattern NUMBERED = Pattern.compile("(.*) \\((\\d{1,6})\\)");

    private final Findings findings;
    private final Settling settling;
    private final Rows rows;

    UniqueClash(Findings findings, Settling settling) {
        this.findings = findings;
        this.settling = settling;
        this.rows = findings.rows();
    }

    /** Returns true if the row had another's values, and something was done about it. */
    boolean settles(RowName row, Image image, Index index) {
        if (index.clashes() == Clashes.REJECT) {
            return false;
        }
        Key key = rows.clash(index, image.cells(), row.key());
        if (key == null) {
            return false;
        }
        Image other = findings.present(row.table(), key);
        RowName otherName = Findings.name(row.table(), key, other);
        if (index.clashes() == Clashes.REWRITE) {
            return rewrite(row, image, index, other);
        }
        if (isOlder(otherName, row)) {
            merge(row, image, otherName, other);
        } else {
            merge(otherName, other, row, image);
        }
        return true;
    }

    /** A row without a handle is the newest: it has just come. */
    private static boolean isOlder(RowName one, RowName other) {
        boolean known = one.handle() != RowName.UNKNOWN;
        return known && (other.handle() == RowName.UNKNOWN || one.handle() < other.handle());
    }

    private boolean rewrite(RowName row, Image image, Index index, Image other) {
        int column = index.columns().get(0).column();
        Value value = image.cells().at(column);
        Row free = value.type() == ValueType.TEXT ? free(row, image.cells(), index) : null;
        if (free == null) {
            return false;
        }
        CellVersion author = findings.versions(other).cell(column);
        findings.add(new ConflictRecord(
                Kind.UNIQUE,
                row,
                findings.table(row).columns().get(column).name(),
                findings.claim().base(),
                null,
                new Side(other.cells().at(column), author),
                new Side(value, findings.author()),
                Decision.by(Clashes.REWRITE.name(), false)));
        findings.settle(row, column);
        findings.differs(row);
        rows.update(row.table(), row.key(), free);
        settling.wroteAgain(row);
        return true;
    }

    /** The row with the first text in line that nobody has; null if a hundred are taken. */
    private @Nullable Row free(RowName row, Row cells, Index index) {
        int column = index.columns().get(0).column();
        int lengthMax = findings.table(row).columns().get(column).type().lengthMax();
        String text = cells.at(column).asText();
        Matcher numbered = NUMBERED.matcher(text);
        boolean again = numbered.matches();
        String stem = again ? numbered.group(1) : text;
        int first = again ? Integer.parseInt(numbered.group(2)) + 1 : 2;
        for (int i = 0; i < REWRITES_MAX; i++) {
            String suffix = " (" + (first + i) + ")";
            int room = lengthMax - suffix.length();
            if (room < 0) {
                return null;
            }
            Row rewritten = cells.with(column, Value.of(cut(stem, room) + suffix));
            if (rows.clash(index, rewritten, row.key()) == null) {
                return rewritten;
            }
        }
        return null;
    }

    /** At most that many characters. */
    private static String cut(String text, int lengthMax) {
        int length = text.codePointCount(0, text.length());
        return length <= lengthMax
                ? text
                : text.substring(0, text.offsetByCodePoints(0, lengthMax));
    }

    private void merge(RowName loser, Image lost, RowName survivor, Image kept) {
        findings.addRow(
                Kind.UNIQUE,
                loser,
                new Side(
                        findings.text(survivor, kept.cells()),
                        findings.versions(kept).row()),
                new Side(
                        findings.text(loser, lost.cells()),
                        findings.versions(lost).row()),
                Decision.by(Clashes.MERGE_ROWS.name(), false));
        Row before = settling.before(survivor);
        new RowMerge(findings, survivor, kept).row(lost);
        settling.wrote(survivor, before == null ? kept.cells() : before);
        repoint(loser, lost, survivor);
        findings.settle(loser, Findings.ROW);
        findings.differs(loser);
        rows.discard(loser.table(), loser.key());
    }

    /** The children of the row that goes become those of the row that stays. */
    private void repoint(RowName loser, Image lost, RowName survivor) {
        Table table = findings.table(loser);
        for (Referrer by : Referrer.to(rows.schema(), loser.table())) {
            for (Key key : rows.children(by.child(), by.key(), lost.cells())) {
                RowName name = RowName.of(by.child().name(), key);
                Image child = rows.get(name.table(), key);
                if (child == null) {
                    // Its key is of the parent's, and it came along with another one.
                    findings.settle(name, Findings.ROW);
                    findings.differs(name);
                    continue;
                }
                Image parent = findings.present(survivor.table(), survivor.key());
                Row moved = by.to(child.cells(), table, parent.cells());
                move(name, child, by, survivor, moved);
            }
        }
    }

    private void move(RowName name, Image child, Referrer by, RowName survivor, Row moved) {
        boolean itself = name.equals(RowName.of(survivor.table(), survivor.key()));
        RowName to = itself ? name : RowName.of(name.table(), by.child().keyOf(moved));
        Image there = to.equals(name) ? null : rows.get(to.table(), to.key());
        if (there != null && by.child().primaryKey().mergesInserts()) {
            merge(name, child, Findings.name(to.table(), to.key(), there), there);
            return;
        }
        findings.differs(Findings.name(name.table(), name.key(), child));
        rows.update(name.table(), name.key(), itself ? by.cut(child.cells()) : moved);
        if (!to.equals(name)) {
            // Under another key it is another row, and new.
            findings.settle(name, Findings.ROW);
            settling.wrote(to, null);
            return;
        }
        by.key().columns().forEach(column -> findings.settle(name, column));
        Row before = settling.before(name);
        settling.wrote(name, before == null ? child.cells() : before);
    }
}
