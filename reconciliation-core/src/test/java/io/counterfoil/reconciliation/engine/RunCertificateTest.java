package io.counterfoil.reconciliation.engine;

import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RunCertificateTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);
    private static final AsOf AS_OF = new AsOf(LocalDate.of(2027, 3, 31), Instant.parse("2027-03-31T12:00:00Z"));
    private static final MatchPlan PLAN = MatchPlan.named("test")
            .pass(Pass.oneToOne("exact").on(REFERENCE, AMOUNT).confirm())
            .build();

    private static ItemBatch lines(List<Integer> numbers, int changed) {
        ItemBatch.Builder batch = ItemBatch.builder();
        for (int number : numbers) {
            batch.id("r-" + number)
                    .amount((number == changed ? "7" : "") + number + ".00", "GBP")
                    .day(DAY)
                    .reference("INV-" + number)
                    .add();
        }
        return batch.build();
    }

    private static List<Integer> upTo(int count) {
        return IntStream.rangeClosed(1, count).boxed().toList();
    }

    private static RunCertificate certificate(ItemBatch left, ItemBatch right) {
        return Reconciler.builder(PLAN).build().match(left, right, AS_OF).certificate();
    }

    @Test
    @DisplayName("REC-38 a certificate proves the batches that a run read, in any order")
    void proves() {
        ItemBatch left = lines(upTo(300), 0);
        ItemBatch right = lines(upTo(200), 0);
        RunCertificate certificate = certificate(left, right);
        List<Integer> backwards =
                IntStream.rangeClosed(1, 300).mapToObj(i -> 301 - i).toList();
        Proof proof = certificate.verify(lines(backwards, 0), right);
        assertThat(proof.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(proof.problems()).isEmpty();
        assertThat(proof.sentence()).isEqualTo("both sides are what the run read");
        assertThat(certificate.verify(right, left).sentence()).isEqualTo("a side differs from what the run read");
        assertThat(certificate(lines(backwards, 0), right)).isEqualTo(certificate);
        assertThat(certificate.verify(right, left).problems())
                .extracting(d -> d.location().source())
                .containsExactly("LEFT", "RIGHT");
    }

    @Test
    @DisplayName("REC-38 a changed, new or missing record is placed: side, bucket and the records that are in it")
    void namesTheDifference() {
        ItemBatch left = lines(upTo(300), 0);
        ItemBatch right = lines(upTo(200), 0);
        RunCertificate certificate = certificate(left, right);
        for (int number = 1; number <= 300; number += 13) {
            int changed = number;
            Proof proof = certificate.verify(lines(upTo(300), number), right);
            assertThat(proof.status()).isEqualTo(ProofStatus.BROKEN);
            assertThat(proof.problems()).hasSize(1).allSatisfy(problem -> {
                assertThat(problem.code().id()).isEqualTo("RECONCILIATION.INPUT_DIFFERS");
                assertThat(problem.location().source()).isEqualTo("LEFT");
                assertThat(problem.message()).contains("of 512, which now holds");
            });
            // Either the bucket that the old record left comes first, or the one that the new record is in.
            assertThat(message(proof))
                    .matches(text -> text.contains("'r-" + changed + "'") || text.contains("missing"));
        }
        assertThat(message(certificate.verify(left, lines(upTo(201), 0))))
                .as("nothing left its bucket: the one that differs holds the new record")
                .contains("side RIGHT", "of 256", "'r-201'", "new or changed");
        assertThat(certificate.verify(left, lines(upTo(199), 0)).holds()).isFalse();
    }

    private static String message(Proof proof) {
        return proof.problems().stream().map(Diagnostic::message).findFirst().orElseThrow();
    }

    @Test
    @DisplayName("REC-38 without records there is one bucket, and what comes to it later is named")
    void emptySides() {
        ItemBatch none = lines(List.of(), 0);
        RunCertificate certificate = certificate(none, lines(upTo(1), 0));
        assertThat(certificate.left().bits()).isZero();
        assertThat(certificate.verify(none, lines(upTo(1), 0)).holds()).isTrue();
        assertThat(message(certificate.verify(lines(upTo(6), 0), lines(upTo(1), 0))))
                .contains("bucket 0 of 1", "'r-1', 'r-2', 'r-3', 'r-4', 'r-5' and 1 more");
        assertThat(message(certificate.verify(lines(upTo(5), 0), lines(upTo(1), 0))))
                .contains("'r-1', 'r-2', 'r-3', 'r-4', 'r-5'\nMaybe");
        ItemBatch refused = ItemBatch.builder()
                .id("x")
                .amount("1.001", "GBP")
                .day(DAY)
                .add()
                .build();
        assertThat(message(certificate.verify(refused, lines(upTo(1), 0)))).contains("now holds a rejected record\n");
        assertThat(message(certificate.verify(none, none)))
                .contains("side RIGHT", "no record\nMaybe one that was there");
    }

    @Test
    @DisplayName("REC-38 prints are eight hex digits for each of a power of two of buckets")
    void inventories() {
        Sha256 root = Sha256.ofFields("root");
        RunCertificate.Inventory four = new RunCertificate.Inventory(root, "00000000111111112222222233333333");
        assertThat(four.bits()).isEqualTo(2);
        assertThat(four.firstDifference(four)).isEqualTo(4);
        assertThat(four.firstDifference(new RunCertificate.Inventory(root, "00000000111111112222222433333333")))
                .isEqualTo(2);
        assertThat(four).hasToString(root.toString());
        for (String bad : List.of("", "0", "000000001", "000000001111111122222222")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new RunCertificate.Inventory(root, bad));
        }
    }
}
