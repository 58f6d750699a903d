package io.counterfoil.payments.cheque;

import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.JournalId;
import io.counterfoil.payments.ledger.internal.LedgerStep;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.money.Amounts;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.money.MonetaryAmount;

/** The journals of issued cheques (payments specification 4.4, as a credit payment). */
record ChequeBooks(AccountMap accounts, ZoneId zone) {

    List<LedgerStep> steps(Decision<IssuedCheque, ChequeEvent> decision) {
        List<LedgerStep> steps = new ArrayList<>();
        IssuedCheque state = decision.state();
        decision.events().forEach(event -> add(steps, state, event));
        return List.copyOf(steps);
    }

    private void add(List<LedgerStep> steps, IssuedCheque state, ChequeEvent event) {
        switch (event.kind()) {
            case MAIL -> steps.add(LedgerStep.pend(legs(journal(state, event, ""), state, amount(state))));
            case PRESENT, PAY_ANYWAY, STOP_FAILED -> paid(steps, state, event);
            case VOID, RETURN_ITEM, CLOSE ->
                held(state).ifPresent(pending -> steps.add(LedgerStep.release(journal(state, event, ""), pending)));
            case PRINT, STOP, STALE, PRESENT_MISMATCH, REISSUE -> {}
        }
    }

    /** What the bank paid, which a person may have let differ from what was written, goes out of the hold and out of cash. */
    private void paid(List<LedgerStep> steps, IssuedCheque state, ChequeEvent event) {
        MonetaryAmount written = amount(state);
        IssuedCheque.Presentment item = state.presentment().orElseThrow();
        MonetaryAmount paid = item.amount();
        boolean over = paid.isGreaterThan(written);
        Journal cleared = journal(state, event, "").valueOn(item.presentedOn());
        steps.add(LedgerStep.postPending(
                legs(cleared, state, over ? written : paid), held(state).orElseThrow()));
        if (over) {
            Journal more = journal(state, event, ":over").valueOn(item.presentedOn());
            steps.add(LedgerStep.post(legs(more, state, paid.subtract(written))));
        }
        steps.add(LedgerStep.post(journal(state, event, ":cash")
                .valueOn(item.presentedOn())
                .debit(inflight(state), paid)
                .credit(cash(state), paid)));
    }

    private Journal legs(Journal journal, IssuedCheque state, MonetaryAmount amount) {
        IssuedCheque.Written cheque = state.written().orElseThrow();
        AccountId client =
                accounts.of(AccountMap.Role.Core.CLIENT, cheque.payer().value(), amount.getCurrency());
        return journal.debit(client, amount).credit(inflight(state), amount);
    }

    private Journal journal(IssuedCheque state, ChequeEvent event, String part) {
        LocalDate day = LocalDate.ofInstant(event.stamp().at(), zone);
        return Journal.of(id(state, event) + part)
                .bookedOn(day)
                .attribute("cheque", state.written().orElseThrow().id().toString());
    }

    private static String id(IssuedCheque state, ChequeEvent event) {
        return state.written().orElseThrow().id() + ":" + event.eventName() + ":"
                + event.stamp().key();
    }

    private static Optional<JournalId> held(IssuedCheque state) {
        return state.find(ChequeEvent.Kind.MAIL).map(mailed -> JournalId.of(id(state, mailed)));
    }

    private static MonetaryAmount amount(IssuedCheque state) {
        MonetaryAmount written = state.written().orElseThrow().amount();
        return Amounts.in(written.getCurrency()).ofMinor(Amounts.minor(written));
    }

    private AccountId inflight(IssuedCheque state) {
        return accounts.of(
                AccountMap.Role.Core.INFLIGHT, "cheque", amount(state).getCurrency());
    }

    /** The cash of the account that the cheque is drawn on, where the host keeps one for it, else the cash of the currency. */
    private AccountId cash(IssuedCheque state) {
        IssuedCheque.Written cheque = state.written().orElseThrow();
        return accounts.of(
                AccountMap.Role.Core.CASH,
                cheque.id().account(),
                cheque.amount().getCurrency());
    }
}
