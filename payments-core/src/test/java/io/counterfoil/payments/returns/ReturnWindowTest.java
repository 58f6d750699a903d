package io.counterfoil.payments.returns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.returns.ReturnReason.RetryBudget;
import io.counterfoil.payments.returns.ReturnWindow.From;
import io.counterfoil.payments.returns.ReturnWindow.Kind;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Windows of return and of retry: what they may be made of, and how they read. */
class ReturnWindowTest {

    @Test
    @DisplayName("PAY-26 a window has a count where its kind has a date, and reads as a person would say it")
    void windows() {
        assertThat(ReturnWindow.bankingDays(0)).hasToString("0 banking days after settlement");
        assertThat(ReturnWindow.bankingDays(1)).hasToString("1 banking day after settlement");
        assertThat(ReturnWindow.calendarDays(60).from(From.POSTING_DATE))
                .hasToString("60 calendar days after posting date");
        assertThat(ReturnWindow.months(13)).hasToString("13 months after settlement");
        assertThat(ReturnWindow.months(13)).isEqualTo(new ReturnWindow(Kind.MONTHS, 13, From.SETTLEMENT));
        assertThat(ReturnWindow.UNENDING).hasToString("unending");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReturnWindow.bankingDays(-1))
                .withMessage("window of -1 BANKING_DAYS, expected 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReturnWindow(Kind.UNENDING, 1, From.SETTLEMENT))
                .withMessage("window of 1 UNENDING, expected 0: the kind has no count");
    }

    @Test
    @DisplayName("PAY-26 a window is read from its text in the tables")
    void texts() {
        assertThat(ReturnWindow.parse("BANKING_DAYS:2:SETTLEMENT")).isEqualTo(ReturnWindow.bankingDays(2));
        assertThat(ReturnWindow.parse("UNENDING")).isEqualTo(ReturnWindow.UNENDING);
        assertThat(ReturnWindow.parse("MONTHS:13:POSTING_DATE"))
                .isEqualTo(ReturnWindow.months(13).from(From.POSTING_DATE));
    }

    @Test
    @DisplayName("PAY-28 a retry budget counts days or months, from settlement or return; nothing else is taken")
    void budgets() {
        LocalDate settled = LocalDate.of(2027, 1, 31);
        LocalDate returned = LocalDate.of(2027, 2, 3);
        RetryBudget twice = new RetryBudget(2, ReturnWindow.calendarDays(180), "RETRY PYMT");
        assertThat(twice).hasToString("at most 2 times, within 180 calendar days after settlement");
        assertThat(twice.lastDay(settled, returned)).contains(LocalDate.of(2027, 7, 30));
        RetryBudget monthly = new RetryBudget(1, ReturnWindow.months(1).from(From.RETURN_SETTLEMENT), "");
        assertThat(monthly.lastDay(settled, returned)).contains(LocalDate.of(2027, 3, 3));
        RetryBudget any = new RetryBudget(RetryBudget.UNLIMITED, ReturnWindow.UNSPECIFIED, "");
        assertThat(any).hasToString("any number of times");
        assertThat(any.maxRetries()).isEmpty();
        assertThat(any.lastDay(settled, returned)).isEmpty();
        assertThat(RetryBudget.none()).hasToString("never");
        assertThat(RetryBudget.none().isRetriable()).isFalse();
        assertThat(twice.maxRetries()).hasValue(2);
        assertThat(new RetryBudget(0, ReturnWindow.calendarDays(1), "").lastDay(settled, returned))
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryBudget(-1, ReturnWindow.calendarDays(1), ""))
                .withMessage("retry budget of -1, expected 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new RetryBudget(1, ReturnWindow.calendarDays(1).from(From.POSTING_DATE), ""))
                .withMessageContaining("POSTING_DATE");
        for (Kind kind : new Kind[] {Kind.BANKING_DAYS, Kind.CALENDAR_DAYS_THEN_NEXT_BANKING_DAY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new RetryBudget(1, new ReturnWindow(kind, 1, From.SETTLEMENT), ""))
                    .withMessageContaining(kind.name());
        }
    }
}
