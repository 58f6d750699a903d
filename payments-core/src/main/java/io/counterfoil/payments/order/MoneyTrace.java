package io.counterfoil.payments.order;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.JournalId;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.internal.LedgerStep.Act;
import io.counterfoil.payments.ledger.internal.LedgerSteps;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.trace.Whereabouts;
import io.counterfoil.payments.trace.Whereabouts.Holding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the ledger holds of one payment, found by the ids of its journals. Confined to one answer. */
final class MoneyTrace {

    private final Payments payments;
    private final Payment payment;
    private final Ledger ledger;
    private final AsOf asOf;
    private final Map<AccountId, Long> pending = new LinkedHashMap<>();
    private final Map<AccountId, Long> posted = new LinkedHashMap<>();
    private final List<Whereabouts.TraceFact> postings = new ArrayList<>();
    private final List<Whereabouts.TraceFact> missing = new ArrayList<>();
    private final List<Whereabouts.TraceFact> owed = new ArrayList<>();
    private final Set<JournalId> pended = new HashSet<>();
    private final Set<Integer> seenAtBank = new HashSet<>();

    MoneyTrace(Payments payments, Payment payment, Ledger ledger, AsOf asOf) {
        this.payments = payments;
        this.payment = payment;
        this.ledger = ledger;
        this.asOf = asOf;
        List<PaymentEvent> events = payment.events();
        for (Booking booking : payments.bookings().of(payment)) {
            if (!events.get(booking.event()).stamp().at().isAfter(asOf.knownAt())) {
                read(booking);
            }
        }
    }

    private void read(Booking booking) {
        Optional<Journal> written = written(booking.journal().id());
        if (written.isEmpty()) {
            boolean nothingToRelease = booking.step().act() == Act.RELEASE
                    && !pended.contains(booking.step().pending());
            if (!nothingToRelease) {
                missing.add(new Whereabouts.TraceFact(
                        Whereabouts.TraceFact.Kind.POSTING,
                        booking.journal().bookedOn(),
                        booking.journal().id().value(),
                        "journal " + booking.journal().id() + " is not in the ledger"));
            }
            return;
        }
        Journal journal = written.orElseThrow();
        if (journal.bookedOn().isAfter(asOf.effective())) {
            return;
        }
        boolean fromPending = pended.contains(booking.step().pending());
        switch (booking.step().act()) {
            case PEND -> {
                pended.add(booking.journal().id());
                add(pending, journal, 1);
            }
            case POST -> add(posted, journal, 1);
            case POST_PENDING, POST_PART -> {
                add(posted, journal, 1);
                add(pending, journal, fromPending ? -1 : 0);
            }
            case RELEASE -> add(pending, journal, -1);
        }
        postings.add(new Whereabouts.TraceFact(
                Whereabouts.TraceFact.Kind.POSTING,
                journal.bookedOn(),
                journal.id().value(),
                words(booking.step().act(), journal)));
        atBank(booking, journal);
    }

    private Optional<Journal> written(JournalId id) {
        return LedgerSteps.ids(id.value()).stream()
                .map(ledger::journal)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** A movement of cash is seen on a statement of the bank, one line an event. */
    private void atBank(Booking booking, Journal journal) {
        AccountId cash = new PaymentAccounts(payments, payment.order()).cash();
        boolean moves = booking.step().act() == Act.POST
                && journal.legs().stream().anyMatch(leg -> leg.account().equals(cash));
        if (moves
                && payments.rules().rail() != Rail.BOOK_TRANSFER
                && journal.valueOn().isBefore(asOf.effective())
                && seenAtBank.add(booking.event())) {
            owed.add(new Whereabouts.TraceFact(
                    Whereabouts.TraceFact.Kind.STATEMENT_LINE,
                    journal.valueOn(),
                    journal.id().value(),
                    "no statement line for " + journal.id() + " of " + journal.valueOn()));
        }
    }

    private void add(Map<AccountId, Long> sums, Journal journal, int sign) {
        for (Journal.Leg leg : journal.legs()) {
            Journal.Side normal =
                    ledger.account(leg.account()).map(Account::normalSide).orElseThrow();
            long minor = leg.side() == normal ? leg.minor() : -leg.minor();
            sums.merge(leg.account(), Math.multiplyExact(minor, (long) sign), Math::addExact);
        }
    }

    private static String words(Act act, Journal journal) {
        String verb = switch (act) {
            case PEND -> "pending";
            case POST -> "posted";
            case POST_PENDING, POST_PART -> "posted from pending";
            case RELEASE -> "released";
        };
        return verb + ": "
                + journal.legs().stream()
                        .map(leg -> (leg.side() == Journal.Side.DEBIT ? "Dr " : "Cr ") + leg.account() + " "
                                + Amounts.text(leg.amount()))
                        .collect(Collectors.joining(", "));
    }

    List<Holding> holdings() {
        List<Holding> holdings = new ArrayList<>();
        collect(posted, false, holdings);
        collect(pending, true, holdings);
        return holdings;
    }

    private void collect(Map<AccountId, Long> sums, boolean isPending, List<Holding> into) {
        Amounts amounts = Amounts.in(payment.amount().getCurrency());
        sums.forEach((account, minor) -> {
            if (minor != 0) {
                into.add(new Holding(account, amounts.ofMinor(minor), isPending));
            }
        });
    }

    List<Whereabouts.TraceFact> postings() {
        return postings;
    }

    List<Whereabouts.TraceFact> missing() {
        return missing;
    }

    List<Whereabouts.TraceFact> owed() {
        return owed;
    }
}
