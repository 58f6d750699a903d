package io.counterfoil.payments.fee;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.rail.Rail;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * What a payment costs by its schedule. Immutable.
 *
 * @param amount the sum of the parts
 * @param parts one for each line of the schedule, in its order
 */
public record Fee(MonetaryAmount amount, List<Part> parts) {

    public Fee {
        Objects.requireNonNull(amount, "amount");
        parts = List.copyOf(parts);
        long sum =
                parts.stream().mapToLong(part -> Amounts.minor(part.amount())).reduce(0, Math::addExact);
        if (sum != Amounts.minor(amount)) {
            throw new IllegalArgumentException("fee of " + Amounts.text(amount) + " with parts that sum to "
                    + FeeRules.shown(amount.getCurrency(), sum));
        }
    }

    static Fee of(List<Part> parts) {
        MonetaryAmount first = parts.get(0).amount();
        long sum =
                parts.stream().mapToLong(part -> Amounts.minor(part.amount())).reduce(0, Math::addExact);
        return new Fee(Amounts.in(first.getCurrency()).ofMinor(sum), parts);
    }

    /** How it comes about: one fact for each part. */
    public Evidence evidence() {
        return parts.stream().map(Part::evidence).reduce(Evidence.none(), Evidence::and);
    }

    /**
     * The fee of one line.
     *
     * @param name of the line
     * @param base the amount it is charged on
     * @param amount the fee, rounded once
     * @param evidence how it comes about
     */
    public record Part(String name, MonetaryAmount base, MonetaryAmount amount, Evidence evidence) {}

    /**
     * A charge against what was due (PAY-39, payments specification 4.9). Immutable.
     *
     * @param verdict how they compare
     * @param expected what was due
     * @param charged what was charged, zero for no charge
     * @param variance charged less expected
     * @param evidence both sides, and how the expected fee comes about
     */
    public record Variance(
            Verdict verdict,
            MonetaryAmount expected,
            MonetaryAmount charged,
            MonetaryAmount variance,
            Evidence evidence) {

        public Variance {
            Objects.requireNonNull(verdict, "verdict");
            Objects.requireNonNull(evidence, "evidence");
            if (Math.subtractExact(Amounts.minor(charged), Amounts.minor(expected)) != Amounts.minor(variance)) {
                throw new IllegalArgumentException("fee variance " + Amounts.text(variance) + " is not charged "
                        + Amounts.text(charged) + " less expected " + Amounts.text(expected));
            }
        }

        /**
         * A charge against the fee that was due.
         *
         * @param charged in the fee's currency
         * @param tolerance as expected while the variance, whatever its sign, is not above it; 0 or more
         */
        public static Variance of(Fee expected, MonetaryAmount charged, MonetaryAmount tolerance) {
            FeeRules.checkNotNegative("tolerance", tolerance);
            MonetaryAmount variance = difference(expected.amount(), charged);
            long minor = Amounts.minor(variance);
            checkCurrency(expected.amount(), tolerance);
            Verdict verdict = Math.absExact(minor) <= Amounts.minor(tolerance)
                    ? Verdict.AS_EXPECTED
                    : minor > 0 ? Verdict.OVERCHARGED : Verdict.UNDERCHARGED;
            return new Variance(verdict, expected.amount(), charged, variance, explained(verdict, expected, charged));
        }

        /** No charge: missing where a fee was due, however small; else as expected. */
        public static Variance missing(Fee expected) {
            MonetaryAmount none = Amounts.in(expected.amount().getCurrency()).zero();
            Verdict verdict = expected.amount().isZero() ? Verdict.AS_EXPECTED : Verdict.MISSING;
            return new Variance(
                    verdict,
                    expected.amount(),
                    none,
                    difference(expected.amount(), none),
                    explained(verdict, expected, none));
        }

        /** A charge for which no schedule was in force: unexpected, however small; a charge of nothing is as expected. */
        public static Variance unexpected(MonetaryAmount charged) {
            MonetaryAmount none = Amounts.in(charged.getCurrency()).zero();
            Verdict verdict = charged.isZero() ? Verdict.AS_EXPECTED : Verdict.UNEXPECTED;
            String sentence = "charged " + Amounts.text(charged) + " without a schedule";
            Evidence evidence = Evidence.of(verdict, sentence).and(FeeCode.NO_SCHEDULE, "no schedule was in force");
            return new Variance(verdict, none, charged, charged, evidence);
        }

        /**
         * The alert of a charge other than agreed; none where it is as expected.
         *
         * @param subject what was charged: a fee record, a statement line, a payment
         */
        public Optional<Alert> toAlert(SubjectRef subject, Instant now) {
            return verdict == Verdict.AS_EXPECTED
                    ? Optional.empty()
                    : Optional.of(Alert.builder()
                            .kind(AlertKind.FEE_VARIANCE)
                            .severity(Diagnostic.Severity.MEDIUM)
                            .subject(subject)
                            .amount(variance)
                            .evidence(evidence)
                            .raisedAt(now)
                            .build());
        }

        private static MonetaryAmount difference(MonetaryAmount expected, MonetaryAmount charged) {
            checkCurrency(expected, charged);
            return Amounts.in(expected.getCurrency())
                    .ofMinor(Math.subtractExact(Amounts.minor(charged), Amounts.minor(expected)));
        }

        private static void checkCurrency(MonetaryAmount expected, MonetaryAmount other) {
            if (!FeeRules.sameCurrency(expected.getCurrency(), other.getCurrency())) {
                throw new IllegalArgumentException(Amounts.text(other) + " beside an expected fee of "
                        + Amounts.text(expected) + ", expected the same currency");
            }
        }

        private static Evidence explained(Verdict verdict, Fee expected, MonetaryAmount charged) {
            return Evidence.lazily(() -> Evidence.of(verdict, sentence(expected.amount(), charged))
                    .and(expected.evidence())
                    .facts());
        }

        private static String sentence(MonetaryAmount expected, MonetaryAmount charged) {
            long minor = Math.subtractExact(Amounts.minor(charged), Amounts.minor(expected));
            String both = "charged " + Amounts.text(charged) + ", expected " + Amounts.text(expected);
            return minor == 0
                    ? both
                    : both + ", " + FeeRules.shown(expected.getCurrency(), Math.absExact(minor))
                            + (minor > 0 ? " more" : " less");
        }

        /** How a charge compares with what was due. */
        public enum Verdict implements Code {
            /** Within the tolerance. */
            AS_EXPECTED,
            /** More than was due. */
            OVERCHARGED,
            /** Less than was due. */
            UNDERCHARGED,
            /** No charge where one was due. */
            MISSING,
            /** A charge without a schedule. */
            UNEXPECTED;

            @Override
            public String id() {
                return "FEE." + name();
            }
        }
    }

