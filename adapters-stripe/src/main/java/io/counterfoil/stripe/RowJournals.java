package io.counterfoil.stripe;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.stripe.fact.ObjectKey;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.money.StripeAmounts;
import io.counterfoil.stripe.payout.internal.RollForward;
import io.counterfoil.stripe.posting.RowPosting;
import io.counterfoil.stripe.posting.RowPosting.Leg;
import io.counterfoil.stripe.posting.StripeAccountRole;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/** Writes row postings as journals of payments-core's ledger: roles become accounts, signed amounts become debits and credits. Immutable, thread-safe. */
final class RowJournals {

    private final AccountMap accounts;
    private final StripeAmounts amounts;
    private final ZoneId zone;
    /** What was found for a currency as Stripe writes it: found once, used by millions of rows. */
    private final Map<String, CurrencyBooks> books = new ConcurrentHashMap<>();

    RowJournals(AccountMap accounts, StripeAmounts amounts, ZoneId zone) {
        this.accounts = accounts;
        this.amounts = amounts;
        this.zone = zone;
    }

    AccountMap accounts() {
        return accounts;
    }

    ZoneId zone() {
        return zone;
    }

    /**
     * The journal of a row; none for a row without money, such as a reserve movement seen from the reserve. Legs that meet in one account are netted,
     * because a ledger refuses an account on both sides.
     */
    Checked<Optional<Journal>> journal(RowPosting posting) {
        BalanceRow row = posting.row();
        String id = "stripe:" + row.key().map(ObjectKey::toString).orElse("");
        LocalDate day = LocalDate.ofInstant(row.createdAt(), zone);
        return journal(id, day, row.currency(), posting.legs())
                .map(journal -> journal.attribute("source", "stripe")
                        .attribute("type", row.type())
                        .attribute("category", posting.category().orElse("")));
    }

    /** A journal of legs in one currency. */
    Written journal(String id, LocalDate day, String currency, List<Leg> legs) {
        CurrencyBooks known = books.get(currency);
        if (known == null) {
            Checked<MonetaryAmount> nothing = amounts.convert(currency, 0);
            if (nothing.value().isEmpty()) {
                return new Written(Checked.failed(nothing.diagnostics()));
            }
            known = new CurrencyBooks(nothing.value().get().getCurrency(), amounts.digits(currency), accounts);
            books.put(currency, known);
        }
        Map<AccountId, Long> net = new TreeMap<>();
        for (Leg leg : legs) {
            AccountId account = known.accounts.get(leg.role());
            if (account == null) {
                return failed(
                        id,
                        StripeCode.NO_ACCOUNT,
                        "role " + leg.role().id() + " has no account in " + currency
                                + ", the row is not posted\nMaybe the account map was built without it: standard(currency, role)");
            }
            OptionalLong minor = known.minor(leg.minor());
            if (minor.isEmpty()) {
                return failed(
                        id,
                        Amounts.Fault.NOT_EXACT,
                        "a leg in " + currency + " is finer than the currency's minor units, the row is not posted");
            }
            net.merge(account, minor.getAsLong(), Math::addExact);
        }
        List<Journal.Leg> sides = new ArrayList<>(net.size());
        for (Map.Entry<AccountId, Long> entry : net.entrySet()) {
            long minor = entry.getValue();
            if (minor != 0) {
                Journal.Side side = minor > 0 ? Journal.Side.DEBIT : Journal.Side.CREDIT;
                sides.add(new Journal.Leg(entry.getKey(), side, known.unit, Math.absExact(minor)));
            }
        }
        return new Written(Checked.of(
                sides.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Journal.of(id).bookedOn(day).with(sides))));
    }

    /** A currency in the ledger: its accounts by role, and how its minor units are got from Stripe's. Not changed after it is built. */
    private static final class CurrencyBooks {

        private final CurrencyUnit unit;
        private final Map<StripeAccountRole, AccountId> accounts = new EnumMap<>(StripeAccountRole.class);
        private final long times;
        private final long parts;

        CurrencyBooks(CurrencyUnit unit, int digits, AccountMap map) {
            this.unit = unit;
            for (StripeAccountRole role : StripeAccountRole.values()) {
                map.find(role, unit).ifPresent(account -> accounts.put(role, account.id()));
            }
            int finer = unit.getDefaultFractionDigits() - digits;
            this.times = power(finer);
            this.parts = power(-finer);
        }

        private static long power(int tens) {
            return tens <= 0 ? 1 : BigInteger.TEN.pow(tens).longValueExact();
        }

        /** The ledger's minor units; empty where they are not whole or leave 64 bits. */
        OptionalLong minor(long stripes) {
            if (stripes % parts != 0 || Math.multiplyHigh(stripes, times) != (stripes * times) >> 63) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(stripes / parts * times);
        }
    }

    /** From the beginning of the first day to the end of the last, in the account's zone. */
    RollForward.Window window(DateRange days) {
        return new RollForward.Window(
                days.from().atStartOfDay(zone).toInstant(),
                days.to().plusDays(1).atStartOfDay(zone).toInstant());
    }

    private static Written failed(String id, Code code, String message) {
        return new Written(Checked.failed(Diagnostic.error(code, message, Diagnostic.Location.of(id))));
    }

    /** A journal, or none, or why it cannot be written. */
    record Written(Checked<Optional<Journal>> journal) {
        Checked<Optional<Journal>> map(java.util.function.UnaryOperator<Journal> change) {
            return journal.value()
                    .map(written -> Checked.of(written.map(change)))
                    .orElse(journal);
        }
    }
}
