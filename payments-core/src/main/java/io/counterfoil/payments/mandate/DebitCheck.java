package io.counterfoil.payments.mandate;

import static java.time.temporal.ChronoUnit.DAYS;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.mandate.Mandate.Debit;
import io.counterfoil.payments.mandate.Mandate.Scheme;
import io.counterfoil.payments.mandate.Mandate.Terms;
import io.counterfoil.payments.mandate.Mandates.Code;
import io.counterfoil.payments.money.Amounts;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.money.MonetaryAmount;

/** Whether a debit may be filed under a mandate (payments specification 4.6), rule by rule. */
final class DebitCheck {

    private static final Set<MandateStatus> USABLE_SEPA =
            EnumSet.of(MandateStatus.SIGNED, MandateStatus.ACTIVE, MandateStatus.AMENDED);

    private final Mandates.Policy policy;

    DebitCheck(Mandates.Policy policy) {
        this.policy = policy;
    }

    Optional<Refusal> refusal(Mandate mandate, Debit debit, AsOf asOf) {
        if (mandate.terms().isEmpty()) {
            return Optional.of(
                    Refusal.of(Code.NOT_DRAWN_UP, "there are no terms, expected a mandate that may be used"));
        }
        Terms terms = mandate.terms().get();
        if (policy.scheme() == Scheme.PAD && terms.category().isEmpty()) {
            return refuse(
                    Code.CATEGORY_MISSING,
                    terms,
                    "mandate " + terms.id() + " has no category, expected PERSONAL, BUSINESS or CASH_MANAGEMENT");
        }
        Set<MandateStatus> usable = policy.scheme() == Scheme.SEPA ? USABLE_SEPA : EnumSet.of(MandateStatus.ACTIVE);
        if (!usable.contains(mandate.status())) {
            return refuse(
                    Code.MANDATE_NOT_ACTIVE,
                    terms,
                    "mandate " + terms.id() + " is " + mandate.status() + ", expected "
                            + usable.stream()
                                    .map(Enum::name)
                                    .reduce((a, b) -> a + ", " + b)
                                    .orElseThrow());
        }
        return ended(mandate, terms, debit)
                .or(() -> window(terms, debit, asOf))
                .or(() -> limit(terms, debit))
                .or(() -> notice(terms, debit))
                .or(() -> oneTime(mandate, terms));
    }

    private Optional<Refusal> ended(Mandate mandate, Terms terms, Debit debit) {
        return Mandates.of(policy)
                .usableThrough(mandate)
                .filter(end -> debit.dueOn().isAfter(end))
                .flatMap(end -> refuse(
                        Code.MANDATE_ENDED,
                        terms,
                        "due date " + debit.dueOn() + ", expected " + end + " at the latest, when mandate " + terms.id()
                                + " ends"));
    }

    private Optional<Refusal> window(Terms terms, Debit debit, AsOf asOf) {
        if (policy.daysBack() < 0) {
            return Optional.empty();
        }
        LocalDate earliest = asOf.effective().minusDays(policy.daysBack());
        LocalDate latest = asOf.effective().plusDays(policy.daysAhead());
        return debit.dueOn().isBefore(earliest) || debit.dueOn().isAfter(latest)
                ? refuse(
                        Code.DUE_DATE_OUTSIDE_WINDOW,
                        terms,
                        "due date " + debit.dueOn() + ", expected " + earliest + " to " + latest)
                : Optional.empty();
    }

    private static Optional<Refusal> limit(Terms terms, Debit debit) {
        return terms.maxAmount()
                .filter(limit -> isOver(debit.amount(), limit))
                .flatMap(limit -> refuse(
                        Code.OVER_MANDATE_AMOUNT,
                        terms,
                        "debit of " + text(debit.amount()) + ", expected at most " + text(limit) + " under mandate "
                                + terms.id()));
    }

    private Optional<Refusal> notice(Terms terms, Debit debit) {
        if (terms.noticeWaived() || policy.noticeDays() == 0) {
            return Optional.empty();
        }
        String days = policy.noticeDays() + (policy.calendar().isPresent() ? " banking days" : " days");
        if (debit.notifiedOn().isEmpty()) {
            return refuse(
                    Code.NOTICE_MISSING,
                    terms,
                    "the payer was not told of the debit due " + debit.dueOn() + ", expected a notice " + days
                            + " before\nMaybe the payer waived it: record that on the mandate");
        }
        LocalDate told = debit.notifiedOn().get();
        long given = policy.calendar()
                .map(calendar -> (long) calendar.between(told, debit.dueOn()))
                .orElseGet(() -> DAYS.between(told, debit.dueOn()));
        LocalDate earliest = policy.calendar()
                .map(calendar -> calendar.plus(told, policy.noticeDays()))
                .orElseGet(() -> told.plusDays(policy.noticeDays()));
        return given >= policy.noticeDays()
                ? Optional.empty()
                : refuse(
                        Code.NOTICE_TOO_SHORT,
                        terms,
                        "notice of " + given + " days before the due date " + debit.dueOn() + ", expected "
                                + policy.noticeDays() + "\nMaybe move the due date to " + earliest);
    }

    private static Optional<Refusal> oneTime(Mandate mandate, Terms terms) {
        return terms.oneTime() && mandate.collections() > 0
                ? refuse(
                        Code.ONE_TIME_DONE,
                        terms,
                        "one-time mandate " + terms.id() + " has " + mandate.collections()
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

    private static Optional<Refusal> refuse(Code code, Terms terms, String sentence) {
        return Optional.of(
                new Refusal(code, sentence, Map.of("mandate", terms.id().value())));
    }
}
