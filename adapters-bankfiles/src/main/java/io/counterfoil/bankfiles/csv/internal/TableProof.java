package io.counterfoil.bankfiles.csv.internal;

import io.counterfoil.bankfiles.csv.CsvProfile;
import io.counterfoil.bankfiles.csv.internal.RowReader.Row;
import io.counterfoil.bankfiles.source.FileFormat;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.StatementPart;
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
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** Whether the rows of a table prove themselves, by a running balance or by given balances. Not thread-safe. */
final class TableProof {

    private final CsvProfile profile;
    private final Diagnostic.Location table;
    private final RunningBalance balance;
    private @Nullable Amounts currency;
    private @Nullable LocalDate firstDay;
    private @Nullable LocalDate lastDay;
    private Diagnostic.Location lastRow;
    private boolean mixed;
    private boolean rejected;
    private boolean cut;

    TableProof(CsvProfile profile, Diagnostic.Location table) {
        this.profile = profile;
        this.table = table;
        this.lastRow = table;
        this.currency = profile.opening()
                .or(profile::closing)
                .map(amount -> Amounts.in(amount.getCurrency()))
                .orElse(null);
        this.balance = new RunningBalance(
                profile.opening().map(Amounts::minor), profile.closing().map(Amounts::minor));
    }

    void row(Row row, Diagnostic.Location at) {
        if (currency == null) {
            currency = row.currency();
        }
        mixed |= !currency.currency().equals(row.currency().currency());
        firstDay = firstDay == null ? row.bookedOn() : firstDay;
        lastDay = row.bookedOn();
        lastRow = at;
        balance.row(row.minor(), row.balance(), at);
    }

    void rejected() {
        rejected = true;
        balance.lost();
    }

    void lost() {
        cut = true;
    }

    /** Hands on the statement, or says that nothing names its currency. */
    void finish(RecordSink sink) {
        RunningBalance.Result result = balance.finish(lastRow);
        Amounts money = currency;
        Optional<CurrencyUnit> unit = money != null ? Optional.of(money.currency()) : profile.currency();
        if (unit.isEmpty()) {
            sink.broken(Diagnostic.error(
                    ImportCode.CURRENCY_MISSING,
                    "no row that could be read names a currency, expected one, or a profile that states it",
                    lastRow));
            return;
        }
        ProofStatus status = money == null ? ProofStatus.UNPROVED : prove(result, money, sink);
        boolean opens = result.opening().isPresent() && !mixed;
        StatementKey key = new StatementKey(
                profile.account().token(),
                FileFormat.CSV.name(),
                "",
                opens ? result.opening().get() : 0,
                opens);
        sink.statement(new StatementPart(
                key,
                profile.account(),
                unit.get(),
                money == null || mixed ? List.of() : balances(result, money),
                status));
    }

    private ProofStatus prove(RunningBalance.Result result, Amounts money, RecordSink sink) {
        boolean proves = profile.balance().isPresent()
                || (profile.opening().isPresent() && profile.closing().isPresent());
        if (mixed) {
            if (proves) {
                sink.found(Diagnostic.warning(
                        ImportCode.CURRENCY_MIXED, "rows are in several currencies: no balance to compare", table));
            }
            return ProofStatus.UNPROVED;
        }
        if (result.breaks() > 0) {
            ImportReceipt.ControlTotal total = result.first().orElseThrow().total(money);
            sink.declared(total);
            sink.found(Diagnostic.error(
                    ImportCode.BALANCE,
                    total.name() + " is " + total.declared() + ", the rows make " + total.computed()
                            + (result.breaks() > 1 ? ", and " + (result.breaks() - 1) + " further ones differ" : ""),
                    total.at()));
            return ProofStatus.BROKEN;
        }
        if ((rejected || cut) && proves) {
            return ProofStatus.BROKEN;
        }
        if (result.compared() == 0) {
            return ProofStatus.UNPROVED;
        }
        String closing = Amounts.plain(money.ofMinor(result.closing().orElseThrow()));
        sink.declared(new ImportReceipt.ControlTotal(
                ImportReceipt.ControlTotal.Level.STATEMENT, "closing", closing, closing, lastRow));
        return ProofStatus.PROVED;
    }

    private List<StatementBalance> balances(RunningBalance.Result result, Amounts money) {
        List<StatementBalance> balances = new ArrayList<>();
        Optional<LocalDate> opens = Optional.ofNullable(result.newestFirst() ? lastDay : firstDay);
        Optional<LocalDate> closes = Optional.ofNullable(result.newestFirst() ? firstDay : lastDay);
        if (result.opening().isPresent() && opens.isPresent()) {
            balances.add(new StatementBalance(
                    StatementBalance.Type.OPENING,
                    money.ofMinor(result.opening().get()),
                    opens.get()));
        }
        if (result.closing().isPresent() && closes.isPresent()) {
            balances.add(new StatementBalance(
                    StatementBalance.Type.CLOSING,
                    money.ofMinor(result.closing().get()),
                    closes.get()));
        }
        return balances;
    }
}
