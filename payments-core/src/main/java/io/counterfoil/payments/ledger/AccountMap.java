package io.counterfoil.payments.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.money.CurrencyUnit;

/**
 * Which ledger account plays each role, one account for a role and a currency.
 *
 * <pre>{@code
 * AccountMap accounts = AccountMap.builder()
 *     .account(CASH, Account.asset("cash:barclays", GBP))
 *     .account(CLIENT.of("42"), Account.liability("client:42", GBP).notBelowZero())
 *     .standard(GBP, FEES, LOSS, SUSPENSE) // fees:gbp, loss:gbp, suspense:gbp
 *     .build();
 * accounts.openIn(ledger);
 * AccountId cash = accounts.of(CASH, GBP);
 * }</pre>
 *
 * <p>An account in a map has the kind of its role; an account may play several roles. Immutable.
 */
public final class AccountMap {

    private final Map<RoleInCurrency, Account> accounts;

    private record RoleInCurrency(Role role, String currency) {}

    private AccountMap(Map<RoleInCurrency, Account> accounts) {
        this.accounts = accounts;
    }

    /**
     * The account of a role that has one account only.
     *
     * @throws IllegalArgumentException where the role has none, or several in different currencies
     */
    public AccountId of(Role role) {
        List<Account> found = accounts.entrySet().stream()
                .filter(e -> e.getKey().role().equals(role))
                .map(Map.Entry::getValue)
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(
                    "role " + role.id() + " has " + found.size() + " accounts, expected one" + hint(found));
        }
        return found.get(0).id();
    }

    /**
     * The account of a role in a currency.
     *
     * @throws IllegalArgumentException where there is none
     */
    public AccountId of(Role role, CurrencyUnit currency) {
        return find(role, currency)
                .map(Account::id)
                .orElseThrow(() -> new IllegalArgumentException("role " + role.id() + " has no account in "
                        + currency.getCurrencyCode() + System.lineSeparator()
                        + "Maybe the map was built without it: account(role, ...) or standard(currency, role)"));
    }

    /**
     * The account of a role for one rail, bank or client in a currency, else that of the role itself.
     *
     * @throws IllegalArgumentException where there is neither
     */
    public AccountId of(Role role, String which, CurrencyUnit currency) {
        return find(role.of(which), currency).map(Account::id).orElseGet(() -> of(role, currency));
    }

    /** The account of a role in a currency, where there is one. */
    public Optional<Account> find(Role role, CurrencyUnit currency) {
        return Optional.ofNullable(accounts.get(new RoleInCurrency(role, currency.getCurrencyCode())));
    }

    /** Every account once, in the order in which they were added. */
    public List<Account> accounts() {
        return accounts.values().stream().distinct().toList();
    }

    /**
     * Opens every account; those that are open already stay as they are.
     *
     * @throws io.counterfoil.payments.evidence.Refusal.RefusedException where the ledger has an account of that id and another body
     */
    public void openIn(Ledger ledger) {
        accounts().forEach(account -> ledger.open(account).orThrow());
    }

    /** A builder that starts from this map. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.accounts.putAll(accounts);
        return builder;
    }

    /** An empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    private static String hint(List<Account> found) {
        return found.isEmpty() ? "" : System.lineSeparator() + "Maybe of(role, currency) is meant";
    }

    /** Builds maps. Not thread-safe. */
    public static final class Builder {

        private final Map<RoleInCurrency, Account> accounts = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Lets the account play the role in its currency, in place of another that did.
         *
         * @throws IllegalArgumentException where the account is of another kind than the role
         */
        public Builder account(Role role, Account account) {
            if (role.kind() != account.kind()) {
                throw new IllegalArgumentException("account " + account + " in role " + role.id() + ", expected "
                        + role.kind().name().toLowerCase(Locale.ROOT));
            }
            accounts.put(new RoleInCurrency(role, account.currency().getCurrencyCode()), account);
            return this;
        }

        /** Lets a new account with the id, without a floor, play the role. */
        public Builder account(Role role, String id, CurrencyUnit currency) {
            return account(role, Account.of(AccountId.of(id), role.kind(), currency));
        }

        /** Accounts by the standard rule, {@code roleId:currency} in lower case of the currency, for roles that have none in it yet. */
        public Builder standard(CurrencyUnit currency, Role... roles) {
            for (Role role : roles) {
                String code = currency.getCurrencyCode();
                if (!accounts.containsKey(new RoleInCurrency(role, code))) {
                    account(role, role.id() + ":" + code.toLowerCase(Locale.ROOT), currency);
                }
            }
            return this;
        }

        /** The map. */
        public AccountMap build() {
            List<Account> all = new ArrayList<>(accounts.values());
            Map<AccountId, Account> byId = new LinkedHashMap<>();
            for (Account account : all) {
                Account other = byId.putIfAbsent(account.id(), account);
                if (other != null && !other.equals(account)) {
                    throw new IllegalArgumentException(
                            "account " + account.id() + " is both " + other + " and " + account + ", expected one");
                }
            }
            return new AccountMap(java.util.Collections.unmodifiableMap(new LinkedHashMap<>(accounts)));
        }
    }

    /**
     * The part that an account plays in postings, so that rules speak of roles and the host says which account plays each ({@link AccountMap}).
     *
     * <p>An open set: the core's roles are {@link Core}; an adapter adds an enum of its own that implements this interface. A role is the same
     * role when type and {@link #id()} are the same; implementations are enums or records.
     */
    public interface Role {

        /** Stable lower-case name, such as {@code cash} or {@code inflight}; the first part of the ids of its accounts by default. */
        String id();

        /** What an account in this role holds. */
        Account.Kind kind();

        /** This role for one rail, bank or client, such as {@code inflight} for {@code cad-eft}. */
        default Role of(String which) {
            return new QualifiedRole(this, which);
        }

        /** The roles of payments specification 4.4. */
        enum Core implements Role {
            /** Money at a bank. */
            CASH("cash", Account.Kind.ASSET),
            /** Money on its way, by rail. */
            INFLIGHT("inflight", Account.Kind.ASSET),
            /** What a client is owed. */
            CLIENT("client", Account.Kind.LIABILITY),
            /** What a client owes for returns that its balance could not bear. */
            RETURNS_RECEIVABLE("retRecv", Account.Kind.ASSET),
            /** Money held back by a scheme or provider while a dispute is open. */
            HELD("held", Account.Kind.ASSET),
            /** Fees charged to us. */
            FEES("fees", Account.Kind.EXPENSE),
            /** Fees that we charge. */
            FEE_INCOME("feeIncome", Account.Kind.INCOME),
            /** Taxes on our fees that are owed to an authority, by place and tax. */
            TAX("tax", Account.Kind.LIABILITY),
            /** Losses that nobody bears for us. */
            LOSS("loss", Account.Kind.EXPENSE),
            /** Money whose meaning is not known yet. */
            SUSPENSE("suspense", Account.Kind.LIABILITY),
            /** Money from a known payer for an unknown purpose. */
            UNAPPLIED("unapplied", Account.Kind.LIABILITY);

            private final String id;
            private final Account.Kind kind;

            Core(String id, Account.Kind kind) {
                this.id = id;
                this.kind = kind;
            }

            @Override
            public String id() {
                return id;
            }

            @Override
            public Account.Kind kind() {
                return kind;
            }
        }
    }
}
