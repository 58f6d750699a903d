package io.counterfoil.examples.dayclose;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceId;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.money.MonetaryAmount;

/**
 * What the booking system and the cash book know, read from their exports.
 *
 * @param invoices in order of number
 * @param partyByBankName customers by the name that banks write
 * @param cashBook the company's own payments
 */
record Billing(List<Invoice> invoices, Map<String, PartyId> partyByBankName, List<Payment> cashBook) {

    /**
     * A payment that the company recorded.
     *
     * @param id of the record
     * @param date sent
     * @param amount money out is negative
     * @param payee who gets it
     * @param reference sent with it
     */
    record Payment(String id, LocalDate date, MonetaryAmount amount, String payee, String reference) {}

    /** The invoices on which billing recorded a payment, by the payment's id. */
    Map<String, List<Invoice>> recorded() {
        return invoices.stream()
                .filter(invoice -> invoice.references().containsKey("payment"))
                .collect(Collectors.groupingBy(invoice -> invoice.references().getOrDefault("payment", "")));
    }

    static Billing read(InputFolder folder) {
        Map<String, PartyId> parties = new TreeMap<>();
        rows(
                folder,
                "customers.csv",
                row -> parties.put(row.getField("bank_name"), PartyId.of(row.getField("customer"))));
        return new Billing(
                rows(folder, "invoices.csv", Billing::invoice),
                parties,
                rows(folder, "cash-book.csv", Billing::payment));
    }

    private static Invoice invoice(NamedCsvRecord row) {
        Map<String, String> references = new TreeMap<>(Map.of("booking_id", row.getField("booking")));
        if (!row.getField("paid_by").isEmpty()) {
            references.put("payment", row.getField("paid_by"));
        }
        MonetaryAmount amount = Amounts.in(row.getField("currency")).of(row.getField("amount"));
        Invoice.Status status = Invoice.Status.valueOf(row.getField("status"));
        return Invoice.builder()
                .id(InvoiceId.of(row.getField("number")))
                .customer(PartyId.of(row.getField("customer")))
                .customerName(row.getField("customer_name"))
                .amount(amount)
                .open(
                        status == Invoice.Status.PAID || status == Invoice.Status.VOID
                                ? Amounts.in(amount.getCurrency()).zero()
                                : amount)
                .status(status)
                .issuedOn(LocalDate.parse(row.getField("issued")))
                .dueOn(LocalDate.parse(row.getField("due")))
                .references(references)
                .build();
    }

    private static Payment payment(NamedCsvRecord row) {
        return new Payment(
                row.getField("id"),
                LocalDate.parse(row.getField("date")),
                Amounts.in(row.getField("currency")).of(row.getField("amount")),
                row.getField("payee"),
                row.getField("reference"));
    }

    private static <T> List<T> rows(InputFolder folder, String file, Function<NamedCsvRecord, T> reader) {
        String text = new String(folder.bytes(file), StandardCharsets.UTF_8);
        return CsvReader.builder().ofNamedCsvRecord(text).stream().map(reader).toList();
    }
}
