package io.counterfoil.payments.cheque;

import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/**
 * An issued cheque, folded from its events. Immutable.
 *
 * @param status where it stands
 * @param history what happened
 */
public record IssuedCheque(ChequeStatus status, History<ChequeEvent> history)
        implements TableMachine.Fold<ChequeStatus, ChequeEvent> {

    /**
     * What names a cheque: the account it is drawn on and its number.
     *
     * @param account the host's name of the account, never its full number
     * @param number above 0
     */
    public record Id(String account, long number) implements Comparable<Id> {

        public Id {
            if (account.isBlank() || number < 1) {
                throw new IllegalArgumentException("cheque " + number + " on account '" + account
                        + "', expected the host's name of the account and a number above 0");
            }
        }

        /** The subject of an alert about the cheque. */
        public SubjectRef subject() {
            return SubjectRef.of("cheque", toString());
        }

        @Override
        public int compareTo(Id other) {
            int byAccount = account.compareTo(other.account);
            return byAccount != 0 ? byAccount : Long.compare(number, other.number);
        }

        /** Reads as {@code operating#1001}. */
        @Override
        public String toString() {
            return account + "#" + number;
        }
    }

    /**
     * What stands on the cheque.
     *
     * @param id account and number
     * @param amount above 0
     * @param payer whose money it is
     * @param payee to whom it is made out, by the host's id
     * @param datedOn the date on it
     * @param replaces the cheque that it replaces; none for an original
     */
    public record Written(
            Id id,
            MonetaryAmount amount,
            PartyId payer,
            PartyId payee,
            LocalDate datedOn,
            @Nullable Id replaces) {

        public Written {
            Objects.requireNonNull(payer, "payer");
            Objects.requireNonNull(payee, "payee");
            Objects.requireNonNull(datedOn, "datedOn");
            if (Amounts.minor(amount) <= 0) {
                throw new IllegalArgumentException(
                        "cheque " + id + " of " + Amounts.text(amount) + ", expected above 0");
            }
        }

        /** An original cheque. */
        public static Written of(Id id, MonetaryAmount amount, PartyId payer, PartyId payee, LocalDate datedOn) {
            return new Written(id, amount, payer, payee, datedOn, null);
        }

        /** The same payment on a new cheque. */
        public Written reissued(Id newId, LocalDate newDate) {
            return new Written(newId, amount, payer, payee, newDate, id);
        }
    }

    /**
     * A cheque that came to the bank for payment, as the bank reports it.
     *
     * @param id the account and number that the bank read
     * @param amount the amount that the bank read
     * @param presentedOn the bank's day
     * @param reference the bank's own reference of the item: the same reference is the same fact
     */
    public record Presentment(Id id, MonetaryAmount amount, LocalDate presentedOn, String reference) {

        public Presentment {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(amount, "amount");
            Objects.requireNonNull(presentedOn, "presentedOn");
            if (reference.isBlank()) {
                throw new IllegalArgumentException(
                        "presentment of cheque " + id + " has a blank reference, expected the bank's");
            }
        }
    }

    /** What stands on it; empty before it was printed. */
    public Optional<Written> written() {
        return find(ChequeEvent.Kind.PRINT).map(event -> ((ChequeEvent.Printed) event.detail()).cheque());
    }

    /** The presentment that paid it or that a person has to decide about; empty where none was taken. */
    public Optional<Presentment> presentment() {
        return history.toList().stream()
                .map(ChequeEvent::detail)
                .filter(ChequeEvent.Presented.class::isInstance)
                .map(detail -> ((ChequeEvent.Presented) detail).item())
                .reduce((first, last) -> last);
    }

    /** The first day on which the bank does not pay it any more; empty where it was not stopped. */
    public Optional<LocalDate> stopEffectiveOn() {
        return find(ChequeEvent.Kind.STOP).map(event -> ((ChequeEvent.Stopped) event.detail()).effectiveOn());
    }

    /** The cheque that takes its place; empty where none does. */
    public Optional<Id> replacedBy() {
        return find(ChequeEvent.Kind.REISSUE).map(event -> ((ChequeEvent.Reissued) event.detail()).replacement());
    }

    /** Who printed it; empty before. */
    public Optional<Actor> maker() {
        return find(ChequeEvent.Kind.PRINT).map(event -> event.stamp().by());
    }

    /** Whether the bank may still pay it. */
    public boolean isPayable() {
        return written().isPresent()
                && switch (status) {
                    case PRINTED, MAILED, STOPPED, STALE, EXCEPTION -> true;
                    case PAID, VOID, CLOSED -> false;
                };
    }

    Optional<ChequeEvent> find(ChequeEvent.Kind kind) {
        return history.toList().stream().filter(event -> event.kind() == kind).findFirst();
    }
}
