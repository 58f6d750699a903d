package io.counterfoil.examples.recipes;

import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE_LOOSELY;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.fee.FeeSchedule;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.book.ApprovalPolicy;
import io.counterfoil.reconciliation.book.Book;
import io.counterfoil.reconciliation.book.BookCommand;
import io.counterfoil.reconciliation.book.BookEvent;
import io.counterfoil.reconciliation.book.BookId;
import io.counterfoil.reconciliation.book.BookStatus;
import io.counterfoil.reconciliation.book.Books;
import io.counterfoil.reconciliation.difference.Difference;
import io.counterfoil.reconciliation.difference.DifferenceExplainer;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.engine.RunOptions;
import io.counterfoil.reconciliation.item.Fields;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.json.ReconciliationJson;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import io.counterfoil.reconciliation.proof.BankReconciliation;
import io.counterfoil.reconciliation.reference.ReferenceExtractor;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.junit.jupiter.api.Test;

/** Recipes of the reconciliation module; expected values by hand. */
class ReconciliationRecipesTest {

    private static final Instant NOW = Instant.parse("2027-03-31T22:00:00Z");
    private static final AsOf AS_OF = AsOf.at(NOW, ZoneId.of("America/Toronto"));
    private static final Amounts CAD = Amounts.in("CAD");

    /** A row of a host's own table. */
    record Receipt(String id, MonetaryAmount amount, LocalDate on, String reference, String customer) {}

    private static Receipt row(String id, String amount, int day, String reference, String customer) {
        return new Receipt(id, CAD.of(amount), LocalDate.of(2027, 3, day), reference, customer);
    }

    private static ItemBatch batch(Receipt... rows) {
        return ItemBatch.of(List.of(rows), FIELDS);
    }

    private static final Fields<Receipt> FIELDS = Fields.of(Receipt.class)
            .id(Receipt::id)
            .amount(Receipt::amount)
            .date(Receipt::on)
            .reference(Receipt::reference)
            .party(Receipt::customer);

    private static Reconciliation run(ItemBatch left, ItemBatch right, Pass... passes) {
        MatchPlan.Builder plan = MatchPlan.named("recipe");
        for (Pass pass : passes) {
            plan.pass(pass);
        }
        return Reconciler.builder(plan.build())
                .calendar(BusinessCalendar.Rails.paymentsCanada())
                .build()
                .match(left, right, AS_OF);
    }

    @Test
    void matchesMyOwnObjects() {
        List<Receipt> atBank = List.of(row("B1", "100.00", 2, "INV-7", "acme"), row("B2", "55.10", 3, "", "ben"));
        List<Receipt> inBook = List.of(row("R1", "100.00", 1, "inv 7", "acme"), row("R2", "55.10", 2, "", "ben"));
        AsOf asOf = AS_OF;
        // tag::ownObjects[]
        Fields<Receipt> fields = Fields.of(Receipt.class)
                .id(Receipt::id)
                .amount(Receipt::amount)
                .date(Receipt::on)
                .reference(Receipt::reference)
                .party(Receipt::customer);
        MatchPlan plan = MatchPlan.named("bank-vs-book")
                .pass(Pass.oneToOne("reference").on(REFERENCE_LOOSELY, AMOUNT).confirm())
                .pass(Pass.oneToOne("party")
                        .on(PARTY, AMOUNT)
                        .within(Window.days(-3, 3))
                        .suggest())
                .build();
        Reconciliation run = Reconciler.builder(plan)
                .build()
                .match(ItemBatch.of(atBank, fields), ItemBatch.of(inBook, fields), asOf);
        run.conservation().orThrow(); // in = matched + open + rejected
        List<Match> matches = run.matches().toList(); // B1 = R1 confirmed, B2 = R2 suggested
        // end::ownObjects[]
        assertThat(matches)
                .extracting(m -> m.left().get(0).item().value() + "="
                        + m.right().get(0).item().value() + " " + m.decision())
                .containsExactlyInAnyOrder("B1=R1 CONFIRM", "B2=R2 SUGGEST");
    }

