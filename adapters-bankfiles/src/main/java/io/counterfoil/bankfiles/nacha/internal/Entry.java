package io.counterfoil.bankfiles.nacha.internal;

import io.counterfoil.bankfiles.fixedwidth.FixedLine;
import io.counterfoil.bankfiles.record.BankRecord.AccountChange;
import io.counterfoil.bankfiles.record.BankRecord.PaymentEntry;
import io.counterfoil.bankfiles.record.ReturnItem;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.rail.Rail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The entry at hand with its addenda; at its end it becomes a payment, a return or a change. Not thread-safe. */
final class Entry {

    private static final Amounts USD = Amounts.in("USD");

    private final String source;
    private final Batch batch;
    private final FixedLine file;
    private final RecordSink sink;
    private final FixedLine line = new FixedLine();
    private final List<FixedLine> addenda = new ArrayList<>();
    private int used;
    private int sign;
    private long amount;
    private boolean open;
    private boolean rejected;
    private boolean returned;
    private boolean changed;

    Entry(String source, Batch batch, FixedLine file, RecordSink sink) {
        this.source = source;
        this.batch = batch;
        this.file = file;
        this.sink = sink;
    }

    void begin(FixedLine record, int creditOrDebit, long minor) {
        line.copy(record);
        sign = creditOrDebit;
        amount = minor;
        used = 0;
        open = true;
        rejected = false;
        returned = false;
        changed = false;
    }

    boolean isOpen() {
        return open;
    }

    boolean wasRejected() {
        return rejected;
    }

    void reject() {
        open = false;
        rejected = true;
    }

    void forget() {
        rejected = false;
    }

    /** Whether it is a return or a notice of change. */
    boolean isAnswer() {
        return returned || changed;
    }

    Diagnostic.Location at() {
        return line.at(source);
    }

    /** Keeps an addenda record; false for the first one beyond the limit. */
    boolean add(FixedLine record, int limit) {
        if (used >= limit) {
            used++;
            return used != limit + 1;
        }
        if (used == addenda.size()) {
            addenda.add(new FixedLine());
        }
        addenda.get(used++).copy(record);
        if (record.at(2) == '9') {
            returned |= record.at(3) == '9';
            changed |= record.at(3) == '8';
        }
        return true;
    }

    private List<FixedLine> kept() {
        return addenda.subList(0, Math.min(used, addenda.size()));
    }

    /** Hands it out. What comes back is money out for the originator of a debit, and money in for one of a credit. */
    void end() {
        open = false;
        long seen = sign < 0 ? amount : -amount;
        if (changed && !returned) {
            sink.item(AccountChange.class, USD.currency(), 0, this::change);
        } else if (returned) {
            sink.item(ReturnItem.class, USD.currency(), -seen, this::returned);
        } else {
            sink.item(PaymentEntry.class, USD.currency(), seen, this::payment);
        }
    }

    private Rail.Direction direction() {
        return sign < 0 ? Rail.Direction.DEBIT : Rail.Direction.CREDIT;
    }

    private BankAccountRef account() {
        String number =
                batch.isInternational() ? line.text(40, 74) : batch.isAdvice() ? line.text(13, 27) : line.text(13, 29);
        return account(line.text(4, 12), number);
    }

    private static BankAccountRef account(String routing, String number) {
        return AccountNumber.us(routing.matches("[0-9]{9}") ? routing : "", number.isEmpty() ? "none" : number)
                .ref();
    }

    private String name() {
        if (batch.isInternational()) {
            return kept().stream()
                    .filter(one -> one.starts("710"))
                    .findFirst()
                    .map(one -> Texts.clean(one.text(47, 81)))
                    .orElse("");
        }
        return Texts.clean(
                NachaCodes.COUNTING_ADDENDA.contains(batch.entryClass()) ? line.text(59, 74) : line.text(55, 76));
    }

    private PaymentEntry payment() {
        PaymentEntry.Builder payment = PaymentEntry.builder()
                .line(line.number())
                .rail(Rail.ACH)
                .direction(direction())
                .amount(USD.ofMinor(amount))
                .account(account())
                .name(name())
                .dueOn(batch.effectiveOn())
                .trace(batch.isAdvice() ? "" : line.text(80, 94))
                .reference(batch.isInternational() ? "" : Texts.clean(line.text(40, 54)))
                .transactionCode(line.raw(2, 3))
                .entryClass(batch.entryClass())
                .description(Texts.clean(batch.header().text(54, 63)))
                .originator(batch.header().text(41, 50))
                .correction(batch.header().text(54, 63).equals("REVERSAL"));
        for (FixedLine one : kept()) {
            String text = Texts.clean(one.starts("705") ? one.text(4, 83) : one.text(1, 94));
            if (!text.isEmpty()) {
                payment.addRemittance(text);
            }
        }
        return payment.build();
    }

    private ReturnItem returned() {
        List<FixedLine> answers =
                kept().stream().filter(one -> one.starts("799")).toList();
        FixedLine last = answers.get(answers.size() - 1);
        String reason = last.text(4, 6);
        ReturnItem.Stage stage = ReturnItem.Stage.ofNacha(reason);
        ReturnItem.Builder item = ReturnItem.builder()
                .line(line.number())
                .id("L" + line.number())
                .source(source)
                .rail(Rail.ACH)
                .stage(stage)
                .code(reason.isEmpty() ? "none" : reason)
                .direction(direction())
                .amount(USD.ofMinor(amount))
                .returnedOn(returnedOn())
                .trace(last.text(7, 21))
                .reference(batch.isInternational() ? "" : Texts.clean(line.text(40, 54)))
                .account(account())
                .name(name())
                .transactionCode(line.raw(2, 3));
        answers.subList(0, answers.size() - 1).forEach(one -> item.addAnswered(one.text(4, 6)));
        switch (stage) {
            case RETURN -> item.information(Texts.clean(last.text(36, 79)));
            case DISHONOURED ->
                item.addAnswered(last.text(57, 58).isEmpty() ? "none" : "R" + last.text(57, 58))
                        .information(Texts.clean(last.text(59, 79)));
            case CONTESTED -> {
                Batch.day(last, 22).ifPresent(item::originalOn);
                item.addAnswered(last.text(57, 58).isEmpty() ? "none" : "R" + last.text(57, 58))
                        .addAnswered(last.text(77, 78).isEmpty() ? "none" : "R" + last.text(77, 78));
            }
        }
        return item.build();
    }

    /** The effective date of the return batch, else the day on which the file was made. */
    private Optional<java.time.LocalDate> returnedOn() {
        return batch.effectiveOn().or(() -> Batch.day(file, 24));
    }

    private AccountChange change() {
        FixedLine notice = kept().stream()
                .filter(one -> one.starts("798"))
                .reduce((first, second) -> second)
                .orElse(line);
        return Corrections.read(
                notice,
                AccountChange.builder()
                        .line(line.number())
                        .rail(Rail.ACH)
                        .reference(batch.isInternational() ? "" : Texts.clean(line.text(40, 54)))
                        .effectiveOn(returnedOn())
                        .account(account())
                        .name(name()),
                line.text(4, 12));
    }
}
