package io.counterfoil.payments.ledger;

import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.money.Amounts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** One command as a batch of one, and what the ledger says of it in words. Not thread-safe: refilled for each command. */
final class SingleCommand implements Rules.Unnamed {

    private final LedgerState state;
    private final JournalBatch batch = JournalBatch.ofCapacity(1);
    private final List<AccountId> unknown = new ArrayList<>();
    private @Nullable JournalCommand command;

    SingleCommand(LedgerState state) {
        this.state = state;
    }

    /** The command as a batch. */
    JournalBatch asBatch(JournalCommand next) {
        command = next;
        unknown.clear();
        batch.clear()
                .on(
                        LedgerState.day(next.journal().bookedOn()),
                        LedgerState.day(next.journal().valueOn()));
        batch.begin(next.kind(), next.id(), next.pending());
        if (next.everything()) {
            batch.flag(Log.EVERYTHING);
        }
        if (next.keepsRest()) {
            batch.flag(Log.KEEPS_REST);
        }
        if (next.kind() == LedgerStore.LedgerRecord.Kind.PEND) {
            batch.until(next.expiry().at());
        }
        for (Journal.Leg leg : next.journal().legs()) {
            int account = state.accounts.find(leg.account());
            batch.leg(
                    account < 0 ? nameless(leg.account()) : account,
                    leg.side() == Journal.Side.DEBIT ? 0 : 1,
                    leg.minor());
            if (account >= 0) {
                int currency = state.accounts.currencyNumber(leg.currency().getCurrencyCode());
                if (currency != state.accounts.currency(account)) {
                    batch.inCurrency(currency < 0 ? Integer.MAX_VALUE - 1 : currency);
                }
            }
        }
        batch.attributes(next.journal().attributes());
        return batch;
    }

    private int nameless(AccountId id) {
        int at = unknown.indexOf(id);
        if (at < 0) {
            unknown.add(id);
            at = unknown.size() - 1;
        }
        return -1 - at;
    }

    @Override
    public AccountId account(int number) {
        return unknown.get(-1 - number);
    }

    @Override
    public CurrencyUnit currency(int leg) {
        return current().journal().legs().get(leg).currency();
    }

    private JournalCommand current() {
        JournalCommand now = command;
        if (now == null) {
            throw new IllegalStateException("no command was given");
        }
        return now;
    }

    /** Why the command was refused, in words. */
    Refusal refusal(Posting.LedgerError error, Engine engine, Instant now) {
        JournalCommand said = current();
        Rules rules = engine.rules();
        return switch (error) {
            case ID_BLANK -> Refusals.of(error, said, "has a blank id, expected one of the caller's");
            case KEY_ALREADY_REFUSED ->
                Refusals.alreadyRefused(said, state.refusedWith(engine.sequence).id(), engine.sequence);
            case EXISTS_DIFFERENT -> Refusals.existsDifferent(said, engine.difference, engine.sequence);
            case LEGS_TOO_FEW ->
                Refusals.of(error, said, "has " + said.journal().legs().size() + " legs, expected 2 or more");
            case UNBALANCED ->
                Refusals.of(
                        error,
                        said,
                        "debits and credits in " + rules.currency + " differ, expected equal sums",
                        Map.of("currency", rules.currency));
            case PENDING_UNKNOWN -> Refusals.pending(error, said, "is not in the ledger");
            case NOT_PENDING -> Refusals.pending(error, said, "is a " + kindOfPending(said) + ", expected a PEND");
            case PENDING_ALREADY_POSTED -> Refusals.pending(error, said, "was posted, nothing is left");
            case PENDING_ALREADY_VOIDED -> Refusals.pending(error, said, "was voided, nothing is left");
            case PENDING_EXPIRED -> Refusals.pending(error, said, "expired, nothing is left");
            case EXPIRY_NOT_AFTER_NOW ->
                Refusals.of(error, said, "expires at " + said.expiry().at() + ", expected an instant after " + now);
            case PERIOD_LOCKED -> locked(said);
            case BALANCE_GUARD -> Refusals.guard(said, state.accounts.at(batch.account[rules.leg]), rules.amount);
            default -> Refusals.leg(error, said, said.journal().legs().get(rules.leg), expected(error, said, rules));
        };
    }

    private LedgerStore.LedgerRecord.Kind kindOfPending(JournalCommand said) {
        return state.log.kind(state.ids.find(new PackedId().pack(said.pending())));
    }

    private Refusal locked(JournalCommand said) {
        String through = LocalDate.ofEpochDay(state.lockedThrough()).toString();
        return Refusals.of(
                Posting.LedgerError.PERIOD_LOCKED,
                said,
                "is booked on " + said.journal().bookedOn() + ", expected a day after " + through
                        + System.lineSeparator()
                        + "Maybe it is a late fact: book it in the open period with its own day of value",
                Map.of("lockedThrough", through));
    }

    private String expected(Posting.LedgerError error, JournalCommand said, Rules rules) {
        return switch (error) {
            case AMOUNT_NOT_POSITIVE -> "an amount above zero";
            case ACCOUNT_ON_BOTH_SIDES -> "an account on one side of a journal";
            case ACCOUNT_UNKNOWN -> "an account that is open";
            case CURRENCY_MISMATCH ->
                "the account's currency "
                        + state.accounts.at(batch.account[rules.leg]).currency().getCurrencyCode();
            case PENDING_LEG_UNKNOWN -> "an account and side of pending '" + said.pending() + "'";
            case PENDING_AMOUNT_EXCEEDED ->
                "no more than "
                        + Amounts.plain(Amounts.in(state.accounts
                                        .at(batch.account[rules.leg])
                                        .currency())
                                .ofMinor(rules.amount))
                        + " left";
            case ACCOUNT_CLOSED -> "an account that is not closed";
            case OVERFLOW -> "sums of an account within 63 bits";
            default -> throw new IllegalStateException(error + " is not about a leg");
        };
    }
}
