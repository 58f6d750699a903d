package io.counterfoil.payments.watch;

import io.counterfoil.payments.account.Instrument;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.payments.watch.PaymentWatch.Watched;
import java.util.Optional;

/** A payment as the rules of the watch see it. */
final class WatchedPayment {

    private WatchedPayment() {}

    static Watched from(Payment payment) {
        return Watched.builder()
                .reference(payment.id().value())
                .client(payment.order().client())
                .counterparty(payment.order().counterparty())
                .instrument(instrument(payment.order().instrument()))
                .amount(payment.amount())
                .bookedOn(payment.order().requestedOn())
                .expectedBy(payment.expectedOn().orElseGet(() -> payment.order().requestedOn()))
                .build();
    }

    /** A short digest of the token: enough to tell accounts apart in an alert, and nothing more. */
    private static Optional<String> instrument(Instrument instrument) {
        if (instrument instanceof Instrument.BankAccount bank) {
            return Optional.of(digest(bank.ref().token().value()));
        }
        if (instrument instanceof Instrument.Cheque cheque) {
            return Optional.of(digest(cheque.drawnOn().token().value()));
        }
        return instrument instanceof Instrument.CardToken card ? Optional.of(digest(card.token())) : Optional.empty();
    }

    private static String digest(String token) {
        return Sha256.ofFields("instrument", token).shortHex();
    }
}
