package io.counterfoil.reconciliation.proof;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.proof.Proof;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/**
 * Two sets of balances that must cancel, currency by currency: the ledger's and those of the payments behind it, which carry the opposite sign (REC-55). A surplus
 * fails like a deficit; a balance of zero need not exist on the other side. Immutable.
 */
public final class BalanceProof extends DerivedProof {

    private final AsOf asOf;
    private final Totals difference;

    private BalanceProof(Proof plain, AsOf asOf, Totals difference) {
        super(plain);
        this.asOf = asOf;
        this.difference = difference;
    }

    /** Proves that the balances cancel. */
    public static BalanceProof prove(String subject, Totals ledger, Totals payments, AsOf asOf) {
        ProofDraft draft = new ProofDraft();
        Map<String, CurrencyUnit> currencies = new TreeMap<>();
        List.of(ledger, payments)
                .forEach(side ->
                        side.currencies().forEach(currency -> currencies.put(currency.getCurrencyCode(), currency)));
        currencies.values().forEach(currency -> {
            MonetaryAmount mine = ledger.in(currency);
            MonetaryAmount theirs = payments.in(currency);
            String code = currency.getCurrencyCode();
            draft.figure("LEDGER", "ledger in " + code, mine);
            draft.figure("PAYMENTS", "payments in " + code, theirs);
            draft.mustAgree("DIFFERENCE", "ledger and payments in " + code, mine, theirs.negate());
        });
        return new BalanceProof(
                draft.build(
                        SubjectRef.of("balance", subject + " " + asOf.effective()),
                        "balances cancel in " + currencies.size() + " currencies",
                        draft.holds() ? "" : "balances do not cancel: " + draft.firstDifference()),
                asOf,
                ledger.plus(payments));
    }

    /** Ledger and payments together, signed; empty where every currency cancels. */
    public Totals difference() {
        return difference;
    }

    @Override
    public Document toDocument() {
        return ProofPage.of("Balances", subject().id() + ", known at " + asOf.knownAt(), this);
    }
}
