package io.counterfoil.stripe;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.money.StripeAmounts;
import io.counterfoil.stripe.money.internal.FxArithmetic;
import io.counterfoil.stripe.money.internal.FxArithmetic.Conversion;
import io.counterfoil.stripe.money.internal.FxArithmetic.Minor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** Conversions as proofs (specification 4.15). */
final class FxProofs {

    private FxProofs() {}

    static Proof prove(ChargeFact charge, BalanceRow row, StripeAmounts amounts) {
        long presented = charge.amountCapturedMinor().orElse(0) > 0
                ? charge.amountCapturedMinor().getAsLong()
                : charge.amountMinor();
        boolean sameCurrency = charge.currency().equalsIgnoreCase(row.currency());
        Optional<BigDecimal> rate =
                row.exchangeRate().or(() -> sameCurrency ? Optional.of(BigDecimal.ONE) : Optional.empty());
        Proof.Builder proof =
                Proof.builder().subject(SubjectRef.of("stripe-fx", row.id().isEmpty() ? "row" : row.id()));
        String head = "row " + row.id() + ": " + presented + " " + charge.currency() + " to " + row.amountMinor() + " "
                + row.currency() + " (minor units)";
        if (rate.isEmpty()) {
            return proof.status(ProofStatus.UNPROVED)
                    .sentence(head + ", UNPROVED: the row states no rate")
                    .addProblem(Diagnostic.warning(
                            StripeCode.NOT_READY, "the row states no rate", Diagnostic.Location.of(row.id())))
                    .build();
        }
        Conversion conversion = FxArithmetic.check(
                new Minor(charge.currency(), presented),
                rate.get(),
                new Minor(row.currency(), row.amountMinor()),
                amounts);
        String major = conversion
                .majorRate()
                .map(value -> ", rate " + value.toPlainString())
                .orElse("");
        proof.status(conversion.holds() ? ProofStatus.PROVED : ProofStatus.BROKEN)
                .sentence(head + major + ", expected " + conversion.expectedMinor() + ", "
                        + (conversion.holds() ? "PROVED" : "BROKEN by " + conversion.differenceMinor()));
        figure("EXPECTED", "charge at the rate", row.currency(), conversion.expectedMinor(), amounts)
                .ifPresent(proof::addFigure);
        figure("ROW", "row", row.currency(), BigInteger.valueOf(row.amountMinor()), amounts)
                .ifPresent(proof::addFigure);
        if (!conversion.holds()) {
            figure("DIFFERENCE", "row less expected", row.currency(), conversion.differenceMinor(), amounts)
                    .ifPresent(proof::addDifference);
        }
        return proof.build();
    }

    private static Optional<Proof.Figure> figure(
            String code, String label, String currency, BigInteger minor, StripeAmounts amounts) {
        return minor.bitLength() < Long.SIZE
                ? amounts.convert(currency, minor.longValue())
                        .value()
                        .map(money -> Proof.Figure.of(code, label, 0, money))
                : Optional.empty();
    }
}
