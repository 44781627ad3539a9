package dev.syncdb.store.tree;

/** A place that is where another one is, for tests that look on. */
class PlaceBeside implements Place<Mark> {
    private final Place<Mark> other;

    PlaceBeside(Place<Mark> other) {
        this.other = other;
    }

    @Override
    public int levels() {
        return other.levels();
    }

    @Override
    public long prefix(int level) {
        return other.prefix(level);
    }

    @Override
    public int compareTo(Mark entry, int level) {
        return other.compareTo(entry, level);
    }

    @Override
    public int compareToPart(Object part, int level) {
        return other.compareToPart(part, level);
    }

    @Override
    public int side() {
        return other.side();
    }
}
