package io.counterfoil.bankfiles.ofx.internal;

import io.counterfoil.bankfiles.source.internal.Hashes;
import io.counterfoil.bankfiles.source.internal.Money;
import io.counterfoil.bankfiles.source.internal.Occurrences;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.redaction.PanRedactor;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.reconciliation.statement.StatementEntry.Counterparty;
import io.counterfoil.reconciliation.statement.StatementEntry.References;
import io.counterfoil.reconciliation.statement.StatementEntry.References.Role;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes entries of transactions. Not thread-safe. */
final class OfxEntries {

    private static final int LONGEST_KEY = 70;

    private final Charset charset;
    private final RecordSink sink;
    private final Occurrences items = new Occurrences();

    OfxEntries(Charset charset, RecordSink sink) {
        this.charset = charset;
        this.sink = sink;
    }

    /** Forgets which keys the last statement had. */
    void statementEnded() {
        items.clear();
    }

    /** Writes the entry. */
    void write(BankAccountRef account, Amounts currency, OfxTransaction transaction, Moved moved) {
        String type = transaction.text(OfxTag.TRNTYPE, charset).strip();
        String fitid = Texts.reference(transaction.text(OfxTag.FITID, charset));
        String name = Texts.clean(transaction.text(OfxTag.NAME, charset));
        String extended = Texts.clean(transaction.text(OfxTag.EXTDNAME, charset));
        String memo = transaction.text(OfxTag.MEMO, charset);
        Map<Role, String> references = new EnumMap<>(Role.class);
        put(references, Role.BANK, fitid);
        put(references, Role.CHEQUE, transaction.text(OfxTag.CHECKNUM, charset));
        put(references, Role.END_TO_END, transaction.text(OfxTag.REFNUM, charset));
        put(references, Role.TRANSACTION, transaction.text(OfxTag.SRVRTID, charset));
        String text = Texts.join(List.of(name, extended, memo));
        LocalDate bookedOn = LocalDate.ofEpochDay(moved.bookedDay());
        StatementEntry.Builder entry = StatementEntry.builder()
                .id(id(account, currency, moved, fitid, List.of(type, text, references.toString())))
                .account(account)
                .bookedOn(bookedOn)
                .valueOn(LocalDate.ofEpochDay(moved.valueDay()))
                .amount(currency.ofMinor(moved.minor()))
                .kind(transaction.has(OfxTag.CORRECTFITID) ? StatementEntry.Kind.CORRECTION : kind(type))
                .references(new References(references))
                .bankCode(Texts.clean(type))
                .text(text);
        String other = extended.isEmpty() ? name : extended;
        String number = transaction.text(OfxTag.ACCTID, charset);
        Optional<BankAccountRef> otherAccount = number.chars().anyMatch(Character::isLetterOrDigit)
                ? Optional.of(BankAccountRef.of(number))
                : Optional.empty();
        if (!other.isEmpty() || otherAccount.isPresent()) {
            entry.counterparty(new Counterparty(other, otherAccount));
        }
        sink.entry(entry.build());
    }

    private static void put(Map<Role, String> references, Role role, String text) {
        String reference = Texts.reference(text);
        if (!reference.isEmpty()) {
            references.put(role, reference);
        }
    }

    private ItemId id(BankAccountRef account, Amounts currency, Moved moved, String fitid, List<String> content) {
        String reference = fitid;
        if (fitid.isEmpty() || fitid.length() > LONGEST_KEY || PanRedactor.holdsCardData(fitid)) {
            reference = Sha256.ofFields(account.token().value(), fitid, content).shortHex();
        }
        String key =
                reference + "/" + LocalDate.ofEpochDay(moved.bookedDay()) + "/" + Money.plain(currency, moved.minor());
        int occurrence = items.next(Hashes.of(key));
        return ItemId.of(occurrence == 1 ? key : key + "#" + occurrence);
    }

    private static StatementEntry.Kind kind(String type) {
        return switch (type.toUpperCase(Locale.ROOT)) {
            case "INT", "DIV" -> StatementEntry.Kind.INTEREST;
            case "FEE", "SRVCHG" -> StatementEntry.Kind.FEE;
            case "ATM", "CASH" -> StatementEntry.Kind.CASH;
            case "POS" -> StatementEntry.Kind.CARD;
            case "CHECK" -> StatementEntry.Kind.CHEQUE;
            case "DIRECTDEBIT" -> StatementEntry.Kind.DIRECT_DEBIT;
            case "XFER", "PAYMENT", "DIRECTDEP", "REPEATPMT" -> StatementEntry.Kind.TRANSFER;
            default -> StatementEntry.Kind.OTHER;
        };
    }

    /**
     * What moved when.
     *
     * @param minor signed as the account holder sees it
     * @param bookedDay days since 1970
     * @param valueDay days since 1970
     */
    record Moved(long minor, int bookedDay, int valueDay) {}
}
