package io.counterfoil.bankfiles.mt;

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
import java.util.Map;
import java.util.Optional;

/** Makes entries of lines and what stands below them. Not thread-safe. */
final class MtEntries {

    private static final int LONGEST_KEY = 70;

    private final Charset charset;
    private final RecordSink sink;
    private final Occurrences items = new Occurrences();

    MtEntries(Charset charset, RecordSink sink) {
        this.charset = charset;
        this.sink = sink;
    }

    /** Forgets which keys the last statement had. */
    void statementEnded() {
        items.clear();
    }

    /** Writes the entry. */
    void write(BankAccountRef account, Amounts currency, Line61 line, Raw raw) {
        String type = line.type(charset);
        String reference = line.reference(charset);
        String bank = Texts.reference(line.bankReference(charset));
        String supplementary = raw.supplementary();
        String information = raw.information();
        Info86 info = Info86.of(information);
        Map<Role, String> references = references(info, reference, bank, type);
        String text = Texts.join(texts(info, supplementary, information));
        LocalDate bookedOn = LocalDate.ofEpochDay(line.bookedDay());
        Optional<Counterparty> other = counterparty(info);
        StatementEntry.Kind kind = MtKinds.kind(type, info, line.isReversal());
        StatementEntry.Builder entry = StatementEntry.builder()
                .id(id(
                        account,
                        currency,
                        line,
                        references,
                        text + other.map(Counterparty::name).orElse(""),
                        bookedOn))
                .account(account)
                .bookedOn(bookedOn)
                .valueOn(LocalDate.ofEpochDay(line.valueDay()))
                .amount(currency.ofMinor(line.minor()))
                .kind(kind)
                .agent(Texts.clean(first(info, "BIC", "bankId")))
                .purpose(Texts.clean(first(info, "PURP")))
                .reversal(line.isReversal())
                .references(new References(references))
                .bankCode(Texts.clean(info.get("gvc").isEmpty() ? type : type + " " + info.get("gvc")))
                .text(text);
        other.ifPresent(entry::counterparty);
        if (kind == StatementEntry.Kind.RETURN) {
            entry.returnCode(MtKinds.returnCode(info));
        }
        sink.entry(entry.build());
    }

    private static Map<Role, String> references(Info86 info, String reference, String bank, String type) {
        Map<Role, String> found = new EnumMap<>(Role.class);
        put(found, Role.BANK, bank);
        put(found, Role.END_TO_END, first(info, "EREF"));
        put(found, Role.MANDATE, first(info, "MREF", "MARF"));
        put(found, Role.CREDITOR, first(info, "CDTRREF"));
        put(found, Role.INSTRUCTION, first(info, "KREF", "PREF"));
        boolean cheque = type.endsWith("CHK");
        switch (reference) {
            case "KREF+", "EREF", "PREF", "MARF" -> {
                // says which tag of the information holds the reference
            }
            default -> {
                Role role = cheque ? Role.CHEQUE : found.containsKey(Role.INSTRUCTION) ? Role.BATCH : Role.INSTRUCTION;
                put(found, role, reference);
            }
        }
        return found;
    }

    private static void put(Map<Role, String> found, Role role, String text) {
        String reference = Texts.reference(text);
        if (!reference.isEmpty()) {
            found.putIfAbsent(role, reference);
        }
    }

    private static String first(Info86 info, String... names) {
        for (String name : names) {
            if (!info.get(name).isEmpty()) {
                return info.get(name);
            }
        }
        return "";
    }

    private static List<String> texts(Info86 info, String supplementary, String information) {
        String plain = info.dialect() == Info86.Dialect.PLAIN ? information : "";
        String rest = first(info, "SVWZ", "REMI");
        return List.of(info.get("bookingText"), rest, info.get("purpose"), info.get("ABWA"), supplementary, plain);
    }

    private static Optional<Counterparty> counterparty(Info86 info) {
        String name = first(info, "name", "NAME");
        String number = first(info, "account", "IBAN");
        String party = info.get("CNTP");
        if (!party.isEmpty()) {
            String[] parts = party.split("/", -1);
            number = number.isEmpty() ? parts[0] : number;
            name = name.isEmpty() && parts.length > 2 ? parts[2] : name;
        }
        Optional<BankAccountRef> account = number.chars().anyMatch(Character::isLetterOrDigit)
                ? Optional.of(BankAccountRef.of(number))
                : Optional.empty();
        String clean = Texts.clean(name);
        return clean.isEmpty() && account.isEmpty() ? Optional.empty() : Optional.of(new Counterparty(clean, account));
    }

    /** The bank's reference with day, amount and occurrence; content in place of a reference where there is none. */
    private ItemId id(
            BankAccountRef account,
            Amounts currency,
            Line61 line,
            Map<Role, String> references,
            String content,
            LocalDate bookedOn) {
        String reference = references.getOrDefault(Role.BANK, "");
        if (reference.isEmpty() || reference.length() > LONGEST_KEY || PanRedactor.holdsCardData(reference)) {
            reference = Sha256.ofFields(
                            account.token().value(),
                            line.valueDay(),
                            references.getOrDefault(Role.INSTRUCTION, ""),
                            references.getOrDefault(Role.END_TO_END, ""),
                            content)
                    .shortHex();
        }
        String key = reference + "/" + bookedOn + "/" + Money.plain(currency, line.minor());
        int occurrence = items.next(Hashes.of(key));
        return ItemId.of(occurrence == 1 ? key : key + "#" + occurrence);
    }

    /**
     * What stands below the first line of an entry.
     *
     * @param supplementary further lines of the {@code :61:}
     * @param information the {@code :86:}
     */
    record Raw(String supplementary, String information) {}
}
