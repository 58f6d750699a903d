package io.counterfoil.reconciliation.statement;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.item.ItemId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.money.MonetaryAmount;

/**
 * Statements of one account put in order, with everything that keeps them from being one unbroken account history (reconciliation specification 4.15).
 *
 * <p>The order does not depend on the order they are given in: it is the one with the fewest breaks between a closing and the next opening balance, among those
 * the earliest by period, then by number. A day without movements is no gap. Immutable.
 */
public final class StatementChain {

    private final List<Statement> order;
    private final List<Finding> findings;
    private final Proof proof;

    private StatementChain(List<Statement> order, List<Finding> findings, Proof proof) {
        this.order = List.copyOf(order);
        this.findings = List.copyOf(findings);
        this.proof = proof;
    }

    /**
     * The chain of the statements, in whatever order they come.
     *
     * @throws IllegalArgumentException where they are of several accounts or currencies, or there is none
     */
    public static StatementChain of(List<Statement> statements) {
        requireOneAccount(statements);
        List<Finding> findings = new ArrayList<>();
        List<Statement> sorted = new ArrayList<>(statements);
        sorted.sort(CANONICAL);
        List<Link> links = new ArrayList<>();
        Map<Content, Statement> seen = new HashMap<>();
        for (Statement statement : sorted) {
            Statement first = seen.putIfAbsent(Content.of(statement), statement);
            if (first != null) {
                findings.add(new Finding(
                        Kind.DUPLICATE_STATEMENT, statement.key(), Optional.of(first.key()), zero(statement)));
            } else if (statement.opening().isPresent() && statement.closing().isPresent()) {
                links.add(Link.of(statement, links.size()));
            } else {
                findings.add(new Finding(Kind.BALANCE_NOT_STATED, statement.key(), Optional.empty(), zero(statement)));
            }
        }
        List<Link> ordered = ChainOrder.of(links);
        check(ordered, findings);
        List<Statement> order = ordered.stream().map(Link::statement).toList();
        return new StatementChain(order, findings, prove(statements.get(0), order, findings));
    }

    /** The statements in order, without duplicates and those that do not state both balances. */
    public List<Statement> order() {
        return order;
    }

    /** What was found: duplicates first, then in the order of the chain. */
    public List<Finding> findings() {
        return findings;
    }

    /** First opening + movements = last closing, without a break in between. */
    public Proof proof() {
        return proof;
    }

    private static final Comparator<Statement> CANONICAL = Comparator.comparing(StatementChain::from)
            .thenComparing(StatementChain::to)
            .thenComparing(statement -> statement.key().number());

    private static LocalDate from(Statement statement) {
        return statement.opening().map(StatementBalance::date).orElse(LocalDate.MIN);
    }

    private static LocalDate to(Statement statement) {
        return statement.closing().map(StatementBalance::date).orElse(LocalDate.MAX);
    }

    private static MonetaryAmount zero(Statement statement) {
        return Amounts.in(statement.currency()).zero();
    }

    private static void requireOneAccount(List<Statement> statements) {
        if (statements.isEmpty()) {
            throw new IllegalArgumentException("there is no statement to chain, expected at least one");
        }
        Statement first = statements.get(0);
        for (Statement other : statements) {
            if (!other.account().token().equals(first.account().token())
                    || !other.currency().equals(first.currency())) {
                throw new IllegalArgumentException("statements of " + first.account() + " " + first.currency() + " and "
                        + other.account() + " " + other.currency() + ", expected one account and currency");
            }
        }
    }

