package io.counterfoil.payments.returned;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.JournalId;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.LedgerEntry;
import io.counterfoil.payments.ledger.internal.LedgerSteps;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.order.PaymentEvent.Kind;
import io.counterfoil.payments.order.Payments;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.payments.returned.ReturnedItemsReport.Line;
import io.counterfoil.payments.returned.ReturnedItemsReport.Unmatched;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/**
 * The report against the ledger: each line against the journals of its event, then the entries of the period against the lines. What a return books is what it
 * moves on the accounts of money, cash and in flight; one that came before settlement releases what was pending.
 */
final class ReturnedItemsProof {

    private static final Set<String> RETURNS = Stream.of(
                    Kind.RETURN,
                    Kind.UNPAID,
                    Kind.CLAIM,
                    Kind.REFUND,
                    Kind.ITEM_REJECTED,
                    Kind.RECALL,
                    Kind.RECALL_ACCEPTED,
                    Kind.ANSWER_POSITIVE,
                    Kind.DEBIT,
                    Kind.CHALLENGE_LOST,
                    Kind.CONTEST)
            .map(Kind::eventName)
            .collect(Collectors.toUnmodifiableSet());

    private final ReturnedItemsReport report;
    private final Ledger ledger;
    private final Set<AccountId> money;
    private final Set<JournalId> explained = new HashSet<>();
    private final List<Diagnostic> problems = new ArrayList<>();
    private Totals reported = Totals.none();
    private Totals booked = Totals.none();
    private Totals feesReported = Totals.none();
    private Totals feesBooked = Totals.none();
    private Totals unmatchedBooked = Totals.none();
    private Totals stray = Totals.none();

    ReturnedItemsProof(ReturnedItemsReport report, List<Payments> machines, Ledger ledger) {
        this.report = report;
        this.ledger = ledger;
        this.money = money(machines);
    }

    /** The accounts of cash and of money in flight, of each rail. */
    private static Set<AccountId> money(List<Payments> machines) {
        Set<AccountId> found = new HashSet<>();
        for (Payments machine : machines) {
            String rail = machine.rules().name();
            for (Account account : machine.accounts().accounts()) {
                for (AccountMap.Role role : List.of(AccountMap.Role.Core.CASH, AccountMap.Role.Core.INFLIGHT)) {
                    for (AccountMap.Role played : List.of(role, role.of(rail))) {
                        machine.accounts()
                                .find(played, account.currency())
                                .map(Account::id)
                                .ifPresent(found::add);
                    }
                }
            }
        }
        return found;
    }

    Proof prove() {
        report.lines().forEach(this::line);
        report.unmatched().forEach(this::unmatched);
        money.stream()
                .filter(id -> ledger.account(id).isPresent())
                .sorted(Comparator.comparing(AccountId::value))
                .forEach(this::entries);
        List<Proof.Figure> figures = new ArrayList<>();
        List<Proof.Figure> differences = new ArrayList<>();
        Totals unmatched = report.unmatchedAmount();
        figure(
                figures,
                "RETURNED",
                "Returned items of the report",
                report.lines().size(),
                reported);
        figure(figures, "BOOKED", "Booked for them", report.lines().size(), booked);
        figure(figures, "FEES", "Fees of the report", 0, feesReported);
        figure(figures, "FEES_BOOKED", "Fees booked for them", 0, feesBooked);
        figure(figures, "UNMATCHED", "Without a payment", report.unmatched().size(), unmatched);
        figure(figures, "SUSPENSE", "In suspense for them", report.unmatched().size(), unmatchedBooked);
        figure(differences, "RETURNED_LESS_BOOKED", "Reported and not booked", 0, reported.minus(booked));
        figure(differences, "FEES_LESS_BOOKED", "Fees reported and not booked", 0, feesReported.minus(feesBooked));
        figure(differences, "UNMATCHED_LESS_SUSPENSE", "Not in suspense", 0, unmatched.minus(unmatchedBooked));
        figure(differences, "NOT_IN_REPORT", "Booked and not reported", 0, stray);
        boolean holds = differences.isEmpty() && problems.isEmpty();
        return Proof.builder()
                .subject(SubjectRef.of("returned-items", report.period().toString()))
                .status(holds ? ProofStatus.PROVED : ProofStatus.BROKEN)
                .sentence(
                        holds
                                ? report.lines().size() + " returned items of " + reported + " and "
                                        + report.unmatched().size() + " without a payment are booked as reported"
                                : "returned items of " + report.period() + " and the ledger differ: "
                                        + problems.get(0).message())
                .figures(figures)
                .differences(differences)
                .problems(problems)
                .build();
    }

