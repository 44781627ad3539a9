package dev.syncdb.client.replica;

/** What is to become of work that the server has not judged when its user leaves. */
public enum UnsyncedWork {
    /** Nothing may be lost: if there is any, the user stays. */
    REFUSE,
    /** It stays in the folder, and is sent when the same user opens that again. */
    KEEP,
    /** It is given up. */
    DISCARD
}
