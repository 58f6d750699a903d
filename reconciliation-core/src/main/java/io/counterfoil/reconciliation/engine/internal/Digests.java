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
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Digests of sets: every member is hashed, and the members are put in the buckets of a {@link BucketTree}. */
public final class Digests {

    /** Prints of at most 4,096 buckets are kept: 32 kB of text a side. */
    private static final int MOST_PRINT_BITS = 12;

    private static final int NAMED = 5;

    private Digests() {}

    /** Collects member digests. Not thread-safe. */
    static final class SetDigest {

        private long[] words = new long[64];
        private int size;

        void add(Sha256 member) {
            reserve(4);
            words[size] = member.a();
            words[size + 1] = member.b();
            words[size + 2] = member.c();
            words[size + 3] = member.d();
            size += 4;
        }

        /** Adds a member of the other. */
        void add(SetDigest other, int place) {
            reserve(4);
            System.arraycopy(other.words, 4 * place, words, size, 4);
            size += 4;
        }

        private void reserve(int more) {
            if (size + more > words.length) {
                words = Arrays.copyOf(words, Math.max(size + more, size + (size >> 1)));
            }
        }

        /** Adds the members of the other: the digest of a union is the digest of both. */
        void addAll(SetDigest other) {
            reserve(other.size);
            System.arraycopy(other.words, 0, words, size, other.size);
            size += other.size;
        }

        /** The root over all buckets; the order in which members came does not count. */
        Sha256 root() {
            return inventory(0).root();
        }

