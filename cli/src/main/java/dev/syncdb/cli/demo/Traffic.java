package dev.syncdb.cli.demo;

/**
 * What passed through a relay.
 *
 * @param bytesUp from the phone, headers of HTTP among them
 * @param bytesDown to the phone
 * @param requests how often the phone asked
 */
record Traffic(long bytesUp, long bytesDown, long requests) {
    static final Traffic NONE = new Traffic(0, 0, 0);

    Traffic plus(Traffic other) {
        return new Traffic(
                bytesUp + other.bytesUp, bytesDown + other.bytesDown, requests + other.requests);
    }

    Traffic since(Traffic earlier) {
        return new Traffic(
                bytesUp - earlier.bytesUp,
                bytesDown - earlier.bytesDown,
                requests - earlier.requests);
    }

    long bytes() {
        return bytesUp + bytesDown;
    }
}
