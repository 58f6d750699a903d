package io.counterfoil.bankfiles.camt;

import io.counterfoil.bankfiles.camt.Detail.Party;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.internal.Hashes;
import io.counterfoil.bankfiles.source.internal.Money;
import io.counterfoil.bankfiles.source.internal.Occurrences;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.redaction.PanRedactor;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.reconciliation.statement.StatementEntry.Charge;
import io.counterfoil.reconciliation.statement.StatementEntry.Counterparty;
import io.counterfoil.reconciliation.statement.StatementEntry.References.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns an entry into items, one a detail, so that the items of an entry always add up to it. Not thread-safe.
 */
final class Itemizer {

    private final CamtContext context;
    private final RecordSink sink;
    private final Occurrences items = new Occurrences();
    private final Occurrences entries = new Occurrences();

    Itemizer(CamtContext context, RecordSink sink) {
        this.context = context;
        this.sink = sink;
    }

    /** Forgets which keys the last statement had. */
    void statementEnded() {
        items.clear();
        entries.clear();
    }

    /** Writes the items of the entry. */
    void write(Entry entry, BankAccountRef account) {
        warnOfRepetition(entry);
        List<Detail> details = entry.details();
        List<Detail> priced = priced(details);
        if (details.isEmpty()) {
            write(entry, account, entry.minor(), null);
        } else if (priced.isEmpty() && details.size() == 1) {
            write(entry, account, entry.minor(), details.get(0));
        } else if (priced.isEmpty()) {
            if (details.stream().anyMatch(d -> d.foreign().isPresent())) {
                sink.found(Diagnostic.note(
                        ImportCode.DETAILS_OTHER_CURRENCY,
                        details.size() + " transactions of an entry are not in its currency "
                                + entry.currency().currency().getCurrencyCode() + ", they are one item",
                        context.at(entry.head())));
            }
            write(entry, account, entry.minor(), sink.isCounting() ? details.get(0) : merged(details));
        } else {
            writeEach(entry, account, priced);
        }
    }

    private static List<Detail> priced(List<Detail> details) {
        boolean all = true;
        for (Detail detail : details) {
            all &= detail.amount().isPresent();
        }
        return all
                ? details
                : details.stream().filter(d -> d.amount().isPresent()).toList();
    }

    private void writeEach(Entry entry, BankAccountRef account, List<Detail> priced) {
        long rest = entry.minor();
        for (Detail detail : priced) {
            long minor = detail.amount().orElseThrow();
            boolean negative = detail.sign() == 0 ? entry.minor() < 0 : detail.sign() < 0;
            long signed = negative ? -minor : minor;
            write(entry, account, signed, detail);
            rest -= signed;
        }
        if (rest == 0) {
            return;
        }
        Amounts money = entry.currency();
        boolean charged = !entry.charges().isEmpty() && charges(entry) == -rest;
        sink.found(Diagnostic.warning(
                ImportCode.DETAILS_REMAINDER,
                "details add up to " + Money.plain(money, entry.minor() - rest) + ", the entry is "
                        + Money.plain(money, entry.minor()) + ": one more item has the difference of "
                        + Money.plain(money, rest) + (charged ? ", which are the charges stated" : ""),
                context.at(entry.head())));
        if (sink.isCounting()) {
            sink.counted(money, rest);
            return;
        }
        sink.entry(item(entry, account, rest, null)
                .kind(charged ? StatementEntry.Kind.FEE : entry.kind())
                .text(Texts.join(List.of(charged ? "charges" : "remainder of the details", entry.text())))
                .build());
    }

    private static long charges(Entry entry) {
        long sum = 0;
        for (Charge charge : entry.charges()) {
            if (!charge.amount().getCurrency().equals(entry.currency().currency())) {
                return 0;
            }
            sum += Amounts.minor(charge.amount());
        }
        return sum;
    }

    private void write(Entry entry, BankAccountRef account, long minor, @Nullable Detail detail) {
        if (sink.isCounting()) {
            sink.counted(entry.currency(), minor);
        } else {
            sink.entry(item(entry, account, minor, detail).build());
        }
    }

