package io.counterfoil.reconciliation.party;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reader of the op that the package party answers. */
public final class PartyCorpus {

    private PartyCorpus() {}

    public static Map<String, CaseReader> readers() {
        return Map.of("identify-party", PartyCorpus::identify);
    }

    private static void identify(CorpusCase example) {
        JsonNode input = example.input();
        PartyResolver.Builder parties = PartyResolver.builder();
        input.path("parties")
                .forEach(node -> parties.add(
                        PartyId.of(text(node, "id").or(() -> text(node, "name")).orElseThrow()),
                        text(node, "name").stream().toList(),
                        accounts(node)));
        JsonNode mapping = input.path("mapping");
        if (mapping.isArray()) {
            mapping.forEach(row -> Stream.of("text", "note", "pattern", "contains")
                    .flatMap(field -> text(row, field).stream())
                    .forEach(words ->
                            parties.phrase(words, PartyId.of(row.path("party").asText()))));
        } else {
            mapping.properties()
                    .forEach(row -> parties.phrase(
                            row.getKey(), PartyId.of(row.getValue().asText())));
        }
        JsonNode line = input.path("line");
        Resolution<PartyId> found = parties.build()
                .resolve(PartyResolver.Clues.builder()
                        .accounts(accounts(line))
                        .names(text(line, "name").stream().toList())
                        .texts(Stream.of("text", "note")
                                .flatMap(field -> text(line, field).stream())
                                .toList())
                        .build());
        String party = found.fold(one -> one.value().value(), several -> null, none -> null, cut -> null);
        assertThat(party).isEqualTo(text(example.expected(), "party").orElse(null));
    }

    private static List<BankAccountRef.Token> accounts(JsonNode node) {
        List<BankAccountRef.Token> accounts = new ArrayList<>();
        Stream.of("accountNo", "iban")
                .forEach(field ->
                        text(node, field).map(BankAccountRef.Token::digestOf).ifPresent(accounts::add));
        return accounts;
    }

    private static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isMissingNode() || value.isNull() || value.asText().isBlank()
                ? Optional.empty()
                : Optional.of(value.asText());
    }
}
