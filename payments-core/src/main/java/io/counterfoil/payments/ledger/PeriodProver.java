package io.counterfoil.payments.ledger;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/** Proves periods out of the legs, by their day of booking. Changes nothing. */
final class PeriodProver {

    private final LedgerState state;
    private final Books books;
    private final LedgerStore.@Nullable ChainReport damage;

    PeriodProver(LedgerState state, LedgerStore.@Nullable ChainReport damage) {
        this.state = state;
        this.books = new Books(state);
        this.damage = damage;
    }

    /** The period as it stands; of a locked one as it stood when it was locked. */
    PeriodProof prove(DateRange period) {
        Optional<PeriodLock> lock = lockOf(period);
        int at = lock.map(PeriodLock::provenAt).orElse(state.log.size());
        PeriodProof proof = prove(period, at, List.of());
        boolean differs = lock.filter(l -> l.period().equals(period))
                .filter(l -> !l.proof().equals(proof.digest()))
                .isPresent();
        return differs
                ? prove(
                        period,
                        at,
                        List.of(problem(
                                PeriodProof.Fault.LOCKED_PERIOD_DIFFERS,
                                "period " + period + " is not what was proven when it was locked")))
                : proof;
    }

    /** The first lock that closed the period's last day. */
    Optional<PeriodLock> lockOf(DateRange period) {
        return state.locks.stream()
                .filter(lock -> !period.to().isAfter(lock.period().to()))
                .findFirst();
    }

    /** The period with the chain as it stood at the record. */
    PeriodProof prove(DateRange period, int at, List<Diagnostic> found) {
        List<Movement> movements = movements(period);
        Sha256 head = state.hash(at);
        List<Diagnostic> problems = new ArrayList<>(found);
        LedgerStore.ChainReport broken = damage;
        if (broken != null) {
            problems.add(problem(PeriodProof.Fault.CHAIN_BROKEN, broken.sentence()));
        }
        Trial trial = new Trial();
        for (Movement movement : movements) {
            trial.add(movement);
            if (!Arrays.equals(movement.all, books.current(movement.number))) {
                problems.add(problem(
                        PeriodProof.Fault.BALANCE_NOT_FOLD,
                        "account " + movement.account.id() + " has " + Arrays.toString(books.current(movement.number))
                                + ", its legs sum to " + Arrays.toString(movement.all)));
            }
        }
        List<Movement> shown =
                movements.stream().filter(Movement::hasMovedByTheEnd).toList();
        List<Proof.Figure> differences = trial.differences();
        boolean holds = problems.isEmpty() && differences.isEmpty();
        Proof figures = Proof.builder()
                .subject(SubjectRef.of("ledger-period", period.toString()))
                .sentence(sentence(period, shown.size(), trial, holds, head))
                .status(holds ? ProofStatus.PROVED : ProofStatus.BROKEN)
                .figures(trial.figures())
                .differences(differences)
                .problems(problems)
                .build();
        return new PeriodProof(
                period,
                shown.stream().map(Movement::toLine).toList(),
                at,
                head,
                canonical(period, shown, trial, at, head, problems),
                figures);
    }

    private static Diagnostic problem(PeriodProof.Fault code, String message) {
        return Diagnostic.error(code, message, Diagnostic.Location.of("ledger"));
    }

    private static String sentence(DateRange period, int accounts, Trial trial, boolean holds, Sha256 head) {
        return period + ", " + accounts + " accounts, "
                + (holds ? "debits equal credits" : "BROKEN")
                + " (" + trial.inWords() + "), chain at " + head.shortHex();
    }

    private static String canonical(
            DateRange period, List<Movement> shown, Trial trial, int at, Sha256 head, List<Diagnostic> problems) {
        StringBuilder text = new StringBuilder("period ").append(period).append('\n');
        shown.forEach(movement -> text.append(movement.canonical()).append('\n'));
        trial.currencies.forEach((code, totals) -> text.append(code)
                .append(" debits ")
                .append(totals.debits)
                .append(" credits ")
                .append(totals.credits)
                .append('\n'));
        problems.forEach(
                problem -> text.append("problem ").append(problem.code().id()).append('\n'));
        return text.append("chain ")
                .append(at)
                .append(' ')
                .append(head.hex())
                .append('\n')
                .toString();
    }

    /** Every account with the sums of its rows, by id. */
    private List<Movement> movements(DateRange period) {
        List<Movement> movements = IntStream.range(0, state.accounts.size())
                .mapToObj(number -> new Movement(number, state.accounts.at(number)))
                .toList();
        long from = period.from().toEpochDay();
        long to = period.to().toEpochDay();
        int record = 1;
        for (int row = 0; row < state.log.rows.size(); row++) {
            while (row >= state.log.endOfRows(record)) {
                record++;
            }
            Movement movement = movements.get(state.log.rows.account(row));
            int day = state.log.bookedOfRow(record, row);
            books.add(movement.all, row);
            if (day <= to) {
                books.add(movement.closing, row);
                if (day < from) {
                    books.add(movement.opening, row);
                }
            }
        }
        return movements.stream()
                .sorted(Comparator.comparing(movement -> movement.account.id()))
                .toList();
    }

