package io.counterfoil.payments.exposure;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.AccountRole;
import io.counterfoil.payments.ledger.Balance;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.LedgerEntry;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javax.money.CurrencyUnit;

/**
 * What a client can dispose of: posted, less what is pending against it, less what is held (PAY-55, payments specification 4.7). Immutable, thread-safe.
 *
 * <pre>{@code
 * AvailableFunds funds = AvailableFunds.of(accounts).holding(AvailableFunds.Hold.untilFinal());
 * FundsReport report = funds.assess(PartyId.of("42"), ledger, asOf);
 * report.available(); // 1,204.30 CAD
 * report.proof().orThrow(); // every figure is its journals, and the ledger's balance
 * }</pre>
 *
 * <p>Days are days of booking, unless {@link #by} says value. What is pending for the client is shown and never counted.
 */
public final class AvailableFunds {

    /**
     * Attribute of a journal that settles a payment: the last day on which the payment can be taken back, or {@link #WITHOUT_END}. The captures of a card carry it
     * too, counted from the first day on which they can settle.
     */
    public static final String FINAL_ON = "finalOn";

    /** Attribute of a journal: the payment that it belongs to. A debit of the same payment, such as its return, ends that much of its hold. */
    public static final String PAYMENT = "payment";

    /** Value of {@link #FINAL_ON} for recourse without end. */
    public static final String WITHOUT_END = "never";

    private final AccountMap accounts;
    private final Hold hold;
    private final BalanceBasis basis;

    private AvailableFunds(AccountMap accounts, Hold hold, BalanceBasis basis) {
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.hold = Objects.requireNonNull(hold, "hold");
        this.basis = Objects.requireNonNull(basis, "basis");
    }

    /** Nothing is held. A client's accounts are those in the role {@link AccountRole.Core#CLIENT} of its id, one a currency. */
    public static AvailableFunds of(AccountMap accounts) {
        return new AvailableFunds(accounts, Hold.none(), BalanceBasis.BOOKED);
    }

    /** The same with another hold. */
    public AvailableFunds holding(Hold policy) {
        return new AvailableFunds(accounts, policy, basis);
    }

    /** The same by day of booking or of value. */
    public AvailableFunds by(BalanceBasis days) {
        return new AvailableFunds(accounts, hold, days);
    }

    /**
     * The client's funds at the end of the day, one line a currency.
     *
     * @throws IllegalArgumentException where the client has no account
     */
    public FundsReport assess(PartyId client, Ledger ledger, AsOf asOf) {
        AccountRole role = AccountRole.Core.CLIENT.of(client.value());
        Map<String, Account> found = new java.util.TreeMap<>();
        for (Account any : accounts.accounts()) {
            accounts.find(role, any.currency())
                    .ifPresent(account -> found.put(account.currency().getCurrencyCode(), account));
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("client " + client + " has no account, expected one in role " + role.id()
                    + "\nMaybe the account map was built before the client was taken on.");
        }
        List<FundsReport.Line> lines = found.values().stream()
                .map(account -> line(account, ledger, asOf))
                .toList();
        return new FundsReport(client, asOf, hold.description(), lines);
    }

    private FundsReport.Line line(Account account, Ledger ledger, AsOf asOf) {
        CurrencyUnit currency = account.currency();
        Balance balance = ledger.balance(account.id(), asOf, basis);
        List<LedgerEntry> posted = ledger.entries(account.id(), DateRange.of(LocalDate.MIN, asOf.effective()), basis)
                .filter(entry -> !entry.recordedAt().isAfter(asOf.knownAt()))
                .toList();
        List<LedgerEntry> pending = ledger.pending(account.id(), asOf, basis).toList();
        return new FundsReport.Line(
                account.id(),
                account.floor().orElse(null),
                balance.posted(),
                figure("POSTED", "posted", currency, items(posted, account.normalSide())),
                figure(
                        "PENDING",
                        "pending against",
                        currency,
                        side(pending, account.normalSide().opposite())),
                figure("HELD", "held", currency, held(posted, account.normalSide(), asOf.effective())),
                figure("PENDING_FOR", "pending for, not counted", currency, side(pending, account.normalSide())),
                balance.pendingAgainst());
    }

    private static Proof.Figure figure(
            String code, String label, CurrencyUnit currency, List<Proof.Figure.Item> items) {
        long sum =
                items.stream().mapToLong(item -> Amounts.minor(item.amount())).reduce(0, Math::addExact);
        return new Proof.Figure(code, label, items.size(), Amounts.in(currency).ofMinor(sum), items);
    }

