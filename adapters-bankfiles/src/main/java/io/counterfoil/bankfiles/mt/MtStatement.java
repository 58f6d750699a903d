package io.counterfoil.bankfiles.mt;

import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.internal.Days;
import io.counterfoil.bankfiles.source.internal.Money;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.StatementPart;
import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.statement.StatementBalance;
import io.counterfoil.reconciliation.statement.StatementKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One statement or interim report, however many pages it has. Not thread-safe. */
final class MtStatement {

    private static final BankAccountRef NO_ACCOUNT =
            new BankAccountRef("XX", "", "", new BankAccountRef.Token("not stated"));
    private static final int MAX_BALANCES = 1_000;

    private final Money money;
    private final Optional<Amounts> fallback;
    private final Diagnostic.Location at;
    private final List<MtBalance> other = new ArrayList<>();
    private final List<MtSummary> summaries = new ArrayList<>();
    private String account = "";
    private String number = "";
    private long page;
    private @Nullable BankAccountRef owner;
    private @Nullable Amounts currency;
    private @Nullable MtBalance opening;
    private @Nullable MtBalance closing;
    private boolean interimReport;
    private boolean broken;
    private boolean mixed;
    private long floorMinor;
    private long sum;
    private final long[] counts = new long[4];
    private final long[] volumes = new long[4];

    MtStatement(Money money, Optional<Amounts> fallback, Diagnostic.Location at) {
        this.money = money;
        this.fallback = fallback;
        this.at = at;
    }

    /** Takes {@code :25:}; a second one in the same message says nothing. */
    void account(String text) {
        if (account.isEmpty()) {
            account = text.strip();
        }
    }

    /** Takes {@code :28C:}: a number and a page behind a slash. */
    void number(String text) {
        int slash = text.indexOf('/');
        number = Texts.clean(slash < 0 ? text : text.substring(0, slash));
        String pages = slash < 0 ? "" : text.substring(slash + 1).strip();
        page = pages.matches("[0-9]{1,9}") ? Long.parseLong(pages) : 0;
    }

    void opening(MtBalance balance) {
        opening = balance;
        currency = currency == null ? balance.currency() : currency;
    }

    void closing(@Nullable MtBalance balance) {
        closing = balance;
        currency = currency == null && balance != null ? balance.currency() : currency;
    }

    void other(MtBalance balance) {
        if (other.size() < MAX_BALANCES) {
            other.add(balance);
        }
    }

    /** Takes the floor limit of an interim report. */
    void floor(Amounts in, long minor) {
        interimReport = true;
        currency = currency == null ? in : currency;
        floorMinor = Math.max(floorMinor, minor);
    }

    void summary(MtSummary declared) {
        interimReport = true;
        if (summaries.size() < MAX_BALANCES) {
            summaries.add(declared);
        }
    }

    void interimReport() {
        interimReport = true;
    }

    boolean hasOpening() {
        return opening != null;
    }

    boolean hasClosing() {
        return closing != null;
    }

    /** Whether the last page says that another one follows. */
    boolean continues() {
        return closing != null && closing.interim();
    }

    /** Whether the page that begins there is the next one of this statement. */
    boolean isContinuedBy(MtStatement next) {
        return continues() && account.equals(next.account) && number.equals(next.number) && next.page >= page;
    }

    /** Takes in that the next page begins with the balance, and compares. */
    void join(MtStatement next, MtBalance opens, RecordSink sink) {
        MtBalance before = closing;
        if (next.page > page + 1) {
            broken = true;
            sink.found(Diagnostic.error(
                    ImportCode.PAGE_MISSING,
                    "page " + next.page + " of statement " + Texts.shown(number) + " follows page " + page
                            + ", expected page " + (page + 1),
                    opens.at()));
        }
        page = next.page;
        if (before == null) {
            return;
        }
        ImportReceipt.ControlTotal total = new ImportReceipt.ControlTotal(
                ImportReceipt.ControlTotal.Level.PAGE,
                "opening of page " + page,
                Amounts.text(opens.currency().ofMinor(opens.minor())),
                Amounts.text(before.currency().ofMinor(before.minor())),
                opens.at());
        sink.declared(total);
        if (!total.agrees()) {
            broken = true;
            sink.found(Diagnostic.error(
                    ImportCode.PAGE_CHAIN,
                    "page " + page + " opens with " + total.declared() + ", the page before closes with "
                            + total.computed(),
                    opens.at()));
        }
    }

    /** The currency that the entries are in, as far as it is known by now. */
    Optional<Amounts> currency() {
        if (currency == null) {
            currency = ofAccount().or(() -> fallback).orElse(null);
        }
        return Optional.ofNullable(currency);
    }

    /** Some banks write the currency behind the number of the account. */
    private Optional<Amounts> ofAccount() {
        int cut = account.length() - 3;
        return cut > 0 && Character.isDigit(account.charAt(cut - 1))
                ? money.in(account.substring(cut))
                : Optional.empty();
    }

    /** The first day of the statement; {@link Days#NONE} where it is not known. */
    int openingDay() {
        return opening == null ? Days.NONE : opening.day();
    }

    /** Whose; where none is stated, an account that says so, with a warning the first time. */
    BankAccountRef owner(RecordSink sink) {
        BankAccountRef known = owner;
        if (known == null) {
            if (account.isEmpty()) {
                known = NO_ACCOUNT;
                sink.found(Diagnostic.warning(ImportCode.ACCOUNT_MISSING, "the statement names no account", at));
            } else {
                known = BankAccountRef.of(
                        ofAccount().isPresent() ? account.substring(0, account.length() - 3) : account);
            }
            owner = known;
        }
        return known;
    }

