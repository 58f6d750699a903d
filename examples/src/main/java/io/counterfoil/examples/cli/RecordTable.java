package io.counterfoil.examples.cli;

import io.counterfoil.bankfiles.imports.Imports;
import io.counterfoil.bankfiles.record.BankRecord;
import io.counterfoil.bankfiles.record.ReturnItem;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import java.util.List;
import java.util.stream.Stream;

/** Payments, returns and answers of a file that is no statement, one a row. */
final class RecordTable {

    private RecordTable() {}

    static Table of(Imports imports, ByteSource source, ImportReceipt receipt) {
        Table.Builder table = Table.titled("Records")
                .number("line", "Line")
                .text("kind", "Kind")
                .text("amount", "Amount")
                .text("party", "Other party")
                .text("code", "Code")
                .text("reference", "Reference");
        int[] row = {0};
        try (Stream<BankRecord> records = imports.records(source, receipt, BankRecord.class)) {
            records.filter(record -> !(record instanceof BankRecord.FileSummary))
                    .forEach(record -> {
                        List<String> said = said(record);
                        table.row(
                                String.valueOf(row[0]++),
                                record.line(),
                                said.get(0),
                                said.get(1),
                                said.get(2),
                                said.get(3),
                                said.get(4));
                    });
        }
        return table.build();
    }

    /** Kind, amount, other party, code, reference. */
    private static List<String> said(BankRecord record) {
        if (record instanceof BankRecord.PaymentEntry payment) {
            return List.of(
                    payment.direction().name(),
                    Amounts.text(payment.amount()),
                    payment.name(),
                    payment.transactionCode(),
                    payment.reference());
        }
        if (record instanceof ReturnItem item) {
            return List.of(
                    "RETURN", Amounts.text(item.amount()), "", item.code(), first(item.trace(), item.reference()));
        }
        if (record instanceof BankRecord.AccountChange change) {
            return List.of("CHANGE", "", "", change.code(), change.trace());
        }
        if (record instanceof BankRecord.StatusItem status) {
            return List.of(
                    status.level().name(),
                    status.amount().map(Amounts::text).orElse(""),
                    "",
                    status.reason()
                            .map(reason -> status.status() + " " + reason)
                            .orElse(status.status()),
                    first(status.endToEndId(), status.paymentId()));
        }
        if (record instanceof BankRecord.WireMessage wire) {
            return List.of(
                    wire.message(),
                    Amounts.text(wire.amount()),
                    wire.beneficiary(),
                    wire.typeSubtype(),
                    wire.reference());
        }
        return List.of(record.getClass().getSimpleName().replace("Immutable", ""), "", "", "", "");
    }

    private static String first(String one, String other) {
        return one.isEmpty() ? other : one;
    }
}