    @Test
    void asksWhyTwoLinesAreNoMatch() {
        ItemBatch bank = batch(row("B1", "100.00", 1, "", "acme"));
        ItemBatch book = batch(row("R1", "100.00", 8, "", "acme"));
        Reconciliation run = run(
                bank,
                book,
                Pass.oneToOne("amount+day")
                        .on(AMOUNT)
                        .within(Window.businessDays(0, 3))
                        .confirm());
        // tag::whyNot[]
        List<Obstacle> why = run.whyNot(
                bank.find(ItemId.of("B1")).orElseThrow(),
                book.find(ItemId.of("R1")).orElseThrow());
        String sentence = why.get(0).sentence(); // "amount+day: 5 business days apart, limit 3"
        // end::whyNot[]
        assertThat(sentence).isEqualTo("amount+day: 5 business days apart, limit 3");
    }

    @Test
    void listsWhatTies() {
        ItemBatch bank = batch(row("B1", "50.00", 2, "", "acme"));
        ItemBatch book = batch(row("R1", "50.00", 1, "", "acme"), row("R2", "50.00", 1, "", "acme"));
        // tag::ties[]
        Reconciliation run =
                run(bank, book, Pass.oneToOne("party").on(PARTY, AMOUNT).confirm());
        Resolution<Match> found = run.resolution(Side.LEFT, ItemId.of("B1"));
        String said = found.fold(
                one -> "settled",
                several -> several.count().items() + " readings, a person must choose",
                none -> none.obstacles().get(0).sentence(),
                cut -> "the search ended at " + cut.limit().id());
        // end::ties[]
        assertThat(said).isEqualTo("2 readings, a person must choose");
        assertThat(run.matches()).isEmpty();
    }

    @Test
    void findsTheInvoicesOfOneDeposit() {
        ItemBatch bank = batch(row("B1", "300.00", 5, "", "acme"));
        ItemBatch book = batch(
                row("R1", "100.00", 1, "", "acme"),
                row("R2", "200.00", 2, "", "acme"),
                row("R3", "70.00", 2, "", "acme"));
        // tag::deposit[]
        Reconciliation run = run(
                bank, book, Pass.oneToMany("deposit").on(PARTY).maxSetSize(6).suggest());
        Match deposit = run.matches().findFirst().orElseThrow(); // the one set that makes 300.00: R1 and R2
        // end::deposit[]
        assertThat(deposit.right()).extracting(part -> part.item().value()).containsExactlyInAnyOrder("R1", "R2");
        assertThat(deposit.decision().name()).isEqualTo("SUGGEST");
        assertThat(run.open(Side.RIGHT)).extracting(item -> item.id().value()).containsExactly("R3");
    }

    @Test
    void explainsAFeeThatWasTakenOff() {
        ItemBatch bank = batch(row("B1", "96.80", 2, "ORD-1", ""));
        ItemBatch book = batch(row("R1", "100.00", 1, "ORD-1", ""));
        // tag::net[]
        DifferenceExplainer fee =
                DifferenceExplainer.providerFee(FeeSchedule.percent("2.9", CAD.of("0.30")), RoundingMode.HALF_UP);
        Reconciliation run = run(
                bank,
                book,
                Pass.oneToOne("net of fee").on(REFERENCE).explain(fee).confirm());
        List<Difference> lines = run.matches().findFirst().orElseThrow().differences();
        // PROVIDER_FEE -3.20 CAD, and TIMING 0.00: the days differ
        // end::net[]
        assertThat(lines)
                .extracting(line -> line.reason().toString() + " " + Amounts.plain(line.amount()))
                .containsExactly("PROVIDER_FEE -3.20", "TIMING 0.00");
    }

    @Test
    void netsAVoidWithItsCheque() {
        ItemBatch bank = batch();
        ItemBatch book = batch(row("C1", "-80.00", 3, "CHQ 17", ""), row("V1", "80.00", 9, "CHQ 17", ""));
        // tag::netting[]
        Reconciliation run = run(
                bank,
                book,
                Pass.netting("voids", Side.RIGHT)
                        .on(REFERENCE)
                        .within(Window.days(0, 30).from(Side.LEFT))
                        .confirm());
        // end::netting[]
        assertThat(run.matches()).hasSize(1);
        assertThat(run.open(Side.RIGHT)).isEmpty();
    }

