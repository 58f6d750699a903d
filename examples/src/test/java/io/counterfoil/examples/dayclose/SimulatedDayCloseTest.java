package io.counterfoil.examples.dayclose;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.intake.IntakeResult.Kind;
import io.counterfoil.stripe.invoice.InvoiceLink;
import io.counterfoil.stripe.link.LinkMessage;
import io.counterfoil.stripe.link.LinkMessage.Outcome;
import io.counterfoil.stripe.link.LinkProposal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The day close beside a simulated Stripe that loses, repeats, delays and forges webhooks: it must be the same day as from files. */
class SimulatedDayCloseTest {

    private static final Instant CLOSE = Instant.parse("2027-03-31T20:30:00Z");
    private static SimulatedStripe stripe;
    private static DayCloseResult day;
    private static DayCloseResult fromFiles;

    @BeforeAll
    static void closeTheDay() {
        stripe = new SimulatedStripe(InputFolder.example(), DayStores.inMemory(), CLOSE);
        day = DayClose.run(InputFolder.example(), stripe, CLOSE, Progress.silent());
        fromFiles = DayClose.run(InputFolder.example(), CLOSE, Progress.silent());
    }

    @AfterAll
    static void end() {
        stripe.close();
    }

    @Test
    @DisplayName(
            "STR-64 STR-28 the day is the day of the files: ten proofs PROVED, the same rows, payouts, links, ledger and hash")
    void theSameDay() {
        assertThat(day.proofs())
                .hasSize(10)
                .allSatisfy(
                        proof -> assertThat(proof.status()).as(proof.sentence()).isEqualTo(ProofStatus.PROVED));
        assertThat(day.stripe().rows()).isEqualTo(fromFiles.stripe().rows());
        assertThat(day.stripe().payouts())
                .extracting(StripeFact::id)
                .containsExactlyElementsOf(fromFiles.stripe().payouts().stream()
                        .map(StripeFact::id)
                        .toList());
        assertThat(day.stripe().proofs()).allMatch(Proof::holds);
        assertThat(day.stripe().proofs())
                .extracting(Proof::digest)
                .containsExactlyElementsOf(
                        fromFiles.stripe().proofs().stream().map(Proof::digest).toList());
        assertThat(links(day)).isEqualTo(links(fromFiles));
        assertThat(day.stripe().stated()).isEqualTo(fromFiles.stripe().stated());
        assertThat(day.hash()).isEqualTo(fromFiles.hash());
    }

    private static List<String> links(DayCloseResult of) {
        return of.stripe().links().stream()
                .map(link -> link.payment().paymentId() + " " + link.action() + " "
                        + link.shares().stream().map(InvoiceLink.Share::invoice).toList())
                .toList();
    }

    @Test
    @DisplayName(
            "STR-67 STR-06 STR-19 webhooks came twice, never and forged, and what nobody told was found by looking")
    void theRoadWasRough() {
        assertThat(stripe.notices(Kind.RECORDED)).isGreaterThan(1_000);
        assertThat(stripe.notices(Kind.DUPLICATE)).isGreaterThan(100);
        assertThat(stripe.notices(Kind.REJECTED)).isPositive();
        assertThat(stripe.notices(Kind.NOT_RECORDED))
                .as("a pull that failed is sent again")
                .isPositive();
        assertThat(stripe.notices(Kind.QUARANTINED)).isZero();
        assertThat(stripe.sentence()).contains("webhook").contains("found by looking");
    }

    @Test
    @DisplayName(
            "STR-43 STR-44 open invoices are asked for: made, sent again where a link was out, refused while a debit is under way")
    void linksGoOut() {
        assertThat(stripe.reminders(Outcome.CREATED)).isPositive();
        assertThat(day.asked())
                .extracting(LinkMessage::outcome)
                .contains(Outcome.CREATED, Outcome.RESENT, Outcome.REFUSED);
        Set<String> urls = new HashSet<>();
        for (LinkMessage message : day.asked()) {
            Optional<String> url = message.url();
            assertThat(url.isPresent()).isEqualTo(message.outcome() != Outcome.REFUSED);
            url.ifPresent(address ->
                    assertThat(urls.add(address)).as("one link, one invoice").isTrue());
            if (message.outcome() == Outcome.REFUSED) {
                assertThat(message.obstacles().get(0).code()).isEqualTo(LinkProposal.Reason.PAYMENT_IN_FLIGHT);
            }
        }
        assertThat(DaySummary.of(day)).contains("sent again").doesNotContain("buy.example");
        assertThat(fromFiles.asked()).isEmpty();
    }

    @Test
    @DisplayName("STR-12 the same seed gives the same road and the same sentence")
    void repeats() {
        try (SimulatedStripe again = new SimulatedStripe(InputFolder.example(), DayStores.inMemory(), CLOSE)) {
            DayCloseResult second = DayClose.run(InputFolder.example(), again, CLOSE, Progress.silent());
            assertThat(again.sentence()).isEqualTo(stripe.sentence());
            assertThat(second.hash()).isEqualTo(day.hash());
            assertThat(DaySummary.of(second)).isEqualTo(DaySummary.of(day));
        }
    }
}
