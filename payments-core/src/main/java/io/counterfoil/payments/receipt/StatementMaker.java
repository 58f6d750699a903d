package io.counterfoil.payments.receipt;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.exposure.AvailableFunds;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.LedgerEntry;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.payments.receipt.ClientStatement.Kind;
import io.counterfoil.payments.receipt.ClientStatement.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.money.MonetaryAmount;

/** Makes statements out of the ledger. Confined to one call. */
final class StatementMaker {

    private static final Set<String> COMING_BACK = Set.of(
            "return",
            "unpaid",
            "claim",
            "reverse",
            "recall",
            "recallAccepted",
            "answerPositive",
            "itemRejected",
            "reject",
            "rejected",
            "nack",
            "fileRejected",
            "refuse",
            "refund",
            "refundFull",
            "dishonour",
            "contest");
    private static final Set<String> DISPUTES = Set.of(
            "dispute", "disputeWon", "disputeLost", "disputeLostPart", "indemnityClaim", "debit", "challengeLost");

    private final PartyId client;
    private final DateRange period;
    private final Ledger ledger;
    private final AsOf asOf;

    StatementMaker(PartyId client, DateRange period, Ledger ledger, AsOf asOf) {
        this.client = client;
        this.period = period;
        this.ledger = ledger;
        this.asOf = asOf;
    }

    List<ClientStatement> statements(AvailableFunds funds) {
        AvailableFunds.Report report = funds.by(BalanceBasis.BOOKED).assess(client, ledger, asOf.on(period.to()));
        boolean fundsHold = report.proof().holds();
        return report.lines().stream().map(line -> statement(line, fundsHold)).toList();
    }

    private ClientStatement statement(AvailableFunds.Report.Line funds, boolean fundsHold) {
        Account account = ledger.account(funds.account()).orElseThrow();
        Amounts amounts = Amounts.in(account.currency());
        AsOf before = asOf.on(period.from().minusDays(1));
        MonetaryAmount opening =
                ledger.balance(account.id(), before, BalanceBasis.BOOKED).posted();
        MonetaryAmount closing = ledger.balance(account.id(), asOf.on(period.to()), BalanceBasis.BOOKED)
                .posted();
        List<LedgerEntry> entries = ledger.entries(account.id(), period)
                .filter(entry -> !entry.recordedAt().isAfter(asOf.knownAt()))
                .sorted(Comparator.comparing(LedgerEntry::bookedOn)
                        .thenComparing(LedgerEntry::sequence)
                        .thenComparing(LedgerEntry::legIndex))
                .toList();
        List<Line> lines = new ArrayList<>();
        long balance = Amounts.minor(opening);
        for (LedgerEntry entry : entries) {
            for (Share share : shares(entry, account)) {
                balance = Math.addExact(balance, share.minor());
                lines.add(new Line(
                        entry.sequence() + "." + entry.legIndex() + (share.part() == 0 ? "" : "." + share.part()),
                        entry.bookedOn(),
                        entry.valueOn(),
                        share.kind(),
                        reference(entry),
                        share.description(),
                        amounts.ofMinor(share.minor()),
                        amounts.ofMinor(balance)));
            }
        }
        Proof proof = proof(account.id(), opening, lines, closing, funds, fundsHold);
        return new ClientStatement(client, period, account.id(), opening, lines, closing, funds, proof);
    }

    /** A part of a leg: what went to fees and taxes of it is told apart. */
    private record Share(int part, Kind kind, String description, long minor) {}

    private List<Share> shares(LedgerEntry entry, Account account) {
        long minor =
                entry.side() == account.normalSide() ? Amounts.minor(entry.amount()) : -Amounts.minor(entry.amount());
        String named = entry.attributes().getOrDefault(ClientStatement.LINE, "");
        if (!named.isEmpty()) {
            return List.of(new Share(0, kind(named), description(entry), minor));
        }
        List<Share> shares = new ArrayList<>();
        List<Journal.Leg> legs =
                ledger.journal(entry.journal()).map(Journal::legs).orElse(List.of());
        boolean alone =
                legs.stream().filter(leg -> leg.account().equals(account.id())).count() == 1;
        long rest = minor;
        int part = 1;
        for (Journal.Leg leg : legs) {
            Kind kind = kindOf(leg.account());
            boolean same =
                    leg.currency().getCurrencyCode().equals(account.currency().getCurrencyCode());
            if (alone && same && leg.side() == entry.side().opposite() && kind != Kind.OTHER) {
                long share = minor < 0 ? -leg.minor() : leg.minor();
                shares.add(new Share(part++, kind, feeLine(entry, leg, kind), share));
                rest = Math.subtractExact(rest, share);
            }
        }
        if (rest != 0) {
            shares.add(0, new Share(0, kind(entry, rest), description(entry), rest));
        }
        return shares;
    }