    private static void check(List<Link> ordered, List<Finding> findings) {
        Map<ItemId, Link> holders = new HashMap<>();
        Link previous = null;
        for (Link link : ordered) {
            Statement statement = link.statement();
            Amounts money = Amounts.in(statement.currency());
            long off = Math.subtractExact(Math.addExact(link.opening(), link.movements()), link.closing());
            if (off != 0) {
                findings.add(
                        new Finding(Kind.MOVEMENTS_DO_NOT_FOOT, statement.key(), Optional.empty(), money.ofMinor(off)));
            }
            Set<Link> overlapped = overlapped(link, holders);
            for (Link earlier : overlapped) {
                findings.add(new Finding(
                        Kind.OVERLAP,
                        statement.key(),
                        Optional.of(earlier.statement().key()),
                        money.ofMinor(shared(earlier, link))));
            }
            if (previous != null && previous.closing() != link.opening() && !overlapped.contains(previous)) {
                findings.add(new Finding(
                        Kind.GAP,
                        statement.key(),
                        Optional.of(previous.statement().key()),
                        money.ofMinor(Math.subtractExact(link.opening(), previous.closing()))));
            }
            statement.entries().forEach(entry -> holders.putIfAbsent(entry.id(), link));
            previous = link;
        }
    }

    private static Set<Link> overlapped(Link link, Map<ItemId, Link> holders) {
        Map<Integer, Link> found = new TreeMap<>();
        for (StatementEntry entry : link.statement().entries()) {
            Link holder = holders.get(entry.id());
            if (holder != null && link.overlaps(holder)) {
                found.put(holder.rank(), holder);
            }
        }
        return new LinkedHashSet<>(found.values());
    }

    private static long shared(Link earlier, Link later) {
        Set<ItemId> known = new HashSet<>();
        earlier.statement().entries().forEach(entry -> known.add(entry.id()));
        long sum = 0;
        for (StatementEntry entry : later.statement().entries()) {
            sum = known.contains(entry.id()) ? Math.addExact(sum, Amounts.minor(entry.amount())) : sum;
        }
        return sum;
    }

    private static Proof prove(Statement any, List<Statement> order, List<Finding> findings) {
        Amounts money = Amounts.in(any.currency());
        boolean broken = findings.stream().anyMatch(finding -> finding.kind() != Kind.BALANCE_NOT_STATED);
        ProofStatus status = broken
                ? ProofStatus.BROKEN
                : findings.isEmpty() && !order.isEmpty() ? ProofStatus.PROVED : ProofStatus.UNPROVED;
        String account =
                any.account() + " " + Sha256.of(any.account().token().value()).shortHex();
        Proof.Builder proof = Proof.builder()
                .subject(SubjectRef.of("statement-chain", account))
                .status(status)
                .sentence(sentence(order, findings));
        if (!order.isEmpty()) {
            long movements = 0;
            long count = 0;
            for (Statement statement : order) {
                movements = Math.addExact(movements, Link.sum(statement));
                count += statement.entries().size();
            }
            Statement first = order.get(0);
            Statement last = order.get(order.size() - 1);
            proof.addFigures(
                    Proof.Figure.of(
                            "OPENING",
                            "opening balance",
                            0,
                            first.opening().orElseThrow().amount()),
                    Proof.Figure.of("MOVEMENTS", "movements", count, money.ofMinor(movements)),
                    Proof.Figure.of(
                            "CLOSING",
                            "closing balance",
                            0,
                            last.closing().orElseThrow().amount()));
        }
        for (Finding finding : findings) {
            proof.addProblems(Diagnostic.error(
                    finding.kind(),
                    finding.sentence(),
                    Diagnostic.Location.of("statement " + finding.statement().number())));
            if (finding.kind() == Kind.GAP || finding.kind() == Kind.MOVEMENTS_DO_NOT_FOOT) {
                proof.addDifferences(Proof.Figure.of(finding.kind().name(), finding.sentence(), 1, finding.amount()));
            }
        }
        return proof.build();
    }

