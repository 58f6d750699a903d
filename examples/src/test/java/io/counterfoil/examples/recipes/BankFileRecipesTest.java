package io.counterfoil.examples.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.anonymise.Anonymiser;
import io.counterfoil.bankfiles.csv.CsvProfile;
import io.counterfoil.bankfiles.csv.SignMode;
import io.counterfoil.bankfiles.export.LedgerExport;
import io.counterfoil.bankfiles.export.Sheets;
import io.counterfoil.bankfiles.imports.BankProfile;
import io.counterfoil.bankfiles.imports.ExpectedFiles;
import io.counterfoil.bankfiles.imports.Imports;
import io.counterfoil.bankfiles.imports.Profiles;
import io.counterfoil.bankfiles.pain.Pain001;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.idempotency.IdempotencyStore;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.reconciliation.statement.ImportHistory;
import io.counterfoil.reconciliation.statement.Statement;
import io.counterfoil.reconciliation.statement.StatementChain;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Recipes of the bank files module; expected values by hand. */
class BankFileRecipesTest {

    private static final Amounts CAD = Amounts.in("CAD");
    /** 1,000.00 and 250.50 in, 10.17 out: 1,240.33. */
    private static final String MT940 = String.join(
            "\r\n",
            ":20:REF",
            ":25:12345678/0001234567",
            ":28C:7/1",
            ":60F:C270301EUR1000,00",
            ":61:2703020302C250,50NTRFINV-7//B1",
            ":86:166?00CREDIT?20EREF+E1?32ANA",
            ":61:2703020302D10,17NCHGNONREF//B2",
            ":86:808?00CHARGE",
            ":62F:C270302EUR1240,33",
            "-",
            "");

    private static ByteSource file(String name, String text) {
        return ByteSource.of(text.getBytes(StandardCharsets.UTF_8), name);
    }

