package dev.syncdb.journal;

import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.Retryable;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.journal.RecordFormat.Header;

import java.util.ArrayList;
import java.util.List;

/** Lists all that is wrong with a log. Changes nothing. Used once. */
final class LogSurvey implements RecordWalk.Visitor {
    private final String log;
    private final long start;
    private final List<Segment> segments;
    private final List<Damage> damage = new ArrayList<>();
    private long last;

    LogSurvey(Disk disk, String log, LogOptions options) {
        LogScan scan = new LogScan(disk, log, options);
        this.log = log;
        this.start = options.start();
        this.segments = scan.segments();
        this.last = scan.last();
    }

    LogSurvey run() {
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            if (segment.first() != last + 1) {
                String what = "it begins with record " + segment.first()
                        + ", but the last before it" + " is " + last;
                damage(new Damage(segment.file(), 0, what));
            }
            last = segment.first() - 1;
            survey(segment, i == segments.size() - 1);
        }
        if (last < start - 1) {
            String what = "records " + (last + 1) + " to " + (start - 1) + " are missing";
            damage(new Damage(log, 0, what));
        }
        return this;
    }

    /** All that is wrong. */
    List<Damage> damage() {
        return damage;
    }

    /** Number of the last record that can be read, whatever is missing before it. */
    long last() {
        return last;
    }

    @Override
    public void record(Header header, ByteSource body) {
        last = header.number();
    }

    @Override
    public void damage(Damage found) {
        damage.add(found);
    }

    private void survey(Segment segment, boolean isNewest) {
        int before = damage.size();
        try {
            SegmentImage image = new SegmentImage(segment);
            try {
                last = readAll(image, isNewest);
            } catch (Corrupt damaged) {
                segment.walk(this);
                if (damage.size() == before) {
                    damage(Damage.of(segment.file(), damaged));
                }
            }
        } catch (Retryable refused) {
            throw refused;
        } catch (Corrupt damaged) {
            damage(Damage.of(segment.file(), damaged));
            segment.walk(this);
        } catch (SyncDbException unreadable) {
            damage(Damage.of(segment.file(), unreadable));
        }
    }

    /** Returns the number of the last record of a segment that is sound. */
    private long readAll(SegmentImage image, boolean isNewest) {
        for (Header header = image.next(); header != null; header = image.next()) {
            image.body(header);
        }
        if (!isNewest) {
            image.requireEnd();
        } else if (image.isSealed()) {
            throw image.damaged("it is missing, but a segment was made for it");
        } else {
            TailCheck.endOfTorn(image);
        }
        return image.last();
    }
}
