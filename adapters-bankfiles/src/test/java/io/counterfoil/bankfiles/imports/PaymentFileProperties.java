package io.counterfoil.bankfiles.imports;

import static io.counterfoil.bankfiles.Orders.CA;
import static io.counterfoil.bankfiles.Orders.NOW;
import static io.counterfoil.bankfiles.Orders.UK;
import static io.counterfoil.bankfiles.Orders.US;
import static io.counterfoil.bankfiles.Orders.bytes;
import static io.counterfoil.bankfiles.Orders.order;
import static io.counterfoil.bankfiles.Orders.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.bacs.BacsFile;
import io.counterfoil.bankfiles.cpa.CpaFile;
import io.counterfoil.bankfiles.fixedwidth.Folding;
import io.counterfoil.bankfiles.nacha.NachaFile;
import io.counterfoil.bankfiles.record.BankRecord.PaymentEntry;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.payments.rail.Rail;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class PaymentFileProperties {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 3);
    private final Imports imports = Imports.standard();

    /** One payment of a generated file. */
    record Paid(long minor, boolean debit, String name) {}

    @Provide
    Arbitrary<List<Paid>> payments() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 999_999),
                        Arbitraries.of(true, false),
                        Arbitraries.strings()
                                .withChars("abc éÜß&/.*0")
                                .ofMinLength(1)
                                .ofMaxLength(40))
                .as((minor, debit, name) -> new Paid(minor, debit, "N" + name))
                .list()
                .ofMinSize(1)
                .ofMaxSize(15);
    }

    private static PaymentOrder order(Paid paid, int number, String currency) {
        Rail.Direction direction = paid.debit() ? Rail.Direction.DEBIT : Rail.Direction.CREDIT;
        return io.counterfoil.bankfiles.Orders.order(
                        "p-" + number,
                        direction,
                        currency,
                        Amounts.plain(Amounts.in(currency).ofMinor(paid.minor())))
                .requestedOn(DAY)
                .build();
    }

    static byte[] nacha(List<Paid> payments) {
        NachaFile.Builder file = NachaFile.originating(NachaFile.Originator.builder()
                .destination("091000019")
                .destinationName("Fed")
                .origin("1234567890")
                .originName("Co")
                .companyName("CO")
                .companyId("1234567890")
                .odfi("09100001")
                .build());
        for (int i = 0; i < payments.size(); i++) {
            file.add(order(payments.get(i), i, "USD"), US, payments.get(i).name());
        }
        return bytes(file.build(NOW).orThrow()::writeTo);
    }

    static byte[] cpa(List<Paid> payments) {
        CpaFile.Builder file = CpaFile.of(
                CpaFile.Originator.builder()
                        .id("ORIGIN0001")
                        .dataCentre("00310")
                        .shortName("Co")
                        .longName("Co")
                        .returns(AccountNumber.canada("12345-003", "7654321"))
                        .build(),
                7);
        for (int i = 0; i < payments.size(); i++) {
            file.add(order(payments.get(i), i, "CAD"), CA, payments.get(i).name());
        }
        return bytes(file.build(NOW).orThrow()::writeTo);
    }

    static byte[] bacs(List<Paid> payments) {
        BacsFile.Builder file = BacsFile.standard18(
                BacsFile.ServiceUser.builder()
                        .number("123456")
                        .name("Co")
                        .account(AccountNumber.uk("089999", "66374958"))
                        .serial("1")
                        .build(),
                DAY);
        for (int i = 0; i < payments.size(); i++) {
            file.add(order(payments.get(i), i, "GBP"), UK, payments.get(i).name());
        }
        return bytes(file.build().orThrow()::writeTo);
    }

    private static ByteSource source(byte[] bytes) {
        return ByteSource.of(bytes, "generated");
    }

    @Property(tries = 100)
    @Label("BNK-09 what was written, read and written again has the same bytes")
    void sameBytes(@ForAll("payments") List<Paid> payments) {
        assertThat(bytes(NachaFile.read(source(nacha(payments))).orThrow()::writeTo))
                .isEqualTo(nacha(payments));
        assertThat(bytes(CpaFile.read(source(cpa(payments))).orThrow()::writeTo))
                .isEqualTo(cpa(payments));
        assertThat(bytes(BacsFile.read(source(bacs(payments))).orThrow()::writeTo))
                .isEqualTo(bacs(payments));
    }

    @Property(tries = 100)
    @Label(
            "BNK-41 BNK-47 BNK-50 what was written is proved and reads back to the same amounts, directions and references")
    void sameValues(@ForAll("payments") List<Paid> payments) {
        List<byte[]> files = List.of(nacha(payments), cpa(payments), bacs(payments));
        for (byte[] file : files) {
            ImportReceipt receipt = imports.prove(source(file));
            assertThat(receipt.status()).as(receipt.sentence()).isEqualTo(ProofStatus.PROVED);
            assertThat(receipt.diagnostics().stream()
                            .filter(one -> !one.code().id().equals("IMPORT.BLOCK_PADDING_MISSING")))
                    .isEmpty();
            List<PaymentEntry> entries = new ArrayList<>(records(source(file), PaymentEntry.class));
            assertThat(entries).hasSameSizeAs(payments);
            for (PaymentEntry entry : entries) {
                Paid paid = payments.get(Integer.parseInt(entry.reference().substring(2)));
                assertThat(Amounts.minor(entry.amount())).isEqualTo(paid.minor());
                assertThat(entry.direction() == Rail.Direction.DEBIT).isEqualTo(paid.debit());
                assertThat(entry.dueOn()).contains(DAY);
            }
        }
    }

    @Property(tries = 200)
    @Label("BNK-39 BNK-46 BNK-50 any other digit in an amount, count, hash or sum breaks the proof")
    void anyOtherDigit(@ForAll("payments") List<Paid> payments, @ForAll Random random) {
        changed(
                nacha(payments),
                random,
                "6:4-11 6:30-39 8:5-10 8:11-20 8:21-32 8:33-44 9:2-7 9:14-21 9:22-31 9:32-43 9:44-55");
        changed(
                cpa(payments),
                random,
                "D:28-37 C:28-37 D:2-10 C:2-10 Z:2-10 Z:25-38 Z:39-46 Z:47-60 Z:61-68 Z:69-82 Z:83-90 Z:91-104 Z:105-112");
        changed(bacs(payments), random, "2:36-46 UTL1:5-17 UTL1:18-30 UTL1:31-37 UTL1:38-44");
    }

    private void changed(byte[] file, Random random, String fields) {
        String[] lines = new String(file, StandardCharsets.US_ASCII).split("\n");
        List<int[]> places = new ArrayList<>();
        for (int line = 0; line < lines.length; line++) {
            for (String field : fields.split(" ", -1)) {
                String[] parts = field.split("[:-]", -1);
                if (lines[line].startsWith(parts[0]) && !lines[line].matches("9+")) {
                    places.add(new int[] {line, Integer.parseInt(parts[1]) - 1, Integer.parseInt(parts[2])});
                }
            }
        }
        int[] place = places.get(random.nextInt(places.size()));
        int column = place[1] + random.nextInt(place[2] - place[1]);
        char was = lines[place[0]].charAt(column);
        char now = (char) ('0' + (was - '0' + 1 + random.nextInt(9)) % 10);
        lines[place[0]] = lines[place[0]].substring(0, column) + now + lines[place[0]].substring(column + 1);
        ImportReceipt receipt = imports.prove(source(String.join("\n", lines).getBytes(StandardCharsets.US_ASCII)));
        assertThat(receipt.status())
                .as("line %s column %s", place[0] + 1, column + 1)
                .isEqualTo(ProofStatus.BROKEN);
    }

    @Property(tries = 300)
    @Label("BNK-12 a mutated file ends with a receipt that counts what it hands out")
    void mutated(
            @ForAll("payments") List<Paid> payments,
            @ForAll Random random,
            @ForAll @IntRange(min = 0, max = 2) int kind) {
        byte[] bytes = kind == 0 ? nacha(payments) : kind == 1 ? cpa(payments) : bacs(payments);
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            int at = random.nextInt(bytes.length);
            if (random.nextInt(4) == 0) {
                bytes = java.util.Arrays.copyOf(bytes, Math.max(1, at));
            } else {
                bytes[at] = (byte) random.nextInt(256);
            }
        }
        ImportReceipt receipt = imports.prove(source(bytes));
        assertThat(receipt.records())
                .isEqualTo(receipt.items()
                        + receipt.keptApart()
                        + receipt.rejections().size());
        assertThat(receipt.sentence()).isNotBlank();
        if (receipt.items() > 0) {
            assertThat(records(source(bytes), io.counterfoil.bankfiles.record.BankRecord.class).stream()
                            .filter(record ->
                                    !(record instanceof io.counterfoil.bankfiles.record.BankRecord.FileSummary))
                            .count())
                    .isEqualTo(receipt.items());
        }
    }

    @Property(tries = 100)
    @Label("BNK-05 how the bytes arrive does not matter")
    void chunks(@ForAll("payments") List<Paid> payments, @ForAll @IntRange(min = 1, max = 200) int chunk) {
        for (byte[] bytes : List.of(nacha(payments), cpa(payments), bacs(payments))) {
            ByteSource chunked = new ByteSource() {
                @Override
                public InputStream open() {
                    return new ByteArrayInputStream(bytes) {
                        @Override
                        public synchronized int read(byte[] to, int offset, int length) {
                            return super.read(to, offset, Math.min(chunk, length));
                        }
                    };
                }

                @Override
                public String name() {
                    return "generated";
                }
            };
            assertThat(imports.prove(chunked)).isEqualTo(imports.prove(source(bytes)));
            assertThat(records(chunked, PaymentEntry.class)).isEqualTo(records(source(bytes), PaymentEntry.class));
        }
    }

    @Property
    @Label("BNK-53 folding is within the set, at most so long, and folding again changes nothing")
    void folding(@ForAll String text, @ForAll @IntRange(min = 1, max = 40) int most) {
        String odd = text + "/ /É//ß" + text;
        for (Folding folding : Folding.values()) {
            String once = folding.fold(odd, most);
            assertThat(once.length()).isLessThanOrEqualTo(most);
            assertThat(folding.fold(once, most)).isEqualTo(once);
            assertThat(folding.fold(folding.fold(odd))).isEqualTo(folding.fold(odd));
        }
        assertThat(Folding.SEPA.fold(odd, most))
                .matches("[A-Za-z0-9/?:().,'+ -]*")
                .doesNotContain("//")
                .doesNotStartWith("/")
                .doesNotEndWith("/");
        assertThat(Folding.BACS.fold(odd, most)).matches("[A-Z0-9.&/' -]*");
        assertThat(Folding.CAPITALS.fold(odd, most)).matches("[ -~&&[^a-z]]*");
    }
}
