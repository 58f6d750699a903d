package io.counterfoil.payments.mandate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.rail.PadCategory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PadPolicyTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final LocalDate TODAY = LocalDate.of(2027, 3, 1);
    private static final AsOf AS_OF = new AsOf(TODAY, Instant.EPOCH);

    private final PadPolicy policy = PadPolicy.standard();

    private static PadMandate.Builder mandate() {
        return PadMandate.builder().id("m-7").category(PadCategory.PERSONAL).status(PadMandateStatus.ACTIVE);
    }

    private static PadDebit debit(int daysAhead) {
        return PadDebit.of(CAD.of("100.00"), TODAY.plusDays(daysAhead)).notifiedOn(TODAY.plusDays(daysAhead - 10));
    }

    @Test
    @DisplayName(
            "PAY-23 a debit that breaks everything is refused for the first rule, and for the next once that is mended")
    void order() {
        PadDebit bad = PadDebit.of(CAD.of("100.01"), TODAY.minusDays(31));
        PadMandate.Builder worst = PadMandate.builder()
                .id("m-7")
                .status(PadMandateStatus.SUSPENDED)
                .maxAmount(CAD.of("100.00"))
                .oneTime(true)
                .collections(1);
        refused(PadCode.CATEGORY_MISSING, worst, bad);
        worst.category(PadCategory.BUSINESS);
        refused(PadCode.MANDATE_NOT_ACTIVE, worst, bad);
        worst.status(PadMandateStatus.ACTIVE);
        refused(PadCode.DUE_DATE_OUTSIDE_WINDOW, worst, bad);
        bad = PadDebit.of(CAD.of("100.01"), TODAY.plusDays(9));
        refused(PadCode.OVER_MANDATE_AMOUNT, worst, bad);
        bad = PadDebit.of(CAD.of("100.00"), TODAY.plusDays(9));
        refused(PadCode.NOTICE_MISSING, worst, bad);
        refused(PadCode.NOTICE_TOO_SHORT, worst, bad.notifiedOn(TODAY));
        refused(PadCode.ONE_TIME_DONE, worst, bad.notifiedOn(TODAY.minusDays(1)));
        assertThat(policy.refusal(worst.collections(0).build(), bad.notifiedOn(TODAY.minusDays(1)), AS_OF))
                .isEmpty();
    }

    private void refused(PadCode code, PadMandate.Builder mandate, PadDebit debit) {
        assertThat(policy.refusal(mandate.build(), debit, AS_OF).map(Refusal::code))
                .contains(code);
    }

    @Test
    @DisplayName("PAY-23 the window is 30 days back to 173 ahead, both inside")
    void window() {
        assertThat(policy.refusal(mandate().build(), debit(-30), AS_OF)).isEmpty();
        assertThat(policy.refusal(mandate().build(), debit(173), AS_OF)).isEmpty();
        refused(PadCode.DUE_DATE_OUTSIDE_WINDOW, mandate(), debit(-31));
        refused(PadCode.DUE_DATE_OUTSIDE_WINDOW, mandate(), debit(174));
    }

    @Test
    @DisplayName("PAY-23 a refusal says what would have been right, amounts in one form")
    void sentences() {
        PadMandate limited = mandate().maxAmount(CAD.of("99.99")).build();
        assertThat(policy.refusal(limited, debit(20), AS_OF).orElseThrow().sentence())
                .isEqualTo("debit of 100.00 CAD, expected at most 99.99 CAD under mandate m-7");
        Optional<Refusal> late = policy.refusal(
                mandate().build(),
                PadDebit.of(CAD.of("1.00"), TODAY.plusDays(3)).notifiedOn(TODAY),
                AS_OF);
        assertThat(late.orElseThrow().sentence())
                .isEqualTo("notice of 3 days before the due date 2027-03-04, expected 10\n"
                        + "Maybe move the due date to 2027-03-11");
    }

    @Test
    @DisplayName("PAY-23 values that cannot be are refused when they are made")
    void badValues() {
        assertThatThrownBy(() -> PadDebit.of(CAD.of("0"), TODAY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> mandate().collections(-1).build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> mandate().maxAmount(CAD.of("0")).build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PadPolicy(-1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MandateId.of(" ")).isInstanceOf(IllegalArgumentException.class);
        PadMandate inDollars = mandate().maxAmount(Amounts.in("USD").of("1.00")).build();
        assertThatThrownBy(() -> policy.refusal(inDollars, debit(20), AS_OF))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one currency");
    }

    @Property
    void moreNoticeNeverHurts(@ForAll @IntRange(max = 40) int notice, @ForAll @IntRange(max = 40) int more) {
        PadDebit debit = PadDebit.of(CAD.of("1.00"), TODAY.plusDays(20));
        boolean allowed = policy.refusal(
                        mandate().build(), debit.notifiedOn(debit.dueOn().minusDays(notice)), AS_OF)
                .isEmpty();
        assertThat(allowed).isEqualTo(notice >= 10);
        if (allowed) {
            assertThat(policy.refusal(
                            mandate().build(), debit.notifiedOn(debit.dueOn().minusDays(notice + more)), AS_OF))
                    .isEmpty();
        }
    }
}
