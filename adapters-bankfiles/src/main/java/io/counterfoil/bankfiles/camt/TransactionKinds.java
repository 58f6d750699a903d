package io.counterfoil.bankfiles.camt;

import io.counterfoil.reconciliation.statement.EntryKind;
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
    static EntryKind kind(Node bkTxCd) {
        String family = bkTxCd.textAt("Domn", "Fmly", "Cd");
        String detail = bkTxCd.textAt("Domn", "Fmly", "SubFmlyCd");
        if (FEES.contains(detail)) {
            return EntryKind.FEE;
        }
        if (INTEREST.contains(detail)) {
            return EntryKind.INTEREST;
        }
        if (detail.equals("TAXE")) {
            return EntryKind.TAX;
        }
        if (RETURNS.contains(detail)) {
            return EntryKind.RETURN;
        }
        if (REVERSALS.contains(detail)) {
            return EntryKind.REVERSAL;
        }
        if (detail.equals("ADJT") || detail.equals("CAJT")) {
            return EntryKind.CORRECTION;
        }
        return byFamily(family);
    }

    private static EntryKind byFamily(String family) {
        return switch (family) {
            case "ICDT", "RCDT", "IRCT", "RRCT" -> EntryKind.TRANSFER;
            case "IDDT", "RDDT" -> EntryKind.DIRECT_DEBIT;
            case "CCRD", "MCRD", "MDOP" -> EntryKind.CARD;
            case "ICHQ", "RCHQ" -> EntryKind.CHEQUE;
            case "CNTR" -> EntryKind.CASH;
            default -> EntryKind.OTHER;
        };
    }
}
