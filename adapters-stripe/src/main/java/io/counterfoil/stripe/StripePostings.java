package io.counterfoil.stripe;

import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.stripe.fact.ObjectKey;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.DisputeFact;
import io.counterfoil.stripe.invoice.InvoiceLink;
import io.counterfoil.stripe.payout.PayoutLink;
import io.counterfoil.stripe.posting.ChargeLinks;
import io.counterfoil.stripe.posting.RowPosting;
import io.counterfoil.stripe.posting.RowPostings;
import io.counterfoil.stripe.posting.StripeAccountRole;
import io.counterfoil.stripe.posting.internal.PostingTable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.money.MonetaryAmount;

/** Rows, payouts, disputes and overpayments as journals, and posted. Immutable. */
record StripePostings(PostingTable table, ChargeLinks links, RowJournals journals) {

    StripePostings with(ChargeLinks found) {
        return new StripePostings(table, found, journals);
    }

    RowPosting assess(BalanceRow row) {
        return table.assess(row, links.invoiceOf(row).isPresent());
    }

    List<Journal> journals(BalanceRow row) {
        return journals.journal(assess(row)).value().flatMap(Function.identity()).stream()
                .toList();
    }

    List<Journal> journals(PayoutLink link) {
        if (link.status() != PayoutLink.Status.MATCHED) {
            return List.of();
        }
        StatementEntry line = link.lines().get(0);
        long minor = link.payout().amountMinor();
        String id = "stripe:" + link.payout().key().map(ObjectKey::toString).orElse("") + ":bank";
        return transfer(
                id,
                line.bookedOn(),
                link.payout().currency(),
                minor,
                StripeAccountRole.BANK,
                StripeAccountRole.PAYOUT_IN_TRANSIT);
    }

    List<Journal> journals(DisputeFact dispute, List<BalanceRow> rows, LocalDate lostOn) {
        if (!dispute.state().is("LOST")) {
            return List.of();
        }
        long held = 0;
        for (BalanceRow row : rows) {
            for (RowPosting.Leg leg : assess(row).legs()) {
                held = leg.role() == StripeAccountRole.DISPUTED_FUNDS ? Math.addExact(held, leg.minor()) : held;
            }
        }
        String id = "stripe:" + dispute.key().map(ObjectKey::toString).orElse("") + ":lost";
        String currency = rows.stream().map(BalanceRow::currency).findFirst().orElse(dispute.currency());
        return transfer(
                id, lostOn, currency, held, StripeAccountRole.CHARGEBACK_LOSS, StripeAccountRole.DISPUTED_FUNDS);
    }

    List<Journal> journals(InvoiceLink link, LocalDate linkedOn) {
        MonetaryAmount rest = link.unapplied();
        if (link.shares().isEmpty() || !rest.isPositive()) {
            return List.of();
        }
        AccountId receivable = journals.accounts().of(StripeAccountRole.RECEIVABLE, rest.getCurrency());
        AccountId unapplied = journals.accounts().of(StripeAccountRole.UNAPPLIED_CASH, rest.getCurrency());
        return List.of(Journal.of("stripe:unapplied:" + link.payment().paymentId())
                .bookedOn(linkedOn)
                .debit(receivable, rest)
                .credit(unapplied, rest));
    }

    private List<Journal> transfer(
            String id, LocalDate day, String currency, long minor, StripeAccountRole... debitThenCredit) {
        List<RowPosting.Leg> legs = List.of(
                new RowPosting.Leg(debitThenCredit[0], minor),
                new RowPosting.Leg(debitThenCredit[1], Math.negateExact(minor)));
        return journals.journal(id, day, currency, legs).journal().orThrow().stream()
                .toList();
    }

    RowPostings post(Collection<BalanceRow> rows, Ledger ledger, Instant now) {
        RowPostings.Builder result = RowPostings.builder();
        List<BalanceRow> ordered = new ArrayList<>(rows);
        ordered.sort(Comparator.comparing(BalanceRow::createdAt).thenComparing(BalanceRow::id));
        for (BalanceRow row : ordered) {
            RowPosting posting = assess(row);
            Checked<Optional<Journal>> journal = journals.journal(posting);
            boolean unsound = posting.breaks().contains(StripeCode.LINE_ARITHMETIC);
            breaks(posting).forEach(result::addBreak);
            result.addAllBreaks(journal.diagnostics());
            if (unsound || journal.value().isEmpty()) {
                result.addWithheld(posting);
            } else {
                journal.value().get().ifPresent(written -> result.addPosting(ledger.post(written, now)));
            }
        }
        return result.build();
    }

    /** What a person must settle about the row. */
    static List<Diagnostic> breaks(RowPosting posting) {
        return posting.breaks().stream()
                .map(code -> diagnostic(posting.row(), code))
                .toList();
    }

    private static Diagnostic diagnostic(BalanceRow row, StripeCode code) {
        Diagnostic.Location at = Diagnostic.Location.of(row.id());
        return code == StripeCode.LINE_ARITHMETIC
                ? Diagnostic.error(code, "row " + row.id() + ": net is not amount less fee, the row is not posted", at)
                : Diagnostic.warning(code, "row " + row.id() + ": " + code.id() + ", a person must settle it", at);
    }
}