    @Test
    void findsInvoiceNumbersInText() {
        // tag::references[]
        ReferenceExtractor extractor = ReferenceExtractor.builder()
                .openIds(List.of("INV-2024-0001", "INV-2024-0007"))
                .build();
        List<ReferenceExtractor.Found> found = extractor.extract("paid inv 2024/0001, RF18 5390 0754 7034");
        // INV-2024-0001, in the payer's spelling, and RF18539007547034 by its check digits
        // end::references[]
        assertThat(found)
                .extracting(reference -> reference.value().orElseThrow())
                .containsExactly("INV-2024-0001", "RF18539007547034");
    }

    @Test
    void asksASecondPersonAboveALimit() {
        ItemBatch bank = batch(row("B1", "60000.00", 2, "W-1", ""));
        ItemBatch book = batch(row("R1", "60000.00", 2, "W-1", ""));
        Instant now = NOW;
        Reconciliation run =
                run(bank, book, Pass.oneToOne("reference").on(REFERENCE, AMOUNT).confirm());
        // tag::fourEyes[]
        Books books = Books.of(
                ApprovalPolicy.builder().addFourEyesAbove(CAD.of("50000")).build());
        EventStore<BookId, BookEvent> store = EventStore.inMemory();
        BookId march = BookId.of("march");
        store.apply(books, march, BookCommand.recordRun(run, Actor.host("robot"), "run-0331"), now)
                .orThrow();
        // 60,000.00 is above the limit: the match is pending until another person approves it
        store.apply(books, march, BookCommand.approve(1, Actor.approver("ben"), "a-1"), now)
                .orThrow();
        Book book1 = books.fold(store.load(march));
        BookStatus status = book1.match(1).orElseThrow().status(); // CONFIRMED
        // end::fourEyes[]
        assertThat(status).isEqualTo(BookStatus.CONFIRMED);
        assertThat(store.load(march)).hasSizeGreaterThan(1);
    }

    @Test
    void provesTheBankAgainstTheBook() {
        ItemBatch bank = batch(row("B1", "100.00", 2, "D-1", ""));
        ItemBatch book = batch(row("R1", "100.00", 2, "D-1", ""), row("R2", "50.00", 31, "D-2", ""));
        AsOf asOf = AS_OF;
        Reconciliation run =
                run(bank, book, Pass.oneToOne("reference").on(REFERENCE, AMOUNT).confirm());
        // tag::bankRec[]
        BankReconciliation proof = BankReconciliation.prove(
                BankReconciliation.Sides.builder()
                        .account("cad-operating")
                        .bankBalance(CAD.of("100.00"))
                        .bookBalance(CAD.of("150.00"))
                        .addRun(run) // what only one side has: the deposit of the last day
                        .build(),
                asOf);
        proof.holds(); // 100.00 at the bank and 50.00 under way are 150.00 in the book
        String page = Documents.text(proof.toDocument(), Locale.UK);
        // end::bankRec[]
        assertThat(proof.holds()).isTrue();
        assertThat(proof.adjustedBank()).isEqualTo(CAD.of("150.00"));
        assertThat(page).contains("150.00");
    }

    @Test
    void goesOnFromYesterdaysRun() {
        AsOf asOf = AS_OF;
        Pass pass = Pass.oneToOne("amount")
                .on(PARTY, AMOUNT)
                .within(Window.days(0, 2))
                .confirm();
        Reconciler reconciler =
                Reconciler.builder(MatchPlan.named("daily").pass(pass).build()).build();
        ItemBatch bank = batch(row("B1", "100.00", 1, "", "acme"), row("B2", "70.00", 2, "", "ben"));
        ItemBatch bookYesterday = batch(row("R1", "100.00", 1, "", "acme"));
        ItemBatch bookToday = batch(row("R1", "100.00", 1, "", "acme"), row("R2", "70.00", 3, "", "ben"));
        Reconciliation yesterday = reconciler.match(bank, bookYesterday, asOf);
        // tag::nextDay[]
        RunOptions options = RunOptions.builder()
                .earlier(yesterday) // only what hangs together with a change is matched again
                .leftCompleteTo(LocalDate.of(2027, 3, 3)) // the bank may still bring lines of the 4th
                .rightCompleteTo(LocalDate.of(2027, 3, 3))
                .build();
        Reconciliation today = reconciler.match(bank, bookToday, options, asOf);
        List<String> finality = today.matches()
                .map(match -> match.left().get(0).item() + " " + match.finality())
                .toList(); // B1 FINAL, B2 PROVISIONAL: a rival of the 4th would still be inside its window
        // end::nextDay[]
        assertThat(finality).containsExactly("B1 FINAL", "B2 PROVISIONAL");
        assertThat(today.certificate().result())
                .isEqualTo(reconciler
                        .match(
                                bank,
                                bookToday,
                                RunOptions.builder()
                                        .from(options)
                                        .earlier(Optional.empty())
                                        .build(),
                                asOf)
                        .certificate()
                        .result());
    }

