package io.counterfoil.payments.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Our tables and checks beside the published facts. */
@Tag("corpus")
class AccountFactsTest {

    private final JsonNode facts = facts();

    @Test
    @DisplayName("PAY-10 the length of an IBAN is that of the facts for every country")
    void lengths() {
        Map<String, Integer> expected = new HashMap<>();
        facts.path("iban")
                .path("lengths")
                .properties()
                .forEach(country -> expected.put(
                        country.getKey(), country.getValue().path("length").intValue()));
        assertThat(IbanCheck.lengths()).isEqualTo(expected);
    }

    @Test
    @DisplayName("PAY-10 the vectors of the facts for routing numbers and IBANs")
    void vectors() {
        facts.path("aba")
                .path("vectors")
                .forEach(vector -> assertThat(AccountNumberCheck.aba()
                                .check(AccountNumber.us(vector.path("rtn").asText(), ""))
                                .isValid())
                        .as(vector.toString())
                        .isEqualTo(vector.path("valid").booleanValue()));
        facts.path("iban")
                .path("vectors")
                .forEach(vector -> assertThat(AccountNumberCheck.iban()
                                .check(AccountNumber.iban(vector.path("iban").asText()))
                                .isValid())
                        .as(vector.toString())
                        .isEqualTo(vector.path("valid").booleanValue()));
        facts.path("canada").path("vectors").forEach(vector -> {
            Instrument.MicrLine line = Instrument.MicrLine.parse(
                            vector.path("micr").asText() + " 1234567")
                    .orThrow();
            assertThat(line.routing()).isEqualTo(vector.path("electronic").asText());
        });
    }

    @Test
    @DisplayName(
            "PAY-10 the United Kingdom's vectors hold with the fixture rows; those that need the full table stay unchecked")
    void modulus() {
        JsonNode uk = facts.path("ukModulus");
        List<String> rows = new ArrayList<>();
        uk.path("fixtureRows").forEach(row -> rows.add(line(row)));
        List<String> substitutions = new ArrayList<>();
        uk.path("fixtureSubstitutions")
                .properties()
                .forEach(pair ->
                        substitutions.add(pair.getKey() + " " + pair.getValue().asText()));
        AccountNumberCheck check = AccountNumberCheck.uk(ModulusWeightTable.of(rows, substitutions));
        List<String> needTable = new ArrayList<>();
        int held = 0;
        for (JsonNode vector : uk.path("vectors")) {
            AccountNumberCheck.Result result = check.check(AccountNumber.uk(
                    vector.path("sortCode").asText(), vector.path("account").asText()));
            if ("full table".equals(vector.path("needs").asText())) {
                needTable.add(vector.path("id").asText());
                assertThat(result).as(vector.toString()).isInstanceOf(AccountNumberCheck.Result.Unchecked.class);
            } else {
                held++;
                assertThat(result.isValid())
                        .as(vector.toString())
                        .isEqualTo(vector.path("valid").booleanValue());
                assertThat(result).isNotInstanceOf(AccountNumberCheck.Result.Unchecked.class);
            }
        }
        System.out.println("modulus vectors: held=" + held + " skipped=" + needTable.size()
                + " (they need the published weight table, which is the host's): " + needTable);
        assertThat(held).isGreaterThan(20);
    }

    private static String line(JsonNode row) {
        StringBuilder line = new StringBuilder(row.path("from").asText())
                .append(' ')
                .append(row.path("to").asText())
                .append(' ')
                .append(row.path("method").asText());
        row.path("weights").forEach(weight -> line.append(' ').append(weight.intValue()));
        return row.path("exception").isNull()
                ? line.toString()
                : line.append(' ').append(row.path("exception").intValue()).toString();
    }

    private static JsonNode facts() {
        try {
            return new ObjectMapper()
                    .readTree(CorpusFolder.locate("payments")
                            .resolve("../../facts/account_validation.json")
                            .normalize()
                            .toFile());
        } catch (IOException e) {
            throw new AssertionError("facts/account_validation.json beside the corpus cannot be read", e);
        }
    }
}
