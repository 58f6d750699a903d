package io.counterfoil.examples.dayclose;

import io.counterfoil.collections.aging.AgingReport;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.statement.Statement;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.payout.PayoutProof;
import io.counterfoil.stripe.posting.StripeAccountRole;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.money.CurrencyUnit;

/** Everything that must agree at the end of the day, each as a proof with its figures. */
final class DayProofs {

    private final Books books;
    private final BankDay bank;
    private final StripeDay stripe;
    private final AgingReport aging;
    private final Receivables receivables;
    private final AsOf asOf;

    DayProofs(Books books, BankDay bank, StripeDay stripe, AgingReport aging, Receivables receivables, AsOf asOf) {
        this.books = books;
        this.bank = bank;
        this.stripe = stripe;
        this.aging = aging;
        this.receivables = receivables;
        this.asOf = asOf;
    }

    List<Proof> all(Reconciliation run) {
        List<Proof> proofs = new ArrayList<>(bank.chains());
        proofs.add(payouts());
        proofs.add(run.conservation());
        proofs.add(
                books.ledger().prove(new DateRange(LocalDate.of(asOf.effective().getYear(), 1, 1), asOf.effective())));
        proofs.add(equal(
                "bank-account",
                "Bank account in the ledger = closing balance at the bank",
                books.balance(StripeAccountRole.BANK, asOf),
                closing()));
        proofs.add(equal(
                "stripe-balance",
                "Stripe balance in the ledger = balance that Stripe states",
                books.balance(StripeAccountRole.STRIPE_BALANCE, asOf),
                stripe.stated()));
        proofs.add(equal(
                "payouts-in-transit",
                "Payouts in transit in the ledger = payouts not yet at the bank",
                books.balance(StripeAccountRole.PAYOUT_IN_TRANSIT, asOf),
                inTransit()));
        proofs.add(aging.proof());
        proofs.add(receivables.prove(control(), asOf));
        return List.copyOf(proofs);
    }

    /** All payouts in one figure per currency: what was paid out is the sum of its rows. */
    private Proof payouts() {
        Totals paid = Totals.none();
        Totals rows = Totals.none();
        ProofStatus worst = ProofStatus.PROVED;
        for (PayoutProof proof : stripe.proofs()) {
            CurrencyUnit currency = StripeDay.currency(proof.payout().currency());
            paid = paid.plus(currency, proof.payout().amountMinor());
            rows = rows.plus(currency, proof.memberNetMinor().orElse(0));
            worst = worst.worse(proof.status());
        }
        Proof sum = equal(
                "payouts", stripe.proofs().size() + " payouts: paid out = sum of the net of their rows", paid, rows);
        return sum.holds() && worst != ProofStatus.PROVED
                ? Proof.builder().from(sum).status(worst).build()
                : sum;
    }

    private Totals closing() {
        Totals closing = Totals.none();
        for (CurrencyUnit currency : House.CURRENCIES) {
            List<Statement> account = bank.statements().stream()
                    .filter(s -> s.currency().equals(currency))
                    .toList();
            if (!account.isEmpty()) {
                closing = closing.plus(account.get(account.size() - 1)
                        .closing()
                        .map(b -> Totals.of(b.amount()))
                        .orElse(Totals.none()));
            }
        }
        return closing;
    }

    private Totals inTransit() {
        Totals sum = Totals.none();
        for (PayoutFact payout : stripe.payouts()) {
            if (payout.state().is("IN_TRANSIT")) {
                sum = sum.plus(StripeDay.currency(payout.currency()), payout.amountMinor());
            }
        }
        return sum;
    }

    private Totals control() {
        return books.balance(StripeAccountRole.RECEIVABLE, asOf)
                .plus(books.balance(StripeAccountRole.UNAPPLIED_CASH, asOf));
    }

    private static Proof equal(String id, String label, Totals left, Totals right) {
        Totals difference = left.minus(right);
        String[] names = label.replaceFirst("^.*: ", "").split(" = ", 2);
        return Proof.builder()
                .subject(SubjectRef.of("day-close", id))
                .sentence(label + ": " + left + (difference.isZero() ? " on both sides" : " against " + right))
                .status(difference.isZero() ? ProofStatus.PROVED : ProofStatus.BROKEN)
                .addAllFigures(figures("LEFT", names[0], left))
                .addAllFigures(figures("RIGHT", names[1], right))
                .addAllDifferences(figures("DIFFERENCE", "difference", difference))
                .build();
    }

    private static List<Proof.Figure> figures(String code, String label, Totals totals) {
        return House.CURRENCIES.stream()
                .map(totals::in)
                .filter(amount -> !code.equals("DIFFERENCE") || !amount.isZero())
                .map(amount -> Proof.Figure.of(code, label, 0, amount))
                .toList();
    }
}
