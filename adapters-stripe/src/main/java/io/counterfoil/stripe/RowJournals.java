package io.counterfoil.stripe;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.ledger.Account;
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
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/** Writes row postings as journals of payments-core's ledger: roles become accounts, signed amounts become debits and credits. Immutable. */
record RowJournals(AccountMap accounts, StripeAmounts amounts, ZoneId zone) {

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
        Checked<MonetaryAmount> nothing = amounts.convert(currency, 0);
        if (nothing.value().isEmpty()) {
            return new Written(Checked.failed(nothing.diagnostics()));
        }
        CurrencyUnit unit = nothing.value().get().getCurrency();
        boolean sameDigits = amounts.digits(currency) == unit.getDefaultFractionDigits();
        Map<AccountId, Long> net = new TreeMap<>();
        for (Leg leg : legs) {
            Optional<Account> account = accounts.find(leg.role(), unit);
            if (account.isEmpty()) {
                return failed(
                        id,
                        StripeCode.NO_ACCOUNT,
                        "role " + leg.role().id() + " has no account in " + currency
                                + ", the row is not posted\nMaybe the account map was built without it: standard(currency, role)");
            }
            if (!sameDigits && !isWhole(amounts.toMoney(currency, leg.minor()))) {
                return failed(
                        id,
                        Amounts.Fault.NOT_EXACT,
                        "a leg in " + currency + " is finer than the currency's minor units, the row is not posted");
            }
            net.merge(account.get().id(), leg.minor(), Math::addExact);
        }
        Journal journal = Journal.of(id).bookedOn(day);
        for (Map.Entry<AccountId, Long> entry : net.entrySet()) {
            long minor = entry.getValue();
            if (minor > 0) {
                journal = journal.debit(entry.getKey(), amounts.toMoney(currency, minor));
            } else if (minor < 0) {
                journal = journal.credit(
                        entry.getKey(), amounts.toMoney(currency, minor).negate());
            }
        }
        return new Written(Checked.of(Optional.of(journal).filter(j -> !j.legs().isEmpty())));
    }

    /** From the beginning of the first day to the end of the last, in the account's zone. */
    RollForward.Window window(DateRange days) {
        return new RollForward.Window(
                days.from().atStartOfDay(zone).toInstant(),
                days.to().plusDays(1).atStartOfDay(zone).toInstant());
    }

    private static boolean isWhole(MonetaryAmount amount) {
        int digits = amount.getCurrency().getDefaultFractionDigits();
        java.math.BigDecimal number = amount.getNumber().numberValueExact(java.math.BigDecimal.class);
        return number.stripTrailingZeros().scale() <= digits
                && number.movePointRight(digits).toBigInteger().bitLength() < Long.SIZE;
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
