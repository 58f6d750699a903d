package io.counterfoil.bankfiles.cpa.internal;

import io.counterfoil.bankfiles.fixedwidth.FixedLine;
import io.counterfoil.bankfiles.fixedwidth.YearDay;
import io.counterfoil.bankfiles.record.BankRecord.PaymentEntry;
import io.counterfoil.bankfiles.record.ReturnItem;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.rail.Rail;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One segment of a record becomes a payment or a return. Not thread-safe. */
final class Segment {

    private final String source;
    private final RecordSink sink;
    private String originator = "";
    private Amounts currency = Amounts.in("CAD");
    private Optional<LocalDate> madeOn = Optional.empty();

    Segment(String source, RecordSink sink) {
        this.source = source;
        this.sink = sink;
    }

    void open(String whose, Amounts in, Optional<LocalDate> made) {
        originator = whose;
        currency = in;
        madeOn = made;
    }

    /** Whether nothing stands in it: it ends its record. */
    static boolean isEmpty(FixedLine line, int base) {
        if (line.length() <= base) {
            return true;
        }
        return isNothing(line, base + 1, base + 3) && isNothing(line, base + 4, base + 13);
    }

    private static boolean isNothing(FixedLine line, int from, int to) {
        return line.isBlank(from, to) || line.only('0', from, to);
    }

    /** Hands the segment out, or says what cannot be read. */
    @Nullable
    ImportCode read(FixedLine line, char type, int index, long amount) {
        int base = CpaReader.HEAD + index * CpaReader.SEGMENT;
        if (amount < 0) {
            return ImportCode.BAD_AMOUNT;
        }
        long digits = line.digits(base + 14, base + 19);
        Optional<LocalDate> due = YearDay.of(digits);
        if (due.isEmpty()) {
            return ImportCode.BAD_DATE;
        }
        switch (type) {
            case 'D' -> payment(line, base, Rail.Direction.DEBIT, amount, due, false);
            case 'C' -> payment(line, base, Rail.Direction.CREDIT, -amount, due, false);
            case 'E' -> payment(line, base, Rail.Direction.CREDIT, amount, due, true);
            case 'F' -> payment(line, base, Rail.Direction.DEBIT, -amount, due, true);
            case 'I' -> returned(line, index, Rail.Direction.CREDIT, amount, due);
            default -> returned(line, index, Rail.Direction.DEBIT, -amount, due);
        }
        return null;
    }

    private void payment(
            FixedLine line,
            int base,
            Rail.Direction direction,
            long signed,
            Optional<LocalDate> due,
            boolean correction) {
        sink.item(
                PaymentEntry.class,
                currency.currency(),
                signed,
                () -> PaymentEntry.builder()
                        .line(line.number())
                        .rail(Rail.EFT_CA)
                        .direction(direction)
                        .amount(currency.ofMinor(Math.abs(signed)))
                        .account(account(line, base))
                        .name(Texts.clean(line.text(base + 81, base + 110)))
                        .dueOn(due)
                        .trace(trace(line, base, correction))
                        .reference(Texts.clean(line.text(base + 151, base + 169)))
                        .transactionCode(line.text(base + 1, base + 3))
                        .description(Texts.clean(line.text(base + 191, base + 205)))
                        .originator(originator)
                        .correction(correction)
                        .build());
    }

    private void returned(FixedLine line, int index, Rail.Direction direction, long signed, Optional<LocalDate> due) {
        int base = CpaReader.HEAD + index * CpaReader.SEGMENT;
        sink.item(
                ReturnItem.class,
                currency.currency(),
                signed,
                () -> ReturnItem.builder()
                        .line(line.number())
                        .id("L" + line.number() + ":" + (index + 1))
                        .source(source)
                        .rail(Rail.EFT_CA)
                        .code(code(line, base))
                        .direction(direction)
                        .amount(currency.ofMinor(Math.abs(signed)))
                        .returnedOn(madeOn)
                        .originalOn(due)
                        .trace(trace(line, base, true))
                        .reference(Texts.clean(line.text(base + 151, base + 169)))
                        .account(account(line, base))
                        .name(Texts.clean(line.text(base + 81, base + 110)))
                        .transactionCode(line.text(base + 63, base + 65))
                        .information(Texts.clean(line.text(base + 191, base + 205)))
                        .addAllInvalidElements(elements(line, base))
                        .build());
    }

    private static String code(FixedLine line, int base) {
        String code = line.text(base + 1, base + 3);
        return code.isEmpty() ? "none" : code;
    }

    /** The original's trace where the segment answers one and says it, else its own; empty where it is all zeros. */
    private static String trace(FixedLine line, int base, boolean answers) {
        boolean said = answers && !isNothing(line, base + 206, base + 227);
        int from = base + (said ? 206 : 41);
        return isNothing(line, from, from + 21) ? "" : line.text(from, from + 21);
    }

    private static BankAccountRef account(FixedLine line, int base) {
        String number = line.text(base + 29, base + 40);
        return AccountNumber.canada(line.text(base + 20, base + 28), number.isEmpty() ? "none" : number)
                .ref();
    }

    /** Data elements that failed an edit: pairs of characters, zeros and blanks left out. */
    private static List<String> elements(FixedLine line, int base) {
        List<String> found = new ArrayList<>();
        for (int column = base + 230; column < base + 240; column += 2) {
            String element = line.text(column, column + 1);
            if (!element.isEmpty() && !element.equals("00") && !element.equals("0")) {
                found.add(element);
            }
        }
        return found;
    }
}