    /** Four sums of an account before the period, by its end, and over the whole log. */
    private static final class Movement {
        private final int number;
        private final Account account;
        private final long[] opening = new long[4];
        private final long[] closing = new long[4];
        private final long[] all = new long[4];

        private Movement(int number, Account account) {
            this.number = number;
            this.account = account;
        }

        private boolean hasMovedByTheEnd() {
            return (closing[0] | closing[1] | closing[2] | closing[3]) != 0;
        }

        private long debits() {
            return closing[0] - opening[0];
        }

        private long credits() {
            return closing[1] - opening[1];
        }

        private long balance(long[] sums) {
            return account.normalSide() == Journal.Side.DEBIT ? sums[0] - sums[1] : sums[1] - sums[0];
        }

        private MonetaryAmount amount(long minor) {
            return Amounts.in(account.currency()).ofMinor(minor);
        }

        private PeriodProof.Line toLine() {
            return new PeriodProof.Line(
                    account.id(),
                    amount(balance(opening)),
                    amount(debits()),
                    amount(credits()),
                    amount(balance(closing)),
                    amount(closing[2]),
                    amount(closing[3]));
        }

        /** One line; an account id with a line break or a blank cannot look like another's line. */
        private String canonical() {
            String id = account.id().value();
            return "account " + id.length() + ":" + id + " "
                    + account.currency().getCurrencyCode() + " opening "
                    + opening[0] + " " + opening[1] + " debits " + debits() + " credits " + credits() + " closing "
                    + closing[0] + " " + closing[1] + " pending " + closing[2] + " " + closing[3];
        }
    }

    /** The trial balance: per currency, over all accounts. */
    private static final class Trial {
        private final Map<String, Totals> currencies = new TreeMap<>();

        private void add(Movement movement) {
            if (movement.hasMovedByTheEnd()) {
                currencies
                        .computeIfAbsent(
                                movement.account.currency().getCurrencyCode(),
                                code -> new Totals(movement.account.currency()))
                        .add(movement);
            }
        }

        private List<Proof.Figure> figures() {
            return currencies.values().stream()
                    .flatMap(t -> t.figures().stream())
                    .toList();
        }

        private List<Proof.Figure> differences() {
            return currencies.values().stream()
                    .flatMap(t -> t.differences().stream())
                    .toList();
        }

        private String inWords() {
            return currencies.isEmpty()
                    ? "nothing moved"
                    : currencies.values().stream()
                            .map(t -> new BigDecimal(t.debits, t.currency.getDefaultFractionDigits()).toPlainString()
                                    + " " + t.currency.getCurrencyCode())
                            .collect(java.util.stream.Collectors.joining(", "));
        }
    }

    /** Sums of one currency; over all accounts they may leave 64 bits. */
    private static final class Totals {
        private final CurrencyUnit currency;
        private final List<Proof.Figure.Item> debitItems = new ArrayList<>();
        private final List<Proof.Figure.Item> creditItems = new ArrayList<>();
        private BigInteger debits = BigInteger.ZERO;
        private BigInteger credits = BigInteger.ZERO;
        private BigInteger closing = BigInteger.ZERO;
        private BigInteger pendingDebits = BigInteger.ZERO;
        private BigInteger pendingCredits = BigInteger.ZERO;

        private Totals(CurrencyUnit currency) {
            this.currency = currency;
        }

        private void add(Movement movement) {
            debits = debits.add(BigInteger.valueOf(movement.debits()));
            credits = credits.add(BigInteger.valueOf(movement.credits()));
            closing = closing.add(BigInteger.valueOf(movement.closing[0] - movement.closing[1]));
            pendingDebits = pendingDebits.add(BigInteger.valueOf(movement.closing[2]));
            pendingCredits = pendingCredits.add(BigInteger.valueOf(movement.closing[3]));
            String account = movement.account.id().value();
            if (movement.debits() != 0) {
                debitItems.add(new Proof.Figure.Item(account, movement.amount(movement.debits()), ""));
            }
            if (movement.credits() != 0) {
                creditItems.add(new Proof.Figure.Item(account, movement.amount(movement.credits()), ""));
            }
        }

        private List<Proof.Figure> figures() {
            return List.of(
                    new Proof.Figure("DEBITS", "debits in the period", debitItems.size(), amount(debits), debitItems),
                    new Proof.Figure(
                            "CREDITS", "credits in the period", creditItems.size(), amount(credits), creditItems),
                    Proof.Figure.of("PENDING_DEBITS", "pending debits at the end", 0, amount(pendingDebits)),
                    Proof.Figure.of("PENDING_CREDITS", "pending credits at the end", 0, amount(pendingCredits)));
        }

        private List<Proof.Figure> differences() {
            List<Proof.Figure> differences = new ArrayList<>();
            difference(differences, "DEBITS_LESS_CREDITS", debits.subtract(credits));
            difference(differences, "CLOSING_DEBITS_LESS_CREDITS", closing);
            difference(differences, "PENDING_DEBITS_LESS_CREDITS", pendingDebits.subtract(pendingCredits));
            return differences;
        }

        private void difference(List<Proof.Figure> to, String code, BigInteger by) {
            if (by.signum() != 0) {
                to.add(Proof.Figure.of(code, "debits less credits", 0, amount(by)));
            }
        }

        private MonetaryAmount amount(BigInteger minor) {
            return Units.amount(currency, minor);
        }
    }
}
