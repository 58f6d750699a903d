package io.counterfoil.payments.ledger;

import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.money.Amounts;
import java.util.Map;

/** The ledger's refusals in words. */
final class Refusals {

    private Refusals() {}

    static Refusal of(Posting.LedgerError error, JournalCommand command, String sentence) {
        return of(error, command, sentence, Map.of());
    }

    static Refusal of(
            Posting.LedgerError error, JournalCommand command, String sentence, Map<String, String> attributes) {
        return new Refusal(error, "journal '" + command.id() + "': " + sentence, attributes);
    }

    static Refusal existsDifferent(JournalCommand command, String difference, long sequence) {
        return of(
                Posting.LedgerError.EXISTS_DIFFERENT,
                command,
                "record " + sequence + " has this id and another " + difference
                        + ", expected the same body or a new id",
                Map.of("difference", difference, "sequence", Long.toString(sequence)));
    }

    static Refusal alreadyRefused(JournalCommand command, String first, long sequence) {
        return of(
                Posting.LedgerError.KEY_ALREADY_REFUSED,
                command,
                "was refused with " + first + " in record " + sequence + ", and stays refused" + System.lineSeparator()
                        + "Maybe the cause is gone: then a new id says that it is a new act",
                Map.of("first", first, "sequence", Long.toString(sequence)));
    }

    static Refusal leg(Posting.LedgerError error, JournalCommand command, Journal.Leg leg, String expected) {
        return of(
                error,
                command,
                leg.side() + " of " + Amounts.plain(Amounts.in(leg.currency()).ofMinor(leg.minor())) + " "
                        + leg.currency().getCurrencyCode() + " on " + leg.account() + ", expected " + expected,
                Map.of("account", leg.account().value(), "side", leg.side().letter()));
    }

    static Refusal pending(Posting.LedgerError error, JournalCommand command, String expected) {
        return of(
                error,
                command,
                "pending '" + command.pending() + "' " + expected,
                Map.of("pending", command.pending()));
    }

    static Refusal guard(JournalCommand command, Account account, long would) {
        Amounts amounts = Amounts.in(account.currency());
        String floor = account.floor().map(Amounts::plain).orElse("");
        String balance = Amounts.plain(amounts.ofMinor(would));
        return of(
                Posting.LedgerError.BALANCE_GUARD,
                command,
                "account " + account.id() + " would have " + balance + " "
                        + account.currency().getCurrencyCode() + " less what is pending, expected not below " + floor,
                Map.of("account", account.id().value(), "wouldHave", balance, "floor", floor));
    }

    static Refusal account(Posting.LedgerError error, AccountId account, String sentence) {
        return new Refusal(error, "account " + account + ": " + sentence, Map.of("account", account.value()));
    }

    static Refusal damaged(LedgerStore.ChainReport damage) {
        return new Refusal(
                Posting.LedgerError.LOG_DAMAGED,
                "the ledger is read-only: " + damage.sentence(),
                Map.of("firstBadSequence", Long.toString(damage.firstBadSequence())));
    }
}
