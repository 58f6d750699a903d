package io.counterfoil.bankfiles.imports;

import io.counterfoil.bankfiles.csv.CsvProfile;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import java.nio.charset.StandardCharsets;

/** A profile of a table and steps with it that tests of tables share. */
final class CsvTables {

    static final Amounts CAD = Amounts.in("CAD");

    private CsvTables() {}

    static CsvProfile.Builder profile() {
        return CsvProfile.builder("rbc")
                .currency("CAD")
                .date("Date")
                .amount("Amount")
                .addText("Text");
    }

    static ByteSource table(String text) {
        return ByteSource.of(text.getBytes(StandardCharsets.UTF_8), "rbc.csv");
    }

    static Imports by(CsvProfile.Builder profile) {
        return Imports.builder().profile(BankProfile.of(profile.build())).build();
    }

    static ImportReceipt prove(CsvProfile.Builder profile, String text) {
        return by(profile).prove(table(text));
    }
}