    @Test
    void takesAStatementInOnce() {
        ByteSource file = file("rbc-0302.sta", MT940);
        List<StatementEntry> inbox = new ArrayList<>();
        // tag::takeIn[]
        ImportHistory history = ImportHistory.inMemory(); // yours is a table
        Imports imports = Imports.builder().history(history).build();
        ImportReceipt receipt = imports.prove(file);
        if (receipt.postable()) {
            try (Stream<StatementEntry> entries = imports.entries(file, receipt)) {
                entries.forEach(inbox::add);
            }
            history.remember(receipt); // last: a crash before it only repeats
        }
        ImportReceipt again = imports.prove(file);
        again.duplicate(); // SAME_FILE, and not postable
        // end::takeIn[]
        assertThat(receipt.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(inbox).extracting(entry -> Amounts.plain(entry.amount())).containsExactly("250.50", "-10.17");
        assertThat(again.duplicate()).isEqualTo(ImportReceipt.Verdict.SAME_FILE);
        assertThat(again.postable()).isFalse();
    }

    @Test
    void acceptsABrokenFileByName() {
        ByteSource file = file("rbc-0302.sta", MT940.replace("EUR1240,33", "EUR1204,33"));
        Imports imports = Imports.standard();
        // tag::broken[]
        ImportReceipt receipt = imports.prove(file);
        receipt.sentence(); // "MT940, 2 entries, BROKEN: closing declared 1,204.33, computed 1,240.33"
        receipt.disagreements(); // where it stands, what the file says, what its records make
        ImportReceipt accepted = receipt.acceptedBy(Actor.approver("maria"), "the bank corrected it by mail");
        accepted.postable(); // true, and the receipt keeps who and why
        // end::broken[]
        assertThat(receipt.sentence())
                .isEqualTo("MT940, 2 entries, BROKEN: closing declared 1,204.33, computed 1,240.33");
        assertThat(receipt.postable()).isFalse();
        assertThat(accepted.postable()).isTrue();
    }

    @Test
    void readsATableByProfile() {
        // tag::profile[]
        CsvProfile table = CsvProfile.builder("my-bank")
                .currency("EUR")
                .delimiter(';')
                .decimal(',')
                .grouping('.')
                .datePattern("dd.MM.yyyy")
                .date("Datum")
                .amount("Betrag")
                .addText("Text")
                .balance("Saldo") // the rows then prove each other
                .build();
        Imports imports = Imports.builder().profile(BankProfile.of(table)).build();
        String text = """
                Datum;Text;Betrag;Saldo
                02.03.2027;Miete;-1.234,56;765,44
                15.03.2027;Gehalt;2.000,00;2.765,44
                """;
        ByteSource file = ByteSource.of(text.getBytes(StandardCharsets.UTF_8), "march.csv");
        ImportReceipt receipt = imports.prove(file); // PROVED by the running balance
        // end::profile[]
        assertThat(table.sign()).isEqualTo(SignMode.SIGNED);
        assertThat(receipt.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(receipt.sums().in(Amounts.in("EUR").currency()))
                .isEqualTo(Amounts.in("EUR").of("765.44"));
    }

    @Test
    void learnsAProfile() {
        ByteSource sample = file(
                "sample.csv",
                "Date,Details,Amount,Balance\n02/03/2027,Rent,-100.00,900.00\n15/03/2027,Pay,250.00,1150.00\n");
        // tag::learn[]
        List<Profiles.Proposal> proposals = Profiles.standard().propose(sample, CAD.currency());
        Profiles.Proposal best = proposals.get(0); // a person looks: every other reading that fits is listed too
        best.evidence().sentence(); // which column was taken for what
        Imports imports = Imports.builder().profile(best.profile()).build();
        // end::learn[]
        assertThat(best.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(best.items()).isEqualTo(2);
        assertThat(imports.prove(sample).status()).isEqualTo(ProofStatus.PROVED);
    }

    @Test
    void writesCreditTransfers() throws IOException {
        Instant now = Instant.parse("2027-03-01T15:04:05Z");
        AccountNumber iban = AccountNumber.iban("DE89370400440532013000");
        PaymentOrder order = PaymentOrder.builder()
                .id("p-1")
                .direction(Rail.Direction.CREDIT)
                .amount(Amounts.in("EUR").of("100.00"))
                .payer("acme")
                .payee("ana")
                .instrument(iban.ref())
                .requestedOn(LocalDate.of(2027, 3, 3))
                .remittance(PaymentOrder.Remittance.of("invoice 7"))
                .build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // tag::pain[]
        Checked<Pain001> message = Pain001.builder("MSG-1")
                .debtor("Acme", iban)
                .bank("COBADEFFXXX")
                .add(order, iban, "Ana Díaz") // the full number is given here and kept nowhere
                .build(now);
        message.diagnostics(); // every problem at once; nothing is written while one stands
        message.orThrow().writeTo(out);
        // end::pain[]
        ImportReceipt receipt = Imports.standard().prove(ByteSource.of(out.toByteArray(), "pain.xml"));
        assertThat(receipt.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("<CtrlSum>100.00</CtrlSum>", "<Nm>Ana Diaz</Nm>");
    }

    @Test
    void noticesAFileThatDidNotCome() {
        // tag::expected[]
        ExpectedFiles files = ExpectedFiles.of(List.of(ExpectedFiles.FeedRule.builder()
                .feed("rbc-statements")
                .partner("RBC")
                .content(ExpectedFiles.Content.TRANSACTIONS)
                .calendar(BusinessCalendar.Rails.paymentsCanada())
                .by(LocalTime.of(9, 0)) // of the next business day
                .zone(ZoneId.of("America/Toronto"))
                .build()));
        LocalDate friday = LocalDate.of(2027, 3, 5);
        Instant now = Instant.parse("2027-03-08T14:00:01Z"); // Monday, a second after nine
        ExpectedFiles.CompletenessSheet sheet = files.assess(List.of(), friday, now);
        sheet.alerts(now); // FILE_OVERDUE
        // end::expected[]
        assertThat(sheet.isComplete()).isFalse();
        assertThat(sheet.alerts(now))
                .singleElement()
                .satisfies(alert -> assertThat(alert.kind().code()).isEqualTo("FILE_OVERDUE"));
        assertThat(files.assess(List.of(), friday, now.minusSeconds(1)).alerts(now))
                .isEmpty();
    }

    @Test
    void letsPeopleWorkInASpreadsheet() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // tag::sheet[]
        Table worklist = Table.titled("Worklist")
                .text("customer", "Customer")
                .number("open", "Open")
                .text("note", "Note")
                .row("acme", "Acme Ltd", CAD.of("1200.00"), "")
                .build();
        Sheets.standard().csv(worklist, out); // or xlsx; no cell is ever a formula
        // end::sheet[]
        String edited = out.toString(StandardCharsets.UTF_8).replace("1200.00,,", "1200.00,called,");
        // tag::sheetBack[]
        ByteSource back = ByteSource.of(edited.getBytes(StandardCharsets.UTF_8), "edited.csv");
        List<Sheets.RowChange> changes = Sheets.standard().read(back, worklist).orThrow(); // acme, note, "", "called"
        // end::sheetBack[]
        assertThat(changes).containsExactly(new Sheets.RowChange("acme", "note", "", "called"));
    }

    @Test
    void handsJournalsToAnotherBookOnce() throws IOException {
        Journal journal = Journal.of("p1:settled")
                .bookedOn(LocalDate.of(2027, 3, 2))
                .debit("cash:rbc", CAD.of("97.00"))
                .debit("fees", CAD.of("3.00"))
                .credit("client:42", CAD.of("100.00"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // tag::export[]
        LedgerExport export = LedgerExport.builder(LedgerExport.Layout.quickBooks())
                .marks(IdempotencyStore.inMemory()) // yours is a table: a journal leaves once
                .map("cash:rbc", "1010")
                .map("fees", "6040")
                .map("client:42", "2100")
                .build();
        LedgerExport.Batch batch = export.take(List.of(journal), "march-1").orThrow();
        batch.writeTo(out);
        LedgerExport.Batch next = export.take(List.of(journal), "march-2").orThrow(); // empty: it has gone out
        // end::export[]
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("p1:settled,03/02/2027,1010,97.00");
        assertThat(next.journals()).isEmpty();
        assertThat(next.elsewhere()).isOne();
    }

    @Test
    void sendsASampleToSupport() throws IOException {
        ByteSource statement = file("rbc-0302.sta", MT940);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // tag::anonymise[]
        Anonymiser.seeded(4711).copy(statement, out).orThrow();
        // other names, accounts, references and amounts; as many records, the same signs and days, the same proof
        // end::anonymise[]
        ImportReceipt receipt = Imports.standard().prove(ByteSource.of(out.toByteArray(), "copy.sta"));
        assertThat(receipt.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(receipt.items()).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("0001234567", "250,50");
    }

    @Test
    void findsAGapBetweenStatements() {
        ByteSource second = file(
                "rbc-0304.sta",
                String.join(
                        "\r\n",
                        ":20:REF2",
                        ":25:12345678/0001234567",
                        ":28C:9/1",
                        ":60F:C270303EUR1250,33",
                        ":62F:C270304EUR1250,33",
                        "-",
                        ""));
        ByteSource first = file("rbc-0302.sta", MT940);
        // tag::chain[]
        Imports imports = Imports.standard();
        List<Statement> statements = new ArrayList<>();
        for (ByteSource file : List.of(first, second)) {
            statements.addAll(imports.statements(file, imports.prove(file)));
        }
        StatementChain chain = StatementChain.of(statements);
        chain.findings(); // GAP of 10.00 EUR: 1,240.33 closed, 1,250.33 opened, and statement 8 is missing
        chain.proof().holds(); // false
        // end::chain[]
        assertThat(chain.findings()).singleElement().satisfies(gap -> {
            assertThat(gap.kind()).isEqualTo(StatementChain.Kind.GAP);
            assertThat(gap.amount()).isEqualTo(Amounts.in("EUR").of("10.00"));
        });
        assertThat(chain.proof().holds()).isFalse();
    }
}
