package io.counterfoil.bankfiles;

import io.counterfoil.bankfiles.imports.Imports;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.rail.Rail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** Orders, accounts and files that the tests of writers share. */
public final class Orders {

    public static final Instant NOW = Instant.parse("2027-03-01T15:04:05Z");
    public static final LocalDate MARCH_3 = LocalDate.of(2027, 3, 3);
    public static final AccountNumber US = AccountNumber.us("231380104", "12345678");
    public static final AccountNumber CA = AccountNumber.canada("12345-003", "1234567");
    public static final AccountNumber UK = AccountNumber.uk("21-49-33", "30279297");
    public static final AccountNumber EU = AccountNumber.iban("DE89370400440532013000");

    private Orders() {}

    public static PaymentOrder.Builder order(String id, Rail.Direction direction, String currency, String amount) {
        return PaymentOrder.builder()
                .id(id)
                .direction(direction)
                .amount(Amounts.in(currency).of(amount))
                .payer("ana")
                .payee("client-42")
                .instrument(US.ref())
                .requestedOn(MARCH_3);
    }

    /** Something that writes itself. */
    @FunctionalInterface
    public interface Writable {
        void writeTo(OutputStream out) throws IOException;
    }

    public static byte[] bytes(Writable file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            file.writeTo(out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    public static String text(Writable file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    public static ByteSource source(Writable file) {
        return ByteSource.of(bytes(file), "written");
    }

    public static ByteSource source(String text) {
        return ByteSource.of(text.getBytes(StandardCharsets.UTF_8), "file");
    }

    public static ImportReceipt receipt(ByteSource file) {
        return Imports.standard().prove(file);
    }

    public static <T> List<T> records(ByteSource file, Class<T> kind) {
        return records(Imports.standard(), file, kind);
    }

    public static <T> List<T> records(Imports imports, ByteSource file, Class<T> kind) {
        ImportReceipt receipt = imports.prove(file).acceptedBy(Actor.approver("maria"), "looked at in a test");
        try (Stream<T> records = imports.records(file, receipt, kind)) {
            return records.toList();
        }
    }

    public static List<String> codes(ImportReceipt receipt) {
        return receipt.diagnostics().stream()
                .map(finding -> finding.code().id().substring("IMPORT.".length()))
                .toList();
    }
}
