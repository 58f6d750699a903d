package io.counterfoil.payments.order;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.Posting;
import io.counterfoil.payments.ledger.internal.LedgerStep;
import io.counterfoil.payments.ledger.internal.LedgerSteps;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.money.Amounts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what the events of a payment do into a ledger, once, however often it is asked: every id is made from the event, and what an earlier attempt left
 * behind is read from the ledger before anything is decided anew.
 */
final class LedgerWriter {

    /** After every day on which anything is booked: balances as they stand now. */
    private static final AsOf NOW = new AsOf(LocalDate.of(9999, 12, 31), Instant.MAX);

    private final Payments payments;
    private final Ledger ledger;
    private final LedgerSteps steps;

    LedgerWriter(Payments payments, Ledger ledger, Instant now) {
        this.payments = payments;
        this.ledger = ledger;
        this.steps = new LedgerSteps(ledger, payments.today(now), now);
    }

    /** The bookings of the decision's own events. */
    static List<Booking> bookings(Payments payments, Decision<Payment, PaymentEvent> decision) {
        if (decision.events().isEmpty()) {
            return List.of();
        }
        List<PaymentEvent> history = decision.state().events();
        int first = history.indexOf(decision.events().get(0));
        int end = first + decision.events().size();
        return payments.bookings().of(decision.state()).stream()
                .filter(booking -> booking.event() >= first && booking.event() < end)
                .toList();
    }

    Posting post(Decision<Payment, PaymentEvent> decision) {
        List<Booking> own = bookings(payments, decision);
        if (own.isEmpty()) {
            return Posting.nothing();
        }
        PaymentAccounts accounts =
                new PaymentAccounts(payments, decision.state().order());
        for (Booking earlier : payments.bookings().of(decision.state())) {
            if (earlier.event() < own.get(0).event()) {
                write(earlier, accounts);
            }
        }
        Posting last = Posting.nothing();
        for (Booking booking : own) {
            Posting answer = write(booking, accounts);
            if (answer.outcome() == Outcome.REFUSED) {
                return answer;
            }
            last = answer;
        }
        return last;
    }

    private Posting write(Booking booking, PaymentAccounts accounts) {
        LedgerStep step = booking.step();
        return switch (step.act()) {
            case PEND -> steps.write(step);
            case POST -> booked(booking.journal(), booking.forced(), accounts);
            case POST_PENDING, POST_PART ->
                steps.pending(step.pending()).isPresent()
                        ? steps.write(step)
                        : booked(booking.journal(), true, accounts);
            case RELEASE -> steps.pending(step.pending()).isPresent() ? steps.write(step) : Posting.nothing();
        };
    }

    private Posting booked(Journal journal, boolean forced, PaymentAccounts accounts) {
        Posting answer = steps.write(LedgerStep.post(journal));
        if (!forced
                || !LedgerSteps.isRefusedFor(answer, Posting.LedgerError.BALANCE_GUARD)
                || !debits(journal, accounts.client())) {
            return answer;
        }
        Posting part = steps.again(
                journal, LedgerSteps.SHORT, () -> withReceivable(journal, accounts, there(journal, accounts)));
        return LedgerSteps.isRefusedFor(part, Posting.LedgerError.BALANCE_GUARD)
                ? steps.again(journal, LedgerSteps.RECEIVABLE, () -> withReceivable(journal, accounts, 0))
                : part;
    }

    /** What stands above the floor of the client's account, at most what is asked. */
    private long there(Journal journal, PaymentAccounts accounts) {
        AccountId client = accounts.client();
        long asked = journal.legs().stream()
                .filter(leg -> leg.account().equals(client))
                .mapToLong(Journal.Leg::minor)
                .sum();
        long floor = ledger.account(client)
                .flatMap(account -> account.floor())
                .map(Amounts::minor)
                .orElse(0L);
        long above = ledger.balance(client, NOW, BalanceBasis.BOOKED).availableMinor() - floor;
        return Math.max(0, Math.min(asked, above));
    }

    private static List<Journal.Leg> withReceivable(Journal journal, PaymentAccounts accounts, long there) {
        List<Journal.Leg> legs = new ArrayList<>();
        long rest = -there;
        for (Journal.Leg leg : journal.legs()) {
            if (leg.account().equals(accounts.client()) && leg.side() == Journal.Side.DEBIT) {
                rest = Math.addExact(rest, leg.minor());
                if (there > 0) {
                    legs.add(new Journal.Leg(leg.account(), leg.side(), leg.currency(), there));
                }
                legs.add(new Journal.Leg(accounts.receivable(), Journal.Side.DEBIT, leg.currency(), rest));
            } else {
                legs.add(leg);
            }
        }
        return legs;
    }

    private static boolean debits(Journal journal, AccountId account) {
        return journal.legs().stream()
                .anyMatch(leg -> leg.account().equals(account) && leg.side() == Journal.Side.DEBIT);
    }
}
