package io.counterfoil.bankfiles.bai.internal;

import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.internal.Days;
import io.counterfoil.bankfiles.source.internal.Hashes;
import io.counterfoil.bankfiles.source.internal.Money;
import io.counterfoil.bankfiles.source.internal.Occurrences;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.redaction.PanRedactor;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.reconciliation.statement.StatementEntry.References;
import io.counterfoil.reconciliation.statement.StatementEntry.References.Role;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;

/** Makes entries of records 16. Not thread-safe. */
final class BaiEntries {

    private static final int LONGEST_KEY = 70;

    private final Charset charset;
    private final RecordSink sink;
    private final Occurrences items = new Occurrences();
    private final Occurrences repeated = new Occurrences();

    BaiEntries(Charset charset, RecordSink sink) {
        this.charset = charset;
        this.sink = sink;
    }

    /** Forgets which keys the last account had. */
    void accountEnded() {
        items.clear();
        repeated.clear();
    }

    /** Writes the movement whose type and amount were read; the record's cursor stands on the amount. */
    void write(BaiAccount account, BaiGroup group, BaiRecord record, Movement movement) {
        if (sink.isCounting() && repeated.next(record.hash()) > 1) {
            sink.found(Diagnostic.warning(
                    ImportCode.DUPLICATE_LINE,
                    "a transaction has type, amount, references and text of an earlier one",
                    movement.at()));
        }
        if (sink.isCounting()) {
            sink.counted(account.currency(), movement.minor());
            return;
        }
        int valueDay = valueDay(record, group.day());
        record.next();
        String bank = Texts.reference(record.text(charset));
        record.next();
        String customer = Texts.reference(record.text(charset));
        String text = Texts.clean(record.rest(charset));
        Map<Role, String> references = new EnumMap<>(Role.class);
        put(references, Role.BANK, bank);
        StatementEntry.Kind kind = BaiTypes.kind(movement.type());
        put(references, kind == StatementEntry.Kind.CHEQUE ? Role.CHEQUE : Role.END_TO_END, customer);
        LocalDate bookedOn = LocalDate.ofEpochDay(group.day());
        String type = three(movement.type());
        String reference = bank;
        if (bank.isEmpty() || bank.length() > LONGEST_KEY || PanRedactor.holdsCardData(bank)) {
            reference = Sha256.ofFields(account.owner().token().value(), type, valueDay, customer, text)
                    .shortHex();
        }
        String key = reference + "/" + bookedOn + "/" + Money.plain(account.currency(), movement.minor());
        int occurrence = items.next(Hashes.of(key));
        sink.entry(StatementEntry.builder()
                .id(ItemId.of(occurrence == 1 ? key : key + "#" + occurrence))
                .account(account.owner())
                .bookedOn(bookedOn)
                .valueOn(LocalDate.ofEpochDay(valueDay))
                .amount(account.currency().ofMinor(movement.minor()))
                .kind(kind)
                .references(new References(references))
                .bankCode(type)
                .text(text)
                .build());
    }

    private static String three(int type) {
        String digits = Integer.toString(type);
        return "000".substring(digits.length()) + digits;
    }

    private static void put(Map<Role, String> references, Role role, String text) {
        if (!text.isEmpty()) {
            references.put(role, text);
        }
    }

    /** The value day of funds type V; else the day of the group. */
    private int valueDay(BaiRecord record, int groupDay) {
        record.next();
        if (record.letter() == 'V') {
            record.next();
            int day = BaiLines.day(record.text(charset));
            record.next();
            return day == Days.NONE ? groupDay : day;
        }
        BaiSummary.funds(record, false);
        return groupDay;
    }

    /**
     * What moved.
     *
     * @param type code
     * @param minor signed as the account holder sees it
     * @param at where the record stands
     */
    record Movement(int type, long minor, Diagnostic.Location at) {}
}
