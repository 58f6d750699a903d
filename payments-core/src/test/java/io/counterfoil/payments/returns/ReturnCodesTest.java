package io.counterfoil.payments.returns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.rail.RailTerms;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Dates by hand, from payments specification 4.5. */
class ReturnCodesTest {

    private static final ReturnCodes CODES = ReturnCodes.bundled();
    private static final BusinessCalendar FED = BusinessCalendar.Rails.fed();
    private static final RailTerms ACH = RailTerms.of(Rail.ACH);

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    @Test
    @DisplayName("PAY-26 A code of any rail has one canonical reason")
    void reasons() {
        ReturnReason nsf = CODES.reason(Rail.EFT_CA, "901");
        assertThat(nsf.category()).isEqualTo(ReturnReason.Category.INSUFFICIENT_FUNDS);
        assertThat(nsf.action()).isEqualTo(ReturnReason.NextAction.MAY_REPRESENT);
        assertThat(nsf.budget().maxRetries()).hasValue(1);
        assertThat(nsf.label()).isEqualTo("EFT_CA 901 (NSF: not enough money)");
        assertThat(CODES.reason(Rail.EFT_CA, "900").action()).isEqualTo(ReturnReason.NextAction.REPAIR);
        assertThat(CODES.reason(Rail.ACH, "R01").budget().marking()).isEqualTo("entry description RETRY PYMT");
        assertThat(CODES.reason(Rail.ACH, "R02").buckets())
                .containsExactly(ReturnCodes.Rates.Bucket.ADMIN, ReturnCodes.Rates.Bucket.OVERALL);
    }

    @Test
    @DisplayName("PAY-26 The same character is another reason in another Bacs report, and none without a report")
    void bacsReports() {
        assertThat(CODES.reason(Rail.BACS, "ARUDD", "0").category())
                .isEqualTo(ReturnReason.Category.INSUFFICIENT_FUNDS);
        assertThat(CODES.reason(Rail.BACS, "ADDACS", "0").category()).isEqualTo(ReturnReason.Category.UNAUTHORISED);
        assertThat(CODES.reason(Rail.BACS, "0").known()).isFalse();
        assertThat(CODES.reason(Rail.BACS, "ARUCS", "0").known()).isFalse();
    }

    @Test
    @DisplayName(
            "PAY-26 A SEPA code has the window of its message; in a message that is not tabled it keeps its category")
    void sepaMessages() {
        BusinessCalendar target = BusinessCalendar.Rails.target();
        RailTerms core = RailTerms.sepa(RailTerms.SepaScheme.SDD_CORE);
        assertThat(CODES.reason(Rail.SEPA, "RETURN", "MD01").deadline(core, day("2026-07-07"), target))
                .contains(day("2026-07-14"));
        assertThat(CODES.reason(Rail.SEPA, "REFUND", "MD01").deadline(core, day("2026-07-07"), target))
                .contains(day("2027-08-07"));
        ReturnReason closed = CODES.reason(Rail.SEPA, "REFUND", "AC04");
        assertThat(closed.category()).isEqualTo(ReturnReason.Category.ACCOUNT_CLOSED);
        assertThat(closed.deadline(core, day("2026-07-07"), target)).isEmpty();
    }

    @Test
    @DisplayName("PAY-26 An unknown code is kept as it was written: category OTHER, nothing allowed, a warning")
    void unknownCodes() {
        ReturnReason reason = CODES.reason(Rail.ACH, "R99");
        assertThat(reason.code()).isEqualTo("R99");
        assertThat(reason.known()).isFalse();
        assertThat(reason.category()).isEqualTo(ReturnReason.Category.OTHER);
        assertThat(reason.budget().isRetriable()).isFalse();
        assertThat(reason.buckets()).isEmpty();
        assertThat(reason.caution().orElseThrow().code()).isEqualTo(ReturnReason.Finding.UNKNOWN_CODE);
        assertThat(reason.timeliness(ACH, day("2026-11-03"), day("2026-11-05"), FED)
                        .verdict())
                .isEqualTo(ReturnReason.Finding.NO_DEADLINE);
        assertThat(CODES.reason(Rail.WIRE, "").known()).isFalse();
    }

    @Test
    @DisplayName("PAY-26 A row that is not confirmed says so when it decides")
    void cautions() {
        assertThat(CODES.reason(Rail.ACH, "R02").caution()).isEmpty();
        assertThat(CODES.reason(Rail.ACH, "R80").caution().orElseThrow().message())
                .startsWith("the rule for ACH R80 (IAT coding error) is not confirmed: returnWindow:unverified");
        assertThat(CODES.reason(Rail.SEPA, "RETURN", "MS03").hiddenCause()).isTrue();
        assertThat(CODES.reason(Rail.ACH, "R01").hiddenCause()).isFalse();
    }

