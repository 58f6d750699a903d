package io.counterfoil.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.ledger.LedgerCommand;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is left of pending legs, against the balances that the ledger keeps. */
class PendingLegsProperties {

    @Provide
    Arbitrary<List<LedgerCommand>> scripts() {
        return LedgerArbitraries.scripts();
    }

    @Property
    @Label(
            "PAY-46 What is left of the pending legs of an account is its pending balance, on any day and as known at any instant")
    void pendingLegs(@ForAll("scripts") List<LedgerCommand> script) {
        Ledger ledger = Ledger.inMemory(ZoneOffset.UTC);
        LedgerArbitraries.ACCOUNTS.forEach(ledger::open);
        script.forEach(command -> command.applyTo(ledger));
        for (Account account : LedgerArbitraries.ACCOUNTS) {
            for (BalanceBasis basis : BalanceBasis.values()) {
                agree(ledger, account.id(), new AsOf(LocalDate.MAX, Instant.MAX), basis);
                agree(
                        ledger,
                        account.id(),
                        new AsOf(LocalDate.MAX, LedgerArbitraries.START.plus(4, ChronoUnit.DAYS)),
                        basis);
            }
        }
    }

    private static void agree(Ledger ledger, AccountId account, AsOf asOf, BalanceBasis basis) {
        Balance balance = ledger.balance(account, asOf, basis);
        assertThat(sum(ledger.pending(account, asOf, basis), Journal.Side.DEBIT))
                .isEqualTo(balance.pendingDebitMinor());
        assertThat(sum(ledger.pending(account, asOf, basis), Journal.Side.CREDIT))
                .isEqualTo(balance.pendingCreditMinor());
    }

    private static long sum(Stream<LedgerEntry> legs, Journal.Side side) {
        return legs.filter(leg -> leg.side() == side)
                .mapToLong(leg -> Amounts.minor(leg.amount()))
                .reduce(0, Math::addExact);
    }
}
