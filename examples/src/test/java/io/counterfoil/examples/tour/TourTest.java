package io.counterfoil.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.aging.AgingReport;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.stripe.Stripe;
import io.counterfoil.stripe.payout.PayoutProof;
import io.counterfoil.stripe.posting.StripeAccountRole;
import io.counterfoil.ticketing.triage.Triage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages quote does what the pages say. */
class TourTest {

    private static final Instant NOW = Instant.parse("2027-03-31T22:00:00Z");
    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");
    private static final AsOf AS_OF = AsOf.at(NOW, TORONTO);
    private static final Amounts CAD = Amounts.in("CAD");

    @Test
    void aModelLearnedFromTheTwoSidesSaysWhatMayBeTaken() {
        ItemBatch.Builder bank = ItemBatch.builder();
        ItemBatch.Builder book = ItemBatch.builder();
        for (int i = 0; i < 300; i++) {
            String amount = 10 + i * 37 % 4_000 + "." + (10 + i % 80);
            String text = "CUSTOMER " + (char) ('A' + i % 26) + (char) ('A' + i / 26) + " INVOICE " + (10_000 + i * 7);
            LocalDate day = LocalDate.of(2027, 3, 1).plusDays(i % 20);
            bank.id("B" + i).day(day).amount(amount, "CAD").text(text).add();
            book.id("R" + i)
                    .day(day.plusDays(1 + i % 3))
                    .amount(amount, "CAD")
                    .text(text)
                    .add();
        }
        List<String> said = new ArrayList<>();

        Tour.Scored scored = Tour.score(bank.build(), book.build(), AS_OF, said::add);

        assertThat(said.get(0)).contains("Score model bank-vs-book", "AMOUNT_RATIO", "m: among matches");
        assertThat(said.get(said.size() - 1)).endsWith("in all");
        assertThat(scored.safe())
                .hasSizeGreaterThan(290)
                .allSatisfy(
                        match -> assertThat(match.left().get(0).item().value().substring(1))
                                .isEqualTo(match.right().get(0).item().value().substring(1)));
        assertThat(scored.model().name()).isEqualTo("bank-vs-book");
    }

    @Test
    void theReadmeReconcilesAStatementWithTheLedger() {
        Ledger ledger = Ledger.inMemory(TORONTO);
        ledger.open(Account.asset("cash:rbc", CAD.currency())).orThrow();
        ledger.open(Account.liability("client:42", CAD.currency())).orThrow();
        ledger.post(receipt("PAY-1", 1, "100.00"), NOW).orThrow();
        ledger.post(receipt("PAY-2", 2, "55.10"), NOW).orThrow();
        List<String> said = new ArrayList<>();

        Tour.matchStatement(new Tour.Path("rbc.xml", STATEMENT), ledger, NOW, said::add);

        assertThat(said.get(0)).contains("PROVED");
        assertThat(said).anyMatch(line -> line.contains("OUTSIDE_SYSTEM"));
        assertThat(said.stream().filter(line -> line.contains(" = "))).hasSize(2);
    }

    @Test
    void theLedgerOfTheGuideHoldsTheClientsMoney() {
        Ledger ledger = Tour.ledger(NOW);
        assertThat(Tour.balance(ledger, AS_OF)).isEqualTo("100.00");
        assertThat(ledger.verify().isIntact()).isTrue();
    }

    @Test
    void thePaymentOfTheGuideSaysWhereItIs() {
        assertThat(Tour.payment(
                        BankAccountRef.of("CA", "00011-003", "1234567"),
                        Actor.host("maria"),
                        Instant.parse("2027-03-01T17:00:00Z")))
                .isEqualTo("100.00 CAD in flight at cad-eft, expected 2 Mar; then open to recourse until 31 May.");
    }

    @Test
    void thePayoutOfTheGuideIsProvedToThePenny() {
        AccountMap accounts = AccountMap.builder()
                .standard(CAD.currency(), StripeAccountRole.values())
                .build();
        Stripe stripe = Stripe.builder().accounts(accounts).zone(TORONTO).build();
        assertThat(payout(stripe, 9650).status()).isEqualTo(ProofStatus.PROVED);
        assertThat(payout(stripe, 9651).status()).isEqualTo(ProofStatus.BROKEN);
    }