    @Test
    @DisplayName("PAY-26 A bank's own table comes before ours, in every report where it names none")
    void overlays() {
        ReturnReason own = ReturnReason.builder()
                .rail(Rail.SEPA)
                .code("AC04")
                .meaning("closed, by our bank's reading")
                .category(ReturnReason.Category.NO_ACCOUNT)
                .action(ReturnReason.NextAction.ASK_NEW_DETAILS)
                .build();
        ReturnCodes overlaid = CODES.overlaidBy(ReturnCodes.of(List.of(own)));
        assertThat(overlaid.reason(Rail.SEPA, "RETURN", "AC04")).isEqualTo(own);
        assertThat(overlaid.reason(Rail.SEPA, "RETURN", "AM04")).isEqualTo(CODES.reason(Rail.SEPA, "RETURN", "AM04"));
        assertThat(overlaid.reasons(Rail.SEPA))
                .contains(own)
                .filteredOn(row -> row.code().equals("AC04"))
                .containsExactly(own);
        assertThat(CODES.reason(Rail.SEPA, "AC04").category()).isEqualTo(ReturnReason.Category.ACCOUNT_CLOSED);
        assertThatIllegalArgumentException().isThrownBy(() -> ReturnCodes.of(List.of(own, own)));
    }

    @Test
    @DisplayName(
            "PAY-27 A late ACH return may be dishonoured with R68 within five banking days, a late dishonour contested with R72")
    void timeliness() {
        // Wednesday 2026-09-02, Labor Day on the 7th
        ReturnReason nsf = CODES.reason(Rail.ACH, "R01");
        ReturnReason.Timeliness late = nsf.timeliness(ACH, day("2026-09-02"), day("2026-09-08"), FED);
        assertThat(late.isLate()).isTrue();
        assertThat(late.deadline()).contains(day("2026-09-04"));
        assertThat(late.answer()).contains(new ReturnReason.Timeliness.PermittedAnswer("R68", day("2026-09-15")));
        assertThat(nsf.timeliness(ACH, day("2026-09-02"), day("2026-09-04"), FED)
                        .isLate())
                .isFalse();
        ReturnReason.Timeliness dishonour =
                CODES.reason(Rail.ACH, "R61").timeliness(ACH, day("2026-09-02"), day("2026-09-11"), FED);
        assertThat(dishonour.deadline()).contains(day("2026-09-10"));
        assertThat(dishonour.answer()).contains(new ReturnReason.Timeliness.PermittedAnswer("R72", day("2026-09-15")));
        assertThat(CODES.reason(Rail.ACH, "R73")
                        .timeliness(ACH, day("2026-09-02"), day("2026-09-11"), FED)
                        .answer())
                .isEmpty();
    }

    @Test
    @DisplayName("PAY-27 Sixty days end on the first banking day strictly after, ninety days on the day itself")
    void windows() {
        assertThat(CODES.reason(Rail.ACH, "R10").deadline(ACH, day("2026-01-23"), FED))
                .contains(day("2026-03-25"));
        BusinessCalendar canada = BusinessCalendar.Rails.paymentsCanada();
        ReturnReason denied = CODES.reason(Rail.EFT_CA, "915");
        assertThat(denied.deadline(RailTerms.pad(RailTerms.PadCategory.PERSONAL), day("2026-01-26"), canada))
                .as("a Sunday")
                .contains(day("2026-04-26"));
        assertThat(denied.deadline(RailTerms.pad(RailTerms.PadCategory.BUSINESS), day("2026-06-25"), canada))
                .contains(day("2026-07-10"));
        assertThat(denied.deadline(RailTerms.pad(RailTerms.PadCategory.CASH_MANAGEMENT), day("2026-06-25"), canada))
                .isEmpty();
        assertThat(denied.deadline(RailTerms.of(Rail.EFT_CA), day("2026-06-25"), canada))
                .as("category not known")
                .isEmpty();
        assertThat(denied.window().on(RailTerms.pad(RailTerms.PadCategory.BUSINESS)))
                .hasToString("10 banking days after posting date");
    }

