package dev.syncdb.journal;

import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.journal.RecordFormat.Header;

import org.jspecify.annotations.Nullable;

/**
 * What stands in one file in the place of a record's body. Lives as long as its file is open;
 * confined to the file's owner.
 */
interface BodyCipher {
    /** The body as it is. */
    BodyCipher PLAIN = new BodyCipher() {
        @Override
        public byte[] seal(long number, int unforced, byte[] body) {
            return body;
        }

        @Override
        public ByteSource open(Header header, byte[] bytes, int from) {
            return new ByteSource(bytes, from, header.bodyBytes(), ErrorCode.CORRUPT_FILE);
        }
    };

    /** What to store for the body of record {@code number}. */
    byte[] seal(long number, int unforced, byte[] body);

    /**
     * The body, from what is stored at {@code from}; null if it was not sealed for this record of
     * this file with this header.
     */
    @Nullable
    ByteSource open(Header header, byte[] bytes, int from);
}
