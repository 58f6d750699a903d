package io.counterfoil.payments.order;

import io.counterfoil.payments.account.Instrument;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Command;
import io.counterfoil.payments.order.PaymentEvent.Fact;
import io.counterfoil.payments.order.PaymentEvent.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import javax.money.MonetaryAmount;

/**
 * What can be asked of a payment or told about it, in the same words on every rail: {@code settled} is {@code settle} on ACH, {@code enter} on Bacs,
 * {@code credited} on a wire; {@code returned} is whichever event the table has for the code, the report and the state.
 *
 * <pre>{@code
 * PaymentCommand.submit(order, maria, "cmd-1");
 * PaymentCommand.settled(mar2, rbc, "stmt-7/12");
 * PaymentCommand.returned("901", mar3, rbc, "trace-9").fee(cad.of("4.50"));
 * PaymentCommand.exactly(Kind.FILE_REJECTED, Fact.none(), rbc, "ack-3"); // the table's own word
 * }</pre>
 *
 * <p>The key of a rail's fact is the rail's own reference: the same fact again changes nothing, another one under it is a conflict. Immutable.
 *
 * @param kind the event asked for, by its common word
 * @param exact whether no other word of the same meaning will do
 * @param fact what is said
 * @param by who says it
 * @param key the caller's or the rail's name for it
 */
public record PaymentCommand(Kind kind, boolean exact, Fact fact, Actor by, IdempotencyKey key) implements Command {

    public PaymentCommand {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(fact, "fact");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(key, "key");
    }

    /** The order is made and, where nobody must approve it, handed over to the rail at once. */
    public static PaymentCommand submit(PaymentOrder order, Actor by, String key) {
        return of(Kind.SUBMIT, Fact.builder().order(order).onDemand(true), by, key);
    }

    /** The order is made and, approved where that is asked, waits for {@link #release}. */
    public static PaymentCommand schedule(PaymentOrder order, Actor by, String key) {
        return of(Kind.SUBMIT, Fact.builder().order(order), by, key);
    }

    /** The order is changed before it is handed over; approvals given so far are dropped. */
    public static PaymentCommand edit(PaymentOrder order, Actor by, String key) {
        return of(Kind.EDIT, Fact.builder().order(order), by, key);
    }

    /** A second person approves. */
    public static PaymentCommand approve(Actor by, String key) {
        return of(Kind.APPROVE, Fact.builder(), by, key);
    }

    /** A second person says no. */
    public static PaymentCommand decline(String reason, Actor by, String key) {
        return of(Kind.DECLINE, Fact.builder().text(reason), by, key);
    }

    /** It is called off before it is handed over. */
    public static PaymentCommand cancel(String reason, Actor by, String key) {
        return of(Kind.CANCEL, Fact.builder().text(reason), by, key);
    }

    /** It is handed over to the rail: filed, input, submitted, sent for authorisation. The key of a wire is its UETR. */
    public static PaymentCommand release(Actor by, String key) {
        return of(Kind.RELEASE, Fact.builder(), by, key);
    }

    /** The rail has taken it. */
    public static PaymentCommand accepted(Actor by, String key) {
        return of(Kind.ACCEPT, Fact.builder(), by, key);
    }

    /** A wire has reached an agent on its way. */
    public static PaymentCommand hop(String agent, Actor by, String key) {
        return of(Kind.IN_PROGRESS, Fact.builder().reference(agent), by, key);
    }

    /** The rail refused it before settlement: the item, the file or the card. */
    public static PaymentCommand rejected(String code, Actor by, String key) {
        return of(Kind.REJECT, Fact.builder().code(code), by, key);
    }

    /** The money moved on the day. */
    public static PaymentCommand settled(LocalDate on, Actor by, String key) {
        return of(Kind.SETTLE, Fact.builder().on(on), by, key);
    }

    /** The issuer authorised the card until the instant. */
    public static PaymentCommand authorised(
            String approvalCode, Instant expiresAt, PaymentOrder.CardChecks checks, Actor by, String key) {
        return of(
                Kind.APPROVED,
                Fact.builder().reference(approvalCode).expiresAt(expiresAt).checks(checks),
                by,
                key);
    }