    @Test
    @DisplayName("PAY-28 The checks of a retry come in a fixed order, and an allowed one says how to mark it")
    void retries() {
        ReturnReason nsf = CODES.reason(Rail.ACH, "R01");
        ReturnCodes.RetryAnswer.Request first =
                ReturnCodes.RetryAnswer.Request.of(day("2026-01-06"), day("2026-01-08"), 0, day("2026-07-05"));
        assertThat(nsf.retry(first).isAllowed()).isTrue();
        assertThat(nsf.retry(first).marking()).isEqualTo("entry description RETRY PYMT");
        assertThat(nsf.retry(first).evidence().sentence())
                .isEqualTo("ACH R01 (balance too low for the debit) may be presented again until 2026-07-05,"
                        + " marked entry description RETRY PYMT");
        assertThat(nsf.retry(first.withOtherAmount()).verdict())
                .isEqualTo(ReturnCodes.RetryAnswer.Verdict.AMOUNT_CHANGED);
        ReturnCodes.RetryAnswer.Request late =
                ReturnCodes.RetryAnswer.Request.of(day("2026-01-06"), day("2026-01-08"), 1, day("2026-07-06"));
        assertThat(nsf.retry(late.withOtherAmount()).verdict()).isEqualTo(ReturnCodes.RetryAnswer.Verdict.TOO_LATE);
        ReturnCodes.RetryAnswer.Request third =
                ReturnCodes.RetryAnswer.Request.of(day("2026-01-06"), day("2026-01-08"), 2, day("2026-07-06"));
        assertThat(nsf.retry(third).verdict()).isEqualTo(ReturnCodes.RetryAnswer.Verdict.BUDGET_USED);
        assertThat(nsf.retry(third).marking()).isEmpty();
        assertThat(CODES.reason(Rail.ACH, "R10").retry(third).verdict())
                .isEqualTo(ReturnCodes.RetryAnswer.Verdict.NOT_RETRIABLE);
    }

    @Test
    @DisplayName(
            "PAY-28 Bacs 0 may be re-presented any number of times within a calendar month, SEPA AM04 without a last day")
    void retryBudgets() {
        ReturnReason refer = CODES.reason(Rail.BACS, "ARUDD", "0");
        assertThat(refer.retry(ReturnCodes.RetryAnswer.Request.of(
                                day("2026-01-31"), day("2026-02-03"), 9, day("2026-02-28")))
                        .isAllowed())
                .isTrue();
        assertThat(refer.retry(ReturnCodes.RetryAnswer.Request.of(
                                day("2026-01-31"), day("2026-02-03"), 9, day("2026-03-01")))
                        .verdict())
                .isEqualTo(ReturnCodes.RetryAnswer.Verdict.TOO_LATE);
        assertThat(refer.budget().maxRetries()).isEmpty();
        ReturnReason.RetryBudget sepa =
                CODES.reason(Rail.SEPA, "RETURN", "AM04").budget();
        assertThat(sepa.maxRetries()).hasValue(2);
        assertThat(sepa.lastDay(day("2026-01-31"), day("2026-02-03"))).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReturnReason.RetryBudget(-1, ReturnWindow.UNSPECIFIED, ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReturnCodes.RetryAnswer.Request.of(
                        day("2026-01-31"), day("2026-02-03"), -1, day("2026-03-01")));
    }

    @Test
    @DisplayName("PAY-60 The tables are rendered from the code, what is not confirmed printed as such")
    void tables() {
        String bacs = Documents.markdown(CODES.toDocument(Rail.BACS), Locale.UK);
        assertThat(bacs)
                .contains("any number of times, within 1 month after settlement")
                .contains("amount differs from notice")
                .contains("no: meaning:unverified");
        assertThat(Documents.markdown(CODES.toDocument(Rail.ACH), Locale.UK))
                .contains("at most 2 times, within 180 calendar days after settlement")
                .contains("in part: reinitiation:2 more within 180 days, unverified");
    }

    @Test
    @DisplayName("PAY-26 Terms say only what belongs to their rail")
    void terms() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RailTerms.builder()
                        .rail(Rail.ACH)
                        .padCategory(RailTerms.PadCategory.PERSONAL)
                        .build())
                .withMessage("PAD category PERSONAL on rail ACH, expected only on EFT_CA");
        assertThat(RailTerms.pad(RailTerms.PadCategory.PERSONAL).matches(RailTerms.of(Rail.EFT_CA)))
                .isTrue();
        assertThat(RailTerms.of(Rail.EFT_CA).matches(RailTerms.pad(RailTerms.PadCategory.PERSONAL)))
                .isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReturnWindow(ReturnWindow.Kind.BY_SCHEME, 3, ReturnWindow.From.SETTLEMENT));
    }
}
