package io.counterfoil.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.money.CurrencyUnit;

/** Reads the ledger's cases of the corpus. */
public final class LedgerCorpus {

    private static final CurrencyUnit CAD = Amounts.in("CAD").currency();
    private static final AsOf EVERYTHING = new AsOf(LocalDate.MAX, Instant.MAX);

    private LedgerCorpus() {}

    /** A reader for each op of the ledger. */
    public static Map<String, CaseReader> readers() {
        return Map.of(
                "ledger_script", LedgerCorpus::script,
                "hash_chain", LedgerCorpus::hashChain,
                "verify_chain", LedgerCorpus::verifyChain,
                "idempotent_commands", LedgerCorpus::idempotentCommands);
    }

    private static void script(CorpusCase example) {
        LedgerStore store = LedgerStore.inMemory();
        Ledger ledger = Ledger.builder(ZoneOffset.UTC).store(store).build();
        List<String> results = new ArrayList<>();
        example.input().path("commands").forEach(command -> results.add(apply(ledger, command)));
        assertThat(results).isEqualTo(texts(example.expected().path("results")));
        assertThat(balances(ledger)).isEqualTo(expectedBalances(example));
        assertThat(balances(Ledger.builder(ZoneOffset.UTC).store(store).build()))
                .isEqualTo(expectedBalances(example));
        assertThat(ledger.verify().isIntact()).isTrue();
    }

    private static String apply(Ledger ledger, JsonNode command) {
        // judged without a clock: at the first instant nothing is expired and every expiry lies ahead
        Instant now =
                command.hasNonNull("now") ? Instant.parse(command.path("now").asText()) : Instant.MIN;
        return switch (command.path("op").asText()) {
            case "open" -> answer(ledger.open(account(command)), "OPENED");
            case "close" ->
                answer(ledger.close(AccountId.of(command.path("account").asText())), "CLOSED");
            case "post" -> answer(ledger.post(journal(ledger, command), now), "POSTED");
            case "pend" -> answer(ledger.pend(journal(ledger, command), expiry(command), now), "PENDED");
            case "postPending" -> answer(ledger.postPending(postPending(ledger, command), now), "POSTED");
            case "voidPending" ->
                answer(
                        ledger.voidPending(
                                Journal.VoidPending.of(
                                        journal(ledger, command),
                                        command.path("pending").asText()),
                                now),
                        "VOIDED");
            case "expire" -> "EXPIRED:" + ledger.expire(now).records();
            case "lock" -> lock(ledger, LocalDate.parse(command.path("through").asText()));
            default -> throw new AssertionError("unknown command " + command);
        };
    }

    private static String lock(Ledger ledger, LocalDate through) {
        return answer(ledger.lock(through, ledger.prove(DateRange.day(through))), "LOCKED");
    }

    private static Account account(JsonNode command) {
        CurrencyUnit unit = Units.of(command.path("currency").asText());
        Account.Kind kind = command.path("side").asText().equals("DEBIT") ? Account.Kind.ASSET : Account.Kind.LIABILITY;
        Account account = Account.of(AccountId.of(command.path("account").asText()), kind, unit);
        return command.path("guard").asText("NONE").equals("NOT_BELOW")
                ? account.notBelow(
                        Amounts.in(unit).ofMinor(-command.path("limitMinor").asLong()))
                : account;
    }

    private static Journal journal(Ledger ledger, JsonNode command) {
        Journal journal = Journal.of(command.path("id").asText())
                .bookedOn(LocalDate.parse(command.path("booked").asText()))
                .valueOn(LocalDate.parse(command.path("value").asText()));
        List<Journal.Leg> legs = new ArrayList<>();
        for (JsonNode leg : command.path("legs")) {
            AccountId id = AccountId.of(leg.get(0).asText());
            CurrencyUnit unit = ledger.account(id).map(Account::currency).orElse(CAD);
            legs.add(new Journal.Leg(
                    id,
                    Journal.Side.parse(leg.get(1).asText()),
                    unit,
                    leg.get(2).longValue()));
        }
        return journal.with(legs);
    }

    private static Journal.PostPending postPending(Ledger ledger, JsonNode command) {
        Journal journal = journal(ledger, command);
        String pending = command.path("pending").asText();
        Journal.PostPending post = command.path("legs").isArray()
                ? Journal.PostPending.part(journal, pending)
                : Journal.PostPending.all(journal, pending);
        return command.path("keepRest").asBoolean() ? post.keepRest() : post;
    }

    private static Journal.Expiry expiry(JsonNode command) {
        return command.hasNonNull("expires")
                ? Journal.Expiry.at(Instant.parse(command.path("expires").asText()))
                : Journal.Expiry.never();
    }

    private static String answer(Posting posting, String accepted) {
        return posting.refusal()
                .map(refusal -> {
                    String difference = refusal.attributes().get("difference");
                    return "REFUSED:" + posting.error().orElseThrow().name()
                            + (difference == null ? "" : ":" + difference);
                })
                .orElse(posting.outcome() == Outcome.REPLAYED ? "REPLAYED" : accepted);
    }