        /** The root, and prints of as many buckets as suit the number of members. */
        RunCertificate.Inventory inventory() {
            int members = size / 4;
            int fit = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, members - 1));
            return inventory(Math.min(fit, MOST_PRINT_BITS));
        }

        /**
         * The root over all buckets, and a print of each of the buckets that so many first bits make; the order in which members came does not count.
         */
        RunCertificate.Inventory inventory(int bits) {
            return new BucketTree(words, size / 4, bits).inventory();
        }

        /** The members whose first bits are these. */
        int[] in(int bucket, int bits) {
            return IntStream.range(0, size / 4)
                    .filter(member -> words[4 * member] >>> 1 >>> (Long.SIZE - 1 - bits) == bucket)
                    .toArray();
        }
    }

    /** Makes the digest of a member by its number, on one thread. */
    interface Member {
        Sha256 digest(int number);
    }

    /**
     * Digests that need not be made again.
     *
     * @param from where they are
     * @param place of the member with the number, negative where it is not there
     */
    record Known(SetDigest from, IntUnaryOperator place) {

        static final Known NONE = new Known(new SetDigest(), number -> -1);
    }

    /** The members with these numbers, made on several threads, each with a maker of its own. */
    static SetDigest of(int[] numbers, Workers workers, Supplier<Member> maker, Known known) {
        SetDigest[] parts = new SetDigest[workers.threads()];
        workers.each(thread -> {
            SetDigest part = new SetDigest();
            Member member = maker.get();
            int to = (int) ((long) numbers.length * (thread + 1) / parts.length);
            for (int i = (int) ((long) numbers.length * thread / parts.length); i < to; i++) {
                int place = known.place().applyAsInt(numbers[i]);
                if (place >= 0) {
                    part.add(known.from(), place);
                } else {
                    part.add(member.digest(numbers[i]));
                }
            }
            parts[thread] = part;
        });
        for (int thread = 1; thread < parts.length; thread++) {
            parts[0].addAll(parts[thread]);
        }
        return parts[0];
    }

    /** Digest of a side's items and of what was rejected, places aside. */
    static SetDigest ofBatch(ItemBatch batch, Workers workers, Known known) {
        int[] rows = new int[batch.size()];
        Arrays.setAll(rows, row -> row);
        SetDigest members = of(rows, workers, () -> new ItemDigester(batch)::digest, known);
        batch.rejections()
                .forEach(r -> members.add(Sha256.ofFields("rejected", r.recordType(), r.code(), r.sentence())));
        return members;
    }

    /** Canonical bytes of an item: each field with its length before it. Not thread-safe. */
    private static final class ItemDigester {

        private final ItemBatch batch;
        private final Columns columns;
        private final Canonical bytes = new Canonical();

        ItemDigester(ItemBatch batch) {
            this.batch = batch;
            this.columns = batch.columns();
        }

        Sha256 digest(int row) {
            bytes.text(columns.ids, row);
            bytes.text(batch.currency(row).getCurrencyCode());
            bytes.number(columns.amount[row]);
            bytes.number(batch.openMinor(row));
            bytes.number(columns.day[row]);
            int[] due = columns.due;
            bytes.number(due == null ? Columns.NO_DAY : due[row]);
            if (columns.instantOf(row) != Columns.NO_INSTANT) {
                bytes.number(columns.instantOf(row));
            }
            bytes.number(columns.referenceEnd[row] - (long) columns.referenceStart(row));
            for (int i = columns.referenceStart(row); i < columns.referenceEnd[row]; i++) {
                bytes.text(columns.references, i);
            }
            optional(columns.parties.text(columns.party[row]));
            optional(columns.accounts.text(columns.account[row]));
            optional(columns.groups.text(columns.group[row]));
            int[] text = columns.text;
            optional(text == null || text[row] == Columns.MISSING ? null : columns.texts.text(text[row]));
            return bytes.digest();
        }

        private void optional(@org.jspecify.annotations.Nullable String value) {
            if (value == null) {
                bytes.number(-1);
            } else {
                bytes.text(value);
            }
        }
    }

    /** Fields one after the other, each text with its length before it. Not thread-safe. */
    static final class Canonical {

        private final MessageDigest digest = Sha256.digester();
        private ByteBuffer buffer = ByteBuffer.allocate(1024);

        void text(String value) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            number(utf8.length);
            reserve(utf8.length);
            buffer.put(utf8);
        }

        void text(TextPool pool, int number) {
            int length = pool.length(number);
            number(length);
            reserve(length);
            pool.put(number, buffer);
        }

        void number(long value) {
            reserve(8);
            buffer.putLong(value);
        }

        /** The digest of the fields; the next one begins with none. */
        Sha256 digest() {
            digest.update(buffer.array(), 0, buffer.position());
            buffer.clear();
            return Sha256.ofDigest(digest.digest());
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
        List<Diagnostic> problems = Stream.concat(
                        difference(Side.LEFT, certificate.left(), left),
                        difference(Side.RIGHT, certificate.right(), right))
                .toList();
        return Proof.builder()
                .subject(SubjectRef.of("run", certificate.result().shortHex()))
                .status(problems.isEmpty() ? ProofStatus.PROVED : ProofStatus.BROKEN)
                .sentence(
                        problems.isEmpty()
                                ? "both sides are what the run read"
                                : "a side differs from what the run read")
                .addAllProblems(problems)
                .build();
    }

    private static Stream<Diagnostic> difference(Side side, RunCertificate.Inventory read, ItemBatch batch) {
        SetDigest members = ofBatch(batch, new Workers(1), Known.NONE);
        RunCertificate.Inventory now = members.inventory(read.bits());
        if (now.root().equals(read.root())) {
            return Stream.empty();
        }
        int bucket = read.firstDifference(now);
        return Stream.of(Diagnostic.error(
                Code.of("RECONCILIATION.INPUT_DIFFERS"),
                "records of side " + side + " are not those that the run read, first in bucket " + bucket + " of "
                        + (1 << read.bits()) + ", which now holds " + named(batch, members.in(bucket, read.bits())),
                Diagnostic.Location.of(side.name())));
    }

    /** The records of a bucket by their ids, the first few; what was rejected has none. */
    private static String named(ItemBatch batch, int[] members) {
        if (members.length == 0) {
            return "no record\nMaybe one that was there is missing.";
        }
        return Arrays.stream(members)
                        .limit(NAMED)
                        .mapToObj(member ->
                                member < batch.size() ? "'" + batch.view(member).id() + "'" : "a rejected record")
                        .collect(Collectors.joining(", "))
                + (members.length > NAMED ? " and " + (members.length - NAMED) + " more" : "")
                + "\nMaybe one of them is new or changed, or one that was there is missing.";
    }
}
