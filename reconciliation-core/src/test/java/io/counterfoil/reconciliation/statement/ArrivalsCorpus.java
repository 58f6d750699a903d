package io.counterfoil.reconciliation.statement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import io.counterfoil.reconciliation.item.ItemId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Readers of the ops about duplicate lines. */
public final class ArrivalsCorpus {

    private static final Amounts CAD = Amounts.in("CAD");

    private ArrivalsCorpus() {}

    public static Map<String, CaseReader> readers() {
        return Map.of(
                "dedupe",
                ArrivalsCorpus::dedupe,
                "similar-entries",
                ArrivalsCorpus::similar,
                "pair-transfers",
                ArrivalsCorpus::transfers);
    }

    private static void dedupe(CorpusCase example) {
        JsonNode input = example.input();
        Arrivals found = Arrivals.of(
                lines(input.path("existing")),
                lines(input.path("incoming")),
                input.path("windowDays").asInt());
        JsonNode expected = example.expected();
        if (expected.has("linked")) {
            Set<String> wanted = new TreeSet<>();
            expected.path("linked")
                    .forEach(pair ->
                            wanted.add(pair.get(0).asText() + "=" + pair.get(1).asText()));
            Set<String> mine = new TreeSet<>();
            found.linked().forEach(link -> mine.add(link.incoming() + "=" + link.known()));
            assertThat(mine).isEqualTo(wanted);
        }
        if (expected.has("added")) {
            Set<String> wanted = new TreeSet<>();
            expected.path("added").forEach(id -> wanted.add(id.asText()));
            Set<String> mine = new TreeSet<>();
            found.added().forEach(id -> mine.add(id.value()));
            assertThat(mine).isEqualTo(wanted);
        }
    }

    private static List<Arrivals.Line> lines(JsonNode array) {
        List<Arrivals.Line> lines = new ArrayList<>();
        array.forEach(node -> lines.add(line(node, node.path("date").asText())));
        return lines;
    }

    private static Arrivals.Line line(JsonNode node, String day) {
        Arrivals.Line.Builder line = Arrivals.Line.builder()
                .id(ItemId.of(node.path("id").asText()))
                .amount(CAD.ofMinor(node.path("amount").asLong()))
                .day(LocalDate.parse(day));
        Optional.of(node.path("bankId")).filter(JsonNode::isTextual).ifPresent(id -> line.bankId(id.asText()));
        Optional.of(node.path("payee")).filter(JsonNode::isTextual).ifPresent(payee -> line.party(payee.asText()));
        node.path("children")
                .forEach(child -> line.addPart(line(child, child.path("date").asText(day))));
        return line.build();
    }

    private static void similar(CorpusCase example) {
        JsonNode input = example.input();
        boolean like = movement(input.path("a"))
                .isLike(
                        movement(input.path("b")),
                        input.path("maxDays").asInt(),
                        new BigDecimal(input.path("epsilon").asText()));
        assertThat(like).isEqualTo(example.expected().path("similar").asBoolean());
    }

    private static Arrivals.Movement movement(JsonNode node) {
        Map<String, BigDecimal> amounts = new HashMap<>();
        BigDecimal rest = BigDecimal.ZERO;
        for (Map.Entry<String, JsonNode> posting : node.path("postings").properties()) {
            if (!posting.getValue().asText().equals("auto")) {
                BigDecimal amount = new BigDecimal(posting.getValue().asText());
                amounts.put(posting.getKey(), amount);
                rest = rest.subtract(amount);
            }
        }
        for (Map.Entry<String, JsonNode> posting : node.path("postings").properties()) {
            if (posting.getValue().asText().equals("auto")) {
                amounts.put(posting.getKey(), rest);
            }
        }
        return new Arrivals.Movement(LocalDate.parse(node.path("date").asText()), amounts);
    }

    private static void transfers(CorpusCase example) {
        JsonNode input = example.input();
        boolean same = transfer(input.path("a"))
                .isSameAs(transfer(input.path("b")), input.path("maxDays").asInt());
        assertThat(same).isEqualTo(example.expected().path("merged").asBoolean());
        assertThat(transfer(input.path("b"))
                        .isSameAs(
                                transfer(input.path("a")), input.path("maxDays").asInt()))
                .as("the other way round")
                .isEqualTo(same);
    }

    private static Arrivals.Transfer transfer(JsonNode legs) {
        List<Arrivals.Transfer.Leg> all = new java.util.ArrayList<>();
        for (JsonNode leg : legs) {
            all.add(new Arrivals.Transfer.Leg(
                    Optional.of(leg.path("account")).filter(JsonNode::isTextual).map(JsonNode::asText),
                    CAD.of(leg.path("amount").asText()),
                    Optional.of(leg.path("date")).filter(JsonNode::isTextual).map(day -> LocalDate.parse(day.asText())),
                    Optional.of(leg.path("cheque")).filter(JsonNode::isTextual).map(JsonNode::asText),
                    leg.path("cleared").asBoolean()));
        }
        return new Arrivals.Transfer(all);
    }
}
