package io.counterfoil.payments.fee;

import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.rail.Rail;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/**
 * Which schedule holds on a day (PAY-38): what is agreed with the client before what is agreed with all, what holds on the rail before what holds on all, then
 * the version that began last. A version that has ended does not bring back the one before it; what is less particular then holds. Immutable, thread-safe.
 */
public final class FeeAgreements {

    private static final Comparator<Agreement> MOST_PARTICULAR = Comparator.comparing(
                    (Agreement agreement) -> agreement.client().isPresent())
            .thenComparing(agreement -> agreement.rail().isPresent())
            .thenComparing(Agreement::validFrom);

    private final List<Agreement> agreements;

    private record Scope(String event, Optional<Rail> rail, Optional<PartyId> client) {
        static Scope of(Agreement agreement) {
            return new Scope(agreement.event(), agreement.rail(), agreement.client());
        }
    }

    private record Version(Scope scope, LocalDate from) {}

    private FeeAgreements(List<Agreement> agreements) {
        this.agreements = agreements;
    }

    /**
     * These agreements.
     *
     * @throws IllegalArgumentException where two of the same event, rail and client begin on one day
     */
    public static FeeAgreements of(List<Agreement> agreements) {
        Set<Version> seen = new HashSet<>();
        for (Agreement agreement : agreements) {
            if (!seen.add(new Version(Scope.of(agreement), agreement.validFrom()))) {
                throw new IllegalArgumentException("two fee agreements for " + agreement.event() + " begin on "
                        + agreement.validFrom() + ", expected one for each rail, client and day");
            }
        }
        return new FeeAgreements(List.copyOf(agreements));
    }

    /** The agreement in force for a client's payment on a rail; empty where nothing was agreed. */
    public Optional<Agreement> inForce(String event, Rail rail, PartyId client, LocalDate on) {
        return agreements.stream()
                .filter(agreement -> agreement.event().equals(event))
                .filter(agreement -> agreement.rail().map(rail::equals).orElse(true))
                .filter(agreement -> agreement.client().map(client::equals).orElse(true))
                .filter(agreement -> !agreement.validFrom().isAfter(on) && isLatest(agreement, on))
                .filter(agreement -> !agreement.validUntil().map(on::isAfter).orElse(false))
                .max(MOST_PARTICULAR);
    }

    private boolean isLatest(Agreement candidate, LocalDate on) {
        Scope scope = Scope.of(candidate);
        return agreements.stream()
                .noneMatch(other -> Scope.of(other).equals(scope)
                        && other.validFrom().isAfter(candidate.validFrom())
                        && !other.validFrom().isAfter(on));
    }

    /**
     * A schedule agreed for an event, from a day on: on a rail or on all, with a client or with all. Immutable.
     */
    @Value.Immutable
    public interface Agreement {

        /** What is charged for, in the host's words, such as {@code PAYMENT} or {@code RETURN}. */
        String event();

        /** The rail; empty for every rail. */
        Optional<Rail> rail();

        /** The client; empty for every client. */
        Optional<PartyId> client();

        /** The first day on which it holds. */
        LocalDate validFrom();

        /** The last day on which it holds; empty for until the next version. */
        Optional<LocalDate> validUntil();

        /** What is charged. */
        FeeSchedule schedule();

        /** Refuses an agreement that ends before it begins. */
        @Value.Check
        default void check() {
            validUntil().filter(day -> day.isBefore(validFrom())).ifPresent(day -> {
                throw new IllegalArgumentException(
                        "fee agreement for " + event() + " ends on " + day + " before it begins on " + validFrom());
            });
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds agreements. Not thread-safe. */
        final class Builder extends ImmutableAgreement.Builder {
            Builder() {}
        }
    }
}
