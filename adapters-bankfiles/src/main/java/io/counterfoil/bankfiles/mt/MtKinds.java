package io.counterfoil.bankfiles.mt;

import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.reconciliation.statement.StatementEntry.Kind;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From SWIFT transaction types (MT940 field 61, sub-field 6) and German business transaction codes (DFÜ agreement, annex 3) to the kinds of the library. */
final class MtKinds {

    private static final Pattern RETURN_CODE =
            Pattern.compile("\\b((?:AC|AG|AM|BE|CNOR|DNOR|ED|FF|MD|MS|RC|RR|SL|TM)[0-9]{0,2})\\b");

    private MtKinds() {}

    static Kind kind(String type, Info86 info, boolean reversal) {
        Kind byCode = ofCode(info.get("gvc"));
        if (byCode != Kind.OTHER) {
            return byCode;
        }
        if (!info.get("RTRN").isEmpty()) {
            return Kind.RETURN;
        }
        Kind byType = ofType(type.length() > 1 ? type.substring(1) : "");
        return byType == Kind.OTHER && reversal ? Kind.REVERSAL : byType;
    }

    private static Kind ofType(String type) {
        return switch (type.toUpperCase(Locale.ROOT)) {
            case "TRF", "FEX", "COL", "CLR", "LDP", "STO", "SAL", "VDA" -> Kind.TRANSFER;
            case "DDT" -> Kind.DIRECT_DEBIT;
            case "CHG", "COM", "CMI", "CMN", "CMZ", "BRF" -> Kind.FEE;
            case "INT", "ECA", "EQA" -> Kind.INTEREST;
            case "CHK", "CLB", "TCK", "ECH", "UWC" -> Kind.CHEQUE;
            case "RTI" -> Kind.RETURN;
            case "CAR", "POS", "ATM" -> Kind.CARD;
            case "DCR", "CSH" -> Kind.CASH;
            case "TAX" -> Kind.TAX;
            default -> Kind.OTHER;
        };
    }

    private static Kind ofCode(String code) {
        return switch (code) {
            case "104", "105", "171", "174", "192", "193" -> Kind.DIRECT_DEBIT;
            case "106", "107" -> Kind.CARD;
            case "108", "109", "159", "181", "183", "184" -> Kind.RETURN;
            case "116",
                    "117",
                    "118",
                    "152",
                    "153",
                    "154",
                    "155",
                    "156",
                    "157",
                    "166",
                    "167",
                    "168",
                    "169",
                    "177",
                    "191",
                    "201",
                    "202" -> Kind.TRANSFER;
            case "101", "102", "111", "112", "170" -> Kind.CHEQUE;
            case "082", "083" -> Kind.CASH;
            case "805", "808", "835" -> Kind.FEE;
            case "809", "814", "815" -> Kind.INTEREST;
            case "899" -> Kind.REVERSAL;
            default -> Kind.OTHER;
        };
    }

    /** The reason of a return, where the information names one of ISO 20022's codes. */
    static Optional<String> returnCode(Info86 info) {
        String stated = info.get("RTRN");
        if (!stated.isEmpty()) {
            return Optional.of(Texts.clean(stated));
        }
        Matcher code = RETURN_CODE.matcher(info.get("SVWZ") + " " + info.get("purpose"));
        while (code.find()) {
            if (code.group(1).length() == 4) {
                return Optional.of(code.group(1));
            }
        }
        return Optional.empty();
    }
}
