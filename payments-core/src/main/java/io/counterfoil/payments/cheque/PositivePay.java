package io.counterfoil.payments.cheque;

import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.money.MonetaryAmount;

/**
 * Positive pay: what the bank is told about the cheques of a day, and what it presented against what was issued (PAY-22).
 *
 * <p>The file is a plain table of comma-separated values, one line a cheque; a bank's own layout is an adapter's. Immutable, thread-safe.
 */
public final class PositivePay {

    private final ZoneId zone;

    private PositivePay(ZoneId zone) {
        this.zone = zone;
    }

    /** Days are those of the zone. */
    public static PositivePay in(ZoneId zone) {
        return new PositivePay(zone);
    }

    /** What the bank is told to do with a cheque. */
    public enum Act {
        /** Pay it when it comes. */
        ISSUE,
        /** Do not pay it. */
        CANCEL
    }

    /**
     * One line of the file.
     *
     * @param act what to do
     * @param cheque what was issued
     */
    public record Line(Act act, IssuedCheque.Written cheque) {}

    /**
     * What the bank is told on a day.
     *
     * @param day the day
     * @param lines by account and number, an issue before a cancellation
     * @param issued the sum of the issued lines
     * @param cancelled the sum of the cancelled lines
     */
    public record IssueFile(LocalDate day, List<Line> lines, Totals issued, Totals cancelled) {

        public IssueFile {
            lines = List.copyOf(lines);
        }

        /** The lines as comma-separated values with a heading: act, account, number, amount, currency, date, payee. */
        public String csv() {
            StringBuilder text = new StringBuilder("act,account,number,amount,currency,date,payee\n");
            for (Line line : lines) {
                IssuedCheque.Written cheque = line.cheque();
                text.append(line.act()).append(',');
                text.append(quoted(cheque.id().account())).append(',');
                text.append(cheque.id().number()).append(',');
                text.append(Amounts.plain(cheque.amount())).append(',');
                text.append(cheque.amount().getCurrency().getCurrencyCode()).append(',');
                text.append(cheque.datedOn()).append(',');
                text.append(quoted(cheque.payee().value())).append('\n');
            }
            return text.toString();
        }

        private static String quoted(String text) {
            boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
            return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
        }
    }

    /** What a comparison found. */
    public enum Verdict implements Code {
        /** It is what was issued, and it may be paid. */
        AGREES,
        /** No such cheque was issued. */
        NOT_ISSUED,
        /** The amount is another. */
        AMOUNT_DIFFERS,
        /** It was not given away yet. */
        NOT_MAILED,
        /** It was stopped. */
        STOPPED,
        /** It is stale. */
        STALE,
        /** It will never be paid. */
        CANCELLED,
        /** It was paid before. */
        ALREADY_PAID,
        /** A person has to decide about an earlier presentment. */
        UNDECIDED;

        @Override
        public String id() {
            return "POSITIVE_PAY." + name();
        }
    }

    /**
     * One presented item, compared.
     *
     * @param item what the bank presented
     * @param verdict what was found
     * @param sentence with the values
     */
    public record Compared(IssuedCheque.Presentment item, Verdict verdict, String sentence) {}

    /** What the bank is to be told about the cheques mailed, voided, stopped or gone stale on the day. */
    public IssueFile issueFile(Stream<IssuedCheque> cheques, LocalDate day) {
        List<Line> lines = new ArrayList<>();
        cheques.filter(cheque -> cheque.written().isPresent()).forEach(cheque -> lines.addAll(lines(cheque, day)));
        lines.sort(Comparator.comparing((Line line) -> line.cheque().id()).thenComparing(Line::act));
        return new IssueFile(day, lines, sum(lines, Act.ISSUE), sum(lines, Act.CANCEL));
    }

    private List<Line> lines(IssuedCheque cheque, LocalDate day) {
        List<Line> lines = new ArrayList<>();
        boolean mailed = false;
        for (ChequeEvent event : cheque.history().toList()) {
            boolean today = LocalDate.ofInstant(event.stamp().at(), zone).equals(day);
            Optional<Act> act = switch (event.kind()) {
                case MAIL -> Optional.of(Act.ISSUE);
                // A cheque that the bank never heard of needs no cancelling.
                case VOID, STOP, STALE -> mailed ? Optional.of(Act.CANCEL) : Optional.empty();
                default -> Optional.empty();
            };
            mailed |= event.kind() == ChequeEvent.Kind.MAIL;
            if (today && act.isPresent()) {
                lines.add(new Line(act.orElseThrow(), cheque.written().orElseThrow()));
            }
        }
        return lines.stream().distinct().toList();
    }

