package io.counterfoil.payments.mandate;

import static java.time.temporal.ChronoUnit.DAYS;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.money.Amounts;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import javax.money.MonetaryAmount;

/**
 * Whether a pre-authorised debit may be filed (payments specification 4.6). Immutable, thread-safe.
 *
 * @param daysBack how many calendar days the due date may lie back
 * @param daysAhead how many calendar days it may lie ahead
 * @param noticeDays calendar days from notice to due date that are enough
 */
public record PadPolicy(int daysBack, int daysAhead, int noticeDays) {

    public PadPolicy {
        if (daysBack < 0 || daysAhead < 0 || noticeDays < 0) {
            throw new IllegalArgumentException("PAD policy of " + daysBack + " days back, " + daysAhead + " ahead, "
                    + noticeDays + " of notice, expected none below 0");
        }
    }

    /** 30 days back, 173 ahead, 10 days of notice: the defaults for Canada. */
    public static PadPolicy standard() {
        return new PadPolicy(30, 173, 10);
    }

    /**
     * Why the debit may not be filed on the day {@code asOf.effective()}; empty where it may.
     *
     * @throws IllegalArgumentException where debit and limit of the mandate are in two currencies
     */
    public Optional<Refusal> refusal(PadMandate mandate, PadDebit debit, AsOf asOf) {
        if (mandate.category().isEmpty()) {
            return refuse(
                    PadCode.CATEGORY_MISSING,
                    mandate,
                    "mandate " + mandate.id() + " has no category, expected PERSONAL, BUSINESS or CASH_MANAGEMENT");
        }
        if (mandate.status() != PadMandateStatus.ACTIVE) {
            return refuse(
                    PadCode.MANDATE_NOT_ACTIVE,
                    mandate,
                    "mandate " + mandate.id() + " is " + mandate.status() + ", expected ACTIVE");
        }
        LocalDate earliest = asOf.effective().minusDays(daysBack);
        LocalDate latest = asOf.effective().plusDays(daysAhead);
        if (debit.dueOn().isBefore(earliest) || debit.dueOn().isAfter(latest)) {
            return refuse(
                    PadCode.DUE_DATE_OUTSIDE_WINDOW,
                    mandate,
                    "due date " + debit.dueOn() + ", expected " + earliest + " to " + latest);
        }
        if (mandate.maxAmount().isPresent()
                && isOver(debit.amount(), mandate.maxAmount().get())) {
            return refuse(
                    PadCode.OVER_MANDATE_AMOUNT,
                    mandate,
                    "debit of " + text(debit.amount()) + ", expected at most "
                            + text(mandate.maxAmount().get()) + " under mandate " + mandate.id());
        }
        return notice(mandate, debit).or(() -> oneTime(mandate));
    }

    private Optional<Refusal> notice(PadMandate mandate, PadDebit debit) {
        if (mandate.noticeWaived()) {
            return Optional.empty();
        }
        if (debit.notifiedOn().isEmpty()) {
            return refuse(
                    PadCode.NOTICE_MISSING,
                    mandate,
                    "the payer was not told of the debit due " + debit.dueOn() + ", expected a notice " + noticeDays
                            + " days before\nMaybe the payer waived it: record that on the mandate");
        }
        long days = DAYS.between(debit.notifiedOn().get(), debit.dueOn());
        return days >= noticeDays
                ? Optional.empty()
                : refuse(
                        PadCode.NOTICE_TOO_SHORT,
                        mandate,
                        "notice of " + days + " days before the due date " + debit.dueOn() + ", expected " + noticeDays
                                + "\nMaybe move the due date to "
                                + debit.notifiedOn().get().plusDays(noticeDays));
    }

    private static Optional<Refusal> oneTime(PadMandate mandate) {
        return mandate.oneTime() && mandate.collections() > 0
                ? refuse(
                        PadCode.ONE_TIME_DONE,
                        mandate,
                        "one-time mandate " + mandate.id() + " has " + mandate.collections()
                                + " debits already, expected none")
                : Optional.empty();
    }

    private static boolean isOver(MonetaryAmount amount, MonetaryAmount limit) {
        if (!amount.getCurrency().equals(limit.getCurrency())) {
            throw new IllegalArgumentException(
                    "debit of " + text(amount) + " under a limit of " + text(limit) + ", expected one currency");
        }
        return amount.isGreaterThan(limit);
    }

    private static String text(MonetaryAmount amount) {
        return Amounts.plain(amount) + " " + amount.getCurrency().getCurrencyCode();
    }

    private static Optional<Refusal> refuse(PadCode code, PadMandate mandate, String sentence) {
        return Optional.of(
                new Refusal(code, sentence, Map.of("mandate", mandate.id().value())));
    }
}