    /** Counts an entry in; how banks count reversals differs, so both ways are kept. */
    void move(Line61 line) {
        long minor = line.minor();
        sum += minor;
        int bySign = minor < 0 || (minor == 0 && line.mark().endsWith("D")) ? 0 : 1;
        int byMark = line.mark().endsWith("D") ? 2 : 3;
        counts[bySign]++;
        counts[byMark]++;
        volumes[bySign] += Math.abs(minor);
        volumes[byMark] += Math.abs(minor);
    }

    void rejected() {
        broken = true;
    }

    /** Proves what was read and hands the statement on, unless it says nothing; whether it says anything. */
    boolean end(RecordSink sink) {
        boolean silent = opening == null && closing == null && counts[0] + counts[1] == 0 && !broken && !interimReport;
        if (silent) {
            return false;
        }
        BankAccountRef account25 = owner(sink);
        Optional<Amounts> unit = currency();
        if (unit.isEmpty()) {
            sink.broken(Diagnostic.error(
                    ImportCode.CURRENCY_MISSING,
                    "the statement states no currency, expected one in :60F:, :34F: or the profile",
                    at));
            return true;
        }
        ProofStatus status = proveBalances(sink);
        for (MtSummary declared : summaries) {
            status = prove(declared, status, sink);
        }
        status = broken ? ProofStatus.BROKEN : status;
        MtBalance first = opening;
        StatementKey key = new StatementKey(
                account25.token(),
                interimReport && first == null ? "MT942" : "MT940",
                number,
                first == null ? 0 : first.minor(),
                first != null);
        sink.statement(new StatementPart(key, account25, unit.get().currency(), balances(), status));
        return true;
    }

    private ProofStatus proveBalances(RecordSink sink) {
        MtBalance first = opening;
        MtBalance last = closing;
        if (first == null || last == null) {
            return ProofStatus.UNPROVED;
        }
        if (!first.currency().currency().equals(last.currency().currency())) {
            mixed = true;
        }
        if (mixed) {
            sink.found(Diagnostic.warning(
                    ImportCode.CURRENCY_MIXED,
                    "the statement opens in " + first.currency().currency() + " and closes in "
                            + last.currency().currency() + ": nothing to compare",
                    last.at()));
            return ProofStatus.UNPROVED;
        }
        ImportReceipt.ControlTotal total = new ImportReceipt.ControlTotal(
                ImportReceipt.ControlTotal.Level.STATEMENT,
                "closing",
                Amounts.plain(last.currency().ofMinor(last.minor())),
                Amounts.plain(last.currency().ofMinor(first.minor() + sum)),
                last.at());
        sink.declared(total);
        if (total.agrees()) {
            return ProofStatus.PROVED;
        }
        sink.found(Diagnostic.error(
                ImportCode.BALANCE,
                "closing balance is " + total.declared() + ", opening and entries make " + total.computed(),
                last.at()));
        return ProofStatus.BROKEN;
    }

    /** An interim report that leaves out entries under its floor limit may count more than it lists. */
    private ProofStatus prove(MtSummary declared, ProofStatus soFar, RecordSink sink) {
        int side = declared.credits() ? 1 : 0;
        int agreeing = declared.count() == counts[side + 2] && declared.minor() == volumes[side + 2] ? side + 2 : side;
        if (floorMinor > 0 && declared.count() > counts[agreeing] && declared.minor() >= volumes[agreeing]) {
            return soFar;
        }
        String name = declared.credits() ? "credit entries" : "debit entries";
        ImportReceipt.ControlTotal count = new ImportReceipt.ControlTotal(
                ImportReceipt.ControlTotal.Level.STATEMENT,
                "number of " + name,
                Long.toString(declared.count()),
                Long.toString(counts[agreeing]),
                declared.at());
        ImportReceipt.ControlTotal amount = new ImportReceipt.ControlTotal(
                ImportReceipt.ControlTotal.Level.STATEMENT,
                "sum of " + name,
                Amounts.plain(declared.currency().ofMinor(declared.minor())),
                Amounts.plain(declared.currency().ofMinor(volumes[agreeing])),
                declared.at());
        ProofStatus status = compare(count, ImportCode.SUMMARY_COUNT, soFar, sink);
        return compare(amount, ImportCode.SUMMARY_AMOUNT, status, sink);
    }

    private static ProofStatus compare(
            ImportReceipt.ControlTotal total, ImportCode code, ProofStatus soFar, RecordSink sink) {
        sink.declared(total);
        if (total.agrees()) {
            return soFar;
        }
        sink.found(Diagnostic.error(
                code, total.name() + " is " + total.declared() + ", the entries make " + total.computed(), total.at()));
        return ProofStatus.BROKEN;
    }

    private List<StatementBalance> balances() {
        List<StatementBalance> balances = new ArrayList<>();
        add(balances, StatementBalance.Type.OPENING, opening);
        for (MtBalance balance : other) {
            add(
                    balances,
                    balance.interim() ? StatementBalance.Type.FORWARD_AVAILABLE : StatementBalance.Type.AVAILABLE,
                    balance);
        }
        add(balances, StatementBalance.Type.CLOSING, closing);
        return balances;
    }

    private static void add(List<StatementBalance> to, StatementBalance.Type type, @Nullable MtBalance balance) {
        if (balance != null && balance.day() != Days.NONE) {
            to.add(new StatementBalance(
                    type, balance.currency().ofMinor(balance.minor()), LocalDate.ofEpochDay(balance.day())));
        }
    }

    /**
     * Number and sum of entries as an interim report declares them.
     *
     * @param credits {@code :90C:}, else {@code :90D:}
     * @param count of entries
     * @param currency of the sum
     * @param minor the sum, without sign
     * @param at where it stands
     */
    record MtSummary(boolean credits, long count, Amounts currency, long minor, Diagnostic.Location at) {}
}
