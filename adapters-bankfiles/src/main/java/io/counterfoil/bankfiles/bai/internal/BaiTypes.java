package io.counterfoil.bankfiles.bai.internal;

import io.counterfoil.reconciliation.statement.StatementEntry.Kind;

/** Type codes of BAI2 (Cash Management Balance Reporting Specifications, version 2, appendix A): which way money went, and what it was. */
final class BaiTypes {

    /** Which way: credits are money in. */
    enum Direction {
        CREDIT,
        DEBIT,
        /** Loan codes: a bank's profile says which are money in. */
        LOAN,
        /** Balances, totals, information. */
        NONE
    }

    private BaiTypes() {}

    /** Of the range of the code; custom ranges are those that the specification leaves to banks. */
    static Direction direction(int code) {
        if ((code >= 100 && code <= 399) || (code >= 920 && code <= 959)) {
            return Direction.CREDIT;
        }
        if ((code >= 400 && code <= 699) || (code >= 960 && code <= 999)) {
            return Direction.DEBIT;
        }
        return code >= 700 && code <= 799 ? Direction.LOAN : Direction.NONE;
    }

    static Kind kind(int code) {
        return switch (code) {
            case 115, 116, 121, 135, 175, 184, 301, 472, 474, 475, 476, 477, 479 -> Kind.CHEQUE;
            case 142,
                    145,
                    147,
                    165,
                    166,
                    168,
                    169,
                    191,
                    195,
                    201,
                    202,
                    205,
                    206,
                    207,
                    208,
                    214,
                    218,
                    221,
                    222,
                    223,
                    227,
                    275,
                    276,
                    277,
                    278 -> Kind.TRANSFER;
            case 447, 466, 468, 469, 481, 491, 495, 501, 502, 505, 506, 507, 508, 527, 575, 576, 577, 578 ->
                Kind.TRANSFER;
            case 155, 451, 452, 455, 462, 464, 465 -> Kind.DIRECT_DEBIT;
            case 252, 255, 257, 258, 259, 261, 263, 264, 266, 268, 552, 555, 557, 558, 559, 561, 563, 564, 566 ->
                Kind.RETURN;
            case 254, 306, 344, 544, 554 -> Kind.CORRECTION;
            case 274, 574 -> Kind.REVERSAL;
            case 354, 356, 357, 654, 656, 657 -> Kind.INTEREST;
            case 366, 367, 666, 667 -> Kind.CASH;
            case 661, 662, 663, 671, 672, 695, 697, 698 -> Kind.FEE;
            case 653, 658 -> Kind.TAX;
            default -> Kind.OTHER;
        };
    }
}
