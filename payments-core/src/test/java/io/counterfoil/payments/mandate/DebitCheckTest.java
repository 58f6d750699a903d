package io.counterfoil.payments.mandate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.rail.RailTerms;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DebitCheckTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final LocalDate TODAY = LocalDate.of(2027, 3, 1);
    private static final AsOf AS_OF = new AsOf(TODAY, Instant.EPOCH);

    private final Mandates policy = Mandates.canadaPad(ZoneId.of("America/Toronto"));

    private static Mandate.Terms.Builder terms() {
        return Mandate.Terms.builder()
                .id("m-7")
                .scheme(Mandate.Scheme.PAD)
                .payer("ana")
                .payee("client-42")
                .category(RailTerms.PadCategory.PERSONAL);
    }

    private static Mandate mandate(MandateStatus status, Mandate.Terms.Builder terms, int collections) {
        return ImmutableMandate.builder()
                .status(status)
                .terms(terms.build())
                .collections(collections)
                .history(History.empty())
                .build();
    }

    private static Mandate active(Mandate.Terms.Builder terms) {
        return mandate(MandateStatus.ACTIVE, terms, 0);
    }

    private static Mandate.Debit debit(int daysAhead) {
        return Mandate.Debit.of(CAD.of("100.00"), TODAY.plusDays(daysAhead)).notifiedOn(TODAY.plusDays(daysAhead - 10));
    }

    @Test
    @DisplayName(
            "PAY-23 a debit that breaks everything is refused for the first rule, and for the next once that is mended")
    void order() {
        Mandate.Debit bad = Mandate.Debit.of(CAD.of("100.01"), TODAY.minusDays(31));
        Mandate.Terms.Builder worst =
                terms().category(Optional.empty()).maxAmount(CAD.of("100.00")).oneTime(true);
        refused(Mandates.Code.CATEGORY_MISSING, mandate(MandateStatus.SUSPENDED, worst, 1), bad);
        worst.category(RailTerms.PadCategory.BUSINESS);
        refused(Mandates.Code.MANDATE_NOT_ACTIVE, mandate(MandateStatus.SUSPENDED, worst, 1), bad);
        refused(Mandates.Code.DUE_DATE_OUTSIDE_WINDOW, mandate(MandateStatus.ACTIVE, worst, 1), bad);
        bad = Mandate.Debit.of(CAD.of("100.01"), TODAY.plusDays(9));
        refused(Mandates.Code.OVER_MANDATE_AMOUNT, mandate(MandateStatus.ACTIVE, worst, 1), bad);
        bad = Mandate.Debit.of(CAD.of("100.00"), TODAY.plusDays(9));
        refused(Mandates.Code.NOTICE_MISSING, mandate(MandateStatus.ACTIVE, worst, 1), bad);
        refused(Mandates.Code.NOTICE_TOO_SHORT, mandate(MandateStatus.ACTIVE, worst, 1), bad.notifiedOn(TODAY));
        bad = bad.notifiedOn(TODAY.minusDays(1));
        refused(Mandates.Code.ONE_TIME_DONE, mandate(MandateStatus.ACTIVE, worst, 1), bad);
        assertThat(policy.check(active(worst), bad, AS_OF)).isEmpty();
        worst.endsOn(TODAY.plusDays(8));
        refused(Mandates.Code.MANDATE_ENDED, active(worst), bad);
    }

    private void refused(Mandates.Code code, Mandate mandate, Mandate.Debit debit) {
        assertThat(policy.check(mandate, debit, AS_OF).map(Refusal::code)).contains(code);
    }

    @Test
    @DisplayName("PAY-23 the window is 30 days back to 173 ahead, both inside")
    void window() {
        assertThat(policy.check(active(terms()), debit(-30), AS_OF)).isEmpty();
        assertThat(policy.check(active(terms()), debit(173), AS_OF)).isEmpty();
        refused(Mandates.Code.DUE_DATE_OUTSIDE_WINDOW, active(terms()), debit(-31));
        refused(Mandates.Code.DUE_DATE_OUTSIDE_WINDOW, active(terms()), debit(174));
    }

    @Test
    @DisplayName("PAY-23 a refusal says what would have been right, amounts in one form")
    void sentences() {
        Mandate limited = active(terms().maxAmount(CAD.of("99.99")));
        assertThat(policy.check(limited, debit(20), AS_OF).orElseThrow().sentence())
                .isEqualTo("debit of 100.00 CAD, expected at most 99.99 CAD under mandate m-7");
        Optional<Refusal> late = policy.check(
                active(terms()),
                Mandate.Debit.of(CAD.of("1.00"), TODAY.plusDays(3)).notifiedOn(TODAY),
                AS_OF);
        assertThat(late.orElseThrow().sentence())
                .isEqualTo("notice of 3 days before the due date 2027-03-04, expected 10\n"
                        + "Maybe move the due date to 2027-03-11");
    }

    @Test
    @DisplayName("PAY-23 values that cannot be are refused when they are made")
    void badValues() {
        assertThatThrownBy(() -> Mandate.Debit.of(CAD.of("0"), TODAY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> terms().maxAmount(CAD.of("0")).build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> policy.policy().toBuilder().noticeDays(-1).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MandateId.of(" ")).isInstanceOf(IllegalArgumentException.class);
        Mandate inDollars = active(terms().maxAmount(Amounts.in("USD").of("1.00")));
        assertThatThrownBy(() -> policy.check(inDollars, debit(20), AS_OF))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one currency");
    }

    @Property
    void moreNoticeNeverHurts(@ForAll @IntRange(max = 40) int notice, @ForAll @IntRange(max = 40) int more) {
        Mandate.Debit debit = Mandate.Debit.of(CAD.of("1.00"), TODAY.plusDays(20));
        boolean allowed = policy.check(
                        active(terms()), debit.notifiedOn(debit.dueOn().minusDays(notice)), AS_OF)
                .isEmpty();
        assertThat(allowed).isEqualTo(notice >= 10);
        if (allowed) {
            assertThat(policy.check(
                            active(terms()), debit.notifiedOn(debit.dueOn().minusDays(notice + more)), AS_OF))
                    .isEmpty();
        }
    }
}
