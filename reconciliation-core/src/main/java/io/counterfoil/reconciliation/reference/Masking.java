package io.counterfoil.reconciliation.reference;

import io.counterfoil.payments.redaction.PanRedactor;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Hides from the search what is no reference: valid IBANs, card numbers, amounts. */
final class Masking {

    /** Length of an IBAN by country (ISO 13616 registry). */
    private static final String IBAN_LENGTHS = """
            AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29
            ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20
            LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29
            PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20
            YE30""";

    private static final Map<String, Integer> IBAN_LENGTH = Arrays.stream(IBAN_LENGTHS.split("\\s+"))
            .collect(
                    Collectors.toUnmodifiableMap(row -> row.substring(0, 2), row -> Integer.valueOf(row.substring(2))));

    private static final int SHORTEST_CARD = 13;
    private static final int LONGEST_CARD = 19;
    private static final int MOST_GROUPS = 6;
    private static final String CURRENCY_SIGNS = "€£$¥₹₩₺₽";

    private Masking() {}

    /** The length of a country's IBAN, 0 for a country that has none. */
    static int ibanLength(String country) {
        return IBAN_LENGTH.getOrDefault(country, 0);
    }

    static void ibans(RemittanceText text) {
        for (int at = 0; at < text.length(); at++) {
            int end = text.isLetter(at) && !text.isWord(at - 1) ? ibanEnd(text, at) : -1;
            if (end > 0) {
                text.mask(at, end);
            }
        }
    }

    /** The index after the IBAN that starts here, its groups parted by single blanks; -1 where there is none. */
    private static int ibanEnd(RemittanceText text, int start) {
        int length = text.isDigit(start + 2) && text.isDigit(start + 3)
                ? ibanLength("" + text.at(start) + text.at(start + 1))
                : 0;
        StringBuilder iban = new StringBuilder(length);
        int at = start;
        while (iban.length() < length) {
            if (text.isWord(at)) {
                iban.append(text.at(at));
            } else if (text.at(at) != ' ' || !text.isWord(at + 1)) {
                return -1;
            }
            at++;
        }
        return length > 0 && !text.isWord(at) && CheckDigits.holdsMod97(iban.toString()) ? at : -1;
    }

    /** Card numbers as {@link PanRedactor} knows them. */
    static void cards(RemittanceText text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.isDigit(at) && !text.isDigit(at - 1)) {
                int end = cardEnd(text, at);
                if (end > 0) {
                    text.mask(at, end);
                }
            }
        }
    }

    private static int cardEnd(RemittanceText text, int start) {
        StringBuilder digits = new StringBuilder();
        int best = -1;
        int at = start;
        while (digits.length() <= LONGEST_CARD) {
            int end = text.digitsEnd(at);
            digits.append(text.compact(at, Math.min(end, at + LONGEST_CARD + 1)));
            if (digits.length() >= SHORTEST_CARD
                    && digits.length() <= LONGEST_CARD
                    && PanRedactor.holdsCardData(digits.toString())) {
                best = end;
            }
            if ((text.at(end) != ' ' && text.at(end) != '-') || !text.isDigit(end + 1)) {
                break;
            }
            at = end + 1;
        }
        return best;
    }

    /** Numbers with two decimals, and numbers beside a currency sign; a number tied to a known prefix (INV.2024.01) is none. */
    static void amounts(RemittanceText text, Prefixes prefixes) {
        for (int at = 0; at < text.length(); at++) {
            if (!text.isDigit(at) || text.isDigit(at - 1)) {
                continue;
            }
            int end = amountEnd(text, at);
            if (end > 0 && !partOfMore(text, at, end) && !prefixes.tied(text, at)) {
                text.mask(at, end);
                at = end - 1;
            }
        }
    }

    private static int amountEnd(RemittanceText text, int start) {
        int whole = text.digitsEnd(start);
        int end = whole;
        if (whole - start <= 3) {
            for (int group = 0; group < MOST_GROUPS && isGroup(text, end); group++) {
                end += 4;
            }
        }
        char mark = text.at(end);
        if ((mark == '.' || mark == ',') && text.digitsEnd(end + 1) == end + 3) {
            return end + 3;
        }
        boolean signed = isSign(text.at(start - 1))
                || (text.at(start - 1) == ' ' && isSign(text.at(start - 2)))
                || isSign(text.at(end));
        return signed ? end : -1;
    }

    /** Whether a separator of thousands and exactly three digits stand here. */
    private static boolean isGroup(RemittanceText text, int at) {
        return ".,' ’".indexOf(text.at(at)) >= 0 && text.digitsEnd(at + 1) == at + 4;
    }

    private static boolean isSign(char c) {
        return CURRENCY_SIGNS.indexOf(c) >= 0;
    }

    /** Whether the number goes on, as a date or a version does. */
    private static boolean partOfMore(RemittanceText text, int start, int end) {
        boolean digitFollows = ".,/-".indexOf(text.at(end)) >= 0 && text.isDigit(end + 1);
        boolean digitPrecedes = ".,/-".indexOf(text.at(start - 1)) >= 0 && text.isDigit(start - 2);
        boolean misread = Ocr.isLikeDigit(text.at(end)) && text.isDigit(end + 1);
        return digitFollows || digitPrecedes || misread;
    }
}
