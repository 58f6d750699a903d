package io.counterfoil.payments.exposure;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Balance;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.LedgerEntry;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/**
 * What a client can dispose of: posted, less what is pending against it, less what is held (PAY-55, payments specification 4.7). Immutable, thread-safe.
 *
 * <pre>{@code
 * AvailableFunds funds = AvailableFunds.of(accounts).holding(AvailableFunds.Hold.untilFinal());
 * Report report = funds.assess(PartyId.of("42"), ledger, asOf);
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

    /** Nothing is held. A client's accounts are those in the role {@link AccountMap.Role.Core#CLIENT} of its id, one a currency. */
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
    public Report assess(PartyId client, Ledger ledger, AsOf asOf) {
        AccountMap.Role role = AccountMap.Role.Core.CLIENT.of(client.value());
        Map<String, Account> found = new java.util.TreeMap<>();
        for (Account any : accounts.accounts()) {
            accounts.find(role, any.currency())
                    .ifPresent(account -> found.put(account.currency().getCurrencyCode(), account));
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("client " + client + " has no account, expected one in role " + role.id()
                    + "\nMaybe the account map was built before the client was taken on.");
        }
        List<Report.Line> lines = found.values().stream()
                .map(account -> line(account, ledger, asOf))
                .toList();
        return new Report(client, asOf, hold.description(), lines);
    }

    private Report.Line line(Account account, Ledger ledger, AsOf asOf) {
        CurrencyUnit currency = account.currency();
        Balance balance = ledger.balance(account.id(), asOf, basis);
        List<LedgerEntry> posted = ledger.entries(account.id(), DateRange.of(LocalDate.MIN, asOf.effective()), basis)
                .filter(entry -> !entry.recordedAt().isAfter(asOf.knownAt()))
                .toList();
        List<LedgerEntry> pending = ledger.pending(account.id(), asOf, basis).toList();
        return new Report.Line(
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

    /**
     * A client's funds on a day: posted, pending, held, available, with the journals behind each figure (PAY-55). Immutable.
     *
     * @param client whose
     * @param asOf the day, and what was known
     * @param hold the policy of holds, in words
     * @param lines one a currency, by its code
     */
    public record Report(PartyId client, AsOf asOf, String hold, List<Line> lines) {

        private static final Code BELOW_LIMIT = Code.of("FUNDS.BELOW_LIMIT");
        private static final Code NOT_THE_LEDGER = Code.of("FUNDS.NOT_THE_LEDGER");

        public Report {
            Objects.requireNonNull(client, "client");
            Objects.requireNonNull(asOf, "asOf");
            Objects.requireNonNull(hold, "hold");
            lines = List.copyOf(lines);
        }

        /** What the client can dispose of, in every currency. */
        public Totals available() {
            return Totals.of(lines.stream().map(Line::available).toList());
        }

        /** Whether every line keeps its limit. */
        public boolean isWithinLimits() {
            return lines.stream().allMatch(Line::isWithinLimit);
        }

        /**
         * That the journals behind each figure make up the ledger's balance, account by account. An available sum below the limit is a problem that is shown; it does not break the
         * proof, because a hold may begin after the money went.
         */
        public Proof proof() {
            List<Proof.Figure> figures = new ArrayList<>();
            List<Proof.Figure> differences = new ArrayList<>();
            List<Diagnostic> problems = new ArrayList<>();
            for (Line line : lines) {
                figures.addAll(line.figures());
                line.differences().forEach(difference -> {
                    differences.add(difference);
                    problems.add(Diagnostic.error(
                            NOT_THE_LEDGER,
                            line.account() + ": journals and balance differ, " + difference.label(),
                            Diagnostic.Location.of("funds of " + client)));
                });
                if (!line.isWithinLimit()) {
                    problems.add(Diagnostic.warning(
                            BELOW_LIMIT,
                            line.account() + ": available " + Amounts.text(line.available()) + ", expected not below "
                                    + Amounts.text(line.floor().orElseThrow()),
                            Diagnostic.Location.of("funds of " + client)));
                }
            }
            return Proof.builder()
                    .subject(SubjectRef.of("funds", client.value() + "/" + asOf.effective()))
                    .sentence("available " + available() + " of client " + client + " on " + asOf.effective())
                    .status(differences.isEmpty() ? ProofStatus.PROVED : ProofStatus.BROKEN)
                    .figures(figures)
                    .differences(differences)
                    .problems(problems)
                    .build();
        }

        /** The report for people: the figures at a glance, then the journals behind them. */
        public Document toDocument() {
            Document.Builder document = Document.titled("Available funds of client " + client)
                    .subtitle("End of " + asOf.effective() + "; " + hold);
            for (Line line : lines) {
                document.facts(
                        Document.Block.Fact.of("Account", line.account().value()),
                        Document.Block.Fact.of("Posted", line.posted().amount()),
                        new Document.Block.Fact(
                                "Pending against",
                                Table.Cell.of(line.pending().amount()),
                                journals(line.pending()),
                                Document.Tone.NEUTRAL),
                        new Document.Block.Fact(
                                "Held",
                                Table.Cell.of(line.held().amount()),
                                journals(line.held()),
                                Document.Tone.NEUTRAL),
                        new Document.Block.Fact(
                                "Available",
                                Table.Cell.of(line.available()),
                                line.floor()
                                        .map(floor -> "limit " + Amounts.text(floor))
                                        .orElse("no limit"),
                                line.isWithinLimit() ? Document.Tone.GOOD : Document.Tone.BAD),
                        new Document.Block.Fact(
                                "Pending for",
                                Table.Cell.of(line.pendingFor().amount()),
                                "not counted",
                                Document.Tone.NEUTRAL));
                if (!line.isWithinLimit()) {
                    document.callout(
                            Document.Tone.BAD,
                            "Below the limit",
                            "Available is " + Amounts.text(line.available()) + ", the limit is "
                                    + Amounts.text(line.floor().orElseThrow()) + ".");
                }
                line.figures().stream()
                        .filter(figure -> !figure.items().isEmpty())
                        .forEach(figure -> document.table(table(line, figure)));
            }
            return document.build();
        }

        private static String journals(Proof.Figure figure) {
            return figure.count() == 1 ? "1 journal" : figure.count() + " journals";
        }

        private static Table table(Line line, Proof.Figure figure) {
            String label = figure.label().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                    + figure.label().substring(1);
            Table.Builder table = Table.titled(label + ", " + line.account())
                    .text("journal", "Journal")
                    .text("note", "Day")
                    .number("amount", "Amount");
            int row = 0;
            for (Proof.Figure.Item item : figure.items()) {
                table.row(++row + " " + item.reference(), item.reference(), item.note(), item.amount());
            }
            return table.build();
        }

        /** One account. Immutable. */
        public static final class Line {

            private final AccountId account;
            private final @Nullable MonetaryAmount floor;
            private final MonetaryAmount balance;
            private final Proof.Figure posted;
            private final Proof.Figure pending;
            private final Proof.Figure held;
            private final Proof.Figure pendingFor;
            private final MonetaryAmount pendingBalance;

            Line(
                    AccountId account,
                    @Nullable MonetaryAmount floor,
                    MonetaryAmount balance,
                    Proof.Figure posted,
                    Proof.Figure pending,
                    Proof.Figure held,
                    Proof.Figure pendingFor,
                    MonetaryAmount pendingBalance) {
                this.account = account;
                this.floor = floor;
                this.balance = balance;
                this.posted = posted;
                this.pending = pending;
                this.held = held;
                this.pendingFor = pendingFor;
                this.pendingBalance = pendingBalance;
            }

            /** The ledger account. */
            public AccountId account() {
                return account;
            }

            /** What available must not fall below: minus the limit; empty where nothing was agreed. */
            public Optional<MonetaryAmount> floor() {
                return Optional.ofNullable(floor);
            }

            /** What is posted, with its journals. */
            public Proof.Figure posted() {
                return posted;
            }

            /** What is pending against the client. */
            public Proof.Figure pending() {
                return pending;
            }

            /** What is held; an item for each payment, or journal without one. */
            public Proof.Figure held() {
                return held;
            }

            /** What is pending for the client; not counted. */
            public Proof.Figure pendingFor() {
                return pendingFor;
            }

            /** Posted less pending less held. */
            public MonetaryAmount available() {
                long minor = Math.subtractExact(
                        Math.subtractExact(Amounts.minor(posted.amount()), Amounts.minor(pending.amount())),
                        Amounts.minor(held.amount()));
                return Amounts.in(balance.getCurrency()).ofMinor(minor);
            }

            /** Whether available is not below the floor. */
            public boolean isWithinLimit() {
                return floor == null || Amounts.minor(available()) >= Amounts.minor(floor);
            }

            List<Proof.Figure> figures() {
                return List.of(
                        posted, pending, held, Proof.Figure.of("AVAILABLE", "available", 0, available()), pendingFor);
            }

            List<Proof.Figure> differences() {
                List<Proof.Figure> differences = new ArrayList<>();
                compare("POSTED", posted.amount(), balance, differences);
                compare("PENDING", pending.amount(), pendingBalance, differences);
                return differences;
            }

            private static void compare(
                    String code, MonetaryAmount journals, MonetaryAmount ledger, List<Proof.Figure> into) {
                long minor = Math.subtractExact(Amounts.minor(journals), Amounts.minor(ledger));
                if (minor != 0) {
                    into.add(Proof.Figure.of(
                            code,
                            code.toLowerCase(java.util.Locale.ROOT) + " by journals less the balance",
                            0,
                            Amounts.in(ledger.getCurrency()).ofMinor(minor)));
                }
            }
        }
    }
}
