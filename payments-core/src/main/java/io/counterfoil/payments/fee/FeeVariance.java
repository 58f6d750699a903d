package io.counterfoil.payments.fee;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Severity;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import javax.money.MonetaryAmount;

/**
 * A charge against what was due (PAY-39, payments specification 4.9). Immutable.
 *
 * @param verdict how they compare
 * @param expected what was due
 * @param charged what was charged, zero for no charge
 * @param variance charged less expected
 * @param evidence both sides, and how the expected fee comes about
 */
public record FeeVariance(
        Verdict verdict, MonetaryAmount expected, MonetaryAmount charged, MonetaryAmount variance, Evidence evidence) {

    public FeeVariance {
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
    public static FeeVariance of(Fee expected, MonetaryAmount charged, MonetaryAmount tolerance) {
        FeeRules.checkNotNegative("tolerance", tolerance);
        MonetaryAmount variance = difference(expected.amount(), charged);
        long minor = Amounts.minor(variance);
        checkCurrency(expected.amount(), tolerance);
        Verdict verdict = Math.absExact(minor) <= Amounts.minor(tolerance)
                ? Verdict.AS_EXPECTED
                : minor > 0 ? Verdict.OVERCHARGED : Verdict.UNDERCHARGED;
        return new FeeVariance(verdict, expected.amount(), charged, variance, explained(verdict, expected, charged));
    }

    /** No charge: missing where a fee was due, however small; else as expected. */
    public static FeeVariance missing(Fee expected) {
        MonetaryAmount none = Amounts.in(expected.amount().getCurrency()).zero();
        Verdict verdict = expected.amount().isZero() ? Verdict.AS_EXPECTED : Verdict.MISSING;
        return new FeeVariance(
                verdict,
                expected.amount(),
                none,
                difference(expected.amount(), none),
                explained(verdict, expected, none));
    }

    /** A charge for which no schedule was in force: unexpected, however small; a charge of nothing is as expected. */
    public static FeeVariance unexpected(MonetaryAmount charged) {
        MonetaryAmount none = Amounts.in(charged.getCurrency()).zero();
        Verdict verdict = charged.isZero() ? Verdict.AS_EXPECTED : Verdict.UNEXPECTED;
        String sentence = "charged " + Amounts.text(charged) + " without a schedule";
        Evidence evidence = Evidence.of(verdict, sentence).and(FeeCode.NO_SCHEDULE, "no schedule was in force");
        return new FeeVariance(verdict, none, charged, charged, evidence);
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
                        .severity(Severity.MEDIUM)
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
