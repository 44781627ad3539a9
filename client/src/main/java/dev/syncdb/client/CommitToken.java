package dev.syncdb.client;

import dev.syncdb.sync.encoding.TokenText;

/**
 * Names the last commit of a client. Lasts as long as the client that made it; to a later one it
 * means all that had been committed.
 *
 * @param run which opening of the client made it
 * @param judged the place of the last commit that the server was known to have judged
 * @param last the place of the last commit
 */
record CommitToken(long run, long judged, long last) {
    /* Body: | run u64 | judged signed | last signed | */
    String text() {
        return TokenText.write(
                TokenText.COMMIT,
                sink -> sink.writeLong(run).writeSigned(judged).writeSigned(last));
    }

    static CommitToken read(String text) {
        return TokenText.read(
                TokenText.COMMIT,
                text,
                source -> new CommitToken(
                        source.readLong(), source.readSigned(), source.readSigned()));
    }
}
