package io.counterfoil.bankfiles.nacha;

import io.counterfoil.bankfiles.fixedwidth.Folding;
import io.counterfoil.bankfiles.fixedwidth.Layout;
import io.counterfoil.bankfiles.nacha.NachaFile.Originator;
import io.counterfoil.bankfiles.nacha.internal.NachaLayouts;
import io.counterfoil.bankfiles.record.BankRecord;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.rail.Rail;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An entry that is to be in the file, before it is judged.
 *
 * @param label names it in problems
 * @param entryClass of its batch
 * @param order where it is one; null for a prenote or an answer
 * @param account of the other side
 * @param name of the other side
 * @param code transaction code of a prenote or an answer; 0 for an order
 * @param amount cents of an answer
 * @param on the wanted day
 * @param answer what it answers; null where it answers nothing
 */
record Planned(
        String label,
        String entryClass,
        @Nullable PaymentOrder order,
        AccountNumber account,
        String name,
        int code,
        long amount,
        LocalDate on,
        @Nullable Answer answer) {

    /**
     * What goes into the addenda of an entry that answers another.
     *
     * @param kind 98 or 99
     * @param code of the return or change
     * @param originalTrace of the entry that it answers
     * @param originalBank eight digits of the bank that received the original
     * @param text information or corrected data
     * @param answered the code of the notice that is refused; empty elsewhere
     * @param reference the identification in the original
     */
    record Answer(
            String kind,
            String code,
            String originalTrace,
            String originalBank,
            String text,
            String answered,
            String reference) {}

    static Planned order(String entryClass, PaymentOrder order, AccountNumber account, String name) {
        return new Planned("order " + order.id(), entryClass, order, account, name, 0, 0, order.requestedOn(), null);
    }

    static Planned prenote(
            String entryClass, Rail.Direction direction, AccountNumber account, String name, LocalDate on) {
        int code = direction == Rail.Direction.DEBIT ? 28 : 23;
        return new Planned("prenote to " + account, entryClass, null, account, name, code, 0, on, null);
    }

    static Planned giveBack(
            BankRecord.PaymentEntry original, AccountNumber account, String code, String information, LocalDate on) {
        Answer answer = new Answer(
                "99",
                code,
                original.trace(),
                bank(original.account().routing()),
                information,
                "",
                original.reference());
        return new Planned(
                "return of " + original.trace(),
                original.entryClass(),
                null,
                account,
                original.name(),
                answerCode(original.transactionCode(), original.direction()),
                Amounts.minor(original.amount()),
                on,
                answer);
    }

    static Planned change(
            BankRecord.PaymentEntry original, AccountNumber account, String code, String corrected, LocalDate on) {
        Answer answer = new Answer(
                "98", code, original.trace(), bank(original.account().routing()), corrected, "", original.reference());
        return new Planned(
                "change to " + original.trace(),
                original.entryClass().equals("IAT") ? "IAT" : "COR",
                null,
                account,
                original.name(),
                answerCode(original.transactionCode(), original.direction()),
                0,
                on,
                answer);
    }

    static Planned refusal(BankRecord.AccountChange notice, AccountNumber account, String code, LocalDate on) {
        String routing = notice.account().map(known -> known.routing()).orElse("");
        Answer answer = new Answer(
                "98", code, notice.trace(), bank(routing), notice.correctedData(), notice.code(), notice.reference());
        return new Planned(
                "refusal of " + notice.code() + " to " + notice.trace(),
                "COR",
                null,
                account,
                notice.name(),
                21,
                0,
                on,
                answer);
    }

    private static String bank(String routing) {
        return routing.length() < 8 ? routing : routing.substring(0, 8);
    }

    /** The code of a return or a notice: 1 or 6 at the end, for the same kind of account. */
    private static int answerCode(String code, Rail.Direction direction) {
        int tens = code.matches("[2-5][0-9]") ? code.charAt(0) - '0' : 2;
        return tens * 10 + (direction == Rail.Direction.DEBIT ? 6 : 1);
    }

    /**
     * An entry that was judged.
     *
     * @param id of its order; null where it has none
     * @param entryClass of its batch
     * @param description of its batch
     * @param on the effective day
     * @param code transaction code
     * @param amount cents
     * @param line without its trace number
     * @param texts payment information, one an addenda record
     * @param answer what it answers; null where it answers nothing
     */
    record Ready(
            @Nullable PaymentId id,
            String entryClass,
            String description,
            LocalDate on,
            int code,
            long amount,
            Layout.Line line,
            List<String> texts,
            @Nullable Answer answer) {

        /** The entry and its addenda. */
        List<Layout.Line> lines(String trace) {
            List<Layout.Line> lines = new ArrayList<>();
            Answer answers = answer;
            lines.add(line.copy().put("trace", trace).put("addenda", texts.isEmpty() && answers == null ? 0 : 1));
            String last = trace.substring(8);
            for (int i = 0; i < texts.size(); i++) {
                lines.add(NachaLayouts.INFORMATION
                        .blank()
                        .put("type", "7")
                        .put("kind", "05")
                        .put("text", texts.get(i))
                        .put("sequence", i + 1L)
                        .put("entry", last));
            }
            if (answers != null) {
                boolean returned = answers.kind().equals("99");
                Layout.Line addenda = (returned ? NachaLayouts.RETURN : NachaLayouts.CHANGE)
                        .blank()
                        .put("type", "7")
                        .put("kind", answers.kind())
                        .put("code", answers.code())
                        .put("original", answers.originalTrace())
                        .put("rdfi", answers.originalBank())
                        .put("trace", trace);
                lines.add(
                        returned
                                ? addenda.put("information", answers.text())
                                : addenda.put("corrected", answers.text()).put("answered", answers.answered()));
            }
            return lines;
        }

        /** The entry that lets a batch balance. */
        static Ready offset(AccountNumber account, int code, long sum, Originator originator, Ready like) {
            Layout.Line line = line(account, code, sum)
                    .put("id", "OFFSET")
                    .put("name", Folding.ASCII.fold(originator.companyName(), 22));
            return new Ready(null, like.entryClass(), like.description(), like.on(), code, sum, line, List.of(), null);
        }

        static Layout.Line line(AccountNumber account, int code, long amount) {
            return NachaLayouts.ENTRY
                    .blank()
                    .put("type", "6")
                    .put("code", String.format(Locale.ROOT, "%02d", code))
                    .put("rdfi", account.routing().substring(0, 8))
                    .put("check", account.routing().substring(8))
                    .put("account", account.number().strip())
                    .put("amount", amount);
        }
    }
}
