package io.counterfoil.payments.fee;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.LedgerEntry;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/** Builds one report and its proof. Confined to one report. */
final class TaxProver {

    private static final Code NOT_BOOKED = Code.of("TAX.NOT_BOOKED");
    private static final Code UNEXPLAINED = Code.of("TAX.UNEXPLAINED");
    private static final Code DIFFERENT = Code.of("TAX.DIFFERENT");

    private final TaxRates rates;
    private final DateRange period;
    private final AccountMap accounts;
    private final Ledger ledger;
    private final List<Proof.Figure> differences = new ArrayList<>();
    private final List<Diagnostic> problems = new ArrayList<>();

    TaxProver(TaxRates rates, DateRange period, AccountMap accounts, Ledger ledger) {
        this.rates = rates;
        this.period = period;
        this.accounts = accounts;
        this.ledger = ledger;
    }

    private record RowKey(String place, String tax, BigDecimal percent, String currency) {}

    private record ExemptKey(String reason, String currency) {}

    /** One tax account in one bill. */
    private record Share(AccountId account, String bill) {}

    TaxRates.Report report(Collection<TaxBill> bills) {
        List<TaxBill> booked = booked(bills);
        List<Proof.Figure> figures = figures(booked);
        ProofStatus status = differences.isEmpty() ? ProofStatus.PROVED : ProofStatus.BROKEN;
        Proof proof = Proof.builder()
                .subject(SubjectRef.of("tax", period.toString()))
                .sentence(booked.size() + (booked.size() == 1 ? " bill" : " bills") + " against the tax accounts, "
                        + (differences.isEmpty() ? "no difference" : differences.size() + " different"))
                .status(status)
                .figures(figures)
                .differences(differences)
                .problems(problems)
                .build();
        return new TaxRates.Report(period, rows(booked), exempt(booked), proof);
    }

    private List<TaxBill> booked(Collection<TaxBill> bills) {
        List<TaxBill> booked = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (TaxBill bill :
                bills.stream().sorted(Comparator.comparing(TaxBill::id)).toList()) {
            if (!seen.add(bill.id())) {
                throw new IllegalArgumentException("tax bill '" + bill.id() + "' stands twice, expected it once");
            }
            Optional<Journal> journal = ledger.journal(bill.journalId());
            if (journal.isEmpty()) {
                differ(NOT_BOOKED, "bill " + bill.id() + " was never booked", bill.tax());
            } else if (period.contains(journal.orElseThrow().bookedOn())) {
                booked.add(bill);
            }
        }
        return booked;
    }

    private void differ(Code code, String message, MonetaryAmount amount) {
        differences.add(Proof.Figure.of(code.id(), message, 1, amount));
        problems.add(Diagnostic.error(code, message, Diagnostic.Location.of("tax report")));
    }

    /** For each tax account: what the bills say, what was paid to the authority, what the ledger holds. */
    private List<Proof.Figure> figures(List<TaxBill> booked) {
        Map<Share, Long> shares = new HashMap<>();
        Map<AccountId, CurrencyUnit> taxAccounts = taxAccounts();
        for (TaxBill bill : booked) {
            for (TaxBill.Charge charge : bill.charges()) {
                taxAccounts.put(account(bill, charge), bill.currency());
                shares.merge(
                        new Share(account(bill, charge), bill.journalId().value()),
                        Amounts.minor(charge.amount()),
                        Math::addExact);
            }
        }
        List<Proof.Figure> figures = new ArrayList<>();
        taxAccounts.forEach((account, currency) -> figures.addAll(figures(account, currency, shares)));
        return figures;
    }

    /** Also the accounts of taxes that no bill charges: nothing may stand there unexplained. */
    private Map<AccountId, CurrencyUnit> taxAccounts() {
        Map<AccountId, CurrencyUnit> found = new TreeMap<>();
        Map<String, CurrencyUnit> currencies = new TreeMap<>();
        accounts.accounts()
                .forEach(account -> currencies.put(account.currency().getCurrencyCode(), account.currency()));
        for (TaxRates.Rate rate : rates.rates()) {
            for (CurrencyUnit currency : currencies.values()) {
                accounts.find(TaxBill.role(rate.place(), rate.tax()), currency)
                        .filter(account -> ledger.account(account.id()).isPresent())
                        .ifPresent(account -> found.put(account.id(), currency));
            }
        }
        return found;
    }

    private AccountId account(TaxBill bill, TaxBill.Charge charge) {
        return accounts.of(TaxBill.role(charge.place(), charge.tax()), bill.currency());
    }