    private static Totals sum(List<Line> lines, Act act) {
        return Totals.of(lines.stream()
                .filter(line -> line.act() == act)
                .map(line -> line.cheque().amount())
                .toList());
    }

    /** Every presented item against what was issued, in the order presented; the second of two items for one cheque is a second payment. */
    public List<Compared> compare(List<IssuedCheque.Presentment> presented, Stream<IssuedCheque> cheques) {
        Map<IssuedCheque.Id, IssuedCheque> issued = cheques.filter(
                        cheque -> cheque.written().isPresent())
                .collect(Collectors.toMap(
                        cheque -> cheque.written().orElseThrow().id(), Function.identity()));
        Map<IssuedCheque.Id, String> taken = new java.util.HashMap<>();
        List<Compared> found = new ArrayList<>();
        for (IssuedCheque.Presentment item : presented) {
            Compared compared = compare(item, Optional.ofNullable(issued.get(item.id())));
            String before = taken.get(item.id());
            if (compared.verdict() == Verdict.AGREES && before != null && !before.equals(item.reference())) {
                compared = new Compared(
                        item, Verdict.ALREADY_PAID, "cheque " + item.id() + " was presented as '" + before + "' too");
            }
            if (compared.verdict() == Verdict.AGREES) {
                taken.put(item.id(), item.reference());
            }
            found.add(compared);
        }
        return List.copyOf(found);
    }

    private static Compared compare(IssuedCheque.Presentment item, Optional<IssuedCheque> issued) {
        if (issued.isEmpty()) {
            return new Compared(item, Verdict.NOT_ISSUED, "no cheque " + item.id() + " was issued");
        }
        IssuedCheque cheque = issued.orElseThrow();
        Verdict standing = switch (cheque.status()) {
            case PRINTED -> Verdict.NOT_MAILED;
            case MAILED -> Verdict.AGREES;
            case STOPPED -> Verdict.STOPPED;
            case STALE -> Verdict.STALE;
            case EXCEPTION -> Verdict.UNDECIDED;
            case PAID -> Verdict.ALREADY_PAID;
            case VOID, CLOSED -> Verdict.CANCELLED;
        };
        if (standing != Verdict.AGREES) {
            return new Compared(item, standing, "cheque " + item.id() + " is " + cheque.status());
        }
        return difference(cheque, item)
                .map(text -> new Compared(item, Verdict.AMOUNT_DIFFERS, text))
                .orElseGet(() -> new Compared(
                        item, standing, "cheque " + item.id() + " of " + Amounts.text(item.amount()) + " agrees"));
    }

    /** What was presented on a day, as a document: exceptions first. */
    public static Document document(LocalDate day, List<Compared> compared) {
        Table.Builder table = Table.titled("Presented cheques")
                .text("cheque", "Cheque")
                .number("amount", "Presented")
                .text("verdict", "Verdict")
                .text("why", "Why")
                .text("reference", "Bank reference");
        List<Compared> ordered = compared.stream()
                .sorted(Comparator.comparing((Compared one) -> one.verdict() == Verdict.AGREES))
                .toList();
        for (int i = 0; i < ordered.size(); i++) {
            Compared one = ordered.get(i);
            table.row(
                    one.item().id() + " " + one.item().reference() + " " + i,
                    one.item().id().toString(),
                    one.item().amount(),
                    one.verdict(),
                    one.sentence(),
                    one.item().reference());
        }
        long exceptions =
                compared.stream().filter(one -> one.verdict() != Verdict.AGREES).count();
        return Document.titled("Positive pay")
                .subtitle(day.toString())
                .paragraph(compared.size() + " presented, " + exceptions + " to decide")
                .table(table.build())
                .build();
    }

    static Optional<String> difference(IssuedCheque cheque, IssuedCheque.Presentment item) {
        return difference(cheque.written().orElseThrow(), item);
    }

    /** What differs between item and cheque, with the values; empty where account, number and amount agree. */
    static Optional<String> difference(IssuedCheque.Written cheque, IssuedCheque.Presentment item) {
        if (!cheque.id().equals(item.id())) {
            return Optional.of("presented as " + item.id() + ", issued as " + cheque.id());
        }
        if (!same(cheque.amount(), item.amount())) {
            return Optional.of(
                    "presented for " + Amounts.text(item.amount()) + ", issued for " + Amounts.text(cheque.amount()));
        }
        return Optional.empty();
    }

    private static boolean same(MonetaryAmount one, MonetaryAmount other) {
        return one.getCurrency().equals(other.getCurrency()) && Amounts.minor(one) == Amounts.minor(other);
    }
}
