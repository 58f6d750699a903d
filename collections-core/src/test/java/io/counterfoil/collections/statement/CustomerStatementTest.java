package io.counterfoil.collections.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.collections.aging.AgeBasis;
import io.counterfoil.collections.aging.Aging;
import io.counterfoil.collections.aging.AgingReport;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.statement.CustomerStatement.Event;
import io.counterfoil.collections.statement.CustomerStatement.Form;
import io.counterfoil.collections.statement.CustomerStatement.Line;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.collections.testkit.Situation;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.payments.testkit.GoldenFile;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CustomerStatementTest {

    private static final Amounts GBP = Amounts.in("GBP");
    private static final PartyId ACME = PartyId.of("acme");
    private static final AsOf NOW = Situation.at("2024-06-30");
    private static final Aging AGING =
            Aging.by(AgeBasis.DUE_DATE).buckets(30, 60, 90, 120).build();

    private static ReceivableLog books() {
        return ReceivableLog.in("GBP")
                .of("other")
                .invoice("X1", "999.00", "2024-05-01", "2024-05-31")
                .of("acme")
                .invoice("I1", "100.00", "2024-01-01", "2024-01-31")
                .invoice("I2", "80.00", "2024-05-20", "2024-06-19")
                .invoice("I3", "40.00", "2024-06-10", "2024-07-10")
                .receipt("R1", "150.00", "2024-06-05")
                .allocate("R1", "I2", "80.00", "2024-06-06")
                .allocate("R1", "I1", "60.00", "2024-06-06")
                .invoice("I4", "500.00", "2024-07-01", "2024-07-31");
    }

    private static AgingReport aging(Receivables receivables) {
        return AGING.assess(receivables, NOW);
    }

    private static CollectionFacts facts() {
        return Situation.of(books())
                .dispute("I1", "25.00", "GBP")
                .dispute("I1", "90.00", "GBP")
                .facts();
    }

    @Test
    @DisplayName(
            "COL-68 an activity statement runs from the opening balance to the closing one; allocations are no lines")
    void activity() {
        CollectionFacts facts = facts();
        CustomerStatement statement =
                CustomerStatement.activity(facts, aging(facts.receivables()), ACME, LocalDate.of(2024, 6, 5));
        assertThat(statement.party()).isEqualTo(ACME);
        assertThat(statement.form()).isEqualTo(Form.ACTIVITY);
        assertThat(statement.asOf()).isEqualTo(NOW);
        assertThat(statement.from()).contains(LocalDate.of(2024, 6, 5));
        assertThat(statement.opening().amounts()).containsExactly(GBP.of("180.00"));
        assertThat(statement.lines())
                .extracting(
                        line -> line.on() + " " + line.item() + " " + line.event() + " " + Amounts.plain(line.amount()))
                .containsExactly("2024-06-05 R1 ISSUED -150.00", "2024-06-10 I3 ISSUED 40.00");
        assertThat(statement.closing().amounts()).containsExactly(GBP.of("70.00"));
        assertThat(statement.disputed().isZero()).isTrue();
        Proof proof = statement.proof();
        assertThat(proof.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(proof.figures())
                .extracting(figure -> figure.code() + " " + figure.count() + " " + Amounts.plain(figure.amount()))
                .containsExactly("OPENING 0 180.00", "LINES 2 -110.00", "CLOSING 0 70.00", "AGING 0 70.00");
        GoldenFile.named("statement/activity.txt").holds(Documents.text(statement.toDocument(), Locale.UK));
    }

    @Test
    @DisplayName(
            "COL-68 an open-item statement lists what is open, the disputed part never above it, and ends with every bucket")
    void openItems() {
        CollectionFacts facts = facts();
        CustomerStatement statement = CustomerStatement.openItems(facts, aging(facts.receivables()), ACME);
        assertThat(statement.form()).isEqualTo(Form.OPEN_ITEM);
        assertThat(statement.from()).isEmpty();
        assertThat(statement.opening().isZero()).isTrue();
        assertThat(statement.lines())
                .extracting(
                        line -> line.item() + " " + Amounts.plain(line.amount()) + " " + Amounts.plain(line.disputed()))
                .containsExactly("I1 40.00 40.00", "R1 -10.00 0.00", "I3 40.00 0.00");
        assertThat(statement.lines()).extracting(Line::event).containsOnly(Event.OPEN);
        assertThat(statement.lines().get(0).due()).isEqualTo(LocalDate.of(2024, 1, 31));
        assertThat(statement.closing().amounts()).containsExactly(GBP.of("70.00"));
        assertThat(statement.disputed().amounts()).containsExactly(GBP.of("40.00"));
        assertThat(statement.footer().bucket("121+").amounts()).containsExactly(GBP.of("40.00"));
        assertThat(statement.proof().holds()).isTrue();
        GoldenFile.named("statement/open-items.txt").holds(Documents.text(statement.toDocument(), Locale.UK));
        GoldenFile.named("statement/open-items.html").holds(Documents.html(statement.toDocument(), Locale.UK));
    }

    @Test
    @DisplayName("COL-68 a statement on another aging than that of its books does not add up and says so")
    void brokenProof() {
        CollectionFacts facts = facts();
        AgingReport other =
                AGING.assess(books().receipt("R2", "5.00", "2024-06-20").replay(), NOW);
        CustomerStatement statement = CustomerStatement.openItems(facts, other, ACME);
        assertThat(statement.proof().status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(statement.proof().differences())
                .extracting(Proof.Figure::amount)
                .containsExactly(GBP.of("5.00"));
        assertThat(Documents.text(statement.toDocument(), Locale.UK)).contains("does not add up");
    }

    @Test
    @DisplayName("COL-68 a party without items has an empty statement, and a first day after the last is refused")
    void emptyAndRefused() {
        CollectionFacts facts = facts();
        AgingReport aging = aging(facts.receivables());
        CustomerStatement nobody = CustomerStatement.openItems(facts, aging, PartyId.of("nobody"));
        assertThat(nobody.lines()).isEmpty();
        assertThat(nobody.proof().holds()).isTrue();
        assertThat(Documents.text(nobody.toDocument(), Locale.UK)).contains("Nothing is open.");
        assertThat(CustomerStatement.activity(facts, aging, ACME, NOW.effective())
                        .lines())
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomerStatement.activity(facts, aging, ACME, LocalDate.of(2024, 7, 1)))
                .withMessageContaining("begins on 2024-07-01");
    }
}
