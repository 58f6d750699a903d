package io.counterfoil.bankfiles.imports;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The line that a receipt shows to people. */
final class ReceiptSentence {

    private ReceiptSentence() {}

    /** Reads as {@code CAMT053, 418 entries, BROKEN: closing declared 1,240.33, computed 1,204.33}. */
    static String of(ImportReceipt receipt, @Nullable Diagnostic breaking) {
        StringBuilder line =
                new StringBuilder(receipt.format()).append(", ").append(counted(receipt.items(), "entry", "entries"));
        if (!receipt.rejections().isEmpty()) {
            line.append(", ")
                    .append(grouped(Long.toString(receipt.rejections().size())))
                    .append(" rejected");
        }
        if (receipt.keptApart() > 0) {
            line.append(", ")
                    .append(grouped(Long.toString(receipt.keptApart())))
                    .append(" kept apart");
        }
        line.append(", ").append(receipt.status());
        String why = why(receipt, breaking);
        return why.isEmpty() ? line.toString() : line.append(": ").append(why).toString();
    }

    private static String why(ImportReceipt receipt, @Nullable Diagnostic breaking) {
        List<ImportReceipt.ControlTotal> off = receipt.disagreements();
        if (receipt.status() == ProofStatus.PROVED) {
            return "";
        }
        if (breaking != null) {
            return breaking.message();
        }
        if (!off.isEmpty()) {
            ImportReceipt.ControlTotal first = off.get(0);
            return first.name() + " declared " + grouped(first.declared()) + ", computed " + grouped(first.computed())
                    + (off.size() > 1 ? " and " + counted(off.size() - 1, "further figure", "further figures") : "");
        }
        if (receipt.status() == ProofStatus.UNPROVED) {
            return "nothing declared that could be compared";
        }
        return receipt.diagnostics().stream()
                .filter(finding -> finding.level() == Diagnostic.Level.ERROR)
                .findFirst()
                .map(Diagnostic::message)
                .orElse("records of a proven range cannot be read");
    }

    private static String counted(long count, String one, String many) {
        return grouped(Long.toString(count)) + " " + (count == 1 ? one : many);
    }

    /** Groups of three with commas before the point; texts that are no numbers stay. */
    private static String grouped(String number) {
        if (!number.matches("-?[0-9]+(\\.[0-9]+)?")) {
            return number;
        }
        int end = number.indexOf('.') < 0 ? number.length() : number.indexOf('.');
        StringBuilder text = new StringBuilder(number);
        for (int at = end - 3; at > (number.startsWith("-") ? 1 : 0); at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }
}
