package dev.syncdb.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A file of a {@link FileDisk}. An interrupt of the thread that uses it closes it; the operation
 * under way then fails as any other refusal does.
 */
final class ChannelFile implements DiskFile {
    private final String name;
    private final FileChannel channel;

    ChannelFile(String name, FileChannel channel) {
        this.name = name;
        this.channel = channel;
    }

    @Override
    public long size() {
        try {
            return channel.size();
        } catch (IOException failure) {
            throw FileDisk.failed("measure", name, failure);
        }
    }

    @Override
    public int read(long position, byte[] target, int offset, int count) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(target, offset, count);
            int done = 0;
            while (done < count) {
                int read = channel.read(buffer, position + done);
                if (read < 0) {
                    break;
                }
                done += read;
            }
            return done;
        } catch (IOException failure) {
            throw FileDisk.failed("read", name, failure);
        }
    }

    @Override
    public void write(long position, byte[] source, int offset, int count) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(source, offset, count);
            long done = 0;
            while (done < count) {
                done += channel.write(buffer, position + done);
            }
        } catch (IOException failure) {
            throw FileDisk.failed("write", name, failure);
        }
    }

    @Override
    public void force() {
        try {
            channel.force(false);
        } catch (IOException failure) {
            throw FileDisk.failed("force", name, failure);
        }
    }

    @Override
    public void truncate(long size) {
        try {
            long found = channel.size();
            if (size < found) {
                channel.truncate(size);
            } else if (size > found) {
                channel.write(ByteBuffer.wrap(new byte[1]), size - 1);
            }
        } catch (IOException failure) {
            throw FileDisk.failed("truncate", name, failure);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw FileDisk.failed("close", name, failure);
        }
    }
}
