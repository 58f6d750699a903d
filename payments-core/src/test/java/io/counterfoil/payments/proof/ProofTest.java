package io.counterfoil.payments.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProofTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
    private static final Proof.Figure BANK = Proof.Figure.of("BANK", "Bank", 2, CAD.of("10.00"));
    private static final Proof.Figure GAP = Proof.Figure.of("GAP", "not explained", 1, CAD.of("-0.01"));

    private static Proof.Builder proof(ProofStatus status) {
        return Proof.builder()
                .subject(SubjectRef.of("statement", "7"))
                .sentence("bank against book")
                .status(status)
                .addFigures(BANK);
    }

    @Test
    void aProofThatHoldsIsHandedOnAndOneThatDoesNotIsThrownWithItsDifferences() {
        Proof proved = proof(ProofStatus.PROVED).build();
        assertThat(proved.holds()).isTrue();
        assertThat(proved.orThrow()).isSameAs(proved);
        Proof broken = proof(ProofStatus.BROKEN).addDifferences(GAP).build();
        assertThat(broken.holds()).isFalse();
        assertThatThrownBy(broken::orThrow)
                .isInstanceOfSatisfying(
                        Proof.NotHeldException.class, e -> assertThat(e.proof()).isEqualTo(broken))
                .hasMessageStartingWith("BROKEN statement:7: bank against book")
                .hasMessageContaining("not explained");
        assertThatThrownBy(() -> proof(ProofStatus.PROVED).addDifferences(GAP).build())
                .hasMessage("proof of statement:7 has 1 differences, a proof that holds has none");
    }

    @Test
    void aProofThatDoesNotHoldIsOneAlertHoweverOftenItIsRepeated() {
        Proof broken = proof(ProofStatus.BROKEN).addDifferences(GAP).build();
        assertThat(broken.toAlert(NOW)).satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(AlertKind.PROOF_FAILED);
            assertThat(alert.severity()).isEqualTo(Diagnostic.Severity.CRITICAL);
            assertThat(alert.amount()).contains(CAD.of("-0.01"));
            assertThat(alert.key()).isEqualTo(broken.toAlert(NOW.plusSeconds(9)).key());
            assertThat(alert.evidence().sentence()).isEqualTo("bank against book");
        });
        assertThat(proof(ProofStatus.UNPROVED).build().toAlert(NOW).severity()).isEqualTo(Diagnostic.Severity.MEDIUM);
    }

    @Test
    void equalProofsHaveEqualDigestsAndAnyFigureChangesThem() {
        Proof.Figure item = new Proof.Figure(
                "BANK", "Bank", 2, CAD.of("10.00"), List.of(new Proof.Figure.Item("l-1", CAD.of("10.00"), "")));
        Diagnostic problem = Diagnostic.warning(Code.of("TEST.ODD"), "odd", Diagnostic.Location.of("book"));
        assertThat(proof(ProofStatus.PROVED).build().digest())
                .isEqualTo(proof(ProofStatus.PROVED)
                        .sentence("in other words")
                        .build()
                        .digest());
        assertThat(Set.of(
                        proof(ProofStatus.PROVED).build().digest(),
                        proof(ProofStatus.UNPROVED).build().digest(),
                        proof(ProofStatus.UNPROVED).addDifferences(GAP).build().digest(),
                        proof(ProofStatus.UNPROVED).addFigures(GAP).build().digest(),
                        proof(ProofStatus.UNPROVED).addProblems(problem).build().digest(),
                        Proof.builder()
                                .from(proof(ProofStatus.PROVED).build())
                                .figures(List.of(item))
                                .build()
                                .digest()))
                .hasSize(6);
    }

    private static ImportReceipt.Builder receipt(ProofStatus status) {
        return ImportReceipt.builder()
                .source("day.sta")
                .sha256(Sha256.of("day"))
                .bytes(3)
                .format("MT940")
                .status(status)
                .addTotals(
                        new ImportReceipt.ControlTotal(
                                ImportReceipt.ControlTotal.Level.STATEMENT,
                                "closing",
                                "1240.33",
                                "1204.33",
                                Diagnostic.Location.of("day.sta", 9)),
                        new ImportReceipt.ControlTotal(
                                ImportReceipt.ControlTotal.Level.STATEMENT,
                                "entries",
                                "2",
                                "2",
                                Diagnostic.Location.of("day.sta", 9)))
                .records(2)
                .items(2)
                .keptApart(0)
                .sums(Totals.of(CAD.of("10.00")))
                .sentence("MT940, 2 entries");
    }

    @Test
    void aReceiptIsPostableWhereItIsProvenAllowedOrAcceptedAndNotARepetition() {
        assertThat(receipt(ProofStatus.PROVED).build().postable()).isTrue();
        assertThat(receipt(ProofStatus.UNPROVED).build().postable()).isTrue();
        ImportReceipt broken = receipt(ProofStatus.BROKEN).build();
        assertThat(broken.postable()).isFalse();
        assertThat(broken.disagreements())
                .extracting(ImportReceipt.ControlTotal::name)
                .containsExactly("closing");
        ImportReceipt accepted = broken.acceptedBy(Actor.host("maria"), "the bank confirmed the misprint");
        assertThat(accepted.postable()).isTrue();
        assertThat(accepted.acceptance().orElseThrow().who()).isEqualTo(Actor.host("maria"));
        assertThat(receipt(ProofStatus.PROVED)
                        .duplicate(ImportReceipt.Verdict.SAME_FILE)
                        .build()
                        .acceptedBy(Actor.host("maria"), "again")
                        .postable())
                .isFalse();
        assertThat(receipt(ProofStatus.PROVED)
                        .duplicate(ImportReceipt.Verdict.STATEMENT_NUMBER_REUSED)
                        .build()
                        .postable())
                .isTrue();
        assertThat(receipt(ProofStatus.PROVED)
                        .duplicate(ImportReceipt.Verdict.SAME_STATEMENT)
                        .build()
                        .postable())
                .isFalse();
        assertThat(receipt(ProofStatus.PROVED).build().diagnosticsDropped()).isZero();
        assertThatThrownBy(() -> broken.acceptedBy(Actor.host("maria"), " "))
                .hasMessageContaining("acceptance by maria has a blank reason");
    }

    @Test
    void codesOfProofsAndImportsAreStable() {
        assertThat(ImportReceipt.Verdict.SAME_FILE.id()).isEqualTo("IMPORT.SAME_FILE");
        assertThat(ProofStatus.values()).extracting(Enum::name).containsExactly("PROVED", "UNPROVED", "BROKEN");
    }
}
