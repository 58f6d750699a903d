package io.counterfoil.payments.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.rail.Rail;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The law of payments specification 7.13. */
class RecourseExposureProperties {

    private static final AsOf TODAY = new AsOf(LocalDate.of(2026, 6, 20), Instant.EPOCH);

    @Provide
    Arbitrary<List<RecourseExposure.Item>> debits() {
        Arbitrary<Optional<LocalDate>> finalAt = Arbitraries.integers()
                .between(-3, 3)
                .map(days -> TODAY.effective().plusDays(days))
                .optional(0.8);
        Arbitrary<RecourseExposure.Item.Builder> item = Combinators.combine(
                        Arbitraries.of("ana", "ben"),
                        Arbitraries.of(Rail.class),
                        Arbitraries.of("CAD", "GBP", "JPY"),
                        Arbitraries.longs().between(1, 100_000),
                        Arbitraries.of(RecourseExposure.Item.Stage.class),
                        finalAt,
                        Arbitraries.of(true, false))
                .as((client, rail, currency, minor, stage, last, disputed) -> RecourseExposure.Item.builder()
                        .client(PartyId.of(client))
                        .rail(rail)
                        .amount(Amounts.in(currency).ofMinor(minor))
                        .stage(stage)
                        .finalAt(last)
                        .disputed(disputed));
        return item.list().ofMaxSize(20).map(items -> {
            List<RecourseExposure.Item> numbered = new ArrayList<>();
            items.forEach(
                    one -> numbered.add(one.paymentId("p" + numbered.size()).build()));
            return numbered;
        });
    }

    private static RecourseExposure.Report report(List<RecourseExposure.Item> debits) {
        return RecourseExposure.standard().assess(debits.stream(), TODAY);
    }

    @Property
    @Label("PAY-34 property 13: exposure, final and ended are together all that settled")
    void exposureFinalAndEndedAreTogetherAllThatSettled(@ForAll("debits") List<RecourseExposure.Item> debits) {
        RecourseExposure.Report report = report(debits);
        Totals settled = Totals.of(debits.stream()
                .filter(debit -> debit.stage() != RecourseExposure.Item.Stage.NOT_SETTLED)
                .map(RecourseExposure.Item::amount)
                .toList());
        assertThat(report.exposed()
                        .plus(report.endless())
                        .plus(report.disputed())
                        .plus(report.finalAmounts())
                        .plus(report.ended()))
                .isEqualTo(settled);
        assertThat(report.settled()).isEqualTo(settled);
        assertThat(report.proof().holds()).isTrue();
        Totals exposed = Totals.of(debits.stream()
                .filter(debit -> debit.stage() == RecourseExposure.Item.Stage.SETTLED)
                .filter(debit -> debit.finalAt()
                        .filter(last -> last.toEpochDay() >= TODAY.effective().toEpochDay())
                        .isPresent())
                .map(RecourseExposure.Item::amount)
                .toList());
        assertThat(report.exposed()).isEqualTo(exposed);
    }

    @Property
    void theOrderOfTheDebitsDoesNotMatter(@ForAll("debits") List<RecourseExposure.Item> debits, @ForAll long seed) {
        List<RecourseExposure.Item> shuffled = new ArrayList<>(debits);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(report(shuffled)).isEqualTo(report(debits));
    }
}
