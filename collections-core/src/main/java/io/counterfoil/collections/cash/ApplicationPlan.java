package io.counterfoil.collections.cash;

import io.counterfoil.collections.cash.CashApplication.IncomingPayment;
import io.counterfoil.collections.dispute.InvoiceDispute;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import java.util.List;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * What is to become of a receipt: nothing has happened yet. {@link #events()} make it so, all or none. Immutable.
 */
@Value.Immutable
public interface ApplicationPlan {

    /** The receipt. */
    IncomingPayment payment();

    /** What it is said to pay, in the order in which rules took it; together more than the receipt where the payer kept something back. */
    List<Applied> applied();

    /** What is given up at single items. */
    List<WriteOff> itemWriteOffs();

    /** What is given up for the receipt as a whole: positive where it was short, negative where it was over. */
    MonetaryAmount receiptWriteOff();

    /** What stays on account, for no item. */
    MonetaryAmount onAccount();

    /** What the payer kept back beyond tolerance, of what is said to be paid: residual and in dispute. */
    MonetaryAmount deduction();

    /** What is kept back, as disputes of the items on which it is residual. */
    List<InvoiceDispute> disputes();

    /** What to record, in order: the receipt, its allocations, the write-offs. */
    List<ReceivableEvent> events();

    /** The same for the same receipt and the same outcome. */
    IdempotencyKey key();

    /** Which rule took what, strongest first. */
    Evidence evidence();

    /** The receipt is what is applied and on account, less what was kept back and written off. */
    default Proof proof() {
        Amounts amounts = Amounts.in(payment().amount().getCurrency());
        long applied = 0;
        for (Applied part : applied()) {
            applied = Math.addExact(applied, Amounts.minor(part.amount()));
        }
        long explained =
                applied + Amounts.minor(onAccount()) - Amounts.minor(deduction()) - Amounts.minor(receiptWriteOff());
        long difference = Math.subtractExact(Amounts.minor(payment().amount()), explained);
        Proof.Builder proof = Proof.builder()
                .subject(SubjectRef.of("receipt", payment().id().value()))
                .status(difference == 0 ? ProofStatus.PROVED : ProofStatus.BROKEN)
                .sentence(Amounts.text(payment().amount()) + " received, "
                        + Amounts.plain(amounts.ofMinor(applied)) + " applied, " + Amounts.plain(onAccount())
                        + " on account, " + Amounts.plain(deduction()) + " kept back, "
                        + Amounts.plain(receiptWriteOff()) + " written off")
                .addFigures(
                        Proof.Figure.of("RECEIPT", "received", 1, payment().amount()),
                        Proof.Figure.of("APPLIED", "applied", applied().size(), amounts.ofMinor(applied)),
                        Proof.Figure.of("ON_ACCOUNT", "on account", 0, onAccount()),
                        Proof.Figure.of("DEDUCTION", "kept back", disputes().size(), deduction()),
                        Proof.Figure.of("WRITE_OFF", "written off at the receipt", 0, receiptWriteOff()));
        if (difference != 0) {
            proof.addDifferences(Proof.Figure.of("UNEXPLAINED", "unexplained", 0, amounts.ofMinor(difference)));
        }
        return proof.build();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds plans. Not thread-safe. */
    final class Builder extends ImmutableApplicationPlan.Builder {
        Builder() {}
    }

    /**
     * What the receipt pays of an item.
     *
     * @param item which
     * @param open what was open of it
     * @param amount how much of that is paid
     * @param rule which rule took it
     */
    record Applied(OpenItemId item, MonetaryAmount open, MonetaryAmount amount, CashApplication.Rule rule) {}

    /**
     * What is given up at an item.
     *
     * @param item which
     * @param amount how much
     * @param reason the host's code
     */
    record WriteOff(OpenItemId item, MonetaryAmount amount, String reason) {}
}
