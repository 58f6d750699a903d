package io.counterfoil.payments.exposure;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/**
 * A client's funds on a day: posted, pending, held, available, with the journals behind each figure (PAY-55). Immutable.
 *
 * @param client whose
 * @param asOf the day, and what was known
 * @param hold the policy of holds, in words
 * @param lines one a currency, by its code
 */
public record FundsReport(PartyId client, AsOf asOf, String hold, List<Line> lines) {

    private static final Code BELOW_LIMIT = Code.of("FUNDS.BELOW_LIMIT");
    private static final Code NOT_THE_LEDGER = Code.of("FUNDS.NOT_THE_LEDGER");

    public FundsReport {
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
                            "Held", Table.Cell.of(line.held().amount()), journals(line.held()), Document.Tone.NEUTRAL),
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
