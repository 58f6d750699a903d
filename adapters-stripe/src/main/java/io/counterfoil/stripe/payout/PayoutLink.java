package io.counterfoil.stripe.payout;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import java.util.List;
import java.util.Objects;

/**
 * What became of the search for a payout's line at the bank (specification 4.9).
 *
 * @param payout which
 * @param status how it ended
 * @param evidence {@code TRACE_ID}, {@code AMOUNT_DATE}, {@code TRACE_ID_AMOUNT_DIFFERS} or {@code NOT_AT_BANK}
 * @param lines the bank's lines that were considered, by id: the one matched, the readings, or the one that contradicts
 * @param resolution the line; for a break or an open payout, none with the reason
 */
public record PayoutLink(
        PayoutFact payout,
        Status status,
        Code evidence,
        List<StatementEntry> lines,
        Resolution<StatementEntry> resolution) {

    public PayoutLink {
        Objects.requireNonNull(payout, "payout");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(evidence, "evidence");
        lines = List.copyOf(lines);
        Objects.requireNonNull(resolution, "resolution");
    }

    /** How the search ended. */
    public enum Status {
        /** One line, and no other reading. */
        MATCHED,
        /** Several readings. */
        AMBIGUOUS,
        /** The bank's line contradicts the payout. */
        BREAK,
        /** Nothing found. */
        OPEN
    }
}
