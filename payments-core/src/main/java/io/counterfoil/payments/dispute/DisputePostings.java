package io.counterfoil.payments.dispute;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.dispute.CardDispute.Bearer;
import io.counterfoil.payments.dispute.CardDispute.Opening;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.AccountMap;
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
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/** The money of disputes (payments specification 4.4): opened, fee, won, lost, accepted. Booked on the day of the command, of value from the day reported. */
record DisputePostings(AccountMap accounts, AccountMap.Role settledThrough, ZoneId zone) {

    /** The guard looks at everything that is booked, whatever its day. */
    private static final AsOf EVER = new AsOf(LocalDate.of(9999, 12, 31), Instant.MAX);

    List<Journal> journals(Decision<CardDispute, CardDisputeEvent> decision) {
        Optional<Opening> opening = decision.state().opening();
        List<Journal> journals = new ArrayList<>();
        if (opening.isPresent()) {
            for (CardDisputeEvent event : decision.events()) {
                journal(opening.orElseThrow(), event).ifPresent(journals::add);
            }
        }
        return journals;
    }

    private Optional<Journal> journal(Opening opening, CardDisputeEvent event) {
        CurrencyUnit currency = opening.amount().getCurrency();
        Journal empty = empty(opening, event);
        return switch (event.kind()) {
            case OPEN, ESCALATE ->
                Optional.of(withFee(
                        empty.debit(accounts.of(AccountMap.Role.Core.HELD, currency), opening.amount())
                                .credit(accounts.of(settledThrough, currency), opening.amount()),
                        opening.fee()));
            case WIN, ISSUER_ACCEPTS ->
                Optional.of(withFee(
                        empty.debit(accounts.of(settledThrough, currency), opening.amount())
                                .credit(accounts.of(AccountMap.Role.Core.HELD, currency), opening.amount()),
                        cost(event)));
            case LOSE, ACCEPT, EXPIRE, WITHDRAW ->
                Optional.of(withFee(
                        empty.debit(bearer(opening, currency), opening.amount())
                                .credit(accounts.of(AccountMap.Role.Core.HELD, currency), opening.amount()),
                        cost(event)));
            default -> cost(event).map(fee -> withFee(empty, Optional.of(fee)));
        };
    }

    private Journal empty(Opening opening, CardDisputeEvent event) {
        LocalDate booked = LocalDate.ofInstant(event.stamp().at(), zone);
        return Journal.of(opening.id() + ":" + event.eventName() + ":"
                        + event.stamp().key())
                .bookedOn(booked)
                .valueOn(value(event, booked))
                .attribute("payment", opening.payment().value())
                .attribute("dispute", opening.id().value())
                .attribute("event", event.eventName());
    }

    private static LocalDate value(CardDisputeEvent event, LocalDate booked) {
        if (event instanceof CardDisputeEvent.Began began) {
            return began.opening().openedOn();
        }
        return event instanceof CardDisputeEvent.Reported reported ? reported.on() : booked;
    }

    private static Optional<MonetaryAmount> cost(CardDisputeEvent event) {
        return event instanceof CardDisputeEvent.Reported reported
                ? Optional.ofNullable(reported.fee())
                : Optional.empty();
    }

    private Journal withFee(Journal journal, Optional<MonetaryAmount> fee) {
        return fee.map(cost -> journal.debit(accounts.of(AccountMap.Role.Core.FEES, cost.getCurrency()), cost)
                        .credit(accounts.of(settledThrough, cost.getCurrency()), cost))
                .orElse(journal);
    }

    private AccountId bearer(Opening opening, CurrencyUnit currency) {
        return opening.borneBy() == Bearer.US
                ? accounts.of(AccountMap.Role.Core.LOSS, currency)
                : account(AccountMap.Role.Core.CLIENT, opening, currency);
    }

    /** The account of the role for the client where the map has one, else of the role itself. */
    private AccountId account(AccountMap.Role role, Opening opening, CurrencyUnit currency) {
        return accounts.find(role.of(opening.client().value()), currency)
                .map(Account::id)
                .orElseGet(() -> accounts.of(role, currency));
    }

    Posting post(Decision<CardDispute, CardDisputeEvent> decision, Ledger ledger, Instant now) {
        LedgerSteps steps = new LedgerSteps(ledger, LocalDate.ofInstant(now, zone), now);
        Posting last = Posting.nothing();
        for (Journal journal : journals(decision)) {
            last = steps.write(LedgerStep.post(journal));
            if (LedgerSteps.isRefusedFor(last, Posting.LedgerError.BALANCE_GUARD)) {
                last = shared(decision.state().opening().orElseThrow(), journal, steps)
                        .orElse(last);
            }
            if (last.outcome() == Outcome.REFUSED) {
                return last;
            }
        }
        return last;
    }

    /** The client's guard refused the loss: what the client has, and a receivable for the rest; a second journal, whose first answer stands for ever. */
    private Optional<Posting> shared(Opening opening, Journal refused, LedgerSteps steps) {
        AccountId client = bearer(opening, opening.amount().getCurrency());
        boolean charged = opening.borneBy() == Bearer.CLIENT
                && refused.legs().stream().anyMatch(leg -> leg.account().equals(client));
        return charged
                ? Optional.of(steps.again(refused, LedgerSteps.SHORT, () -> share(opening, refused, steps.ledger())))
                : Optional.empty();
    }

    private List<Journal.Leg> share(Opening opening, Journal refused, Ledger ledger) {
        CurrencyUnit currency = opening.amount().getCurrency();
        AccountId client = bearer(opening, currency);
        long floor = ledger.account(client)
                .flatMap(Account::floor)
                .map(Amounts::minor)
                .orElse(0L);
        long available = ledger.balance(client, EVER, BalanceBasis.BOOKED).availableMinor();
        long amount = Amounts.minor(opening.amount());
        long taken = Math.min(Math.max(0, Math.subtractExact(available, floor)), amount);
        Amounts money = Amounts.in(currency);
        List<Journal.Leg> legs = new ArrayList<>();
        if (taken > 0) {
            legs.add(Journal.Leg.of(client, Journal.Side.DEBIT, money.ofMinor(taken)));
        }
        legs.add(Journal.Leg.of(
                account(AccountMap.Role.Core.RETURNS_RECEIVABLE, opening, currency),
                Journal.Side.DEBIT,
                money.ofMinor(amount - taken)));
        refused.legs().stream().filter(leg -> !leg.account().equals(client)).forEach(legs::add);
        return legs;
    }
}
