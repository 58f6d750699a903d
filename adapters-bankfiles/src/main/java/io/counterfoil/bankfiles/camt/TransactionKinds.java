package io.counterfoil.bankfiles.camt;

import io.counterfoil.bankfiles.xml.Node;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.util.Set;

/** From the bank transaction code (ISO 20022 external code list: domain, family, sub-family) to the kinds of the library. */
final class TransactionKinds {

    private static final Set<String> FEES = Set.of("CHRG", "FEES", "COMM", "COME", "COMI", "COMT");
    private static final Set<String> INTEREST = Set.of("INTR", "OVDR", "ACCB");
    private static final Set<String> RETURNS = Set.of("RRTN", "UPDD", "UPCT", "UPCQ", "RTUR");
    private static final Set<String> REVERSALS = Set.of("RPCR", "PRDD", "PRCT", "RVSL", "DAJT");

    private TransactionKinds() {}

    /** The code as one text: domain, family and sub-family with hyphens, else the bank's own. */
    static String code(Node bkTxCd) {
        String domain = bkTxCd.textAt("Domn", "Cd");
        if (domain.isEmpty()) {
            return bkTxCd.textAt("Prtry", "Cd");
        }
        return domain + "-" + bkTxCd.textAt("Domn", "Fmly", "Cd") + "-" + bkTxCd.textAt("Domn", "Fmly", "SubFmlyCd");
    }

    /** What the code says that it is. */
    static StatementEntry.Kind kind(Node bkTxCd) {
        String family = bkTxCd.textAt("Domn", "Fmly", "Cd");
        String detail = bkTxCd.textAt("Domn", "Fmly", "SubFmlyCd");
        if (FEES.contains(detail)) {
            return StatementEntry.Kind.FEE;
        }
        if (INTEREST.contains(detail)) {
            return StatementEntry.Kind.INTEREST;
        }
        if (detail.equals("TAXE")) {
            return StatementEntry.Kind.TAX;
        }
        if (RETURNS.contains(detail)) {
            return StatementEntry.Kind.RETURN;
        }
        if (REVERSALS.contains(detail)) {
            return StatementEntry.Kind.REVERSAL;
        }
        if (detail.equals("ADJT") || detail.equals("CAJT")) {
            return StatementEntry.Kind.CORRECTION;
        }
        return byFamily(family);
    }

    private static StatementEntry.Kind byFamily(String family) {
        return switch (family) {
            case "ICDT", "RCDT", "IRCT", "RRCT" -> StatementEntry.Kind.TRANSFER;
            case "IDDT", "RDDT" -> StatementEntry.Kind.DIRECT_DEBIT;
            case "CCRD", "MCRD", "MDOP" -> StatementEntry.Kind.CARD;
            case "ICHQ", "RCHQ" -> StatementEntry.Kind.CHEQUE;
            case "CNTR" -> StatementEntry.Kind.CASH;
            default -> StatementEntry.Kind.OTHER;
        };
    }
}
