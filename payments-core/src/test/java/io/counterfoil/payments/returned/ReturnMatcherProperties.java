package io.counterfoil.payments.returned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.returned.ReturnMatcher.Finding;
import io.counterfoil.payments.returned.ReturnMatcher.PaymentIndex.Entry;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

class ReturnMatcherProperties {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);

    private final ReturnMatcher matcher = ReturnMatcher.standard();

    private static Entry.Builder entry(String id, String amount) {
        return Entry.builder()
                .id(PaymentId.of(id))
                .rail(Rail.EFT_CA)
                .direction(Rail.Direction.DEBIT)
                .amount(CAD.of(amount))
                .account(new BankAccountRef.Token("t-1"))
                .addDays(DAY);
    }

    private static ReturnedItems.Item.Builder item(String amount) {
        return ReturnedItems.Item.builder()
                .reference("7")
                .source("file")
                .rail(Rail.EFT_CA)
                .direction(Rail.Direction.DEBIT)
                .code("901")
                .amount(CAD.of(amount))
                .returnedOn(DAY.plusDays(2));
    }

    private static List<Finding> obstacles(Resolution<PaymentId> resolution) {
        return resolution.fold(
                unique -> List.of(),
                several -> List.of(),
                none -> none.obstacles().stream()
                        .map(obstacle -> (Finding) obstacle.code())
                        .toList(),
                cut -> List.of());
    }

    @Example
    @Label("PAY-31 a name decides, in whichever field; what came short says so")
    void names() {
        ReturnMatcher.PaymentIndex index = ReturnMatcher.PaymentIndex.of(List.of(
                entry("p-1", "100.00")
                        .addTraces("T1")
                        .addCrossReferences("X1")
                        .addEndToEndIds("E1")
                        .build(),
                entry("p-2", "100.00").addTraces("X1").build()));
        Resolution<PaymentId> byTrace = matcher.match(item("100.00").trace("T1").build(), index);
        assertThat(byTrace).isInstanceOfSatisfying(Resolution.Unique.class, unique -> {
            assertThat(unique.value()).isEqualTo(PaymentId.of("p-1"));
            assertThat(unique.evidence().sentence()).isEqualTo("item 7 carries a reference of payment p-1");
        });
        assertThat(matcher.match(item("100.00").crossReference("X1").build(), index)
                        .kind())
                .isEqualTo(Resolution.Kind.UNIQUE);
        assertThat(matcher.match(item("100.00").endToEndId("X1").build(), index).kind())
                .isEqualTo(Resolution.Kind.NONE);
        Resolution<PaymentId> shortReturn =
                matcher.match(item("97.00").endToEndId("E1").build(), index);
        assertThat(shortReturn)
                .isInstanceOfSatisfying(
                        Resolution.Unique.class,
                        unique -> assertThat(unique.evidence().sentence())
                                .endsWith("payment p-1, of which 97.00 CAD of 100.00 CAD came back"));
        Resolution<PaymentId> contradiction =
                matcher.match(item("100.00").endToEndId("E1").trace("X1").build(), index);
        assertThat(contradiction.<List<PaymentId>>fold(
                        one -> List.of(one.value()),
                        Resolution.Ambiguous::alternatives,
                        none -> List.of(),
                        cut -> cut.best()))
                .containsExactly(PaymentId.of("p-1"), PaymentId.of("p-2"));
        assertThat(contradiction.kind()).isEqualTo(Resolution.Kind.AMBIGUOUS);
        assertThat(ReturnMatcher.PaymentIndex.empty().plus(index).entries()).isEqualTo(index.entries());
    }

    @Example
    @Label("PAY-31 a name whose payment does not fit is not looked past: account, amount and date are not tried")
    void contradictions() {
        ReturnMatcher.PaymentIndex index = ReturnMatcher.PaymentIndex.of(List.of(
                entry("p-1", "50.00").addTraces("T1").build(),
                entry("p-2", "100.00").build()));
        ReturnedItems.Item more = item("100.00")
                .trace("T1")
                .account(new BankAccountRef.Token("t-1"))
                .originalOn(DAY)
                .build();
        assertThat(obstacles(matcher.match(more, index))).containsExactly(Finding.MORE_THAN_SENT);
        ReturnedItems.Item dollars = ReturnedItems.Item.builder()
                .from(more)
                .amount(Amounts.in("USD").of("50.00"))
                .build();
        assertThat(obstacles(matcher.match(dollars, index))).containsExactly(Finding.OTHER_CURRENCY);
        ReturnedItems.Item nameless =
                ReturnedItems.Item.builder().from(more).trace("T2").build();
        assertThat(matcher.match(nameless, index).kind()).isEqualTo(Resolution.Kind.UNIQUE);
        ReturnedItems.Item noDay = ReturnedItems.Item.builder()
                .from(nameless)
                .originalOn(Optional.empty())
                .build();
        assertThat(obstacles(matcher.match(noDay, index))).containsExactly(Finding.NO_NAME, Finding.NOT_ENOUGH_KNOWN);
        ReturnedItems.Item otherDay = ReturnedItems.Item.builder()
                .from(nameless)
                .originalOn(DAY.plusDays(1))
                .build();
        assertThat(obstacles(matcher.match(otherDay, index))).containsExactly(Finding.NO_NAME, Finding.NONE_ALIKE);
    }

    @Example
    @Label("PAY-31 what is nobody's waits in suspense, its fee booked; bad items cannot be built")
    void suspense() {
        AccountMap accounts = AccountMap.builder()
                .standard(
                        CAD.currency(),
                        AccountMap.Role.Core.CASH,
                        AccountMap.Role.Core.SUSPENSE,
                        AccountMap.Role.Core.FEES)
                .build();
        Ledger ledger = Ledger.inMemory(ZoneOffset.UTC);
        accounts.openIn(ledger);
        ReturnedItems.Item debit = item("100.00").fee(CAD.of("5.00")).build();
        List<Journal> journals = matcher.suspense(debit, accounts, DAY.plusDays(3));
        assertThat(journals)
                .extracting(journal -> journal.id().value() + " " + journal.legs())
                .containsExactly(
                        "return:file:7:suspense [D suspense:cad 10000 CAD, C cash:cad 10000 CAD]",
                        "return:file:7:suspense:fee [D fees:cad 500 CAD, C cash:cad 500 CAD]");
        assertThat(journals.get(0).valueOn()).isEqualTo(DAY.plusDays(2));
        journals.forEach(journal -> ledger.post(journal, Instant.EPOCH).orThrow());
        ReturnedItems.Item credit = ReturnedItems.Item.builder()
                .from(debit)
                .direction(Rail.Direction.CREDIT)
                .reference("8")
                .fee(Optional.empty())
                .build();
        assertThat(matcher.suspense(credit, accounts, DAY))
                .singleElement()
                .satisfies(journal -> assertThat(journal.legs().toString())
                        .isEqualTo("[D cash:cad 10000 CAD, C suspense:cad 10000 CAD]"));
        assertThatThrownBy(() -> item("0.00").build()).hasMessageContaining("expected above 0");
        assertThatThrownBy(() -> item("1.00").fee(CAD.of("-0.01")).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> item("1.00").code(" ").build()).hasMessageContaining("expected none of them blank");
        assertThatThrownBy(() -> item("1.00").trace("4111111111111111").build())
                .hasMessageContaining("has a card number in a reference");
        assertThatThrownBy(() -> ReturnMatcher.PaymentIndex.of(
                        List.of(entry("p", "1.00").build(), entry("p", "2.00").build())))
                .hasMessage("payment p stands twice in the index, expected each payment once");
    }

    /** The oracle: every payment looked at, every field compared, by the words of the rule. */
    private static List<PaymentId> oracle(ReturnedItems.Item item, List<Entry> entries) {
        List<PaymentId> named = new ArrayList<>();
        List<PaymentId> fitting = new ArrayList<>();
        List<PaymentId> alike = new ArrayList<>();
        for (Entry entry : entries) {
            boolean sameKind = entry.rail() == item.rail() && entry.direction() == item.direction();
            boolean name = item.trace().filter(entry.traces()::contains).isPresent()
                    || item.crossReference()
                            .filter(entry.crossReferences()::contains)
                            .isPresent()
                    || item.endToEndId().filter(entry.endToEndIds()::contains).isPresent();
            boolean sameCurrency = entry.amount()
                    .getCurrency()
                    .getCurrencyCode()
                    .equals(item.amount().getCurrency().getCurrencyCode());
            if (sameKind && name) {
                named.add(entry.id());
                if (sameCurrency && Amounts.minor(item.amount()) <= Amounts.minor(entry.amount())) {
                    fitting.add(entry.id());
                }
            }
            if (sameKind
                    && sameCurrency
                    && Amounts.minor(item.amount()) == Amounts.minor(entry.amount())
                    && item.account().isPresent()
                    && item.account().equals(entry.account())
                    && item.originalOn().isPresent()
                    && entry.days().contains(item.originalOn().orElseThrow())) {
                alike.add(entry.id());
            }
        }
        List<PaymentId> found = named.isEmpty() ? alike : fitting;
        Collections.sort(found);
        return found;
    }

    /** PAY-31: none, one or all that fit, never one of several; the order of the index does not matter. */
    @Property
    void neverGuesses(@ForAll long seed) {
        Random random = new Random(seed);
        List<Entry> entries = new ArrayList<>();
        for (int n = 0; n < random.nextInt(8); n++) {
            Entry.Builder entry = Entry.builder()
                    .id(PaymentId.of("p" + n))
                    .rail(random.nextInt(4) == 0 ? Rail.ACH : Rail.EFT_CA)
                    .direction(random.nextInt(5) == 0 ? Rail.Direction.CREDIT : Rail.Direction.DEBIT)
                    .amount((random.nextInt(6) == 0 ? Amounts.in("USD") : CAD).ofMinor(100 + random.nextInt(2)))
                    .addDays(DAY.plusDays(random.nextInt(2)));
            if (random.nextBoolean()) {
                entry.account(new BankAccountRef.Token("t" + random.nextInt(2)));
            }
            if (random.nextBoolean()) {
                entry.addTraces("n" + random.nextInt(3));
            }
            if (random.nextBoolean()) {
                entry.addCrossReferences("n" + random.nextInt(3));
            }
            if (random.nextBoolean()) {
                entry.addEndToEndIds("n" + random.nextInt(3), "n" + random.nextInt(3));
            }
            entries.add(entry.build());
        }
        ReturnedItems.Item.Builder sought = item("1.00").amount(CAD.ofMinor(100 + random.nextInt(2)));
        if (random.nextInt(3) == 0) {
            sought.trace("n" + random.nextInt(4));
        }
        if (random.nextInt(3) == 0) {
            sought.crossReference("n" + random.nextInt(4));
        }
        if (random.nextInt(3) == 0) {
            sought.endToEndId("n" + random.nextInt(4));
        }
        if (random.nextInt(4) > 0) {
            sought.account(new BankAccountRef.Token("t" + random.nextInt(2)));
        }
        if (random.nextInt(4) > 0) {
            sought.originalOn(DAY.plusDays(random.nextInt(2)));
        }
        ReturnedItems.Item item = sought.build();
        List<PaymentId> expected = oracle(item, entries);
        Resolution<PaymentId> found = matcher.match(item, ReturnMatcher.PaymentIndex.of(entries));
        List<PaymentId> got = found.fold(
                unique -> List.of(unique.value()),
                Resolution.Ambiguous::alternatives,
                none -> List.of(),
                cut -> List.of());
        assertThat(got).isEqualTo(expected);
        assertThat(found.kind())
                .isEqualTo(
                        expected.isEmpty()
                                ? Resolution.Kind.NONE
                                : expected.size() == 1 ? Resolution.Kind.UNIQUE : Resolution.Kind.AMBIGUOUS);
        if (found.kind() == Resolution.Kind.NONE) {
            assertThat(obstacles(found)).isNotEmpty();
        }
        List<Entry> shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, random);
        assertThat(matcher.match(item, ReturnMatcher.PaymentIndex.of(shuffled))).isEqualTo(found);
    }
}