    /** The authorisation is raised by the amount, as the issuer agreed. */
    public static PaymentCommand increment(MonetaryAmount by, Actor who, String key) {
        return of(Kind.INCREMENT_AUTH, Fact.builder().amount(by), who, key);
    }

    /** The amount is taken; more may follow while some of the authorisation is left. */
    public static PaymentCommand capture(MonetaryAmount amount, Actor by, String key) {
        return of(Kind.CAPTURE, Fact.builder().amount(amount), by, key);
    }

    /** Nothing more will be taken. */
    public static PaymentCommand releaseRest(Actor by, String key) {
        return of(Kind.RELEASE_REST, Fact.builder(), by, key);
    }

    /** The authorisation is given back untouched. */
    public static PaymentCommand cancelAuthorisation(Actor by, String key) {
        return of(Kind.VOID, Fact.builder(), by, key);
    }

    /** The amount goes back to the cardholder. */
    public static PaymentCommand refund(MonetaryAmount amount, Actor by, String key) {
        return of(Kind.REFUND, Fact.builder().amount(amount), by, key);
    }

    /** The payer disputes the amount. */
    public static PaymentCommand disputed(MonetaryAmount amount, String code, Actor by, String key) {
        return of(Kind.DISPUTE, Fact.builder().amount(amount).code(code), by, key);
    }

    /** The dispute ended for us. */
    public static PaymentCommand disputeWon(Actor by, String key) {
        return of(Kind.DISPUTE_WON, Fact.builder(), by, key);
    }

    /** The dispute ended against us, or was accepted. */
    public static PaymentCommand disputeLost(Actor by, String key) {
        return of(Kind.DISPUTE_LOST, Fact.builder(), by, key);
    }

    /** It came back on the day, with the rail's code. */
    public static PaymentCommand returned(String code, LocalDate on, Actor by, String key) {
        return of(Kind.RETURN, Fact.builder().code(code).on(on), by, key);
    }

    /** We take it back. */
    public static PaymentCommand reverse(LocalDate on, Actor by, String key) {
        return of(Kind.REVERSE, Fact.builder().on(on), by, key);
    }

    /** We ask for it back. */
    public static PaymentCommand recall(String code, LocalDate on, Actor by, String key) {
        return of(Kind.RECALL, Fact.builder().code(code).on(on), by, key);
    }

    /** The other bank gives it back on the day. */
    public static PaymentCommand recallAccepted(LocalDate on, Actor by, String key) {
        return of(Kind.RECALL_ACCEPTED, Fact.builder().on(on), by, key);
    }

    /** The other bank keeps it. */
    public static PaymentCommand recallRefused(String code, Actor by, String key) {
        return of(Kind.RECALL_REFUSED, Fact.builder().code(code), by, key);
    }

    /** We send the return back; it settles on the day. */
    public static PaymentCommand dishonour(String code, LocalDate settlesOn, Actor by, String key) {
        return of(Kind.DISHONOUR, Fact.builder().code(code).on(settlesOn), by, key);
    }

    /** The other bank insists on its return. */
    public static PaymentCommand contested(String code, LocalDate on, Actor by, String key) {
        return of(Kind.CONTEST, Fact.builder().code(code).on(on), by, key);
    }

    /** We challenge an indemnity claim. */
    public static PaymentCommand challenge(String reason, LocalDate on, Actor by, String key) {
        return of(Kind.CHALLENGE, Fact.builder().code(reason).on(on), by, key);
    }

    /** The challenge of an indemnity claim ended. */
    public static PaymentCommand challengeAnswered(boolean won, LocalDate on, Actor by, String key) {
        return of(won ? Kind.CHALLENGE_WON : Kind.CHALLENGE_LOST, Fact.builder().on(on), by, key);
    }

    /** An indemnity claim was debited to us on the day. */
    public static PaymentCommand indemnityDebited(LocalDate on, Actor by, String key) {
        return of(Kind.DEBIT, Fact.builder().on(on), by, key);
    }

    /** It is presented again, as {@link Payments#proposeRetry} proposed. */
    public static PaymentCommand retry(Payment.RetryProposal proposal, Actor by, String key) {
        return of(Kind.REPRESENT, Fact.builder().order(proposal.order()), by, key);
    }

    /** Nothing more will be done about it. */
    public static PaymentCommand close(Actor by, String key) {
        return of(Kind.CLOSE, Fact.builder(), by, key);
    }

