package io.counterfoil.payments.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.testkit.GoldenFile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Seven debits, one of each standing; 10 + 20 exposed, 40 endless, 80 disputed, 160 final, 320 taken back: settled 630, by hand. */
class ExposureDocumentTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 31);

    private static RecourseExposure.Item item(
            String id,
            Rail rail,
            String amount,
            RecourseExposure.Item.Stage stage,
            Optional<LocalDate> finalAt,
            boolean disputed) {
        return RecourseExposure.Item.builder()
                .paymentId(id)
                .client(PartyId.of("client-42"))
                .rail(rail)
                .amount(Amounts.in("CAD").of(amount))
                .stage(stage)
                .finalAt(finalAt)
                .disputed(disputed)
                .build();
    }

    @Test
    @DisplayName("PAY-34 The exposure report reads well, and its parts are all that settled")
    void document() {
        Optional<LocalDate> may = Optional.of(LocalDate.of(2027, 5, 31));
        Optional<LocalDate> past = Optional.of(LocalDate.of(2027, 3, 30));
        RecourseExposure.Report report = RecourseExposure.standard()
                .assess(
                        Stream.of(
                                item("a", Rail.EFT_CA, "10.00", RecourseExposure.Item.Stage.SETTLED, may, false),
                                item("b", Rail.EFT_CA, "20.00", RecourseExposure.Item.Stage.SETTLED, may, false),
                                item(
                                        "c",
                                        Rail.BACS,
                                        "40.00",
                                        RecourseExposure.Item.Stage.SETTLED,
                                        Optional.empty(),
                                        false),
                                item("d", Rail.CARD, "80.00", RecourseExposure.Item.Stage.SETTLED, past, true),
                                item("e", Rail.EFT_CA, "160.00", RecourseExposure.Item.Stage.SETTLED, past, false),
                                item("f", Rail.EFT_CA, "320.00", RecourseExposure.Item.Stage.ENDED, past, false),
                                item(
                                        "g",
                                        Rail.EFT_CA,
                                        "640.00",
                                        RecourseExposure.Item.Stage.NOT_SETTLED,
                                        Optional.empty(),
                                        false)),
                        new AsOf(DAY, Instant.parse("2027-03-31T22:00:00Z")));
        assertThat(report.proof().holds()).isTrue();
        Document document = report.toDocument();
        GoldenFile.named("exposure/exposure.txt").holds(Documents.text(document, Locale.UK));
        GoldenFile.named("exposure/exposure.html").holds(Documents.html(document, Locale.UK));
    }
}