    private static List<Proof.Figure.Item> items(List<LedgerEntry> entries, Journal.Side normal) {
        return entries.stream()
                .map(entry -> new Proof.Figure.Item(
                        entry.journal().value(),
                        Amounts.in(entry.amount().getCurrency()).ofMinor(normal(entry, normal)),
                        entry.bookedOn().toString()))
                .toList();
    }

    private static List<Proof.Figure.Item> side(List<LedgerEntry> pending, Journal.Side side) {
        return items(pending.stream().filter(entry -> entry.side() == side).toList(), side);
    }

    private static long normal(LedgerEntry entry, Journal.Side normal) {
        return entry.side() == normal ? Amounts.minor(entry.amount()) : -Amounts.minor(entry.amount());
    }

    /** What one payment brought and is held, and what was taken back of it. */
    private static final class Held {
        private long held;
        private long takenBack;
        private LocalDate last = LocalDate.MIN;
        private String journal = "";

        long left() {
            return Math.max(0, held - takenBack);
        }
    }

    private List<Proof.Figure.Item> held(List<LedgerEntry> posted, Journal.Side normal, LocalDate today) {
        Map<String, Held> byPayment = new LinkedHashMap<>();
        for (LedgerEntry entry : posted) {
            String payment = entry.attributes()
                    .getOrDefault(PAYMENT, "journal " + entry.journal().value());
            Held held = byPayment.computeIfAbsent(payment, key -> new Held());
            if (entry.side() != normal) {
                held.takenBack = Math.addExact(held.takenBack, Amounts.minor(entry.amount()));
                continue;
            }
            Optional<LocalDate> last = hold.lastDay(entry).filter(day -> !day.isBefore(today));
            if (last.isPresent()) {
                held.held = Math.addExact(held.held, Amounts.minor(entry.amount()));
                held.journal = entry.journal().value();
                held.last = held.last.isAfter(last.get()) ? held.last : last.get();
            }
        }
        List<Proof.Figure.Item> items = new ArrayList<>();
        for (Held held : byPayment.values()) {
            if (held.left() > 0) {
                items.add(new Proof.Figure.Item(
                        held.journal,
                        Amounts.in(posted.get(0).amount().getCurrency()).ofMinor(held.left()),
                        held.last.equals(LocalDate.MAX) ? "without end" : "until " + held.last));
            }
        }
        return items;
    }

    /** How long what came in is held. */
    public interface Hold {

        /** The last day on which the credit is held; {@link LocalDate#MAX} for without end; empty where it is not held. */
        Optional<LocalDate> lastDay(LedgerEntry credit);

        /** In words, for the report. */
        String description();

        /** Nothing is held. */
        static Hold none() {
            return new FundsHold("nothing is held", entry -> Optional.empty());
        }

        /**
         * For so many calendar days from the day of value; a credit held for 5 days is free on the fifth day after it.
         *
         * @param days at least 1
         */
        static Hold days(int days) {
            FundsHold.checkDays(days);
            return new FundsHold(
                    "held for " + days + (days == 1 ? " day" : " days"),
                    entry -> Optional.of(entry.valueOn().plusDays(days - 1L)));
        }

        /** For so many business days from the day of value; free on the last of them. */
        static Hold businessDays(int days, BusinessCalendar calendar) {
            FundsHold.checkDays(days);
            return new FundsHold(
                    "held for " + days + (days == 1 ? " business day" : " business days"),
                    entry -> Optional.of(calendar.plus(entry.valueOn(), days).minusDays(1)));
        }

        /** Until it cannot be taken back: the last day is the journal's {@link AvailableFunds#FINAL_ON}; a credit without it is not held. */
        static Hold untilFinal() {
            return new FundsHold("held until final", FundsHold::finalOn);
        }

        /**
         * Until it cannot be taken back, as the payments know it.
         *
         * @param lastDay the last day of recourse of the payment that a journal names; {@link LocalDate#MAX} for without end, empty where it is final or was never settled
         */
        static Hold untilFinal(Function<String, Optional<LocalDate>> lastDay) {
            return new FundsHold(
                    "held until final",
                    entry ->
                            Optional.ofNullable(entry.attributes().get(PAYMENT)).flatMap(lastDay));
        }
    }
}
