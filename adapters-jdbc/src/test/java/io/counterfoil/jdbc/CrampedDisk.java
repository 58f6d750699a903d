package io.counterfoil.jdbc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** A disk of H2's, {@code cramped:}, on which no file grows beyond a size that may be changed: an I/O error as of a full disk, on any machine. */
public final class CrampedDisk extends FilePathWrapper {

    static final String SCHEME = "cramped";
    private static final AtomicLong LIMIT = new AtomicLong(Long.MAX_VALUE);

    /** H2 makes one for each path. */
    public CrampedDisk() {}

    static void limit(long bytes) {
        LIMIT.set(bytes);
    }

    static void register() {
        FilePath.register(new CrampedDisk());
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Cramped(super.open(mode));
    }

    private static final class Cramped extends FileBase {

        private final FileChannel file;

        Cramped(FileChannel file) {
            this.file = file;
        }

        private static void claim(long end) throws IOException {
            if (end > LIMIT.get()) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            claim(file.position() + bytes.remaining());
            return file.write(bytes);
        }

        @Override
        public synchronized int write(ByteBuffer bytes, long position) throws IOException {
            claim(position + bytes.remaining());
            return file.write(bytes, position);
        }

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            return file.read(bytes);
        }

        @Override
        public synchronized int read(ByteBuffer bytes, long position) throws IOException {
            return file.read(bytes, position);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force(metaData);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
