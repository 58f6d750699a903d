package io.counterfoil.payments.mandate;

import static java.time.temporal.ChronoUnit.DAYS;

import io.counterfoil.payments.mandate.Mandate.Terms;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The conditions of the three tables, each answered with what does not hold. Those that are not here hold by how a command becomes an event: a report's event
 * follows from its code, a collection's from the mandate.
 */
final class MandateGuards {

    private final Mandates.Policy policy;

    MandateGuards(Mandates.Policy policy) {
        this.policy = policy;
    }

    Optional<String> unmet(Mandate state, MandateEvent event, LocalDate today) {
        Terms terms = state.terms().orElseThrow();
        return switch (event.kind()) {
            case CONFIRM ->
                terms.category().isPresent()
                        ? Optional.empty()
                        : Optional.of("mandate " + terms.id() + " has no category");
            case ACTIVATE -> notReady(state, today);
            case SLEEP, LAPSE -> usedTooLately(state, today);
            default -> Optional.empty();
        };
    }

    private Optional<String> notReady(Mandate state, LocalDate today) {
        if (state.status() == MandateStatus.CONFIRMED) {
            return state.terms().orElseThrow().noticeWaived()
                    ? Optional.empty()
                    : Optional.of("the payer did not waive the notice and was not told");
        }
        if (state.status() == MandateStatus.NOTIFIED) {
            LocalDate told = state.notifiedOn().orElseThrow();
            return DAYS.between(told, today) >= policy.noticeDays()
                    ? Optional.empty()
                    : Optional.of("told " + told + ", notice of " + policy.noticeDays() + " days is over on "
                            + told.plusDays(policy.noticeDays()) + ", today is " + today);
        }
        LocalDate lodged = state.lodgedOn().orElseThrow();
        LocalDate last = policy.calendar().orElseThrow().plus(lodged, policy.waitingDays());
        return today.isAfter(last)
                ? Optional.empty()
                : Optional.of("lodged " + lodged + ", the bank may reject it until " + last + ", today is " + today);
    }

    private Optional<String> usedTooLately(Mandate state, LocalDate today) {
        LocalDate used = lastUsed(state).orElseThrow();
        LocalDate last = used.plusMonths(policy.unusedMonths());
        return today.isAfter(last)
                ? Optional.empty()
                : Optional.of("last used " + used + ", " + policy.unusedMonths() + " months end on " + last
                        + ", today is " + today);
    }

    static Optional<LocalDate> lastUsed(Mandate state) {
        Optional<LocalDate> began = state.activeSince().or(() -> state.terms().flatMap(Terms::signedOn));
        return state.lastCollectedOn()
                .filter(day -> began.isEmpty() || day.isAfter(began.get()))
                .or(() -> began);
    }
}
