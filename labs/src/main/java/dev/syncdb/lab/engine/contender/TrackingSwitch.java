package dev.syncdb.lab.engine.contender;

/** Switches the tracking of changes on and off in one and the same database. */
public interface TrackingSwitch {
    void track(boolean on);
}