    /** A deadline has passed; {@link Payments#due} says which have. */
    public static PaymentCommand clock(Kind event, String key) {
        return new PaymentCommand(event, true, Fact.none(), Actor.clock(), IdempotencyKey.of(key));
    }

    /** The event of the table by its own word, and no other. */
    public static PaymentCommand exactly(Kind event, Fact fact, Actor by, String key) {
        return new PaymentCommand(event, true, fact, by, IdempotencyKey.of(key));
    }

    private static PaymentCommand of(Kind kind, Fact.Builder fact, Actor by, String key) {
        return new PaymentCommand(kind, false, fact.build(), by, IdempotencyKey.of(key));
    }

    /** The same of this amount: what came back, what was paid out, what was lost. */
    public PaymentCommand amount(MonetaryAmount amount) {
        return with(fact.toBuilder().amount(amount));
    }

    /** The same with a fee that the bank or the provider kept or charged. */
    public PaymentCommand fee(MonetaryAmount fee) {
        return with(fact.toBuilder().fee(fee));
    }

    /** The same from this report or message, where codes mean different things in each. */
    public PaymentCommand report(String report) {
        return with(fact.toBuilder().report(report));
    }

    /** The same with a trace number or another reference. */
    public PaymentCommand reference(String reference) {
        return with(fact.toBuilder().reference(reference));
    }

    /** The same about this day. */
    public PaymentCommand on(LocalDate day) {
        return with(fact.toBuilder().on(day));
    }

    /** The same with a note; card numbers are taken out. */
    public PaymentCommand text(String text) {
        return with(fact.toBuilder().text(text));
    }

    private PaymentCommand with(Fact.Builder changed) {
        return new PaymentCommand(kind, exact, changed.build(), by, key);
    }

    @Override
    public Sha256 body() {
        return words().digest();
    }

    @Override
    public Words words() {
        return Words.of("kind", kind)
                .and("exact", exact)
                .and(words(fact.order()))
                .and("onDemand", fact.onDemand())
                .and("on", fact.on())
                .and("amount", fact.amount())
                .and("fee", fact.fee())
                .and("code", fact.code())
                .and("report", fact.report())
                .and("reference", fact.reference())
                .and("text", fact.text())
                .and("expiresAt", fact.expiresAt())
                .and("checks", fact.checks());
    }

    /** What tells the account apart: texts of instruments show four digits only. */
    private static String tokenOf(Instrument instrument) {
        if (instrument instanceof Instrument.BankAccount account) {
            return account.ref().token().value();
        }
        if (instrument instanceof Instrument.CardToken card) {
            return card.token() + card.validThrough();
        }
        if (instrument instanceof Instrument.Cheque cheque) {
            return cheque.drawnOn().token().value();
        }
        return instrument instanceof Instrument.BillerAccount biller
                ? biller.token().value()
                : instrument.masked();
    }

    private static Words words(Optional<PaymentOrder> order) {
        return Words.of("order.id", order.map(PaymentOrder::id))
                .and("order.direction", order.map(PaymentOrder::direction))
                .and("order.amount", order.map(PaymentOrder::amount))
                .and("order.payer", order.map(PaymentOrder::payer))
                .and("order.payee", order.map(PaymentOrder::payee))
                .and("order.instrument", order.map(PaymentOrder::instrument))
                .and("order.account", order.map(PaymentOrder::instrument).map(PaymentCommand::tokenOf))
                .and("order.requestedOn", order.map(PaymentOrder::requestedOn))
                .and("order.mandate", order.flatMap(PaymentOrder::mandate))
                .and("order.notifiedOn", order.flatMap(PaymentOrder::notifiedOn))
                .and("order.terms", order.flatMap(PaymentOrder::terms))
                .and("order.remittance", order.map(PaymentOrder::remittance))
                .and("order.endToEndId", order.map(PaymentOrder::endToEndId))
                .and("order.entryDescription", order.map(PaymentOrder::entryDescription))
                .and("order.transactionCode", order.map(PaymentOrder::transactionCode))
                .and("order.uetr", order.map(PaymentOrder::uetr))
                .and("order.retryOf", order.flatMap(PaymentOrder::retryOf))
                .and("order.presentment", order.map(PaymentOrder::presentment));
    }
}
