package io.counterfoil.payments.order;

import io.counterfoil.payments.account.Instrument;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.rail.Rail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.money.CurrencyUnit;

/** The accounts that an order's money moves through: the role of this rail or this client where the map has one, else the role itself. */
final class PaymentAccounts {

    private final RailRules rules;
    private final AccountMap accounts;
    private final PaymentOrder order;

    PaymentAccounts(Payments payments, PaymentOrder order) {
        this.rules = payments.rules();
        this.accounts = payments.accounts();
        this.order = order;
    }

    AccountId client() {
        return of(AccountMap.Role.Core.CLIENT, order.client().value());
    }

    /** What the client owes for what its balance could not bear. */
    AccountId receivable() {
        return of(AccountMap.Role.Core.RETURNS_RECEIVABLE, order.client().value());
    }

    AccountId inflight() {
        return of(AccountMap.Role.Core.INFLIGHT, rules.name());
    }

    /** Our money at the bank; for a transfer within the books, the other side. */
    AccountId cash() {
        if (order.instrument() instanceof Instrument.LedgerAccount other) {
            return other.account();
        }
        return of(AccountMap.Role.Core.CASH, rules.name());
    }

    AccountId fees() {
        return of(AccountMap.Role.Core.FEES, rules.name());
    }

    AccountId held() {
        return of(AccountMap.Role.Core.HELD, rules.name());
    }

    /** The account of a role that the rules name. */
    AccountId bearer(AccountMap.Role role) {
        boolean isOfClient = role == AccountMap.Role.Core.CLIENT || role == AccountMap.Role.Core.RETURNS_RECEIVABLE;
        return of(role, isOfClient ? order.client().value() : rules.name());
    }

    /** The roles that the payment may need and nobody plays. */
    List<String> missing() {
        List<AccountMap.Role> needed =
                new ArrayList<>(List.of(AccountMap.Role.Core.CLIENT, AccountMap.Role.Core.INFLIGHT));
        if (rules.rail() != Rail.BOOK_TRANSFER) {
            needed.addAll(List.of(
                    AccountMap.Role.Core.CASH,
                    AccountMap.Role.Core.FEES,
                    AccountMap.Role.Core.RETURNS_RECEIVABLE,
                    rules.returnFeeBorneBy(),
                    rules.lossBorneBy()));
            if (rules.rail() == Rail.CARD && !rules.disputesBookedApart()) {
                needed.addAll(List.of(AccountMap.Role.Core.HELD, rules.disputesTakenFrom()));
            }
        }
        return needed.stream()
                .distinct()
                .filter(role -> find(role).isEmpty())
                .map(AccountMap.Role::id)
                .toList();
    }

    private Optional<Account> find(AccountMap.Role role) {
        boolean isOfClient = role == AccountMap.Role.Core.CLIENT || role == AccountMap.Role.Core.RETURNS_RECEIVABLE;
        return find(role, isOfClient ? order.client().value() : rules.name());
    }

    private Optional<Account> find(AccountMap.Role role, String which) {
        CurrencyUnit currency = order.amount().getCurrency();
        return accounts.find(role.of(which), currency).or(() -> accounts.find(role, currency));
    }

    private AccountId of(AccountMap.Role role, String which) {
        return find(role, which)
                .map(Account::id)
                .orElseGet(() -> accounts.of(role, order.amount().getCurrency()));
    }
}