    @Test
    void theAgingOfTheGuidePlacesAnItemThatIsOneDayLate() {
        ReceivableEvent issued = new ReceivableEvent.ItemIssued(OpenItem.builder()
                .id(OpenItemId.of("INV-1"))
                .party(PartyId.of("acme"))
                .amount(CAD.of("1200.00"))
                .issued(LocalDate.of(2027, 3, 1))
                .due(LocalDate.of(2027, 3, 30))
                .recordedAt(Instant.parse("2027-03-01T09:00:00Z"))
                .build());
        AgingReport aged = Tour.age(Stream.of(issued), AS_OF);
        assertThat(aged.total().bucket("1-30").in(CAD.currency())).isEqualTo(CAD.of("1200.00"));
    }

    @Test
    void theTicketOfTheGuideHasAClock() {
        Alert alert = Alert.builder()
                .kind(AlertKind.OUTSIDE_SYSTEM)
                .severity(Diagnostic.Severity.CRITICAL)
                .subject(SubjectRef.of("entry", "17"))
                .evidence(Evidence.of(Code.of("TOUR.DEBIT"), "a debit that no record explains"))
                .raisedAt(NOW)
                .build();
        assertThat(Tour.clock(alert, Triage.builder("front-desk").build(), Actor.host("robot"), NOW)
                        .sentence())
                .isNotBlank();
    }

    private static Journal receipt(String id, int day, String amount) {
        return Journal.of(id)
                .bookedOn(LocalDate.of(2027, 3, day))
                .debit("cash:rbc", CAD.of(amount))
                .credit("client:42", CAD.of(amount));
    }

    private static PayoutProof payout(Stripe stripe, long paidOut) {
        String payout = """
            {"id":"po_1","object":"payout","amount":%d,"currency":"cad","arrival_date":1803600000,"created":1803500000,"automatic":true,
             "balance_transaction":"txn_2","reconciliation_status":"completed","status":"paid","method":"standard","livemode":true}
            """.formatted(paidOut);
        String rows = """
            [{"id":"txn_1","object":"balance_transaction","amount":10000,"fee":350,"net":9650,"currency":"cad","type":"charge",
              "reporting_category":"charge","source":"ch_1","created":1803400000,"available_on":1803450000,"status":"available",
              "fee_details":[{"amount":350,"currency":"cad","type":"stripe_fee"}]},
             {"id":"txn_2","object":"balance_transaction","amount":-%d,"fee":0,"net":-%d,"currency":"cad","type":"payout",
              "reporting_category":"payout","source":"po_1","created":1803500000,"available_on":1803500000,"status":"available","fee_details":[]}]
            """.formatted(paidOut, paidOut);
        return Tour.payout(stripe, payout, rows, AS_OF);
    }

    private static final String STATEMENT = """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
        <GrpHdr><MsgId>M1</MsgId><CreDtTm>2027-03-05T20:00:00Z</CreDtTm></GrpHdr>
        <Stmt><Id>S1</Id><CreDtTm>2027-03-05T20:00:00Z</CreDtTm>
        <Acct><Id><Othr><Id>100-200-3</Id></Othr></Id><Ccy>CAD</Ccy></Acct>
        <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="CAD">0.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2027-03-01</Dt></Dt></Bal>
        <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="CAD">143.10</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2027-03-05</Dt></Dt></Bal>
        <Ntry><Amt Ccy="CAD">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2027-03-01</Dt></BookgDt><AcctSvcrRef>B1</AcctSvcrRef></Ntry>
        <Ntry><Amt Ccy="CAD">55.10</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2027-03-02</Dt></BookgDt><AcctSvcrRef>B2</AcctSvcrRef></Ntry>
        <Ntry><Amt Ccy="CAD">12.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2027-03-05</Dt></BookgDt><AcctSvcrRef>B3</AcctSvcrRef></Ntry>
        </Stmt></BkToCstmrStmt></Document>
        """;
}
