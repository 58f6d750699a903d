package io.counterfoil.examples.dayclose;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.reconciliation.breaks.Break;
import io.counterfoil.reconciliation.breaks.BreakClass;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.status.InvoiceAction;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.money.StripeAmounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who must look at what: breaks that have an alert, proofs that do not hold, payouts that failed, invoices that need a person. One fact, one alert. */
final class DayAlerts {

    private final Instant now;

    DayAlerts(Instant now) {
        this.now = now;
    }

    List<Alert> of(Reconciliation run, List<Proof> proofs, StripeDay stripe, List<InvoiceActions.Act> actions) {
        List<Alert> alerts = new ArrayList<>();
        run.breaks()
                .filter(found -> found.breakClass().alert().isPresent() && !isUnpaidInvoice(found))
                .map(found -> found.toAlert(now))
                .forEach(alerts::add);
        proofs.stream()
                .filter(proof -> !proof.holds())
                .map(proof -> proof.toAlert(now))
                .forEach(alerts::add);
        stripe.proofs().stream()
                .filter(proof -> !proof.holds())
                .map(proof -> proof.toAlert(now))
                .forEach(alerts::add);
        stripe.payouts().stream()
                .filter(payout -> payout.state().is("FAILED"))
                .map(this::failed)
                .forEach(alerts::add);
        actions.stream()
                .filter(act -> act.action() == InvoiceAction.REVIEW)
                .map(this::review)
                .forEach(alerts::add);
        stripe.diagnostics().stream()
                .filter(found -> found.level() == Diagnostic.Level.ERROR)
                .map(this::unreadable)
                .forEach(alerts::add);
        Map<String, Alert> unique = new LinkedHashMap<>();
        alerts.stream()
                .sorted(Comparator.comparing(Alert::severity)
                        .reversed()
                        .thenComparing(alert -> alert.key().value()))
                .forEach(alert -> unique.putIfAbsent(alert.key().value(), alert));
        return List.copyOf(unique.values());
    }

    private Alert unreadable(Diagnostic found) {
        return Alert.builder()
                .kind(House.INPUT_REJECTED)
                .severity(Diagnostic.Severity.HIGH)
                .subject(SubjectRef.of("page", found.location().toString()))
                .evidence(Evidence.of(found.code(), found.location() + ": " + found.message()))
                .owner("OPERATIONS")
                .raisedAt(now)
                .build();
    }

    /** An invoice that nobody paid is the business of collections, not a record that the bank lost. */
    static boolean isUnpaidInvoice(Break found) {
        return found.breakClass() == BreakClass.EXPECTED_OVERDUE
                && found.items().stream().allMatch(item -> BankMatching.isInvoice(item.value()));
    }

    private Alert failed(PayoutFact payout) {
        return Alert.builder()
                .kind(House.PAYOUT_FAILED)
                .severity(Diagnostic.Severity.HIGH)
                .subject(SubjectRef.of("payout", payout.id()))
                .amount(StripeAmounts.standard().toMoney(payout.currency(), payout.amountMinor()))
                .evidence(Evidence.of(
                        Code.of("STRIPE.PAYOUT_FAILED"),
                        "payout " + payout.id() + " failed: "
                                + payout.failureCode().orElse("no reason given")
                                + "; the money is back in the balance and left with a later payout"))
                .owner("FINANCE")
                .raisedAt(now)
                .build();
    }

    private Alert review(InvoiceActions.Act act) {
        return Alert.builder()
                .kind(House.INVOICE_REVIEW)
                .severity(Diagnostic.Severity.MEDIUM)
                .subject(SubjectRef.of("invoice", act.invoice().id().value()))
                .amount(act.invoice().amount())
                .evidence(Evidence.of(InvoiceAction.REVIEW, act.why()))
                .owner("BILLING")
                .raisedAt(now)
                .build();
    }
}