    /**
     * Which schedule holds on a day (PAY-38): what is agreed with the client before what is agreed with all, what holds on the rail before what holds on all, then
     * the version that began last. A version that has ended does not bring back the one before it; what is less particular then holds. Immutable, thread-safe.
     */
    public static final class Agreements {

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

        private Agreements(List<Agreement> agreements) {
            this.agreements = agreements;
        }

        /**
         * These agreements.
         *
         * @throws IllegalArgumentException where two of the same event, rail and client begin on one day
         */
        public static Agreements of(List<Agreement> agreements) {
            Set<Version> seen = new HashSet<>();
            for (Agreement agreement : agreements) {
                if (!seen.add(new Version(Scope.of(agreement), agreement.validFrom()))) {
                    throw new IllegalArgumentException("two fee agreements for " + agreement.event() + " begin on "
                            + agreement.validFrom() + ", expected one for each rail, client and day");
                }
            }
            return new Agreements(List.copyOf(agreements));
        }

        /** The agreement in force for a client's payment on a rail; empty where nothing was agreed. */
        public Optional<Agreement> inForce(String event, Rail rail, PartyId client, LocalDate on) {
            return agreements.stream()
                    .filter(agreement -> agreement.event().equals(event))
                    .filter(agreement -> agreement.rail().map(rail::equals).orElse(true))
                    .filter(agreement -> agreement.client().map(client::equals).orElse(true))
                    .filter(agreement -> !agreement.validFrom().isAfter(on) && isLatest(agreement, on))
                    .filter(agreement ->
                            !agreement.validUntil().map(on::isAfter).orElse(false))
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
}
