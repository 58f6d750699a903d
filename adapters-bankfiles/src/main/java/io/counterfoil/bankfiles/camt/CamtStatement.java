package io.counterfoil.bankfiles.camt;

import io.counterfoil.bankfiles.camt.PageChain.Page;
import io.counterfoil.bankfiles.source.FileFormat;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.StatementPart;
import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.bankfiles.xml.Node;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.statement.StatementKey;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** The statement, report or notification at hand. Not thread-safe. */
final class CamtStatement {

    private static final BankAccountRef NO_ACCOUNT =
            new BankAccountRef("XX", "", "", new BankAccountRef.Token("not stated"));

    private final FileFormat format;
    private final int depth;
    private final CamtContext context;
    private final Diagnostic.Location at;
    private final BalanceSheet balances;
    private final EntrySummary summary = new EntrySummary();
    private String id = "";
    private String electronicNumber = "";
    private String legalNumber = "";
    private long page = 1;
    private String accountCurrency = "";
    private @Nullable BankAccountRef account;
    private Optional<LocalDate> madeOn = Optional.empty();
    private boolean hasRejections;

    CamtStatement(FileFormat format, int depth, CamtContext context, Diagnostic.Location at) {
        this.format = format;
        this.depth = depth;
        this.context = context;
        this.at = at;
        this.balances = new BalanceSheet(context, format == FileFormat.CAMT052);
    }

    /** The day on which the statement was made, where it is stated before the entries. */
    Optional<LocalDate> madeOn() {
        return madeOn;
    }

    int depth() {
        return depth;
    }

    void part(Node part, RecordSink sink) {
        switch (part.name()) {
            case "Id" -> id = Texts.clean(part.text());
            case "ElctrncSeqNb" -> electronicNumber = part.text();
            case "CreDtTm" -> madeOn = CamtContext.day(part);
            case "LglSeqNb" -> legalNumber = part.text();
            case "StmtPgntn", "RptPgntn", "NtfctnPgntn" -> {
                if (part.textAt("PgNb").matches("[0-9]{1,9}")) {
                    page = Long.parseLong(part.textAt("PgNb"));
                }
            }
            case "Acct" -> {
                account = Detail.account(part).orElse(account);
                accountCurrency = part.textAt("Ccy");
            }
            case "Bal" -> balances.add(part, sink);
            case "TxsSummry" -> summary.declare(part);
            default -> {
                // no other part is read
            }
        }
    }

    /** The account; where none is stated, one that says so, with a warning the first time. */
    BankAccountRef account(RecordSink sink) {
        BankAccountRef stated = account;
        if (stated == null) {
            stated = NO_ACCOUNT;
            account = stated;
            sink.found(Diagnostic.warning(ImportCode.ACCOUNT_MISSING, "the statement names no account", at));
        }
        return stated;
    }

    void count(EntryReader.Counted entry, boolean booked) {
        summary.count(entry, booked);
    }

    void move(Entry entry) {
        balances.move(entry.currency(), entry.minor());
    }

    void rejected() {
        hasRejections = true;
    }

    /** Proves what was read; called at the end of the element. */
    void end(RecordSink sink, PageChain pages) {
        BankAccountRef owner = account(sink);
        Optional<Amounts> currency = balances.currency();
        ProofStatus status = balances.prove(sink, at);
        Optional<ProofStatus> summarised = summary.prove(currency, context, sink);
        boolean needsBalances = format != FileFormat.CAMT054;
        if (summarised.isPresent()) {
            status = !needsBalances && status == ProofStatus.UNPROVED
                    ? summarised.get()
                    : status.worse(summarised.get());
        }
        Page thisPage = new Page(owner.token().value() + "/" + id, page, balances.opening(), balances.closing(), at);
        status = status.worse(pages.prove(thisPage, sink));
        if (hasRejections && status == ProofStatus.PROVED) {
            status = ProofStatus.BROKEN;
        }
        emit(owner, status, sink);
    }

    /** Hands on what was read of a statement that does not end. */
    void cut(RecordSink sink) {
        emit(account(sink), ProofStatus.BROKEN, sink);
    }

    private void emit(BankAccountRef owner, ProofStatus status, RecordSink sink) {
        String sequence = electronicNumber.isEmpty() ? legalNumber : electronicNumber;
        String number = id + (sequence.isEmpty() ? "" : "/" + sequence) + (page > 1 ? "/p" + page : "");
        Optional<BalanceSheet.Stated> opening = balances.opening();
        StatementKey key = new StatementKey(
                owner.token(),
                format.name(),
                number,
                opening.map(BalanceSheet.Stated::minor).orElse(0L),
                opening.isPresent());
        Optional<CurrencyUnit> currency =
                context.money().in(accountCurrency).or(balances::currency).map(Amounts::currency);
        if (currency.isPresent()) {
            sink.statement(new StatementPart(key, owner, currency.get(), List.copyOf(balances.balances()), status));
        } else {
            sink.broken(Diagnostic.error(
                    ImportCode.CURRENCY_MISSING,
                    "the statement " + Texts.shown(number)
                            + " states no currency, expected Acct/Ccy, or a balance or an entry"
                            + " whose amount names one",
                    at));
        }
    }
}
