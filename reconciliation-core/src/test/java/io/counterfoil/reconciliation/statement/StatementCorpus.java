package io.counterfoil.reconciliation.statement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import io.counterfoil.reconciliation.item.ItemId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Readers of the ops that the package statement answers. */
public final class StatementCorpus {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final BankAccountRef ACCOUNT = BankAccountRef.of("CA", "00010-003", "01234567");

    private StatementCorpus() {}

    public static Map<String, CaseReader> readers() {
        return Map.of("statement-chain", StatementCorpus::chain);
    }

    private static void chain(CorpusCase example) {
        List<Statement> statements = new ArrayList<>();
        example.input().path("statements").forEach(node -> statements.add(statement(node)));

        StatementChain chain = StatementChain.of(statements);

        JsonNode expected = example.expected();
        if (expected.has("order")) {
            assertThat(chain.order().stream().map(s -> s.key().number()).toList())
                    .as("order")
                    .isEqualTo(texts(expected.path("order")));
        }
        if (expected.has("holds")) {
            assertThat(chain.proof().holds())
                    .as("holds")
                    .isEqualTo(expected.path("holds").asBoolean());
        }
        if (expected.has("findings")) {
            findings(chain, expected.path("findings"));
        }
    }

    private static void findings(StatementChain chain, JsonNode expected) {
        List<StatementChain.Finding> rest = new ArrayList<>(chain.findings());
        for (JsonNode wanted : expected) {
            StatementChain.Finding found = rest.stream()
                    .filter(finding -> agrees(finding, wanted))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("finding " + wanted + " not among " + chain.findings()));
            rest.remove(found);
        }
        assertThat(rest).as("further findings").isEmpty();
    }

    private static boolean agrees(StatementChain.Finding finding, JsonNode wanted) {
        Set<String> amounts = Set.of("difference", "missing", "missingAmount", "amount");
        boolean agrees = true;
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            String value = field.getValue().asText();
            agrees &= switch (field.getKey()) {
                case "kind" -> finding.kind().name().equals(value);
                case "statement", "before" -> finding.statement().number().equals(value);
                case "of", "after", "previous", "with", "other" ->
                    finding.other().filter(key -> key.number().equals(value)).isPresent();
                default ->
                    !amounts.contains(field.getKey())
                            || Amounts.plain(finding.amount()).equals(value);
            };
        }
        return agrees;
    }

    private static Statement statement(JsonNode node) {
        Statement.Builder statement = Statement.builder()
                .account(ACCOUNT)
                .currency(CAD.currency())
                .key(new StatementKey(
                        ACCOUNT.token(), "CAMT053", node.path("id").asText(), 0, false))
                .opening(balance(StatementBalance.Type.OPENING, node, "opening", "from"))
                .closing(balance(StatementBalance.Type.CLOSING, node, "closing", "to"));
        for (JsonNode movement : node.path("movements")) {
            statement.addEntries(StatementEntry.builder()
                    .id(ItemId.of(movement.path("id").asText()))
                    .account(ACCOUNT)
                    .bookedOn(LocalDate.parse(node.path("to").asText()))
                    .amount(CAD.of(movement.path("amount").asText()))
                    .build());
        }
        return statement.build();
    }

    private static StatementBalance balance(StatementBalance.Type type, JsonNode node, String amount, String day) {
        return new StatementBalance(
                type,
                CAD.of(node.path(amount).asText()),
                LocalDate.parse(node.path(day).asText()));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
