package io.counterfoil.reconciliation.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.item.ItemId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ArrivalsProperties {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private static List<Arrivals.Line> lines(String side, List<Integer> seeds) {
        List<Arrivals.Line> lines = new ArrayList<>();
        for (int seed : seeds) {
            Arrivals.Line.Builder line = Arrivals.Line.builder()
                    .id(ItemId.of(side + lines.size()))
                    .amount(Amounts.in("CAD").ofMinor(100 + seed % 3))
                    .day(DAY.plusDays(seed / 3 % 12));
            if (seed % 5 == 0) {
                line.bankId("id" + seed % 7);
            }
            lines.add(line.build());
        }
        return lines;
    }

    @Property
    @Label(
            "REC-53 every incoming line is linked once or new, no known line is used twice, and the order does not matter")
    void counted(
            @ForAll @Size(max = 8) List<@IntRange(min = 0, max = 200) Integer> known,
            @ForAll @Size(max = 8) List<@IntRange(min = 0, max = 200) Integer> incoming,
            @ForAll Random random) {
        List<Arrivals.Line> mine = lines("k", known);
        List<Arrivals.Line> theirs = lines("n", incoming);
        Arrivals found = Arrivals.of(mine, theirs, 7);
        assertThat(found.linked().size() + found.added().size()).isEqualTo(theirs.size());
        assertThat(found.linked().stream().map(Arrivals.Link::known)).doesNotHaveDuplicates();
        assertThat(found.linked().stream().map(Arrivals.Link::incoming)).doesNotHaveDuplicates();
        Collections.shuffle(mine, random);
        Collections.shuffle(theirs, random);
        assertThat(Arrivals.of(mine, theirs, 7)).isEqualTo(found);
    }

    @Property
    @Label("REC-53 the same lines again are all known")
    void idempotent(@ForAll @Size(max = 8) List<@IntRange(min = 0, max = 200) Integer> known) {
        List<Arrivals.Line> plain = lines("k", known).stream()
                .<Arrivals.Line>map(line -> Arrivals.Line.builder()
                        .from(line)
                        .bankId(java.util.Optional.empty())
                        .build())
                .toList();
        assertThat(Arrivals.of(plain, plain, 7).added()).isEmpty();
    }

    @Example
    @Label("REC-53 twin payments stay two, and a window is refused that is no window")
    void twins() {
        List<Arrivals.Line> one = lines("k", List.of(1));
        List<Arrivals.Line> two = lines("n", List.of(1, 1));
        assertThat(Arrivals.of(one, two, 7).added()).hasSize(1);
        assertThatThrownBy(() -> Arrivals.of(one, two, -1)).hasMessageContaining("0 to 365");
    }
}
