package dev.syncdb.store;

/** Keeps the versions that one open snapshot reads. Equal only to itself. */
final class Pin {
    private final Published published;

    Pin(Published published) {
        this.published = published;
    }

    Published published() {
        return published;
    }
}
