package io.counterfoil.bankfiles.ofx.internal;

import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.internal.Days;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.StatementPart;
import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.payments.redaction.PanRedactor;
import io.counterfoil.reconciliation.statement.StatementBalance;
import io.counterfoil.reconciliation.statement.StatementKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One account's answer: its account, period and balances. OFX declares no totals, so it proves nothing. Not thread-safe. */
final class OfxStatement {

    private final Diagnostic.Location at;
    private final List<StatementBalance> balances = new ArrayList<>();
    private @Nullable Amounts currency;
    private String bank = "";
    private String number = "";
    private String period = "";
    private @Nullable BankAccountRef owner;
    private boolean mixed;
    private boolean ledger;
    private boolean amountRead;
    private long amount;
    private int day = Days.NONE;

    OfxStatement(Optional<Amounts> fallback, Diagnostic.Location at) {
        this.currency = fallback.orElse(null);
        this.at = at;
    }

    void currency(String text, Optional<Amounts> known, Diagnostic.Location place, RecordSink sink) {
        if (known.isPresent()) {
            currency = known.get();
        } else {
            sink.found(Diagnostic.error(
                    ImportCode.BAD_CURRENCY,
                    "currency " + Texts.shown(text) + " is not known, expected an ISO 4217 code",
                    place.field("CURDEF")));
        }
    }

    void account(OfxTag tag, String text) {
        if (tag == OfxTag.ACCTID) {
            number = number.isEmpty() ? text.strip() : number;
        } else if (tag != OfxTag.BRANCHID) {
            bank = bank.isEmpty() ? Texts.clean(text) : bank;
        }
    }

    void period(String text) {
        String days = text.strip();
        period += (period.isEmpty() ? "" : "-") + Texts.clean(days.substring(0, Math.min(8, days.length())));
    }

    Optional<Amounts> unit() {
        return Optional.ofNullable(currency);
    }

    void beginBalance() {
        endBalance();
    }

    void balance(boolean ofLedger, long minor) {
        ledger = ofLedger;
        amount = minor;
        amountRead = true;
    }

    void balanceDay(int epochDay) {
        day = epochDay;
    }

    void endBalance() {
        Amounts unit = currency;
        if (amountRead && unit != null && balances.size() < 1_000) {
            LocalDate date = LocalDate.ofEpochDay(day == Days.NONE ? 0 : day);
            StatementBalance.Type type = ledger ? StatementBalance.Type.CLOSING : StatementBalance.Type.AVAILABLE;
            if (day != Days.NONE) {
                balances.add(new StatementBalance(type, unit.ofMinor(amount), date));
            }
        }
        amountRead = false;
        day = Days.NONE;
    }

    /** Notes the currency of a movement. */
    void movement(Amounts in, Diagnostic.Location place, RecordSink sink) {
        if (!mixed && currency != null && !currency.currency().equals(in.currency())) {
            mixed = true;
            sink.found(Diagnostic.warning(
                    ImportCode.CURRENCY_MIXED, "a transaction is in another currency than its account", place));
        }
    }

    /** Whose; where none is stated, an account that says so, with a warning the first time. */
    BankAccountRef owner(RecordSink sink) {
        BankAccountRef known = owner;
        if (known == null) {
            if (number.chars().anyMatch(Character::isLetterOrDigit)) {
                known = PanRedactor.holdsCardData(bank)
                        ? BankAccountRef.of(number)
                        : BankAccountRef.of("XX", bank, number);
            } else {
                known = new BankAccountRef("XX", "", "", new BankAccountRef.Token("not stated"));
                sink.found(Diagnostic.warning(ImportCode.ACCOUNT_MISSING, "the statement names no account", at));
            }
            owner = known;
        }
        return known;
    }

    void end(RecordSink sink) {
        endBalance();
        BankAccountRef account = owner(sink);
        Amounts unit = currency;
        if (unit == null) {
            sink.broken(Diagnostic.error(
                    ImportCode.CURRENCY_MISSING,
                    "the statement names no currency, expected CURDEF or one in the profile",
                    at));
            return;
        }
        StatementKey key = new StatementKey(account.token(), "OFX", period, 0, false);
        sink.statement(new StatementPart(key, account, unit.currency(), balances, ProofStatus.UNPROVED));
    }
}
