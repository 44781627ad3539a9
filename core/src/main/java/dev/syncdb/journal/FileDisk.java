package dev.syncdb.journal;

import dev.syncdb.error.Contended;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder of the file system. The file system must rename atomically and its force must reach the
 * medium; network file systems often do neither.
 */
public final class FileDisk implements Disk {
    /**
     * Claimed in this process. The system's own lock belongs to the process, so it cannot tell us
     * from ourselves.
     */
    private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

    /**
     * Windows cannot force a folder; there, the file system's own journal orders what happens to
     * names.
     */
    private static final boolean FORCES_FOLDERS = File.separatorChar == '/';

    private final Path folder;

    /** Creates the folder, and those above it, where there is none. */
    public FileDisk(Path folder) {
        try {
            boolean created = !Files.isDirectory(folder);
            Files.createDirectories(folder);
            this.folder = folder.toRealPath();
            Path parent = this.folder.getParent();
            if (created && parent != null) {
                force(parent);
            }
        } catch (IOException failure) {
            throw failed("create folder", folder.toString(), failure);
        }
    }

    @Override
    public DiskFile open(String name) {
        try {
            FileChannel channel = FileChannel.open(
                    path(name),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            return new ChannelFile(name, channel);
        } catch (IOException failure) {
            throw failed("open", name, failure);
        }
    }

    @Override
    public boolean exists(String name) {
        return Files.isRegularFile(path(name));
    }

    @Override
    public List<String> list() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .collect(Collectors.toList());
        } catch (IOException failure) {
            throw failed("list", folder.toString(), failure);
        }
    }

    @Override
    public void rename(String from, String to) {
        try {
            Files.move(path(from), path(to), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw failed("rename", from, failure);
        }
    }

    @Override
    public void delete(String name) {
        try {
            Files.delete(path(name));
        } catch (IOException failure) {
            throw failed("delete", name, failure);
        }
    }

    @Override
    public void syncDirectory() {
        try {
            force(folder);
        } catch (IOException failure) {
            throw failed("force folder", folder.toString(), failure);
        }
    }

    @Override
    public Lock lock(String name) {
        Path file = path(name);
        if (!CLAIMED.add(file)) {
            throw inUse();
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel)) {
                return new Claim(file, channel);
            }
        } catch (IOException failure) {
            throw abandon(file, channel, failed("lock", name, failure));
        }
        throw abandon(file, channel, inUse());
    }

    @Override
    public Disk folder(String name) {
        return new FileDisk(path(name));
    }

    /** What to throw for a refusal of the operating system. */
    private static Retryable failed(String operation, String name, IOException failure) {
        String reason = String.valueOf(failure.getMessage());
        boolean full = reason.contains("No space left") || reason.contains("not enough space");
        return new Retryable(
                ErrorCode.IO,
                (full ? "disk full: " : "") + "cannot " + operation + " " + name + ": " + failure,
                failure);
    }

    private Path path(String name) {
        return folder.resolve(name);
    }

    private Contended inUse() {
        return new Contended(
                ErrorCode.STORE_IN_USE, "data folder " + folder + " is in use by another process");
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByAnotherClassLoader) {
            return false;
        }
    }

    private static <E extends RuntimeException> E abandon(
            Path file, @Nullable FileChannel channel, E failure) {
        CLAIMED.remove(file);
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
        return failure;
    }

    private static void force(Path folder) throws IOException {
        if (FORCES_FOLDERS) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Holds the system's lock, which goes with the channel. */
    private record Claim(Path file, FileChannel channel) implements Lock {
        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException failure) {
                throw failed("unlock", file.toString(), failure);
            } finally {
                CLAIMED.remove(file);
            }
        }
    }

    /**
     * An open file. An interrupt of the thread that uses it closes it; the operation under way then
     * fails as any other refusal does.
     */
    private static final class ChannelFile implements DiskFile {
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
                throw failed("measure", name, failure);
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
                throw failed("read", name, failure);
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
                throw failed("write", name, failure);
            }
        }

        @Override
        public void force() {
            try {
                channel.force(false);
            } catch (IOException failure) {
                throw failed("force", name, failure);
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
                throw failed("truncate", name, failure);
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException failure) {
                throw failed("close", name, failure);
            }
        }
    }
}
