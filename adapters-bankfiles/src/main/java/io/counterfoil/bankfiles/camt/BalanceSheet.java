package io.counterfoil.bankfiles.camt;

import io.counterfoil.bankfiles.camt.CamtContext.AmountRead;
import io.counterfoil.bankfiles.camt.CamtContext.BadFieldException;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.xml.Node;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.statement.StatementBalance;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The balances of one statement and whether its booked entries lead from the first to the last: OPBD, else PRCD, else the first interim balance of a page; to
 * CLBD, else the last interim balance. Not thread-safe.
 */
final class BalanceSheet {

    private final CamtContext context;
    private final boolean intraday;
    private final List<Stated> stated = new ArrayList<>();
    private @Nullable Amounts currency;
    private boolean mixed;
    private boolean unreadable;
    private long movements;

    BalanceSheet(CamtContext context, boolean intraday) {
        this.context = context;
        this.intraday = intraday;
    }

    /** Reads a {@code Bal}; one that cannot be read leaves the statement without proof of it. */
    void add(Node bal, RecordSink sink) {
        String type = bal.textAt("Tp", "CdOrPrtry", "Cd");
        if (type.isEmpty()) {
            type = bal.textAt("Tp", "CdOrPrtry", "Prtry");
        }
        int sign = CamtContext.sign(bal.textAt("CdtDbtInd"));
        try {
            AmountRead amount = context.amount(bal.at("Amt"));
            if (sign == 0 && amount.minor() != 0) {
                throw new BadFieldException(
                        ImportCode.BAD_SIGN,
                        "a balance is neither CRDT nor DBIT",
                        context.at(bal).field("CdtDbtInd"));
            }
            if (stated.size() < 1_000) {
                stated.add(new Stated(
                        type,
                        amount.currency(),
                        sign * amount.minor(),
                        CamtContext.day(bal.at("Dt")),
                        context.at(bal)));
            }
        } catch (BadFieldException e) {
            unreadable |= List.of("OPBD", "PRCD", "CLBD", "ITBD").contains(type);
            sink.found(Diagnostic.error(e.code(), "balance " + type + ": " + e.sentence(), e.location()));
        }
    }

    /** Counts a booked entry in. */
    void move(Amounts in, long minor) {
        if (currency == null) {
            currency = in;
        }
        mixed |= !currency.currency().equals(in.currency());
        movements += minor;
    }

    /** The currency of the balances, else of the entries. */
    Optional<Amounts> currency() {
        return stated.isEmpty()
                ? Optional.ofNullable(currency)
                : Optional.of(opening().orElse(stated.get(0)).currency());
    }

    /** The balance before the first entry. */
    Optional<Stated> opening() {
        List<Stated> interim = all("ITBD");
        boolean opens =
                interim.size() > 1 || (interim.size() == 1 && first("CLBD").isPresent());
        return first("OPBD").or(() -> first("PRCD")).or(() -> opens ? Optional.of(interim.get(0)) : Optional.empty());
    }

    /** The balance after the last entry. */
    Optional<Stated> closing() {
        List<Stated> interim = all("ITBD");
        boolean closes = interim.size() > 1
                || (interim.size() == 1
                        && (first("OPBD").isPresent() || first("PRCD").isPresent()));
        return first("CLBD").or(() -> closes ? Optional.of(interim.get(interim.size() - 1)) : Optional.empty());
    }

    /** Compares and says what came of it. */
    ProofStatus prove(RecordSink sink, Diagnostic.Location statement) {
        if (unreadable) {
            return ProofStatus.BROKEN;
        }
        Optional<Stated> first = opening();
        Optional<Stated> last = closing();
        if (first.isEmpty() || last.isEmpty()) {
            return ProofStatus.UNPROVED;
        }
        Amounts money = first.get().currency();
        boolean other = !last.get().currency().currency().equals(money.currency());
        boolean otherEntries = currency != null && !currency.currency().equals(money.currency());
        if (other || otherEntries || mixed) {
            sink.found(Diagnostic.warning(
                    ImportCode.CURRENCY_MIXED,
                    "opening, closing and entries are not all in "
                            + money.currency().getCurrencyCode() + ": nothing to compare",
                    statement));
            return ProofStatus.UNPROVED;
        }
        long computed = first.get().minor() + movements;
        ImportReceipt.ControlTotal total = new ImportReceipt.ControlTotal(
                last.get().type().equals("CLBD")
                        ? ImportReceipt.ControlTotal.Level.STATEMENT
                        : ImportReceipt.ControlTotal.Level.PAGE,
                "closing",
                plain(money, last.get().minor()),
                plain(money, computed),
                last.get().at());
        boolean soFar =
                intraday && last.get().type().equals("ITBD") && all("ITBD").size() == 1;
        if (!total.agrees() && soFar) {
            return ProofStatus.UNPROVED;
        }
        sink.declared(total);
        if (!total.agrees()) {
            sink.found(Diagnostic.error(
                    ImportCode.BALANCE,
                    "closing balance is " + total.declared() + ", opening and entries make " + total.computed(),
                    total.at()));
            return ProofStatus.BROKEN;
        }
        return ProofStatus.PROVED;
    }

    /** Every balance whose day can be read, opening and closing marked as such. */
    List<StatementBalance> balances() {
        Optional<Stated> first = opening();
        Optional<Stated> last = closing();
        List<StatementBalance> balances = new ArrayList<>();
        for (Stated balance : stated) {
            StatementBalance.Type type = first.filter(balance::equals).isPresent()
                    ? StatementBalance.Type.OPENING
                    : last.filter(balance::equals).isPresent() ? StatementBalance.Type.CLOSING : type(balance.type());
            balance.day()
                    .ifPresent(day -> balances.add(
                            new StatementBalance(type, balance.currency().ofMinor(balance.minor()), day)));
        }
        return balances;
    }

    private static StatementBalance.Type type(String code) {
        return switch (code) {
            case "ITBD" -> StatementBalance.Type.INTERIM_CLOSING;
            case "CLAV", "ITAV", "OPAV" -> StatementBalance.Type.AVAILABLE;
            case "FWAV" -> StatementBalance.Type.FORWARD_AVAILABLE;
            default -> StatementBalance.Type.OTHER;
        };
    }

    private Optional<Stated> first(String type) {
        return stated.stream().filter(balance -> balance.type().equals(type)).findFirst();
    }

    private List<Stated> all(String type) {
        return stated.stream().filter(balance -> balance.type().equals(type)).toList();
    }

    static String plain(Amounts money, long minor) {
        return Amounts.plain(money.ofMinor(minor));
    }

    /**
     * A balance as written.
     *
     * @param type its code
     * @param currency it is in
     * @param minor signed minor units
     * @param day it holds, where it can be read
     * @param at where it stands
     */
    record Stated(String type, Amounts currency, long minor, Optional<LocalDate> day, Diagnostic.Location at) {}
}
