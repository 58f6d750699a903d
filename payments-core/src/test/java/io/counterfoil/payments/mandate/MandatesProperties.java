package io.counterfoil.payments.mandate;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.mandate.Mandate.Scheme;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.lifecycle.MachineLaws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class MandatesProperties {

    @Property
    void anyWalkIsReplayedAndFolded(
            @ForAll Scheme scheme,
            @ForAll @Size(max = 25) List<@IntRange(max = 1000) Integer> picks,
            @ForAll @IntRange(min = 1, max = 200) int stepDays) {
        Mandates machine = switch (scheme) {
            case PAD -> Mandates.canadaPad(MandatesTest.UTC);
            case BACS -> Mandates.bacs(MandatesTest.WEEKDAYS, MandatesTest.UTC);
            case SEPA -> Mandates.sepa(MandatesTest.UTC);
        };
        List<MandateCommand> commands = new ArrayList<>();
        commands.add(MandateCommand.drawUp(
                MandatesTest.terms(scheme).noticeWaived(true).build(), MandatesTest.MARIA, "first"));
        for (int at = 0; at < picks.size(); at++) {
            commands.add(command(scheme, picks.get(at), "key-" + picks.get(at) % 30 + "-" + at % 3));
        }
        Mandate last =
                MachineLaws.walk(machine, commands, MandatesTest.at(MandatesTest.MONDAY), Duration.ofDays(stepDays));
        long collected = last.history().toList().stream()
                .filter(event -> event.kind().isCollection())
                .count();
        assertThat(last.collections()).isEqualTo((int) collected);
    }

    private static MandateCommand command(Scheme scheme, int pick, String key) {
        Actor.Role role = List.of(Actor.Role.values()).get(pick / 20 % 5);
        Actor by = MachineLaws.somebody(role);
        List<MandateCommand> all = new ArrayList<>(List.of(
                MandateCommand.drawUp(MandatesTest.terms(scheme).build(), by, key),
                MandateCommand.amend(MandatesTest.terms(scheme).build(), by, key),
                MandateCommand.confirm(MandatesTest.consent(), by, key),
                MandateCommand.notified(MandatesTest.MONDAY, by, key),
                MandateCommand.lodge(by, key),
                MandateCommand.activate(by, key),
                MandateCommand.suspend("x", by, key),
                MandateCommand.resume(by, key),
                MandateCommand.cancel("y", by, key),
                MandateCommand.sleep(by, key),
                MandateCommand.lapse(by, key),
                MandateCommand.collected(Amounts.in("CAD").of("1.00"), MandatesTest.MONDAY.plusDays(pick), by, key),
                MandateCommand.collectedLast(Amounts.in("CAD").of("1.00"), MandatesTest.MONDAY, by, key),
                MandateCommand.addacs("E", MandatesTest.NEW, by, key),
                MandateCommand.addacs("D", by, key),
                MandateCommand.addacs("R", by, key),
                MandateCommand.auddis("H", by, key)));
        return all.get(pick % all.size());
    }
}
