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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** State as bytes and back: a version, a digest of the rest, and the columns. */
final class SnapshotCodec {

    private static final int VERSION = 3;
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
    static Optional<LedgerState> decode(LedgerStore.Snapshot snapshot) {
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
            boolean fits =
                    state.log.size() == snapshot.sequence() && state.head().equals(snapshot.head());
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
        for (Map.Entry<String, String> attribute : new TreeMap<>(attributes).entrySet()) {
            writeText(out, attribute.getKey());
            writeText(out, attribute.getValue());
        }
    }

    static void writeTexts(DataOutput out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            writeText(out, text);
        }
    }

    static List<String> readTexts(DataInput in) throws IOException {
        int size = in.readInt();
        List<String> texts = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            texts.add(readText(in));
        }
        return texts;
    }

    /** Attributes of hosts, and records that were kept whole. */
    @SuppressWarnings("unchecked") // an object is null, a record or attributes
    static void writeObjects(DataOutput out, List<@Nullable Object> objects) throws IOException {
        out.writeInt(objects.size());
        for (Object object : objects) {
            if (object instanceof LedgerStore.LedgerRecord record) {
                out.writeByte(2);
                writeRecord(out, record);
            } else if (object == null) {
                out.writeByte(0);
            } else {
                out.writeByte(1);
                writeAttributes(out, (Map<String, String>) object);
            }
        }
    }

    static List<@Nullable Object> readObjects(DataInput in) throws IOException {
        int size = in.readInt();
        List<@Nullable Object> objects = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            byte what = in.readByte();
            objects.add(what == 0 ? null : what == 1 ? readAttributes(in) : readRecord(in));
        }
        return objects;
    }

    private static void writeRecord(DataOutput out, LedgerStore.LedgerRecord record) throws IOException {
        out.writeLong(record.sequence());
        out.writeByte(record.kind().number());
        writeText(out, record.id());
        out.writeLong(record.bookedOn().map(LocalDate::toEpochDay).orElse(Long.MIN_VALUE));
        out.writeLong(record.valueOn().map(LocalDate::toEpochDay).orElse(Long.MIN_VALUE));
        writeText(out, record.pending());
        out.writeInt(record.legs().size());
        for (Journal.Leg leg : record.legs()) {
            writeText(out, leg.account().value());
            writeText(out, leg.side().letter());
            writeText(out, leg.currency().getCurrencyCode());
            out.writeLong(leg.minor());
        }
        writeAttributes(out, record.attributes());
        out.write(record.hash().bytes());
    }

    private static LedgerStore.LedgerRecord readRecord(DataInput in) throws IOException {
        LedgerStore.LedgerRecord.Builder record = LedgerStore.LedgerRecord.builder()
                .sequence(in.readLong())
                .kind(LedgerStore.LedgerRecord.Kind.numbered(in.readByte()))
                .id(readText(in));
        long booked = in.readLong();
        long value = in.readLong();
        if (booked != Long.MIN_VALUE) {
            record.bookedOn(LocalDate.ofEpochDay(booked));
        }
        if (value != Long.MIN_VALUE) {
            record.valueOn(LocalDate.ofEpochDay(value));
        }
        record.pending(readText(in));
        int legs = in.readInt();
        for (int i = 0; i < legs; i++) {
            AccountId account = AccountId.of(readText(in));
            Journal.Side side = Journal.Side.parse(readText(in));
            record.addLeg(new Journal.Leg(account, side, Units.of(readText(in)), in.readLong()));
        }
        record.putAllAttributes(readAttributes(in));
        byte[] hash = new byte[DIGEST_BYTES];
        in.readFully(hash);
        return record.hash(Sha256.ofDigest(hash)).build();
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