    private void line(Line line) {
        Totals is = moved(line.journal());
        Totals fee = feeOf(line.journal().value() + ":fee");
        Totals should = Totals.of(line.amount());
        reported = reported.plus(should);
        booked = booked.plus(is);
        Totals feeShould = line.fee().map(Totals::of).orElse(Totals.none());
        feesReported = feesReported.plus(feeShould);
        feesBooked = feesBooked.plus(fee);
        if (!is.equals(should)) {
            problem(
                    Finding.AMOUNT,
                    "payment " + line.payment() + " came back with " + should + ", " + is + " is booked under '"
                            + line.journal() + "'");
        }
        if (!fee.equals(feeShould)) {
            problem(
                    Finding.FEE,
                    "payment " + line.payment() + " came back at a fee of " + feeShould + ", " + fee
                            + " is booked under '" + line.journal() + ":fee'");
        }
    }

    private void unmatched(Unmatched one) {
        String id = ReturnMatcher.suspenseId(one.item());
        Totals is = ledger.journal(JournalId.of(id)).map(this::onMoney).orElse(Totals.none());
        explained.add(JournalId.of(id));
        Totals should = Totals.of(one.item().amount());
        unmatchedBooked = unmatchedBooked.plus(is);
        if (!is.equals(should)) {
            problem(
                    Finding.SUSPENSE,
                    one.item().subject() + " of " + should + " has no payment, " + is + " is in suspense for it under '"
                            + id + "'");
        }
        Totals feeShould = one.item().fee().map(Totals::of).orElse(Totals.none());
        Totals fee = feeOf(id + ":fee");
        feesReported = feesReported.plus(feeShould);
        feesBooked = feesBooked.plus(fee);
        if (!fee.equals(feeShould)) {
            problem(
                    Finding.FEE,
                    one.item().subject() + " came at a fee of " + feeShould + ", " + fee + " is booked under '" + id
                            + ":fee'");
        }
    }

    private Totals moved(JournalId first) {
        Totals sum = Totals.none();
        for (Journal journal : journals(first.value())) {
            Totals here = onMoney(journal);
            sum = sum.plus(here.isZero() ? released(journal) : here);
        }
        return sum;
    }

    private Totals feeOf(String id) {
        Totals sum = Totals.none();
        for (Journal journal : journals(id)) {
            sum = sum.plus(onMoney(journal));
        }
        return sum;
    }

    /** The journal or the second decisions about it; more than one where several pendings were released. */
    private List<Journal> journals(String id) {
        List<Journal> found = new ArrayList<>();
        for (int number = 1; number == 1 || !found.isEmpty(); number++) {
            String name = number == 1 ? id : id + ":" + number;
            boolean any = false;
            for (JournalId written : LedgerSteps.ids(name)) {
                Optional<Journal> journal = ledger.journal(written);
                journal.ifPresent(found::add);
                any |= journal.isPresent();
                explained.add(written);
            }
            if (!any) {
                break;
            }
        }
        return found;
    }

    /** What the journal moves on the accounts of money, whichever way. */
    private Totals onMoney(Journal journal) {
        Totals net = Totals.none();
        for (Journal.Leg leg : journal.legs()) {
            if (money.contains(leg.account())) {
                net = net.plus(leg.currency(), leg.side() == Journal.Side.DEBIT ? leg.minor() : -leg.minor());
            }
        }
        return absolute(net);
    }

    /** A release names the legs that are not pending any more: its amount is one side of them. */
    private Totals released(Journal journal) {
        Totals sum = Totals.none();
        for (Journal.Leg leg : journal.legs()) {
            if (leg.side() == Journal.Side.DEBIT) {
                sum = sum.plus(leg.currency(), leg.minor());
            }
        }
        return sum;
    }

    private static Totals absolute(Totals net) {
        return Totals.of(net.amounts().stream().map(MonetaryAmount::abs).toList());
    }

    private void entries(AccountId account) {
        Set<JournalId> seen = new TreeSet<>(Comparator.comparing(JournalId::value));
        ledger.entries(account, report.period(), BalanceBasis.VALUE)
                .filter(this::isReturn)
                .filter(entry -> !explained.contains(entry.journal()))
                .forEach(entry -> {
                    stray = stray.plus(entry.amount());
                    if (seen.add(entry.journal())) {
                        problem(
                                Finding.NOT_IN_REPORT,
                                "'" + entry.journal() + "' of " + entry.valueOn() + " moves "
                                        + Totals.of(entry.amount()) + " on " + account + " and is not in the report");
                    }
                });
    }

    private boolean isReturn(LedgerEntry entry) {
        String event = entry.attributes().getOrDefault("event", "");
        return event.equals(ReturnMatcher.UNMATCHED) || RETURNS.contains(event);
    }

    private void problem(Finding code, String message) {
        problems.add(Diagnostic.error(code, message, Diagnostic.Location.of("returned items")));
    }

    private static void figure(List<Proof.Figure> figures, String code, String label, long count, Totals totals) {
        for (CurrencyUnit currency : totals.currencies()) {
            figures.add(Proof.Figure.of(code, label, count, totals.in(currency)));
        }
    }

    /** What may differ. */
    enum Finding implements Code {
        AMOUNT,
        FEE,
        SUSPENSE,
        NOT_IN_REPORT;

        @Override
        public String id() {
            return "RETURNED_ITEMS." + name();
        }
    }
}