    private List<Proof.Figure> figures(AccountId account, CurrencyUnit currency, Map<Share, Long> shares) {
        Amounts amounts = Amounts.in(currency);
        List<Proof.Figure.Item> billed = new ArrayList<>();
        List<Proof.Figure.Item> remitted = new ArrayList<>();
        long ofBills = 0;
        long ofAuthority = 0;
        Map<String, Long> open = new TreeMap<>();
        shares.forEach((share, minor) -> {
            if (share.account().equals(account) && minor != 0) {
                open.put(share.bill(), minor);
            }
        });
        for (LedgerEntry entry : ledger.entries(account, period).toList()) {
            long credit = Math.negateExact(entry.signedMinor());
            String journal = entry.journal().value();
            Long expected = open.remove(journal);
            if (expected != null) {
                ofBills = Math.addExact(ofBills, credit);
                billed.add(new Proof.Figure.Item(journal, amounts.ofMinor(credit), ""));
                if (expected != credit) {
                    differ(
                            DIFFERENT,
                            journal + " is booked on " + account + " with another amount than the bill says",
                            amounts.ofMinor(Math.subtractExact(credit, expected)));
                }
            } else if (entry.attributes().containsKey(TaxRates.Report.REMITTANCE)) {
                ofAuthority = Math.addExact(ofAuthority, credit);
                remitted.add(new Proof.Figure.Item(
                        journal, amounts.ofMinor(credit), entry.attributes().get(TaxRates.Report.REMITTANCE)));
            } else {
                differ(
                        UNEXPLAINED,
                        journal + " on " + account + " is neither a bill nor a remittance",
                        amounts.ofMinor(credit));
            }
        }
        open.forEach((journal, minor) ->
                differ(DIFFERENT, journal + " is not booked on " + account, amounts.ofMinor(Math.negateExact(minor))));
        return List.of(
                new Proof.Figure(
                        "BILLED:" + account, account + ", by bills", billed.size(), amounts.ofMinor(ofBills), billed),
                new Proof.Figure(
                        "REMITTED:" + account,
                        account + ", paid to the authority",
                        remitted.size(),
                        amounts.ofMinor(ofAuthority),
                        remitted));
    }

    private static List<TaxRates.Report.Row> rows(List<TaxBill> bills) {
        Comparator<RowKey> order = Comparator.comparing(RowKey::place)
                .thenComparing(RowKey::tax)
                .thenComparing(RowKey::percent)
                .thenComparing(RowKey::currency);
        Map<RowKey, TaxRates.Report.Row> rows = new TreeMap<>(order);
        for (TaxBill bill : bills) {
            for (TaxBill.Line line : bill.lines()) {
                for (TaxBill.Charge charge : line.charges()) {
                    rows.merge(
                            new RowKey(
                                    charge.place(),
                                    charge.tax(),
                                    charge.percent(),
                                    bill.currency().getCurrencyCode()),
                            new TaxRates.Report.Row(
                                    charge.place(), charge.tax(), charge.percent(), 1, line.net(), charge.amount()),
                            TaxProver::both);
                }
            }
        }
        return List.copyOf(rows.values());
    }

    private static TaxRates.Report.Row both(TaxRates.Report.Row one, TaxRates.Report.Row other) {
        return new TaxRates.Report.Row(
                one.place(),
                one.name(),
                one.percent(),
                one.lines() + other.lines(),
                sum(one.net(), other.net()),
                sum(one.tax(), other.tax()));
    }

    private static List<TaxRates.Report.Exempt> exempt(List<TaxBill> bills) {
        Map<ExemptKey, TaxRates.Report.Exempt> rows =
                new TreeMap<>(Comparator.comparing(ExemptKey::reason).thenComparing(ExemptKey::currency));
        for (TaxBill bill : bills) {
            for (TaxBill.Line line : bill.lines()) {
                if (!line.exemption().isEmpty()) {
                    rows.merge(
                            new ExemptKey(line.exemption(), bill.currency().getCurrencyCode()),
                            new TaxRates.Report.Exempt(line.exemption(), 1, line.net()),
                            (one, other) -> new TaxRates.Report.Exempt(
                                    one.reason(), one.lines() + other.lines(), sum(one.net(), other.net())));
                }
            }
        }
        return List.copyOf(rows.values());
    }

    private static MonetaryAmount sum(MonetaryAmount one, MonetaryAmount other) {
        return Amounts.in(one.getCurrency()).ofMinor(Math.addExact(Amounts.minor(one), Amounts.minor(other)));
    }
}