    private Kind kindOf(AccountId account) {
        String role = account.value();
        if (role.startsWith("tax:")) {
            return Kind.TAX;
        }
        return ledger.account(account).map(Account::kind).orElseThrow() == Account.Kind.INCOME ? Kind.FEE : Kind.OTHER;
    }

    private static String feeLine(LedgerEntry entry, Journal.Leg leg, Kind kind) {
        Map<String, String> attributes = entry.attributes();
        return kind == Kind.TAX
                ? tax(leg.account().value().split(":", -1))
                : attributes.getOrDefault(
                        ClientStatement.FEE_LINE, leg.account().value());
    }

    /** {@code tax:CA-ON:HST:cad} reads as {@code HST CA-ON}. */
    private static String tax(String[] account) {
        return account.length > 2 ? account[2] + " " + account[1] : String.join(":", account);
    }

    private static Kind kind(String named) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().equals(named.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElse(Kind.OTHER);
    }

    private static Kind kind(LedgerEntry entry, long minor) {
        String event = entry.attributes().getOrDefault("event", "");
        if (COMING_BACK.contains(event)) {
            return Kind.RETURNED;
        }
        if (DISPUTES.contains(event)) {
            return Kind.DISPUTED;
        }
        return minor > 0 ? Kind.FUNDED : Kind.DISBURSED;
    }

    private static String reference(LedgerEntry entry) {
        Map<String, String> attributes = entry.attributes();
        return attributes.getOrDefault(
                AvailableFunds.PAYMENT,
                attributes.getOrDefault("taxBill", entry.journal().value()));
    }

    private static String description(LedgerEntry entry) {
        Map<String, String> attributes = entry.attributes();
        return attributes.getOrDefault(ClientStatement.FEE_LINE, attributes.getOrDefault("memo", ""));
    }

    /** That opening and lines are closing, and closing what the available funds say; what differs is named. */
    Proof proof(
            AccountId account,
            MonetaryAmount opening,
            List<Line> lines,
            MonetaryAmount closing,
            AvailableFunds.Report.Line funds,
            boolean fundsHold) {
        Amounts amounts = Amounts.in(opening.getCurrency());
        List<Proof.Figure> figures = new ArrayList<>();
        figures.add(Proof.Figure.of("OPENING", "opening", 0, opening));
        long sum = Amounts.minor(opening);
        for (Kind kind : Kind.values()) {
            List<Line> of = lines.stream().filter(line -> line.kind() == kind).toList();
            long minor =
                    of.stream().mapToLong(line -> Amounts.minor(line.amount())).reduce(0, Math::addExact);
            sum = Math.addExact(sum, minor);
            if (!of.isEmpty()) {
                figures.add(new Proof.Figure(
                        kind.name(),
                        kind.name().toLowerCase(Locale.ROOT),
                        of.size(),
                        amounts.ofMinor(minor),
                        of.stream()
                                .map(line -> new Proof.Figure.Item(line.reference(), line.amount(), line.id()))
                                .toList()));
            }
        }
        figures.add(Proof.Figure.of("CLOSING", "closing", 0, closing));
        figures.add(funds.held());
        figures.add(Proof.Figure.of("AVAILABLE", "available", 0, funds.available()));
        List<Proof.Figure> differences = new ArrayList<>();
        differ(
                "LEDGER",
                "opening and lines less the ledger's closing",
                sum - Amounts.minor(closing),
                amounts,
                differences);
        differ(
                "FUNDS",
                "closing less what is posted by the available funds",
                Amounts.minor(closing) - Amounts.minor(funds.posted().amount()),
                amounts,
                differences);
        ProofStatus status =
                differences.isEmpty() ? fundsHold ? ProofStatus.PROVED : ProofStatus.UNPROVED : ProofStatus.BROKEN;
        return Proof.builder()
                .subject(SubjectRef.of("client-statement", account + "/" + period))
                .sentence("opening " + Amounts.text(opening) + ", " + lines.size()
                        + (lines.size() == 1 ? " line" : " lines") + ", closing " + Amounts.text(closing))
                .status(status)
                .figures(figures)
                .differences(differences)
                .build();
    }

    private static void differ(String code, String label, long minor, Amounts amounts, List<Proof.Figure> into) {
        if (minor != 0) {
            into.add(Proof.Figure.of(code, label, 0, amounts.ofMinor(minor)));
        }
    }
}
