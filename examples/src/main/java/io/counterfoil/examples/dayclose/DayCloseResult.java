package io.counterfoil.examples.dayclose;

import io.counterfoil.collections.aging.AgingReport;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.stripe.link.LinkMessage;
import io.counterfoil.ticketing.scorecard.ScorecardReport;
import io.counterfoil.ticketing.ticket.Ticket;
import java.util.ArrayList;
import java.util.List;
import org.immutables.value.Value;

/** Everything that a day close found, for the summary and the report. */
@Value.Immutable
interface DayCloseResult {

    /** The day, and what was known. */
    AsOf asOf();

    /** What the booking system and the cash book know. */
    Billing billing();

    /** The bank's files. */
    BankDay bank();

    /** The provider's pages. */
    StripeDay stripe();

    /** The bank against the books. */
    Reconciliation run();

    /** Money that came in, with what each invoice got. */
    List<Receipt> receipts();

    /** What becomes of each invoice. */
    List<InvoiceActions.Act> actions();

    /** What came of asking for the money that is still open; none where the provider's side came from files. */
    List<LinkMessage> asked();

    /** What happened on the way from the provider; empty for files. */
    @Value.Default
    default String feed() {
        return "";
    }

    /** The ledger. */
    Books books();

    /** Open items. */
    Receivables receivables();

    /** How old they are. */
    AgingReport aging();

    /** Whom to ask, in which order to work, what customers are shown. */
    Collecting collecting();

    /** Everything that must agree. */
    List<Proof> proofs();

    /** What a person must look at, most urgent first. */
    List<Alert> alerts();

    /** What members pay by direct debit. */
    Memberships memberships();

    /** The support desk. */
    Desk desk();

    /** The tickets of today's alerts. */
    List<Ticket> opened();

    /** The desk's month. */
    ScorecardReport scorecard();

    /** The proofs of the close and those of the memberships. */
    default List<Proof> allProofs() {
        List<Proof> all = new ArrayList<>(proofs());
        all.add(collecting().dashboard().proof());
        collecting().statements().forEach(statement -> all.add(statement.proof()));
        all.addAll(memberships().proofs());
        return all;
    }

    /** The worst of all proofs. */
    default ProofStatus status() {
        ProofStatus worst = ProofStatus.PROVED;
        for (Proof proof : allProofs()) {
            worst = worst.worse(proof.status());
        }
        return worst;
    }

    /** Whether something is left that a person must settle. */
    default boolean hasBreaks() {
        return run().breaks().findAny().isPresent();
    }

    /** Digest of the results: equal for equal facts, whatever the order in which they came. */
    default Sha256 hash() {
        List<Object> fields = new ArrayList<>();
        fields.add(run().certificate().result());
        proofs().forEach(proof -> fields.add(proof.digest()));
        stripe().proofs().forEach(proof -> fields.add(proof.digest()));
        actions().forEach(act -> fields.add(act.invoice().id() + " " + act.action() + " " + act.payment()));
        fields.add(books().ledger().verify().found());
        collecting().decisions().forEach(decision -> fields.add(decision.key() + " " + decision.kind()));
        alerts().forEach(alert -> fields.add(alert.key() + " " + alert.severity()));
        opened().forEach(ticket -> fields.add(ticket.id() + " " + ticket.status()));
        return Sha256.ofFields(fields.toArray());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds results. Not thread-safe. */
    final class Builder extends ImmutableDayCloseResult.Builder {
        Builder() {}
    }
}
