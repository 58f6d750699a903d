package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.engine.RunCertificate;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.item.internal.Columns;
import io.counterfoil.reconciliation.item.internal.TextPool;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** Digests of sets: every member is hashed, members are put in buckets by their first 16 bits, sorted there, and the buckets hashed in order. */
public final class Digests {

    private static final int BUCKETS = 1 << 16;

    private Digests() {}

    /** Collects member digests. Not thread-safe. */
    static final class SetDigest {

        private long[] words = new long[64];
        private int size;

        void add(Sha256 member) {
            if (size == words.length) {
                words = Arrays.copyOf(words, size * 2);
            }
            words[size] = member.a();
            words[size + 1] = member.b();
            words[size + 2] = member.c();
            words[size + 3] = member.d();
            size += 4;
        }

        /** The root over all buckets; the order in which members came does not count. */
        Sha256 root() {
            Sha256[] members = new Sha256[size / 4];
            for (int i = 0; i < members.length; i++) {
                members[i] = new Sha256(words[4 * i], words[4 * i + 1], words[4 * i + 2], words[4 * i + 3]);
            }
            Arrays.sort(members, Digests::compare);
            MessageDigest root = Sha256.digester();
            MessageDigest bucket = Sha256.digester();
            byte[] empty = Sha256.of(new byte[0]).bytes();
            int at = 0;
            for (int b = 0; b < BUCKETS; b++) {
                int from = at;
                while (at < members.length && members[at].a() >>> 48 == b) {
                    bucket.update(members[at].bytes());
                    at++;
                }
                root.update(at == from ? empty : bucket.digest());
            }
            return Sha256.ofDigest(root.digest());
        }
    }

    private static int compare(Sha256 x, Sha256 y) {
        int order = Long.compareUnsigned(x.a(), y.a());
        order = order != 0 ? order : Long.compareUnsigned(x.b(), y.b());
        order = order != 0 ? order : Long.compareUnsigned(x.c(), y.c());
        return order != 0 ? order : Long.compareUnsigned(x.d(), y.d());
    }

    /** Digest of a side's items and of what was rejected, places aside. */
    static Sha256 ofBatch(ItemBatch batch) {
        SetDigest members = new SetDigest();
        ItemDigester digester = new ItemDigester(batch);
        for (int row = 0; row < batch.size(); row++) {
            members.add(digester.digest(row));
        }
        batch.rejections()
                .forEach(r -> members.add(Sha256.ofFields("rejected", r.recordType(), r.code(), r.sentence())));
        return members.root();
    }

    /** Canonical bytes of an item: each field with its length before it. Not thread-safe. */
    private static final class ItemDigester {

        private final ItemBatch batch;
        private final Columns columns;
        private final MessageDigest digest = Sha256.digester();
        private ByteBuffer buffer = ByteBuffer.allocate(1024);

        ItemDigester(ItemBatch batch) {
            this.batch = batch;
            this.columns = batch.columns();
        }

        Sha256 digest(int row) {
            buffer.clear();
            text(columns.ids.text(row));
            text(batch.currency(row).getCurrencyCode());
            number(columns.amount[row]);
            number(batch.openMinor(row));
            number(columns.day[row]);
            int[] due = columns.due;
            number(due == null ? Columns.NO_DAY : due[row]);
            if (columns.instantOf(row) != Columns.NO_INSTANT) {
                number(columns.instantOf(row));
            }
            TextPool references = columns.references;
            number(columns.referenceEnd[row] - (long) columns.referenceStart(row));
            for (int i = columns.referenceStart(row); i < columns.referenceEnd[row]; i++) {
                text(references.text(i));
            }
            optional(columns.parties.text(columns.party[row]));
            optional(columns.accounts.text(columns.account[row]));
            optional(columns.groups.text(columns.group[row]));
            int[] text = columns.text;
            optional(text == null || text[row] == Columns.MISSING ? null : columns.texts.text(text[row]));
            digest.update(buffer.array(), 0, buffer.position());
            return Sha256.ofDigest(digest.digest());
        }

        private void optional(@org.jspecify.annotations.Nullable String value) {
            if (value == null) {
                number(-1);
            } else {
                text(value);
            }
        }

        private void text(String value) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            number(utf8.length);
            reserve(utf8.length);
            buffer.put(utf8);
        }

        private void number(long value) {
            reserve(8);
            buffer.putLong(value);
        }

        private void reserve(int more) {
            if (buffer.remaining() < more) {
                buffer = ByteBuffer.allocate(Math.max(buffer.capacity() * 2, buffer.position() + more))
                        .put(buffer.array(), 0, buffer.position());
            }
        }
    }

    /** Whether the batches are those that the certificate speaks of. */
    public static Proof verify(RunCertificate certificate, ItemBatch left, ItemBatch right) {
        boolean sameLeft = ofBatch(left).equals(certificate.left());
        boolean sameRight = ofBatch(right).equals(certificate.right());
        boolean same = sameLeft && sameRight;
        Proof.Builder proof = Proof.builder()
                .subject(SubjectRef.of("run", certificate.result().shortHex()))
                .status(same ? ProofStatus.PROVED : ProofStatus.BROKEN)
                .sentence(same ? "both sides are what the run read" : "a side differs from what the run read");
        if (!sameLeft) {
            proof.addProblem(differs(Side.LEFT));
        }
        if (!sameRight) {
            proof.addProblem(differs(Side.RIGHT));
        }
        return proof.build();
    }

    private static Diagnostic differs(Side side) {
        return Diagnostic.error(
                Code.of("RECONCILIATION.INPUT_DIFFERS"),
                "records of side " + side + " have another digest, expected the one of the certificate",
                Diagnostic.Location.of(side.name()));
    }
}
