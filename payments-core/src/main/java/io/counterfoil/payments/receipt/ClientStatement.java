package io.counterfoil.payments.receipt;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.exposure.AvailableFunds;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.money.MonetaryAmount;

/**
 * What a client had, got, gave and has left in a period, line by line, so that it can be reconciled in the client's own books (PAY-62). Immutable.
 *
 * <pre>{@code
 * List<ClientStatement> statements = ClientStatement.of(client, DateRange.month(2027, 3), AvailableFunds.of(accounts), ledger, asOf);
 * statements.get(0).proof().orThrow(); // opening and lines are closing, and closing is the ledger and the available funds
 * Documents.html(statements.get(0).toDocument(Locale.CANADA_FRENCH), Locale.CANADA_FRENCH);
 * statements.get(0).rows(); // for CSV, OFX, IIF
 * }</pre>
 *
 * <p>Lines are the posted legs on the client's account by day of booking, one statement a currency. What a line is, its journal says: attribute {@value #LINE} with the name of a {@link Kind};
 * else it is told from what stands on the other side of the journal (tax accounts are tax, fee accounts are fees) and from the payment's event. Amounts are signed as the client sees them.
 *
 * @param client whose
 * @param period by day of booking
 * @param account the ledger account
 * @param opening posted before the period
 * @param lines in the order of day and log
 * @param closing posted by the end of the period
 * @param funds what is pending and held, and what could be disposed of, at the end of the period
 * @param proof that it all agrees
 */
public record ClientStatement(
        PartyId client,
        DateRange period,
        AccountId account,
        MonetaryAmount opening,
        List<Line> lines,
        MonetaryAmount closing,
        AvailableFunds.Report.Line funds,
        Proof proof) {

    /** Attribute of a journal: the name of a {@link Kind}. */
    public static final String LINE = "statementLine";

    /** Attribute of a journal: the line of the fee schedule that it charges. */
    public static final String FEE_LINE = "feeLine";

    public ClientStatement {
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(opening, "opening");
        lines = List.copyOf(lines);
        Objects.requireNonNull(closing, "closing");
        Objects.requireNonNull(funds, "funds");
        Objects.requireNonNull(proof, "proof");
    }

    /**
     * The statements of a period, one a currency.
     *
     * @param funds which accounts the client has, and what is held
     * @param asOf what was known; its day does not matter
     * @throws IllegalArgumentException where the client has no account
     */
    public static List<ClientStatement> of(
            PartyId client, DateRange period, AvailableFunds funds, Ledger ledger, AsOf asOf) {
        return new StatementMaker(client, period, ledger, asOf).statements(funds);
    }

    /** What is held at the end of the period. */
    public MonetaryAmount held() {
        return funds.held().amount();
    }

    /** What the client could dispose of at the end of the period. */
    public MonetaryAmount available() {
        return funds.available();
    }

    /** The sum of the lines of a kind. */
    public MonetaryAmount total(Kind kind) {
        return Amounts.in(opening.getCurrency())
                .ofMinor(lines.stream()
                        .filter(line -> line.kind() == kind)
                        .mapToLong(line -> Amounts.minor(line.amount()))
                        .reduce(0, Math::addExact));
    }

    /**
     * Lines as text in fixed columns, a head first, for the files of books and banks: {@code id} (unique and the same in every rendering; OFX FITID), {@code date} (ISO), {@code value},
     * {@code kind}, {@code reference} (OFX CHECKNUM or REFNUM, IIF DOCNUM), {@code description} (OFX NAME, IIF MEMO), {@code amount} (plain, signed), {@code currency}, {@code balance} (after the
     * line). No cell holds a line break, tab or quote, and none begins as a formula would.
     */
    public List<List<String>> rows() {
        return StatementRows.of(this);
    }

    /** The statement for people, in English or French. */
    public Document toDocument(Locale locale) {
        ReceiptWords words = ReceiptWords.in(locale);
        Document.Builder document = Document.titled(words.text("statement.title", client))
                .subtitle(words.text("statement.period", words.day(period.from()), words.day(period.to())));
        if (!proof.holds()) {
            document.callout(
                    Document.Tone.BAD, words.text("statement.unproved"), words.text("statement.unproved.text"));
        }
        List<Document.Block.Fact> facts = new java.util.ArrayList<>();
        facts.add(Document.Block.Fact.of(words.text("statement.opening"), opening));
        for (Map.Entry<Kind, MonetaryAmount> total : totals().entrySet()) {
            facts.add(Document.Block.Fact.of(
                    words.text("statement.kind." + total.getKey().name()), total.getValue()));
        }
        facts.add(Document.Block.Fact.of(words.text("statement.closing"), closing));
        facts.add(Document.Block.Fact.of(
                words.text("statement.pending"), funds.pending().amount()));
        facts.add(Document.Block.Fact.of(words.text("statement.held"), held()));
        facts.add(Document.Block.Fact.of(words.text("statement.available"), available()));
        document.add(new Document.Block.Facts(facts));
        Table.Builder table = Table.titled(words.text("statement.lines"))
                .text("date", words.text("statement.date"))
                .text("kind", words.text("statement.kind"))
                .text("description", words.text("statement.description"))
                .text("reference", words.text("statement.reference"))
                .number("amount", words.text("statement.amount"))
                .number("balance", words.text("statement.balance"));
        for (Line line : lines) {
            table.row(
                    line.id(),
                    Table.Cell.of(line.bookedOn()),
                    words.text("statement.kind." + line.kind().name()),
                    line.description(),
                    line.reference(),
                    line.amount(),
                    line.balance());
        }
        return document.table(table.build()).build();
    }

    /** The sum of each kind that has lines, in the order of the kinds. */
    public Map<Kind, MonetaryAmount> totals() {
        Map<Kind, MonetaryAmount> totals = new EnumMap<>(Kind.class);
        lines.forEach(line -> totals.computeIfAbsent(line.kind(), this::total));
        return totals;
    }

    /** What a line is. */
    public enum Kind implements Code {
        /** Money collected or paid in for the client. */
        FUNDED,
        /** Money paid out for the client. */
        DISBURSED,
        /** A payment that came back, or went back. */
        RETURNED,
        /** Taken or given back in a dispute. */
        DISPUTED,
        /** A fee. */
        FEE,
        /** A tax on a fee. */
        TAX,
        /** Anything else. */
        OTHER;

        @Override
        public String id() {
            return "STATEMENT." + name();
        }
    }

    /**
     * One line.
     *
     * @param id unique in the account and never changed
     * @param bookedOn the day
     * @param valueOn the day of value
     * @param kind what it is
     * @param reference the payment, document or journal
     * @param description the line of the fee schedule, the tax, or the memo; may be empty
     * @param amount signed as the client sees it
     * @param balance after it
     */
    public record Line(
            String id,
            LocalDate bookedOn,
            LocalDate valueOn,
            Kind kind,
            String reference,
            String description,
            MonetaryAmount amount,
            MonetaryAmount balance) {}
}
