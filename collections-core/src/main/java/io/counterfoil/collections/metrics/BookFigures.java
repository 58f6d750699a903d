package io.counterfoil.collections.metrics;

import io.counterfoil.collections.aging.AgeBasis;
import io.counterfoil.collections.aging.Aging;
import io.counterfoil.collections.aging.AgingReport;
import io.counterfoil.collections.aging.AgingTotals;
import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.receivable.Receivables.ItemMovement;
import io.counterfoil.collections.receivable.RollForward;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/** Reads off the books of some parties what metrics are computed from. Immutable. */
final class BookFigures {

    private final Receivables receivables;
    private final Predicate<PartyId> whose;
    private final CurrencyUnit currency;
    private final AsOf asOf;

    BookFigures(Receivables receivables, Predicate<PartyId> whose, CurrencyUnit currency, AsOf asOf) {
        this.receivables = receivables;
        this.whose = whose;
        this.currency = currency;
        this.asOf = asOf;
    }

    private List<PartyId> parties() {
        return receivables.parties().stream().filter(whose).toList();
    }

    private MonetaryAmount sum(Function<PartyId, Totals> of) {
        return parties().stream().map(of).reduce(Totals.none(), Totals::plus).in(currency);
    }

    /** What is open, credits taken off. */
    MonetaryAmount open(LocalDate on) {
        return sum(party -> receivables.open(party, asOf.on(on)));
    }

    /** What debits are overdue for more than so many days, at least 0. */
    MonetaryAmount overdue(int overDays) {
        AgingReport aged = Aging.by(AgeBasis.DUE_DATE)
                .buckets(Math.max(1, overDays))
                .build()
                .assess(receivables, asOf);
        return sum(party -> {
            AgingTotals totals = aged.of(party);
            return overDays == 0 ? totals.overdue() : totals.bucket((overDays + 1) + "+");
        });
    }

    /** What debits are not past due. */
    MonetaryAmount notDue() {
        AgingReport aged = Aging.by(AgeBasis.DUE_DATE).build().assess(receivables, asOf);
        return sum(party -> aged.of(party).bucket("NOT_DUE"));
    }

    /** Items issued less credit notes, through the as-of day. */
    MonetaryAmount sales(DateRange range) {
        RollForward roll = receivables.rollForward(range, asOf);
        return sum(party ->
                roll.of(party).of(RollForward.Cause.ISSUED).plus(roll.of(party).of(RollForward.Cause.CREDITED)));
    }

    /** Receipts, less those that came back, through the as-of day. */
    MonetaryAmount received(DateRange range) {
        long minor = 0;
        for (PartyId party : parties()) {
            minor = Math.addExact(
                    minor,
                    receivables
                            .items(party)
                            .filter(item -> item.kind() == OpenItemKind.RECEIPT
                                    && item.amount()
                                            .getCurrency()
                                            .getCurrencyCode()
                                            .equals(currency.getCurrencyCode()))
                            .flatMap(item -> receivables.movements(item.id(), asOf).stream())
                            .filter(movement -> range.contains(movement.on()) && isReceipt(movement))
                            .mapToLong(movement -> -Amounts.minor(movement.amount()))
                            .reduce(0, Math::addExact));
        }
        return Amounts.in(currency).ofMinor(minor);
    }

    private static boolean isReceipt(ItemMovement movement) {
        return movement.cause() == ItemMovement.Cause.ISSUED || movement.cause() == ItemMovement.Cause.WITHDRAWN;
    }

    /** Contacts with debtors that happened, through the as-of day. */
    long contacts(Iterable<Contact> entries, DateRange range) {
        long count = 0;
        for (Contact contact : entries) {
            boolean happened = contact.isSent()
                    && contact.audience() == Contact.Audience.DEBTOR
                    && !contact.at().isAfter(asOf.knownAt());
            boolean counts = range.contains(contact.on()) && !contact.on().isAfter(asOf.effective());
            count += happened && counts && whose.test(contact.party()) ? 1 : 0;
        }
        return count;
    }

    MonetaryAmount zero() {
        return Amounts.in(currency).zero();
    }
}
