package dev.syncdb.sync.apply;

import dev.syncdb.change.Image;
import dev.syncdb.change.Place;
import dev.syncdb.change.RowName;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.ConflictRecord;
import dev.syncdb.merge.ConflictRecord.Decision;
import dev.syncdb.merge.ConflictRecord.Kind;
import dev.syncdb.merge.ConflictRecord.Side;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.ForeignKey.Orphans;
import dev.syncdb.schema.PrimaryKey.Deletes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Deletes rows of which there may be children that the author of the delete had not seen, as the
 * policies of their foreign keys say. What the declared actions then do to all others is the
 * store's. Lives for one transaction.
 */
final class Departures {
    /** A child, and the reference by which it is one. */
    private record Child(RowName name, Image image, Referrer by) {}

    /** What a delete does to children that its author had not seen. */
    private record Course(@Nullable Child keeps, List<Child> cut, List<Child> gone) {}

    private final Findings findings;
    private final Rows rows;
    private final boolean policies;

    /** The rows that are to go for their own sake. */
    private final Set<Place> going = new HashSet<>();

    Departures(Findings findings) {
        this.findings = findings;
        this.rows = findings.rows();
        this.policies = Referrer.haveOrphans(rows.schema());
    }

    /** Deletes these rows, but those that a child keeps; returns which these are. */
    List<RowName> removeAll(List<RowName> names) {
        List<RowName> left = new ArrayList<>(names);
        names.forEach(name -> going.add(Place.of(name)));
        List<RowName> kept = new ArrayList<>();
        if (policies) {
            // What stays may keep others.
            while (keepOne(left, kept)) {}
        }
        left.forEach(this::remove);
        return kept;
    }

    /** Deletes a row, whatever refers to it. */
    void remove(RowName name) {
        Image image = rows.get(name.table(), name.key());
        if (image == null) {
            return;
        }
        if (policies) {
            Course course = course(name, image);
            course.cut().forEach(this::cut);
            // Children before their parents, so that none of these is in the way.
            for (int i = course.gone().size() - 1; i >= 0; i--) {
                takeAlong(course.gone().get(i));
            }
        }
        rows.delete(name.table(), name.key());
    }

    private boolean keepOne(List<RowName> left, List<RowName> kept) {
        for (RowName name : left) {
            Image image = findings.present(name.table(), name.key());
            Child child = course(name, image).keeps();
            if (child != null) {
                left.remove(name);
                kept.add(name);
                going.remove(Place.of(name));
                keep(Findings.name(name.table(), name.key(), image), child);
                return true;
            }
        }
        return false;
    }

    private void keep(RowName parent, Child child) {
        findings.differs(parent);
        Side stored = new Side(findings.text(child.name(), child.image().cells()), newest(child));
        findings.addRow(
                Kind.FOREIGN_KEY,
                parent,
                stored,
                new Side(Value.NULL, findings.author()),
                Decision.by(Orphans.RESURRECT_PARENT.name(), false));
    }

    private void cut(Child child) {
        Image now = rows.get(child.name().table(), child.name().key());
        if (now == null) {
            return;
        }
        RowVersions versions = findings.versions(child.image());
        for (int column : child.by().key().columns()) {
            Side stored = new Side(child.image().cells().at(column), versions.cell(column));
            findings.add(new ConflictRecord(
                    Kind.FOREIGN_KEY,
                    child.name(),
                    child.by().child().columns().get(column).name(),
                    findings.claim().base(),
                    null,
                    stored,
                    new Side(Value.NULL, findings.author()),
                    Decision.by(Orphans.SET_NULL.name(), true)));
            findings.settle(child.name(), column);
        }
        findings.differs(child.name());
        rows.update(child.name().table(), child.name().key(), child.by().cut(now.cells()));
    }

    private void takeAlong(Child child) {
        if (rows.get(child.name().table(), child.name().key()) == null) {
            return;
        }
        findings.addRow(
                Kind.FOREIGN_KEY,
                child.name(),
                new Side(findings.text(child.name(), child.image().cells()), newest(child)),
                new Side(Value.NULL, findings.author()),
                Decision.by(Orphans.CASCADE.name(), true));
        findings.settle(child.name(), Findings.ROW);
        findings.differs(child.name());
        rows.delete(child.name().table(), child.name().key());
    }

    /** Walks down from a row along all references by which its delete reaches others. */
    private Course course(RowName root, Image rootImage) {
        Course course = new Course(null, new ArrayList<>(), new ArrayList<>());
        Set<Place> met = new HashSet<>(Set.of(Place.of(root)));
        Set<Place> taken = new HashSet<>(met);
        Deque<Child> leaving = new ArrayDeque<>();
        List<Child> children = children(root, rootImage);
        while (true) {
            for (Child child : children) {
                Place place = Place.of(child.name());
                if (going.contains(place) || taken.contains(place)) {
                    continue;
                }
                // A row may be a child by several references, each with a policy of its own.
                Orphans policy = isUnseen(child) ? orphans(child) : Orphans.REJECT;
                if (policy == Orphans.RESURRECT_PARENT) {
                    return new Course(child, List.of(), List.of());
                }
                if (policy == Orphans.SET_NULL) {
                    course.cut().add(child);
                } else if (goes(child, policy) && met.add(place)) {
                    leaving.add(child);
                    if (policy == Orphans.CASCADE) {
                        taken.add(place);
                        course.gone().add(child);
                    }
                }
            }
            Child next = leaving.poll();
            if (next == null) {
                return course;
            }
            children = children(next.name(), next.image());
        }
    }

    private static boolean goes(Child child, Orphans policy) {
        return policy == Orphans.CASCADE
                || child.by().key().onDelete() == ForeignKey.Action.CASCADE;
    }

    private static Orphans orphans(Child child) {
        return child.by().key().orphans();
    }

    private List<Child> children(RowName parent, Image image) {
        List<Child> children = new ArrayList<>();
        for (Referrer by : Referrer.to(rows.schema(), parent.table())) {
            for (Key key : rows.children(by.child(), by.key(), image.cells())) {
                Image child = findings.present(by.child().name(), key);
                RowName name = Findings.name(by.child().name(), key, child);
                children.add(new Child(name, child, by));
            }
        }
        return children;
    }

    /**
     * True if the author of the delete could not know that this child would lose its parent, or if
     * the child is to stay for an edit that it could not know of.
     */
    private boolean isUnseen(Child child) {
        RowVersions versions = findings.versions(child.image());
        for (int column : child.by().key().columns()) {
            if (findings.claim().concurrentWith(versions.cell(column))) {
                return true;
            }
        }
        boolean staysIfEdited = child.by().child().primaryKey().deletes() == Deletes.UPDATE_WINS;
        return staysIfEdited && Detect.unseen(versions, findings.claim()) != null;
    }

    /** Who wrote last of those of whom the author of the delete could not know. */
    private CellVersion newest(Child child) {
        RowVersions versions = findings.versions(child.image());
        CellVersion unseen = Detect.unseen(versions, findings.claim());
        return Objects.requireNonNull(unseen, "policies are for what is unseen");
    }
}
