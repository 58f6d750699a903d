package io.counterfoil.collections.receivable;

import static io.counterfoil.collections.testkit.ReceivableLog.endOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.aging.AgeBasis;
import io.counterfoil.collections.aging.Aging;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.payments.testkit.GoldenFile;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PortfolioProofTest {

    private static final AsOf END = endOf("2027-03-31");
    private static final DateRange MARCH = DateRange.month(2027, 3);

    /** acme owes 100 from February and 50 from March and paid 100; bolt owes 30 and has 5 on account. */
    private static Receivables book() {
        return ReceivableLog.in("GBP")
                .of("acme")
                .invoice("A1", "100.00", "2027-02-01", "2027-03-03")
                .invoice("A2", "50.00", "2027-03-05", "2027-04-04")
                .receipt("RA", "100.00", "2027-03-10")
                .allocate("RA", "A1", "100.00", "2027-03-10")
                .of("bolt")
                .invoice("B1", "30.00", "2027-01-15", "2027-02-14")
                .receipt("RB", "5.00", "2027-03-20")
                .replay();
    }

    private static Proof prove(OpenItems open, String... reconciled) {
        return book().rollForward(MARCH, END)
                .prove(
                        open,
                        Set.of(reconciled).stream().map(OpenItemId::of).collect(java.util.stream.Collectors.toSet()));
    }

    @Test
    @DisplayName(
            "COL-13 opening, movements and closing are proved against what is open, and what is open against what is reconciled")
    void proved() {
        Proof proof = prove(book().at(END), "A2", "B1", "RB", "A1");
        assertThat(proof.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(proof.problems()).isEmpty();
        assertThat(proof.differences()).isEmpty();
        assertThat(proof.sentence())
                .isEqualTo("2 customers close at 75.00 GBP, open items are 75.00 GBP; 3 of 3 items are reconciled");
        assertThat(proof.figures())
                .extracting(figure -> figure.code() + " " + Amounts.plain(figure.amount()))
                .contains("OPENING 130.00", "ISSUED 50.00", "RECEIVED -105.00", "CLOSING 75.00", "OPEN 75.00");
    }

    @Test
    @DisplayName("COL-13 an item that nobody reconciled is listed, and the portfolio is not proved")
    void unreconciled() {
        Proof proof = prove(book().at(END), "A2", "RB");
        assertThat(proof.status()).isEqualTo(ProofStatus.UNPROVED);
        assertThat(proof.problems())
                .extracting(problem -> problem.code().id() + ": " + problem.message())
                .containsExactly("PORTFOLIO.UNRECONCILED: item B1 of bolt, 30.00 GBP, is not reconciled");
    }

    @Test
    @DisplayName("COL-13 movements that do not end at what is open break the proof and name the customer")
    void broken() {
        Proof proof = prove(book().at(endOf("2027-03-15")), "A2", "B1");
        assertThat(proof.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(proof.problems())
                .extracting(problem -> problem.code().id() + ": " + problem.message())
                .containsExactly("PORTFOLIO.NOT_FOOTED: movements of bolt close at 25.00 GBP, open is 30.00 GBP");
        assertThat(proof.differences())
                .singleElement()
                .satisfies(figure -> assertThat(Amounts.plain(figure.amount())).isEqualTo("-5.00"));
    }

    private static Proof tied(String trade, String export, String... reconciled) {
        Amounts gbp = Amounts.in("GBP");
        return book().prove(
                        Map.of(
                                AccountId.of("trade"),
                                Totals.of(gbp.of(trade)),
                                AccountId.of("export"),
                                Totals.of(gbp.of(export))),
                        Set.of(reconciled).stream().map(OpenItemId::of).collect(java.util.stream.Collectors.toSet()),
                        END);
    }

    @Test
    @DisplayName(
            "COL-12 COL-13 several control accounts together are tied to what is open, and that to what is reconciled")
    void severalAccounts() {
        Proof proved = tied("50.00", "25.00", "A2", "B1", "RB", "A1");
        assertThat(proved.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(proved.problems()).isEmpty();
        assertThat(proved.sentence())
                .isEqualTo("open items 75.00 GBP equal the control account on 2027-03-31; 3 of 3 items are reconciled");
        assertThat(proved.figures())
                .extracting(figure -> figure.code() + " " + figure.label() + " " + Amounts.plain(figure.amount()))
                .containsExactly(
                        "OPEN Open items 75.00",
                        "CONTROL Control account 75.00",
                        "ACCOUNT Control account export 25.00",
                        "ACCOUNT Control account trade 50.00");
        Proof unproved = tied("50.00", "25.00", "A2", "RB");
        assertThat(unproved.status()).isEqualTo(ProofStatus.UNPROVED);
        assertThat(unproved.differences()).isEmpty();
        assertThat(unproved.problems())
                .extracting(problem -> problem.code().id() + ": " + problem.message())
                .containsExactly("PORTFOLIO.UNRECONCILED: item B1 of bolt, 30.00 GBP, is not reconciled");
        assertThat(unproved.sentence()).endsWith("; 2 of 3 items are reconciled");
        Proof broken = tied("50.00", "55.00", "A2", "RB");
        assertThat(broken.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(broken.problems()).hasSize(1);
        assertThat(broken.differences()).singleElement().satisfies(difference -> {
            assertThat(Amounts.plain(difference.amount())).isEqualTo("-30.00");
            assertThat(difference.items())
                    .extracting(Proof.Figure.Item::reference)
                    .containsExactly("B1");
        });
    }

    @Test
    @DisplayName("COL-13 COL-08 the portfolio proof and the aging report as people read them")
    void pages() {
        RollForward movements = book().rollForward(MARCH, END);
        Set<OpenItemId> reconciled = Set.of(OpenItemId.of("A2"), OpenItemId.of("RB"));
        var portfolio = movements.toDocument(book().at(END), reconciled);
        GoldenFile.named("receivable/portfolio.txt").holds(Documents.text(portfolio, Locale.UK));
        GoldenFile.named("receivable/portfolio.html").holds(Documents.html(portfolio, Locale.UK));
        var aging = Aging.by(AgeBasis.DUE_DATE)
                .buckets(30, 60, 90, 120)
                .build()
                .assess(book(), END)
                .toDocument();
        GoldenFile.named("aging/report.txt").holds(Documents.text(aging, Locale.UK));
        GoldenFile.named("aging/report.html").holds(Documents.html(aging, Locale.UK));
        assertThat(Documents.text(
                        Receivables.none()
                                .rollForward(MARCH, END)
                                .toDocument(Receivables.none().at(END), Set.of()),
                        Locale.UK))
                .contains("Nothing moved and nothing is open.");
    }
}