    @Test
    void asksHowFarAheadAMatchIs() {
        ItemBatch bank = batch(row("B1", "100.00", 1, "INV-7", "acme"), row("B2", "100.00", 2, "", "acme"));
        ItemBatch book = batch(row("R1", "100.00", 1, "INV-7", "acme"), row("R2", "100.00", 1, "INV-8", "acme"));
        // tag::rival[]
        Reconciliation run = run(
                bank,
                book,
                Pass.oneToOne("party").on(PARTY, AMOUNT).evidence(REFERENCE).confirm());
        Match match = run.matches().findFirst().orElseThrow(); // B1 = R1
        long bits = match.confidence().margin().regretMillibits() / 1000; // 12
        List<Match> instead = run.rival(match); // that reading: B1 = R2 and B2 = R1
        // end::rival[]
        assertThat(match.toString()).contains("B1", "R1");
        assertThat(bits).isEqualTo(12);
        assertThat(instead)
                .extracting(m -> m.left().get(0).item() + "=" + m.right().get(0).item())
                .containsExactlyInAnyOrder("B1=R2", "B2=R1");
    }

    @Test
    void triesAnotherPlanOnTheSameLines() {
        ItemBatch bank = batch(row("B1", "100.00", 1, "", "acme"), row("B2", "70.00", 2, "", "ben"));
        ItemBatch book = batch(row("R1", "99.00", 1, "", "acme"), row("R2", "70.00", 2, "", "ben"));
        // tag::whatIf[]
        Reconciliation now =
                run(bank, book, Pass.oneToOne("party").on(PARTY, AMOUNT).confirm());
        Reconciliation wider = run(
                bank,
                book,
                Pass.oneToOne("party")
                        .on(PARTY)
                        .amount(Tolerance.absolute("1.00"))
                        .suggest());
        Reconciliation.Diff diff = now.diff(wider); // fresh: B1 = R1; gone: none; changed: B2 = R2, now suggested only
        // end::whatIf[]
        assertThat(diff.fresh()).extracting(Match::toString).allMatch(text -> text.contains("B1"));
        assertThat(diff.fresh()).hasSize(1);
        assertThat(diff.gone()).isEmpty();
        assertThat(diff.changed()).hasSize(1);
        assertThat(diff.changed().get(0).before().decision().name()).isEqualTo("CONFIRM");
        assertThat(diff.changed().get(0).after().decision().name()).isEqualTo("SUGGEST");
    }

    @Test
    void keepsAPlanInAFile() {
        // tag::planFile[]
        String json = """
                {"plan": "bank-vs-ledger", "passes": [
                  {"name": "reference", "kind": "1:1", "on": [["REFERENCE", "AMOUNT"]], "outcome": "CONFIRM"},
                  {"name": "amount+day", "kind": "1:1", "on": [["AMOUNT"]],
                   "within": {"unit": "BUSINESS_DAYS", "min": 0, "max": 3, "from": "LEFT"}}]}
                """;
        MatchPlan plan =
                ReconciliationJson.plan(json, MatchPlan.Parts.NONE); // refused with every mistake and its place
        String written = ReconciliationJson.text(plan); // reads back to the same hash
        // end::planFile[]
        assertThat(plan.passes()).extracting(Pass::name).containsExactly("reference", "amount+day");
        assertThat(ReconciliationJson.plan(written, MatchPlan.Parts.NONE).hash())
                .isEqualTo(plan.hash());
        assertThat(Optional.of(plan.name())).contains("bank-vs-ledger");
    }
}
