package io.counterfoil.bankfiles.source.internal;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.ImportException;
import io.counterfoil.payments.evidence.Sha256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** The bytes of a scanned source up to its end marks; all of them go into a digest, so that a file that changes between two readings is found. Not thread-safe. */
public final class VerifiedBytes extends FilterInputStream {

    private static final int BLOCK = 1 << 16;

    private final String name;
    private final Sha256 expected;
    private final MessageDigest digest = Sha256.digester();
    private long left;

    private VerifiedBytes(String name, SourceScan scan, InputStream in) {
        super(in);
        this.name = name;
        this.expected = scan.sha256();
        this.left = scan.contentBytes();
    }

    /** Opens the source again. */
    public static VerifiedBytes open(ByteSource source, SourceScan scan) throws IOException {
        return new VerifiedBytes(source.name(), scan, source.open());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left <= 0) {
            return -1;
        }
        int read = super.read(buffer, offset, (int) Math.min(length, left));
        if (read > 0) {
            digest.update(buffer, offset, read);
            left -= read;
        }
        return read;
    }

    /** Reads what is left and makes sure that these are the bytes that were scanned. */
    public void verify() {
        try {
            byte[] block = new byte[BLOCK];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                digest.update(block, 0, read);
            }
            if (!Sha256.ofDigest(digest.digest()).equals(expected)) {
                throw new IOException("its bytes changed between two readings");
            }
        } catch (IOException e) {
            throw new ImportException(name, e);
        }
    }
}
