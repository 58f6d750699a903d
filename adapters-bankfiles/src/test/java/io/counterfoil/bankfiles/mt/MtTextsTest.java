package io.counterfoil.bankfiles.mt;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.source.internal.Days;
import io.counterfoil.bankfiles.source.internal.Money;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.reconciliation.statement.StatementEntry.Kind;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tags, {@code :86:} by dialect, balances and kinds, each alone (bank file specification 4.4). */
class MtTextsTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({
        ":20:, 20",
        ":20C:, 0",
        ":21:, 1001",
        ":21R:, 0",
        ":25:, 25",
        ":25P:, 25",
        ":25A:, 0",
        ":28:, 28",
        ":28C:, 28",
        ":28D:, 0",
        ":13:, 1001",
        ":13D:, 1001",
        ":13C:, 0",
        ":34F:, 34",
        ":34:, 0",
        ":60:, 60",
        ":60F:, 60",
        ":60M:, 160",
        ":60A:, 0",
        ":61:, 61",
        ":61A:, 0",
        ":62:, 62",
        ":62F:, 62",
        ":62M:, 162",
        ":62A:, 0",
        ":64:, 64",
        ":64A:, 0",
        ":65:, 65",
        ":65A:, 0",
        ":86:, 86",
        ":86A:, 0",
        ":90D:, 90",
        ":90C:, 190",
        ":90:, 0",
        ":940:, 1001",
        ":942:, 1001",
        ":941:, 0",
        ":94:, 0",
        ":NS:, 1000",
        ":NSX:, 0",
        ":NX:, 0",
        ":XS:, 0",
        ":99:, 0",
        ":2:, 0",
        "::, 0",
        ":, 0",
        ":61, 0",
        ":/0:, 0",
        "::0:, 0",
        ":6/:, 0",
        ":6::, 0",
        ":60FF:, 0",
        ":2000:, 0",
        ":NS  :, 0",
        "x61:, 0",
        ":KO:, 0"
    })
    @DisplayName("BNK-25 tags of the standard open a field, whatever else stands between colons is text")
    void tags(String text, int field) {
        byte[] line = bytes("##" + text);
        assertThat(MtFields.at(line, 2, line.length)).isEqualTo(field);
        byte[] more = bytes("##" + text + "value");
        if (field != MtFields.NONE) {
            assertThat(MtFields.at(more, 2, more.length)).isEqualTo(field);
            assertThat(MtFields.valueFrom(more, 2)).isEqualTo(2 + text.length());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "on 01-03-2027T16, :20:37 Fo, true",
        "at 16, :20:37, true",
        "at 16, :20:37x, true",
        "at 16, :20:370, false",
        "at 16, :20:3, false",
        "at 16, :20:3x, false",
        "at 16, :20:77, false",
        "at 16, :60:37, false",
        "at 66, :20:37, false",
        "at x6, :20:37, false",
        "at 1x, :20:37, false",
        "atx16, :20:37, false",
        "16, :20:37, false",
        "' 16', :20:37, true",
        "at 59, :59:59, true",
        "at 00, :00:00, true",
        "at 16, :20C:37, false"
    })
    @DisplayName("BNK-23 half a time of day that a line break cut is no tag")
    void times(String before, String line, boolean time) {
        byte[] value = bytes(before + "###");
        byte[] bytes = bytes("##" + line);
        assertThat(MtFields.isTime(value, before.length(), bytes, 2, bytes.length))
                .isEqualTo(time);
    }

    @Test
    @DisplayName("BNK-23 sub-fields behind a separator: each under its name, the purpose joined before tags are cut")
    void subFields() {
        Info86 info = Info86.of(
                "166?00SEPA-GUTSCHRIFT?109399?19no?20EREF+E-1?21KREF+K-?227 SVWZ+Rechn\nung?29 4711?30BANKDEFF"
                        + "?31DE02?32Firma A?33 GmbH?34997?59no?60 one?63 two?64no");

        assertThat(info.dialect()).isEqualTo(Info86.Dialect.GVC);
        assertThat(info.fields())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "gvc", "166",
                        "bookingText", "SEPA-GUTSCHRIFT",
                        "primaNota", "9399",
                        "EREF", "E-1",
                        "KREF", "K-7",
                        "SVWZ", "Rechnung 4711 one two",
                        "bankId", "BANKDEFF",
                        "account", "DE02",
                        "name", "Firma A GmbH",
                        "textKey", "997"));
        assertThat(info.get("EREF")).isEqualTo("E-1");
        assertThat(info.get("MREF")).isEmpty();
    }

    @Test
    @DisplayName("BNK-23 a separator without two digits behind it is text; a field may be empty; any separator does")
    void separators() {
        assertThat(Info86.of("166?00A?3").fields()).isEqualTo(Map.of("gvc", "166", "bookingText", "A?3"));
        assertThat(Info86.of("166?00A?/0B?:0C?0/D?0:").get("bookingText")).isEqualTo("A?/0B?:0C?0/D?0:");
        assertThat(Info86.of("166?00A?32").fields()).isEqualTo(Map.of("gvc", "166", "bookingText", "A"));
        assertThat(Info86.of("166?00A?32X").get("name")).isEqualTo("X");
        assertThat(Info86.of("166?00A?09B?99C").fields()).isEqualTo(Map.of("gvc", "166", "bookingText", "A"));
        assertThat(Info86.of(" 051>20plain words>32Ana").fields())
                .isEqualTo(Map.of("gvc", "051", "purpose", "plain words", "name", "Ana"));
        assertThat(Info86.of("166 00A").dialect()).isEqualTo(Info86.Dialect.PLAIN);
        assertThat(Info86.of("166?x0A").dialect()).isEqualTo(Info86.Dialect.PLAIN);
        assertThat(Info86.of(Info86.Dialect.GVC, "no such field").fields()).isEmpty();
    }

    @Test
    @DisplayName(
            "BNK-23 tags with a plus: text before the first is the purpose, of two of a name the first that says something")
    void plusTags() {
        Info86 info = Info86.of("words EREF+ EREF+E-1 EREF+E-2 \nSVWZ+inv 7");
        assertThat(info.dialect()).isEqualTo(Info86.Dialect.TAGS);
        assertThat(info.fields()).isEqualTo(Map.of("purpose", "words", "EREF", "E-1", "SVWZ", "inv 7"));
        assertThat(Info86.of("EREF+E-9").get("EREF")).isEqualTo("E-9");
        assertThat(Info86.of("(IBAN+DE02").get("IBAN")).isEqualTo("DE02");
        assertThat(Info86.of("xEREF+E-9").dialect()).isEqualTo(Info86.Dialect.PLAIN);
        assertThat(Info86.of("9EREF+E-9").fields()).isEmpty();
    }

    @Test
    @DisplayName("BNK-23 keys between slashes: known ones only, the first value wins, empty ones are left out")
    void slashKeys() {
        Info86 info = Info86.of("/TRTP/SEPA/EREF//REMI/USTD//inv\n 7/XXXX/8/XX/NAME/ Ana //EREF/E-1/NAME/Bob///");
        assertThat(info.dialect()).isEqualTo(Info86.Dialect.SLASH);
        assertThat(info.fields())
                .isEqualTo(Map.of("TRTP", "SEPA", "REMI", "USTD//inv 7/XXXX/8/XX", "NAME", "Ana", "EREF", "E-1"));
        assertThat(Info86.of(" /EREF/E-2").get("EREF")).isEqualTo("E-2");
        assertThat(Info86.of("x /EREF/E-2").dialect()).isEqualTo(Info86.Dialect.PLAIN);
        assertThat(Info86.of("/ABCD/E-2").dialect()).isEqualTo(Info86.Dialect.PLAIN);
        assertThat(Info86.of("two\nwords").fields()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "C270301EUR1240;33, 124033, 2027-03-01",
        "D270301EUR1240;33, -124033, 2027-03-01",
        "C270301EUR1240;, 124000, 2027-03-01",
        "C270301EUR1240, 124000, 2027-03-01",
        "C270301JPY1240, 1240, 2027-03-01",
        "' C 270301 EUR 1;5 ', 150, 2027-03-01",
        "C270230EUR1;00, 100, ''"
    })
    @DisplayName("BNK-24 a balance: mark, day, currency, amount; a day that does not exist leaves it without one")
    void balances(String text, long minor, String day) {
        byte[] field = bytes(text.replace(';', ',') + "99");
        Optional<MtBalance> read =
                MtBalance.of(field, field.length - 2, true, new Money(), Diagnostic.Location.of("file"));
        assertThat(read).hasValueSatisfying(balance -> {
            assertThat(balance.minor()).isEqualTo(minor);
            assertThat(balance.day())
                    .isEqualTo(
                            day.isEmpty()
                                    ? Days.NONE
                                    : (int) LocalDate.parse(day).toEpochDay());
            assertThat(balance.interim()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "X270301EUR1;00",
        "C270301QQQ1;00",
        "C270301EUR1;005",
        "C270301EUR;00",
        "C27031EUR1;00",
        "C270301EUR1;00x"
    })
    @DisplayName("BNK-24 what is no balance is none")
    void noBalances(String text) {
        byte[] field = bytes(text.replace(';', ','));
        assertThat(MtBalance.of(field, field.length, false, new Money(), Diagnostic.Location.of("file")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NTRF, '', false, TRANSFER",
        "ntrf, '', false, TRANSFER",
        "NDDT, '', false, DIRECT_DEBIT",
        "NCHG, '', false, FEE",
        "NINT, '', false, INTEREST",
        "NCHK, '', false, CHEQUE",
        "NRTI, '', false, RETURN",
        "NPOS, '', false, CARD",
        "NCSH, '', false, CASH",
        "NTAX, '', false, TAX",
        "NMSC, '', false, OTHER",
        "NMSC, '', true, REVERSAL",
        "NTRF, '', true, TRANSFER",
        "N, '', false, OTHER",
        "'', '', true, REVERSAL",
        "NTRF, 105?00X, false, DIRECT_DEBIT",
        "NTRF, 106?00X, false, CARD",
        "NTRF, 108?00X, false, RETURN",
        "NMSC, 166?00X, false, TRANSFER",
        "NMSC, 101?00X, false, CHEQUE",
        "NMSC, 082?00X, false, CASH",
        "NMSC, 805?00X, false, FEE",
        "NMSC, 814?00X, false, INTEREST",
        "NTRF, 899?00X, false, REVERSAL",
        "NTAX, 999?00X, false, TAX",
        "NTRF, /RTRN/AC04/, false, RETURN"
    })
    @DisplayName("BNK-06 kinds by the business code, else by a return reason, else by the type of the entry")
    void kinds(String type, String information, boolean reversal, Kind kind) {
        assertThat(MtKinds.kind(type, Info86.of(information), reversal)).isEqualTo(kind);
    }

    @Test
    @DisplayName("BNK-19 the reason of a return is the one stated, else a code of ISO 20022 in the text")
    void returnCodes() {
        assertThat(MtKinds.returnCode(Info86.of("/RTRN/MS03/REMI/AC04"))).contains("MS03");
        assertThat(MtKinds.returnCode(Info86.of("109?20SVWZ+RUECKLASTSCHRIFT ED AC04 KONTO")))
                .contains("AC04");
        assertThat(MtKinds.returnCode(Info86.of("109?20zurueck MD06"))).contains("MD06");
        assertThat(MtKinds.returnCode(Info86.of("109?20zurueck AC4 XAC04"))).isEmpty();
    }
}