    private static Map<String, List<Long>> balances(Ledger ledger) {
        Map<String, List<Long>> balances = new TreeMap<>();
        for (Account account : ledger.accounts()) {
            Balance balance = ledger.balance(account.id(), EVERYTHING, BalanceBasis.BOOKED);
            balances.put(
                    account.id().value(),
                    List.of(
                            balance.postedDebitMinor(),
                            balance.postedCreditMinor(),
                            balance.pendingDebitMinor(),
                            balance.pendingCreditMinor()));
        }
        return balances;
    }

    private static Map<String, List<Long>> expectedBalances(CorpusCase example) {
        Map<String, List<Long>> balances = new TreeMap<>();
        example.expected()
                .path("balances")
                .properties()
                .forEach(entry -> balances.put(
                        entry.getKey(),
                        List.of(
                                entry.getValue().path("postedDebit").longValue(),
                                entry.getValue().path("postedCredit").longValue(),
                                entry.getValue().path("pendingDebit").longValue(),
                                entry.getValue().path("pendingCredit").longValue())));
        return balances;
    }

    private static void hashChain(CorpusCase example) {
        List<String> hashes = new ArrayList<>();
        Sha256 head = Sha256.ZERO;
        for (LedgerStore.LedgerRecord.Builder record : records(example)) {
            head = record.sealedAfter(head).hash();
            hashes.add(head.hex());
        }
        assertThat(hashes).isEqualTo(texts(example.expected().path("hashes")));
    }

    private static void verifyChain(CorpusCase example) {
        List<String> hashes = texts(example.input().path("hashes"));
        List<LedgerStore.LedgerRecord.Builder> builders = records(example);
        List<LedgerStore.LedgerRecord> log = new ArrayList<>();
        for (int i = 0; i < builders.size(); i++) {
            Sha256 hash = i < hashes.size() ? Sha256.parse(hashes.get(i)) : Sha256.ZERO;
            log.add(builders.get(i).hash(hash).build());
        }
        LedgerStore.ChainReport report = LedgerStore.ChainReport.of(log.stream());
        long firstBad = report.isIntact() && hashes.size() > log.size() ? log.size() : report.firstBadSequence() - 1;
        assertThat(firstBad < 0)
                .as("valid")
                .isEqualTo(example.expected().path("valid").asBoolean());
        if (example.expected().hasNonNull("firstBadIndex")) {
            assertThat(firstBad)
                    .isEqualTo(example.expected().path("firstBadIndex").asLong());
        }
    }

    private static List<LedgerStore.LedgerRecord.Builder> records(CorpusCase example) {
        List<LedgerStore.LedgerRecord.Builder> records = new ArrayList<>();
        for (JsonNode node : example.input().path("records")) {
            LedgerStore.LedgerRecord.Builder record = LedgerStore.LedgerRecord.builder()
                    .sequence(records.size() + 1L)
                    .kind(LedgerStore.LedgerRecord.Kind.valueOf(
                            node.path("kind").asText()))
                    .id(node.path("id").asText())
                    .pending(node.hasNonNull("pending") ? node.path("pending").asText() : "");
            if (node.hasNonNull("booked")) {
                record.bookedOn(LocalDate.parse(node.path("booked").asText()));
            }
            if (node.hasNonNull("value")) {
                record.valueOn(LocalDate.parse(node.path("value").asText()));
            }
            node.path("legs")
                    .forEach(leg -> record.addLeg(new Journal.Leg(
                            AccountId.of(leg.get(0).asText()),
                            Journal.Side.parse(leg.get(1).asText()),
                            Units.of(leg.get(2).asText()),
                            leg.get(3).longValue())));
            node.path("attributes")
                    .properties()
                    .forEach(attribute -> record.putAttribute(
                            attribute.getKey(), attribute.getValue().asText()));
            records.add(record);
        }
        return records;
    }

    private static void idempotentCommands(CorpusCase example) {
        Ledger ledger = Ledger.inMemory(ZoneOffset.UTC);
        ledger.open(Account.asset("cash", CAD)).orThrow();
        List<String> results = new ArrayList<>();
        for (JsonNode command : example.input().path("commands")) {
            String payload = "payload:" + command.path("payload").asText();
            ledger.open(Account.liability(payload, CAD)).orThrow();
            Posting posting = ledger.post(
                    Journal.of(command.path("key").asText())
                            .bookedOn(LocalDate.of(2026, 3, 2))
                            .debit("cash", Amounts.in(CAD).ofMinor(1))
                            .credit(payload, Amounts.in(CAD).ofMinor(1)),
                    Instant.EPOCH);
            results.add(
                    switch (posting.outcome()) {
                        case ACCEPTED -> "EXECUTED";
                        case REPLAYED -> "REPLAYED";
                        case REFUSED ->
                            posting.error().orElseThrow() == Posting.LedgerError.EXISTS_DIFFERENT ? "CONFLICT" : "?";
                    });
        }
        assertThat(results).isEqualTo(texts(example.expected().path("results")));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