    private static String sentence(List<Statement> order, List<Finding> findings) {
        String chained = order.size() == 1 ? "1 statement" : order.size() + " statements in order";
        if (findings.isEmpty()) {
            return chained + ", every balance carried over";
        }
        Map<Kind, Integer> counts = new LinkedHashMap<>();
        findings.forEach(finding -> counts.merge(finding.kind(), 1, Integer::sum));
        List<String> parts = new ArrayList<>();
        counts.forEach((kind, count) -> parts.add(count + " " + kind));
        return chained + ", found " + String.join(", ", parts) + ": "
                + findings.get(0).sentence();
    }

    /** What keeps statements from being a chain. */
    public enum Kind implements Code {
        /** Opening + movements is not the closing balance. */
        MOVEMENTS_DO_NOT_FOOT,
        /** The opening balance is not the previous closing balance: something in between is missing. */
        GAP,
        /** Periods overlap and a movement stands in both. */
        OVERLAP,
        /** The same balances and movements as another one. */
        DUPLICATE_STATEMENT,
        /** Opening or closing balance is not stated, so it cannot be chained. */
        BALANCE_NOT_STATED;

        @Override
        public String id() {
            return "STATEMENT." + name();
        }
    }

    /**
     * One thing found.
     *
     * @param kind what
     * @param statement where
     * @param other the earlier statement that it was compared with
     * @param amount GAP: the movements missing in between; MOVEMENTS_DO_NOT_FOOT: opening + movements - closing; OVERLAP: what stands in both; else zero
     */
    public record Finding(Kind kind, StatementKey statement, Optional<StatementKey> other, MonetaryAmount amount) {

        /** One line for people. */
        public String sentence() {
            String name = "statement " + statement.number();
            String before = other.map(key -> "statement " + key.number()).orElse("another");
            String money = Amounts.plain(amount) + " " + amount.getCurrency().getCurrencyCode();
            return switch (kind) {
                case MOVEMENTS_DO_NOT_FOOT -> name + ": opening and movements differ from closing by " + money;
                case GAP -> "between " + before + " and " + name + " movements of " + money + " are missing";
                case OVERLAP -> name + " repeats movements of " + money + " of " + before;
                case DUPLICATE_STATEMENT -> name + " is " + before + " again";
                case BALANCE_NOT_STATED -> name + " does not state opening and closing balance";
            };
        }
    }

    /** Balances and movements, the latter as a multiset; statements without movements are told apart by their period. */
    private record Content(Object opening, Object closing, Map<String, Integer> movements, Object period) {
        static Content of(Statement statement) {
            Map<String, Integer> movements = new HashMap<>();
            for (StatementEntry entry : statement.entries()) {
                movements.merge(entry.id() + " " + Amounts.minor(entry.amount()), 1, Integer::sum);
            }
            boolean stated =
                    statement.opening().isPresent() && statement.closing().isPresent();
            return new Content(
                    statement.opening().map(balance -> Amounts.minor(balance.amount())),
                    statement.closing().map(balance -> Amounts.minor(balance.amount())),
                    movements,
                    movements.isEmpty() || !stated
                            ? List.of(statement.key().number(), from(statement), to(statement))
                            : List.of());
        }
    }

    /** A statement as an edge from its opening to its closing balance; rank is its place by period and number. */
    record Link(Statement statement, int rank, long opening, long movements, long closing) {

        static Link of(Statement statement, int rank) {
            return new Link(
                    statement,
                    rank,
                    Amounts.minor(statement.opening().orElseThrow().amount()),
                    sum(statement),
                    Amounts.minor(statement.closing().orElseThrow().amount()));
        }

        static long sum(Statement statement) {
            long sum = 0;
            for (StatementEntry entry : statement.entries()) {
                sum = Math.addExact(sum, Amounts.minor(entry.amount()));
            }
            return sum;
        }

        boolean overlaps(Link other) {
            return period().contains(other.period().from()) || other.period().contains(period().from());
        }

        private DateRange period() {
            LocalDate from = from(statement);
            LocalDate to = to(statement);
            return DateRange.of(from, to.isBefore(from) ? from : to);
        }
    }
}
