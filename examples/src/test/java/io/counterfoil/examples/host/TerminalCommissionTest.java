package io.counterfoil.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.difference.Difference;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.Fields;
import io.counterfoil.reconciliation.item.ItemBatch;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import javax.money.MonetaryAmount;
import org.junit.jupiter.api.Test;

class TerminalCommissionTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final AsOf AS_OF = AsOf.at(Instant.parse("2027-03-05T12:00:00Z"), ZoneId.of("America/Toronto"));
    private static final TerminalCommission TERMINAL = new TerminalCommission(new BigDecimal("1.75"), CAD.of("25.00"));

    private record Line(String id, MonetaryAmount amount, LocalDate on, String batch, String reference) {}

    private static final Fields<Line> FIELDS = Fields.of(Line.class)
            .id(Line::id)
            .amount(Line::amount)
            .date(Line::on)
            .group(line -> line.batch().isEmpty() ? null : line.batch())
            .reference(line -> line.reference().isEmpty() ? null : line.reference());

    private static Line line(String id, String amount, int day, String batch) {
        return new Line(id, CAD.of(amount), LocalDate.of(2027, 3, day), batch, "");
    }

    /** 1.75 % of 19.99 is 0.349825, of 40.00 is 0.70, of 3.14 is 0.05495: 0.35, 0.70 and 0.05, together 1.10 of 63.13. */
    private static final List<Line> SLIPS =
            List.of(line("S1", "19.99", 1, "B-7"), line("S2", "40.00", 1, "B-7"), line("S3", "3.14", 1, "B-7"));

    private static Reconciliation match(Line bank) {
        return Reconciler.builder(TERMINAL.plan())
                .calendar(BusinessCalendar.Rails.paymentsCanada())
                .build()
                .match(ItemBatch.of(List.of(bank), FIELDS), ItemBatch.of(SLIPS, FIELDS), AS_OF);
    }

    private static String differences(Match match) {
        return match.differences().stream()
                .filter(line -> line.reason() != Difference.Reason.TIMING)
                .map(line -> line.reason().id() + " " + Amounts.text(line.amount()))
                .collect(Collectors.joining(", "));
    }

    @Test
    void aBatchLessItsCommissionIsConfirmedWithTheCommissionAsALine() {
        Reconciliation run = match(line("B1", "62.03", 2, "B-7"));
        run.conservation().orThrow();
        assertThat(run.matches().toList()).singleElement().satisfies(match -> {
            assertThat(match.pass()).isEqualTo("batch");
            assertThat(match.decision().name()).isEqualTo("CONFIRM");
            assertThat(match.right()).hasSize(3);
            assertThat(differences(match)).isEqualTo("DIFFERENCE.PROVIDER_FEE -1.10 CAD");
        });
    }

    @Test
    void theRentOfTheMonthIsALineOfItsOwn() {
        Reconciliation run = match(line("B1", "37.03", 2, "B-7"));
        assertThat(run.matches().toList())
                .singleElement()
                .satisfies(match -> assertThat(differences(match))
                        .isEqualTo("DIFFERENCE.PROVIDER_FEE -1.10 CAD, TERMINAL.RENT -25.00 CAD"));
    }

    @Test
    void oneCentThatNothingExplainsIsNoMatch() {
        for (String amount : List.of("62.02", "62.04", "38.12")) {
            Reconciliation run = match(line("B1", amount, 2, "B-7"));
            run.conservation().orThrow();
            assertThat(run.matches().toList()).as(amount).isEmpty();
        }
        assertThat(match(line("B1", "62.03", 4, "B-7")).matches().toList())
                .as("three business days later")
                .isEmpty();
        assertThat(match(line("B1", "62.03", 2, "B-8")).matches().toList())
                .as("another batch")
                .isEmpty();
    }

    @Test
    void anotherCommissionIsAnotherPlan() {
        TerminalCommission dearer = new TerminalCommission(new BigDecimal("1.80"), CAD.of("25.00"));
        assertThat(dearer.plan().hash()).isNotEqualTo(TERMINAL.plan().hash());
        assertThat(new TerminalCommission(new BigDecimal("1.75"), CAD.of("25.00"))
                        .plan()
                        .hash())
                .isEqualTo(TERMINAL.plan().hash());
    }
}
