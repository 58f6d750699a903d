package io.counterfoil.reconciliation.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.item.ItemId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class StatementChainProperties {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final BankAccountRef ACCOUNT = BankAccountRef.of("CA", "00010-003", "01234567");
    private static final LocalDate START = LocalDate.of(2027, 3, 1);

    private static Statement statement(int number, int day, long opening, long movement, long closing) {
        return Statement.builder()
                .account(ACCOUNT)
                .currency(CAD.currency())
                .key(new StatementKey(ACCOUNT.token(), "CAMT053", "s" + number, 0, false))
                .opening(new StatementBalance(StatementBalance.Type.OPENING, CAD.ofMinor(opening), START.plusDays(day)))
                .closing(new StatementBalance(StatementBalance.Type.CLOSING, CAD.ofMinor(closing), START.plusDays(day)))
                .addEntries(StatementEntry.builder()
                        .id(ItemId.of("m" + number))
                        .account(ACCOUNT)
                        .bookedOn(START.plusDays(day))
                        .amount(CAD.ofMinor(movement))
                        .build())
                .build();
    }

    private static List<Statement> history(List<Integer> movements) {
        List<Statement> statements = new ArrayList<>();
        long balance = 1_000;
        for (int day = 0; day < movements.size(); day++) {
            long next = balance + movements.get(day);
            statements.add(statement(day, day, balance, movements.get(day), next));
            balance = next;
        }
        return statements;
    }

    @Provide
    Arbitrary<List<Integer>> movements() {
        return Arbitraries.integers().between(-3, 3).list().ofMinSize(1).ofMaxSize(12);
    }

    @Property
    @Label("REC-54 an unbroken history is found from any shuffle, and it is proved")
    void anUnbrokenHistoryIsFoundFromAnyShuffle(@ForAll("movements") List<Integer> movements, @ForAll Random random) {
        List<Statement> history = history(movements);
        List<Statement> shuffled = new ArrayList<>(history);
        Collections.shuffle(shuffled, random);

        StatementChain chain = StatementChain.of(shuffled);

        assertThat(chain.order()).isEqualTo(history);
        assertThat(chain.proof().status()).isEqualTo(ProofStatus.PROVED);
        assertThat(chain.proof().digest())
                .isEqualTo(StatementChain.of(history).proof().digest());
    }

    @Property
    @Label("REC-54 a missing statement is a gap of exactly its movements")
    void aMissingStatementIsAGapOfItsMovements(
            @ForAll("movements") List<Integer> movements, @ForAll @IntRange(max = 11) int missing) {
        List<Integer> rising = movements.stream().map(movement -> movement + 10).toList();
        List<Statement> history = history(rising);
        if (missing < 1 || missing >= history.size() - 1) {
            return;
        }
        List<Statement> rest = new ArrayList<>(history);
        rest.remove(missing);
        Collections.reverse(rest);

        StatementChain chain = StatementChain.of(rest);

        assertThat(chain.findings()).singleElement().satisfies(gap -> {
            assertThat(gap.kind()).isEqualTo(StatementChain.Kind.GAP);
            assertThat(Amounts.minor(gap.amount()))
                    .isEqualTo(rising.get(missing).longValue());
        });
        assertThat(chain.proof().status()).isEqualTo(ProofStatus.BROKEN);
    }

    @Property
    @Label("REC-54 the order has the fewest breaks and is the first of those, as trying every order shows")
    void theOrderIsTheFirstOfThoseWithTheFewestBreaks(@ForAll("edges") List<List<Integer>> edges) {
        List<Statement> statements = new ArrayList<>();
        for (int i = 0; i < edges.size(); i++) {
            long opening = edges.get(i).get(0);
            long closing = edges.get(i).get(1);
            statements.add(statement(i, i, opening, closing - opening, closing));
        }
        List<Statement> best = new ArrayList<>();
        permute(statements, new ArrayList<>(), best);

        assertThat(StatementChain.of(statements).order()).isEqualTo(best);
    }

    @Provide
    Arbitrary<List<List<Integer>>> edges() {
        return Arbitraries.integers()
                .between(0, 3)
                .list()
                .ofSize(2)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    /** Orders are tried from the first by period on, so a later one must be better to be kept. */
    private static void permute(List<Statement> rest, List<Statement> chosen, List<Statement> best) {
        if (rest.isEmpty() && (best.isEmpty() || breaks(chosen) < breaks(best))) {
            best.clear();
            best.addAll(chosen);
        }
        for (Statement next : rest) {
            List<Statement> others = new ArrayList<>(rest);
            others.remove(next);
            chosen.add(next);
            permute(others, chosen, best);
            chosen.remove(chosen.size() - 1);
        }
    }

    private static long breaks(List<Statement> order) {
        long breaks = 0;
        for (int i = 1; i < order.size(); i++) {
            breaks += order.get(i - 1)
                            .closing()
                            .orElseThrow()
                            .amount()
                            .isEqualTo(order.get(i).opening().orElseThrow().amount())
                    ? 0
                    : 1;
        }
        return breaks;
    }
}
