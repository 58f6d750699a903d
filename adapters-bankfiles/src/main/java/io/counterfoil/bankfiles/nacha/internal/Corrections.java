package io.counterfoil.bankfiles.nacha.internal;

import io.counterfoil.bankfiles.fixedwidth.FixedLine;
import io.counterfoil.bankfiles.record.BankRecord.AccountChange;
import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.payments.account.AccountNumber;
import java.util.Optional;

/** Corrected data of a notice of change, by its code (bank file specification 4.8); layouts that are not known stay as text. */
final class Corrections {

    private Corrections() {}

    static AccountChange read(FixedLine notice, AccountChange.Builder change, String routingNow) {
        String code = notice.text(4, 6);
        String data = notice.raw(36, 64);
        String padded = data + " ".repeat(29 - data.length());
        change.code(code.isEmpty() ? "none" : code).trace(notice.text(7, 21)).correctedData(padded.stripTrailing());
        String routing = padded.substring(0, 9).strip();
        switch (code) {
            case "C01" -> account(change, routingNow, padded.substring(0, 17));
            case "C02" -> routing(change, routing);
            case "C03" -> {
                routing(change, routing);
                account(change, routing, padded.substring(12));
            }
            case "C04" -> change.newName(said(Texts.clean(padded)));
            case "C05" -> change.newTransactionCode(said(padded.substring(0, 2).strip()));
            case "C06" -> {
                account(change, routingNow, padded.substring(0, 17));
                change.newTransactionCode(said(padded.substring(20, 22).strip()));
            }
            case "C07" -> {
                routing(change, routing);
                account(change, routing, padded.substring(9, 26));
                change.newTransactionCode(said(padded.substring(26, 28).strip()));
            }
            case "C09" -> change.newIndividualId(said(Texts.clean(padded)));
            default -> {
                // the layout is not known: the data stay as they are written
            }
        }
        return change.build();
    }

    private static void routing(AccountChange.Builder change, String routing) {
        change.newRouting(said(routing));
    }

    private static void account(AccountChange.Builder change, String routing, String number) {
        String plain = number.strip();
        if (!plain.isEmpty()) {
            change.newAccount(AccountNumber.us(routing.matches("[0-9]{9}") ? routing : "", plain));
        }
    }

    private static Optional<String> said(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
