package io.counterfoil.payments.ledger;

import io.counterfoil.payments.evidence.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** State as bytes and back: a version, a digest of the rest, and the columns. */
final class SnapshotCodec {

    private static final int VERSION = 1;
    private static final int DIGEST_BYTES = 32;

    private SnapshotCodec() {}

    static byte[] encode(LedgerState state) {
        try (ByteArrayOutputStream body = new ByteArrayOutputStream();
                ByteArrayOutputStream whole = new ByteArrayOutputStream()) {
            DataOutputStream columns = new DataOutputStream(body);
            columns.writeInt(VERSION);
            state.writeTo(columns);
            columns.flush();
            whole.write(Sha256.of(body.toByteArray()).bytes());
            body.writeTo(whole);
            return whole.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
    }

    /** The state; empty where the bytes are not what this version wrote: the log says it all again. */
    static Optional<LedgerState> decode(Snapshot snapshot) {
        byte[] whole = snapshot.content();
        if (whole.length < DIGEST_BYTES + Integer.BYTES) {
            return Optional.empty();
        }
        byte[] body = Arrays.copyOfRange(whole, DIGEST_BYTES, whole.length);
        Sha256 digest = Sha256.ofDigest(Arrays.copyOf(whole, DIGEST_BYTES));
        if (!Sha256.of(body).equals(digest)) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
            if (in.readInt() != VERSION) {
                return Optional.empty();
            }
            LedgerState state = new LedgerState(in);
            boolean fits = state.records.size() == snapshot.sequence()
                    && state.records.head().equals(snapshot.head());
            return fits ? Optional.of(state) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("snapshot " + snapshot + " has the right digest and ends too early", e);
        }
    }

    static void writeText(DataOutput out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String readText(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void writeAttributes(DataOutput out, Map<String, String> attributes) throws IOException {
        out.writeInt(attributes.size());
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            writeText(out, attribute.getKey());
            writeText(out, attribute.getValue());
        }
    }

    static Map<String, String> readAttributes(DataInput in) throws IOException {
        Map<String, String> attributes = new TreeMap<>();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            attributes.put(readText(in), readText(in));
        }
        return attributes.isEmpty() ? Map.of() : Collections.unmodifiableMap(attributes);
    }
}