    private StatementEntry.Builder item(Entry entry, BankAccountRef account, long minor, @Nullable Detail detail) {
        Map<Role, String> references = new EnumMap<>(Role.class);
        List<String> texts = new ArrayList<>();
        StatementEntry.Builder item = StatementEntry.builder();
        StatementEntry.Kind kind = entry.kind();
        String bankCode = entry.bankCode();
        Party other = Detail.NOBODY;
        String bankReference = entry.reference();
        if (detail != null) {
            references.putAll(detail.references());
            texts.addAll(detail.texts());
            bankReference = detail.bankReference().isEmpty() ? bankReference : detail.bankReference();
            kind = detail.kind() == StatementEntry.Kind.OTHER ? kind : detail.kind();
            bankCode = (detail.kind() == StatementEntry.Kind.OTHER && !bankCode.isEmpty())
                            || detail.bankCode().isEmpty()
                    ? bankCode
                    : detail.bankCode();
            kind = detail.returnCode().isPresent() ? StatementEntry.Kind.RETURN : kind;
            item.returnCode(detail.returnCode().filter(code -> !code.isEmpty()));
            item.original(detail.foreign());
            item.addAllCharges(detail.charges());
            other = counterparty(entry, detail, minor, kind, account);
            item.agent(other.agent()).purpose(detail.purpose());
        }
        if (detail == null || entry.details().size() == 1) {
            item.addAllCharges(entry.charges());
        }
        if (!bankReference.isEmpty()) {
            references.put(Role.BANK, bankReference);
        }
        texts.add(entry.text());
        String text = Texts.join(texts);
        if (other.isNamed()) {
            item.counterparty(new Counterparty(other.name(), other.account()));
        }
        return item.id(id(entry, account, minor, references, text, other))
                .account(account)
                .bookedOn(entry.bookedOn())
                .valueOn(entry.valueOn())
                .amount(entry.currency().ofMinor(minor))
                .kind(entry.reversal() && kind != StatementEntry.Kind.RETURN ? StatementEntry.Kind.REVERSAL : kind)
                .reversal(entry.reversal())
                .references(new StatementEntry.References(references))
                .bankCode(Texts.clean(bankCode))
                .text(text);
    }

    /** Who stands on the other side: the payer of money in, the payee of money out, and the other way round where that one is the account itself. */
    private static Party counterparty(
            Entry entry, Detail detail, long minor, StatementEntry.Kind kind, BankAccountRef account) {
        boolean back = entry.reversal() || kind == StatementEntry.Kind.RETURN || kind == StatementEntry.Kind.REVERSAL;
        boolean fromDebtor = (minor >= 0) != back;
        Party likely = fromDebtor ? detail.debtor() : detail.creditor();
        Party opposite = fromDebtor ? detail.creditor() : detail.debtor();
        boolean own =
                likely.account().filter(a -> a.token().equals(account.token())).isPresent();
        boolean oppositeOwn = opposite.account()
                .filter(a -> a.token().equals(account.token()))
                .isPresent();
        return own || (!likely.isNamed() && back && !oppositeOwn) ? opposite : likely;
    }

    /** The format's reference with day, amount and occurrence within the statement; content in place of a reference where there is none. */
    private ItemId id(
            Entry entry, BankAccountRef account, long minor, Map<Role, String> references, String text, Party other) {
        String reference = references.getOrDefault(
                Role.BANK, references.getOrDefault(Role.TRANSACTION, references.getOrDefault(Role.END_TO_END, "")));
        if (reference.isEmpty() || reference.length() > 70 || PanRedactor.holdsCardData(reference)) {
            reference = Sha256.ofFields(account.token().value(), entry.valueOn(), reference, text, other.name())
                    .shortHex();
        }
        String key = reference + "/" + entry.bookedOn() + "/" + Money.plain(entry.currency(), minor);
        int occurrence = items.next(Hashes.of(key));
        return ItemId.of(occurrence == 1 ? key : key + "#" + occurrence);
    }

    private void warnOfRepetition(Entry entry) {
        if (entry.reference().isEmpty() || !sink.isCounting()) {
            return; // where entries are handed out, it stands in the receipt
        }
        long key = Hashes.of(Hashes.of(entry.reference()), entry.bookedOn().toEpochDay());
        if (entries.next(Hashes.of(Hashes.of(key, entry.valueOn().toEpochDay()), entry.minor())) > 1) {
            sink.found(Diagnostic.warning(
                    ImportCode.DUPLICATE_LINE,
                    "an entry of " + Money.plain(entry.currency(), entry.minor()) + " on " + entry.bookedOn()
                            + " has the bank reference of an earlier one",
                    context.at(entry.head())));
        }
    }

    /** Several details without amounts: what all agree on, and every text. */
    private static Detail merged(List<Detail> details) {
        Detail first = details.get(0);
        Map<Role, String> references = new EnumMap<>(Role.class);
        references.putAll(first.references());
        List<String> texts = new ArrayList<>();
        int shown = Math.min(details.size(), 100);
        for (Detail detail : details.subList(0, shown)) {
            references
                    .entrySet()
                    .removeIf(e -> !e.getValue().equals(detail.references().get(e.getKey())));
            texts.addAll(detail.texts());
        }
        Party none = Detail.NOBODY;
        boolean sameDebtor = details.stream().allMatch(d -> d.debtor().equals(first.debtor()));
        boolean sameCreditor = details.stream().allMatch(d -> d.creditor().equals(first.creditor()));
        return new Detail(
                0,
                Optional.empty(),
                Optional.empty(),
                "",
                references,
                sameDebtor ? first.debtor() : none,
                sameCreditor ? first.creditor() : none,
                List.of(),
                first.kind(),
                first.bankCode(),
                details.stream().allMatch(d -> d.returnCode().equals(first.returnCode()))
                        ? first.returnCode()
                        : Optional.empty(),
                texts,
                details.stream().allMatch(d -> d.purpose().equals(first.purpose())) ? first.purpose() : "");
    }
}
