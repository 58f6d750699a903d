package io.counterfoil.payments.mandate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.mandate.Mandate.Consent;
import io.counterfoil.payments.mandate.Mandate.Means;
import io.counterfoil.payments.mandate.Mandate.Scheme;
import io.counterfoil.payments.mandate.Mandate.Terms;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.rail.RailTerms;
import io.counterfoil.payments.testkit.lifecycle.MachineLaws;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MandatesTest {

    static final ZoneId UTC = ZoneOffset.UTC;
    static final Actor MARIA = Actor.host("maria");
    static final Actor BANK = Actor.rail("bacs");
    static final LocalDate MONDAY = LocalDate.of(2027, 3, 1);
    static final BusinessCalendar WEEKDAYS =
            BusinessCalendar.of(HolidayCalendar.of(Set.of(), Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)));
    static final BankAccountRef OLD = AccountNumber.uk("20-29-59", "63748472").ref();
    static final BankAccountRef NEW = AccountNumber.uk("10-79-99", "88837491").ref();
    static final Amounts CAD = Amounts.in("CAD");

    private final Mandates pad = Mandates.canadaPad(UTC);
    private final Mandates bacs = Mandates.bacs(WEEKDAYS, UTC);
    private final Mandates sepa = Mandates.sepa(UTC);

    static Instant at(LocalDate day) {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    static AsOf asOf(LocalDate day) {
        return new AsOf(day, at(day));
    }

    static Terms.Builder terms(Scheme scheme) {
        Terms.Builder terms = Terms.builder()
                .id("m-7")
                .scheme(scheme)
                .payer("ana")
                .payee("client-42")
                .account(OLD);
        if (scheme == Scheme.PAD) {
            terms.category(RailTerms.PadCategory.PERSONAL);
        }
        if (scheme == Scheme.SEPA) {
            terms.signedOn(MONDAY);
        }
        return terms;
    }

    static Consent consent() {
        return new Consent(Means.ELECTRONIC, MONDAY, Sha256.of("signed form"));
    }

    /** Folds the commands, each on its own day, none refused. */
    static Mandate fold(Mandates machine, LocalDate day, MandateCommand... commands) {
        Mandate state = machine.initial();
        for (MandateCommand command : commands) {
            state = machine.decide(state, command, at(day)).orThrow().state();
        }
        return state;
    }

    private static Refusal refusal(Mandates machine, Mandate state, MandateCommand command, LocalDate day) {
        Decision<Mandate, MandateEvent> decision = machine.decide(state, command, at(day));
        assertThat(decision.outcome()).isEqualTo(Outcome.REFUSED);
        return decision.refusal().orElseThrow();
    }

    private Mandate confirmed(Terms.Builder terms) {
        return fold(
                pad,
                MONDAY,
                MandateCommand.drawUp(terms.build(), MARIA, "k1"),
                MandateCommand.confirm(consent(), MARIA, "k2"));
    }

    private Mandate lodged() {
        return fold(
                bacs,
                MONDAY,
                MandateCommand.drawUp(terms(Scheme.BACS).build(), MARIA, "k1"),
                MandateCommand.lodge(MARIA, "k2"));
    }

    private Mandate activeBacs() {
        return bacs.decide(lodged(), MandateCommand.activate(Actor.clock(), "k3"), at(MONDAY.plusDays(8)))
                .orThrow()
                .state();
    }

    private Mandate dormant() {
        return bacs.decide(activeBacs(), MandateCommand.sleep(Actor.clock(), "k4"), at(MONDAY.plusMonths(14)))
                .orThrow()
                .state();
    }

    private Mandate signed(Terms.Builder terms) {
        return fold(sepa, MONDAY, MandateCommand.drawUp(terms.build(), MARIA, "k1"));
    }

    @Test
    @DisplayName("PAY-23 a PAD without a category is never confirmed")
    void padNeedsACategory() {
        Mandate draft = fold(
                pad,
                MONDAY,
                MandateCommand.drawUp(
                        terms(Scheme.PAD).category(Optional.empty()).build(), MARIA, "k1"));
        Refusal no = refusal(pad, draft, MandateCommand.confirm(consent(), MARIA, "k2"), MONDAY);
        assertThat(no.code()).isEqualTo(Lifecycle.Reason.GUARD_FAILED);
        assertThat(no.sentence()).endsWith("; mandate m-7 has no category");
        Mandate again = pad.decide(
                        draft, MandateCommand.drawUp(terms(Scheme.PAD).build(), MARIA, "k3"), at(MONDAY))
                .orThrow()
                .state();
        assertThat(pad.decide(again, MandateCommand.confirm(consent(), MARIA, "k2"), at(MONDAY))
                        .orThrow()
                        .state()
                        .consent())
                .contains(consent());
    }

    @Test
    @DisplayName("PAY-23 a PAD is active ten days after the notice, or at once where it was waived")
    void padNotice() {
        Mandate told = pad.decide(
                        confirmed(terms(Scheme.PAD)), MandateCommand.notified(MONDAY, MARIA, "k3"), at(MONDAY))
                .orThrow()
                .state();
        MandateCommand activate = MandateCommand.activate(MARIA, "k4");
        assertThat(refusal(pad, told, activate, MONDAY.plusDays(9)).sentence())
                .endsWith("; told 2027-03-01, notice of 10 days is over on 2027-03-11, today is 2027-03-10");
        assertThat(pad.decide(told, activate, at(MONDAY.plusDays(10)))
                        .orThrow()
                        .state()
                        .status())
                .isEqualTo(MandateStatus.ACTIVE);
        assertThat(refusal(pad, confirmed(terms(Scheme.PAD)), activate, MONDAY.plusDays(30))
                        .sentence())
                .endsWith("; the payer did not waive the notice and was not told");
        assertThat(pad.decide(confirmed(terms(Scheme.PAD).noticeWaived(true)), activate, at(MONDAY))
                        .orThrow()
                        .state()
                        .activeSince())
                .contains(MONDAY);
    }

    @Test
    @DisplayName("PAY-23 the check of a debit works on the fold: suspended, one-time used, ended")
    void checkOnTheFold() {
        MandateCommand activate = MandateCommand.activate(MARIA, "k4");
        Mandate active = pad.decide(
                        confirmed(terms(Scheme.PAD)
                                .noticeWaived(true)
                                .oneTime(true)
                                .endsOn(MONDAY.plusDays(20))),
                        activate,
                        at(MONDAY))
                .state();
        Mandate.Debit debit = Mandate.Debit.of(CAD.of("10.00"), MONDAY.plusDays(20));
        assertThat(pad.check(active, debit, asOf(MONDAY))).isEmpty();
        assertThat(code(pad.check(active, Mandate.Debit.of(CAD.of("10.00"), MONDAY.plusDays(21)), asOf(MONDAY))))
                .isEqualTo(Mandates.Code.MANDATE_ENDED);
        Mandate suspended = pad.decide(
                        active, MandateCommand.suspend("card 4111 1111 1111 1111 lost", MARIA, "k5"), at(MONDAY))
                .state();
        assertThat(suspended.reason()).isEqualTo("card [PAN ****1111] lost");
        assertThat(code(pad.check(suspended, debit, asOf(MONDAY)))).isEqualTo(Mandates.Code.MANDATE_NOT_ACTIVE);
        assertThat(pad.decide(suspended, MandateCommand.resume(MARIA, "k6"), at(MONDAY))
                        .state()
                        .status())
                .isEqualTo(MandateStatus.ACTIVE);
        Mandate done = pad.decide(active, MandateCommand.collected(CAD.of("10.00"), MONDAY, MARIA, "k7"), at(MONDAY))
                .state();
        assertThat(done.status()).isEqualTo(MandateStatus.DONE);
        assertThat(done.collections()).isEqualTo(1);
        assertThat(code(pad.check(pad.initial(), debit, asOf(MONDAY)))).isEqualTo(Mandates.Code.NOT_DRAWN_UP);
    }

    private static Code code(Optional<Refusal> refusal) {
        return refusal.orElseThrow().code();
    }

    @Test
    @DisplayName("PAY-23 collections of a standing PAD are counted and leave it active; the latest due date stays")
    void padCollections() {
        Mandate active = pad.decide(
                        confirmed(terms(Scheme.PAD).noticeWaived(true)),
                        MandateCommand.activate(MARIA, "k4"),
                        at(MONDAY))
                .state();
        Mandate twice = active;
        for (int at : new int[] {30, 10}) {
            twice = pad.decide(
                            twice,
                            MandateCommand.collected(CAD.of("10.00"), MONDAY.plusDays(at), MARIA, "c" + at),
                            at(MONDAY))
                    .orThrow()
                    .state();
        }
        assertThat(twice.status()).isEqualTo(MandateStatus.ACTIVE);
        assertThat(twice.collections()).isEqualTo(2);
        assertThat(twice.lastCollectedOn()).contains(MONDAY.plusDays(30));
        assertThat(pad.usableThrough(twice)).isEmpty();
        assertThat(pad.due(twice, at(MONDAY.plusYears(10)))).isEmpty();
    }

    @Test
    @DisplayName("PAY-23 a PAD may be amended while active or suspended, and keeps its id and scheme")
    void padAmended() {
        Mandate active = pad.decide(
                        confirmed(terms(Scheme.PAD).noticeWaived(true)),
                        MandateCommand.activate(MARIA, "k4"),
                        at(MONDAY))
                .state();
        Terms higher = terms(Scheme.PAD).maxAmount(CAD.of("500.00")).build();
        Mandate amended = pad.decide(active, MandateCommand.amend(higher, MARIA, "k5"), at(MONDAY))
                .orThrow()
                .state();
        assertThat(amended.terms()).contains(higher);
        assertThat(amended.status()).isEqualTo(MandateStatus.ACTIVE);
        assertThat(refusal(
                                pad,
                                active,
                                MandateCommand.amend(terms(Scheme.PAD).id("m-8").build(), MARIA, "k6"),
                                MONDAY)
                        .code())
                .isEqualTo(Mandates.Code.OTHER_MANDATE);
        assertThat(refusal(pad, active, MandateCommand.amend(terms(Scheme.SEPA).build(), MARIA, "k6"), MONDAY)
                        .code())
                .isEqualTo(Mandates.Code.OTHER_SCHEME);
        assertThat(refusal(pad, pad.initial(), MandateCommand.amend(higher, MARIA, "k6"), MONDAY)
                        .code())
                .isEqualTo(Mandates.Code.NOT_DRAWN_UP);
        assertThat(refusal(pad, pad.initial(), MandateCommand.cancel("", MARIA, "k6"), MONDAY)
                        .code())
                .isEqualTo(Mandates.Code.NOT_DRAWN_UP);
    }

    @Test
    @DisplayName("PAY-23 a Bacs instruction waits five banking days for a rejection, the last one inside")
    void bacsWaits() {
        MandateCommand activate = MandateCommand.activate(Actor.clock(), "k3");
        assertThat(refusal(bacs, lodged(), activate, MONDAY.plusDays(7)).sentence())
                .endsWith("; lodged 2027-03-01, the bank may reject it until 2027-03-08, today is 2027-03-08");
        assertThat(bacs.due(lodged(), at(MONDAY.plusDays(7)))).isEmpty();
        List<MandateCommand> due = bacs.due(lodged(), at(MONDAY.plusDays(8)));
        assertThat(due).hasSize(1);
        Mandate active = bacs.decide(lodged(), due.get(0), at(MONDAY.plusDays(8)))
                .orThrow()
                .state();
        assertThat(active.status()).isEqualTo(MandateStatus.ACTIVE);
        assertThat(bacs.decide(active, due.get(0), at(MONDAY.plusDays(9))).outcome())
                .isEqualTo(Outcome.REPLAYED);
        Mandate rejected = bacs.decide(lodged(), MandateCommand.auddis("5", BANK, "a-1"), at(MONDAY.plusDays(2)))
                .orThrow()
                .state();
        assertThat(rejected.status()).isEqualTo(MandateStatus.REJECTED);
        assertThat(rejected.reason()).isEqualTo("AUDDIS 5");
        assertThat(bacs.decide(lodged(), MandateCommand.auddis("H", BANK, "a-1"), at(MONDAY))
                        .state()
                        .status())
                .isEqualTo(MandateStatus.REJECTED);
    }

    @ParameterizedTest
    @CsvSource({
        "0,false,CANCELLED",
        "1,false,CANCELLED",
        "2,false,CANCELLED",
        "B,false,CANCELLED",
        "3,false,CANCELLED",
        "3,true,ACTIVE",
        "C,true,ACTIVE",
        "E,true,ACTIVE",
        "E,false,ACTIVE",
        "D,false,ACTIVE",
        "Z,false,ACTIVE"
    })
    @DisplayName("PAY-23 each ADDACS code does what the table says")
    void addacs(String code, boolean details, MandateStatus status) {
        MandateCommand report = details
                ? MandateCommand.addacs(code, NEW, BANK, "item-1")
                : MandateCommand.addacs(code, BANK, "item-1");
        Mandate after = bacs.decide(activeBacs(), report, at(MONDAY.plusDays(20)))
                .orThrow()
                .state();
        assertThat(after.status()).isEqualTo(status);
        assertThat(after.account()).contains(details ? NEW : OLD);
        assertThat(after.reason()).isEqualTo("ADDACS " + code);
        List<Alert> alerts = bacs.alerts(after, asOf(MONDAY.plusDays(20)));
        assertThat(alerts).hasSize(code.equals("Z") ? 1 : 0);
        if (code.equals("Z")) {
            assertThat(alerts.get(0).key().value()).isEqualTo("UNKNOWN_CODE/mandate:m-7/item-1");
            assertThat(alerts.get(0).evidence().sentence())
                    .isEqualTo("ADDACS code 'Z' on mandate m-7 is in no table, nothing was changed");
        }
    }

    @Test
    @DisplayName("PAY-23 a Bacs instruction is cancelled by the host or by the rail, by nobody else")
    void bacsCancel() {
        assertThat(bacs.decide(activeBacs(), MandateCommand.cancel("moved", MARIA, "k9"), at(MONDAY))
                        .state()
                        .status())
                .isEqualTo(MandateStatus.CANCELLED);
        assertThat(refusal(bacs, activeBacs(), MandateCommand.cancel("", Actor.clock(), "k9"), MONDAY)
                        .code())
                .isEqualTo(Lifecycle.Reason.NOT_PERMITTED);
        assertThat(refusal(bacs, activeBacs(), MandateCommand.addacs("C", MARIA, "k9"), MONDAY)
                        .code())
                .isEqualTo(Lifecycle.Reason.NOT_PERMITTED);
    }

    @Test
    @DisplayName("PAY-23 ADDACS R on a cancelled instruction is refused, and a person is told to lodge again")
    void reinstatedButCancelled() {
        Mandate cancelled = bacs.decide(
                        activeBacs(), MandateCommand.addacs("1", BANK, "item-1"), at(MONDAY.plusDays(20)))
                .state();
        MandateCommand report = MandateCommand.addacs("R", BANK, "item-2");
        Decision<Mandate, MandateEvent> decision = bacs.decide(cancelled, report, at(MONDAY.plusDays(30)));
        Refusal no = decision.refusal().orElseThrow();
        assertThat(no.code().id()).isEqualTo("MANDATE_CANCELLED_REINSTATE_REPORTED");
        assertThat(no.sentence())
                .isEqualTo("the payer's bank reports mandate m-7 as reinstated, but it is CANCELLED, expected DORMANT\n"
                        + "Maybe lodge it again");
        Alert alert = bacs.alert(MandateId.of("m-7"), report, decision, at(MONDAY.plusDays(30)))
                .orElseThrow();
        assertThat(alert.kind()).isEqualTo(AlertKind.RAIL_FACT_REFUSED);
        assertThat(alert.key().value()).isEqualTo("RAIL_FACT_REFUSED/mandate:m-7/item-2");
        assertThat(bacs.decide(cancelled, MandateCommand.addacs("1", BANK, "item-1"), at(MONDAY))
                        .outcome())
                .isEqualTo(Outcome.REPLAYED);
        Refusal conflict = refusal(bacs, cancelled, MandateCommand.addacs("C", BANK, "item-1"), MONDAY);
        assertThat(conflict.code()).isEqualTo(Lifecycle.Reason.CONFLICT);
        assertThat(conflict.attributes()).as("the word that differs").containsEntry("differs", "code");
        assertThat(refusal(bacs, cancelled, MandateCommand.addacs("C", BANK, "item-3"), MONDAY)
                        .code())
                .isEqualTo(Lifecycle.Reason.TERMINAL_STATE);
        assertThat(refusal(bacs, cancelled, MandateCommand.auddis("R", BANK, "item-4"), MONDAY)
                        .code())
                .isEqualTo(Lifecycle.Reason.TERMINAL_STATE);
        Decision<Mandate, MandateEvent> ours = bacs.decide(cancelled, MandateCommand.lodge(MARIA, "k9"), at(MONDAY));
        assertThat(bacs.alert(MandateId.of("m-7"), MandateCommand.lodge(MARIA, "k9"), ours, at(MONDAY)))
                .isEmpty();
    }

    @Test
    @DisplayName("PAY-23 a Bacs instruction sleeps after 13 months without a collection, wakes by R and expires by H")
    void dormancy() {
        Mandate used = bacs.decide(
                        activeBacs(),
                        MandateCommand.collected(Amounts.in("GBP").of("9.00"), LocalDate.of(2027, 4, 5), MARIA, "c1"),
                        at(LocalDate.of(2027, 4, 1)))
                .orThrow()
                .state();
        assertThat(bacs.usableThrough(used)).contains(LocalDate.of(2028, 5, 5));
        MandateCommand sleep = MandateCommand.sleep(Actor.clock(), "k4");
        assertThat(refusal(bacs, used, sleep, LocalDate.of(2028, 5, 5)).sentence())
                .endsWith("; last used 2027-04-05, 13 months end on 2028-05-05, today is 2028-05-05");
        assertThat(bacs.due(used, at(LocalDate.of(2028, 5, 6)))).hasSize(1);
        assertThat(dormant().status()).isEqualTo(MandateStatus.DORMANT);
        assertThat(code(bacs.check(dormant(), Mandate.Debit.of(Amounts.in("GBP").of("9.00"), MONDAY), asOf(MONDAY))))
                .isEqualTo(Mandates.Code.MANDATE_NOT_ACTIVE);
        LocalDate later = MONDAY.plusMonths(15);
        Mandate awake = bacs.decide(dormant(), MandateCommand.addacs("R", BANK, "i-1"), at(later))
                .orThrow()
                .state();
        assertThat(awake.status()).isEqualTo(MandateStatus.ACTIVE);
        assertThat(bacs.usableThrough(awake)).contains(later.plusMonths(13));
        assertThat(bacs.decide(dormant(), MandateCommand.auddis("H", BANK, "i-1"), at(later))
                        .orThrow()
                        .state()
                        .status())
                .isEqualTo(MandateStatus.EXPIRED);
        assertThat(bacs.decide(dormant(), MandateCommand.addacs("B", BANK, "i-1"), at(later))
                        .orThrow()
                        .state()
                        .status())
                .isEqualTo(MandateStatus.CANCELLED);
        assertThat(bacs.alerts(dormant(), asOf(later))).isEmpty();
    }

    @Test
    @DisplayName("PAY-23 the notice of a Bacs debit counts banking days")
    void bacsNotice() {
        Mandate active = activeBacs();
        Mandate.Debit debit = Mandate.Debit.of(Amounts.in("GBP").of("9.00"), MONDAY.plusDays(22));
        assertThat(bacs.check(active, debit.notifiedOn(MONDAY.plusDays(8)), asOf(MONDAY)))
                .isEmpty();
        assertThat(bacs.check(active, debit.notifiedOn(MONDAY.plusDays(9)), asOf(MONDAY))
                        .orElseThrow()
                        .sentence())
                .isEqualTo("notice of 9 days before the due date 2027-03-23, expected 10\n"
                        + "Maybe move the due date to 2027-03-24");
        assertThat(bacs.check(active, debit, asOf(MONDAY)).orElseThrow().sentence())
                .contains("expected a notice 10 banking days before");
    }

    @Test
    @DisplayName("PAY-23 a SEPA mandate goes by first, recurrent and last collection, or by one only")
    void sepaSequence() {
        Amounts eur = Amounts.in("EUR");
        Mandate signed = signed(terms(Scheme.SEPA));
        Mandate active = sepa.decide(signed, MandateCommand.collected(eur.of("5.00"), MONDAY, MARIA, "c1"), at(MONDAY))
                .orThrow()
                .state();
        assertThat(kind(active)).isEqualTo(MandateEvent.Kind.FIRST_COLLECTION);
        assertThat(active.status()).isEqualTo(MandateStatus.ACTIVE);
        Mandate again = sepa.decide(
                        active, MandateCommand.collected(eur.of("5.00"), MONDAY.plusMonths(1), MARIA, "c2"), at(MONDAY))
                .orThrow()
                .state();
        assertThat(kind(again)).isEqualTo(MandateEvent.Kind.COLLECTION);
        Mandate amended = sepa.decide(
                        again,
                        MandateCommand.amend(terms(Scheme.SEPA).account(NEW).build(), MARIA, "k2"),
                        at(MONDAY))
                .orThrow()
                .state();
        assertThat(amended.status()).isEqualTo(MandateStatus.AMENDED);
        assertThat(amended.account()).contains(NEW);
        Mandate back = sepa.decide(
                        amended,
                        MandateCommand.collected(eur.of("5.00"), MONDAY.plusMonths(2), MARIA, "c3"),
                        at(MONDAY))
                .orThrow()
                .state();
        assertThat(back.status()).isEqualTo(MandateStatus.ACTIVE);
        Mandate done = sepa.decide(
                        back,
                        MandateCommand.collectedLast(eur.of("5.00"), MONDAY.plusMonths(3), MARIA, "c4"),
                        at(MONDAY))
                .orThrow()
                .state();
        assertThat(kind(done)).isEqualTo(MandateEvent.Kind.FINAL_COLLECTION);
        assertThat(done.status()).isEqualTo(MandateStatus.DONE);
        Mandate once = sepa.decide(
                        signed(terms(Scheme.SEPA).oneTime(true)),
                        MandateCommand.collected(eur.of("5.00"), MONDAY, MARIA, "c1"),
                        at(MONDAY))
                .orThrow()
                .state();
        assertThat(kind(once)).isEqualTo(MandateEvent.Kind.ONE_OFF_COLLECTION);
        assertThat(once.status()).isEqualTo(MandateStatus.DONE);
        assertThat(refusal(
                                sepa,
                                signed,
                                MandateCommand.drawUp(terms(Scheme.SEPA).build(), MARIA, "k9"),
                                MONDAY)
                        .code())
                .isEqualTo(Mandates.Code.SIGNED_ALREADY);
    }

    private static MandateEvent.Kind kind(Mandate mandate) {
        List<MandateEvent> events = mandate.history().toList();
        return events.get(events.size() - 1).kind();
    }

    @Test
    @DisplayName(
            "PAY-23 a SEPA mandate lapses when 36 months without a collection are over, with an alert 30 days before")
    void sepaLapse() {
        Mandate signed = signed(terms(Scheme.SEPA));
        LocalDate last = LocalDate.of(2030, 3, 1);
        MandateCommand lapse = MandateCommand.lapse(Actor.clock(), "l1");
        assertThat(refusal(sepa, signed, lapse, last).sentence())
                .endsWith("; last used 2027-03-01, 36 months end on 2030-03-01, today is 2030-03-01");
        assertThat(sepa.due(signed, at(last))).isEmpty();
        assertThat(sepa.due(signed, at(last.plusDays(1)))).hasSize(1);
        assertThat(sepa.decide(signed, lapse, at(last.plusDays(1)))
                        .orThrow()
                        .state()
                        .status())
                .isEqualTo(MandateStatus.LAPSED);
        assertThat(sepa.alerts(signed, asOf(last.minusDays(31)))).isEmpty();
        Alert alert = sepa.alerts(signed, asOf(last.minusDays(30))).get(0);
        assertThat(alert.kind()).isEqualTo(AlertKind.MANDATE_EXPIRING);
        assertThat(alert.key().value()).isEqualTo("MANDATE_EXPIRING/mandate:m-7/2030-03-01");
        assertThat(alert.evidence().sentence())
                .isEqualTo("mandate m-7 can be used until 2030-03-01, 36 months after it began unused");
        Mandate.Debit late =
                Mandate.Debit.of(Amounts.in("EUR").of("5.00"), last.plusDays(1)).notifiedOn(MONDAY);
        assertThat(code(sepa.check(signed, late, asOf(last)))).isEqualTo(Mandates.Code.MANDATE_ENDED);
        Mandate used = sepa.decide(
                        signed,
                        MandateCommand.collected(Amounts.in("EUR").of("5.00"), LocalDate.of(2028, 1, 31), MARIA, "c1"),
                        at(LocalDate.of(2028, 1, 25)))
                .state();
        assertThat(sepa.usableThrough(used)).contains(LocalDate.of(2031, 1, 31));
        assertThat(sepa.alerts(used, asOf(LocalDate.of(2031, 1, 1)))
                        .get(0)
                        .evidence()
                        .sentence())
                .isEqualTo("mandate m-7 can be used until 2031-01-31, 36 months after the debit of 2028-01-31");
        Mandate ending = signed(terms(Scheme.SEPA).endsOn(MONDAY.plusDays(40)));
        assertThat(sepa.alerts(ending, asOf(MONDAY.plusDays(10)))
                        .get(0)
                        .evidence()
                        .sentence())
                .isEqualTo("mandate m-7 can be used until 2027-04-10, its agreed end");
        assertThat(sepa.alerts(ending, asOf(MONDAY.plusDays(9)))).isEmpty();
    }

    @Test
    @DisplayName("PAY-25 the same key with other words is a conflict, down to the account's token")
    void conflicts() {
        MandateCommand first = MandateCommand.drawUp(terms(Scheme.PAD).build(), MARIA, "k1");
        Mandate draft = fold(pad, MONDAY, first);
        assertThat(pad.decide(
                                draft,
                                MandateCommand.drawUp(terms(Scheme.PAD).build(), Actor.host("joe"), "k1"),
                                at(MONDAY))
                        .outcome())
                .isEqualTo(Outcome.REPLAYED);
        BankAccountRef sameTail = AccountNumber.uk("20-29-59", "00008472").ref();
        List<Terms> others = List.of(
                terms(Scheme.PAD).account(sameTail).build(),
                terms(Scheme.PAD).account(Optional.empty()).build(),
                terms(Scheme.PAD).payer("joe").build(),
                terms(Scheme.PAD).payee("joe").build(),
                terms(Scheme.PAD).category(RailTerms.PadCategory.BUSINESS).build(),
                terms(Scheme.PAD).signedOn(MONDAY).build(),
                terms(Scheme.PAD).maxAmount(CAD.of("1.00")).build(),
                terms(Scheme.PAD).noticeWaived(true).build(),
                terms(Scheme.PAD).oneTime(true).build(),
                terms(Scheme.PAD).endsOn(MONDAY).build());
        for (Terms other : others) {
            assertThat(MandateCommand.drawUp(other, MARIA, "k1").body()).isNotEqualTo(first.body());
        }
        assertThat(MandateCommand.addacs("3", NEW, BANK, "i").body())
                .isNotEqualTo(MandateCommand.addacs("3", BANK, "i").body());
        assertThat(MandateCommand.collected(CAD.of("1.00"), MONDAY, MARIA, "c").body())
                .isNotEqualTo(MandateCommand.collectedLast(CAD.of("1.00"), MONDAY, MARIA, "c")
                        .body());
    }

    @Test
    @DisplayName("PAY-23 values that cannot be are refused when they are made")
    void badValues() {
        assertThatThrownBy(() -> Terms.builder()
                        .id("m")
                        .scheme(Scheme.SEPA)
                        .payer("a")
                        .payee("b")
                        .build())
                .hasMessageContaining("no day of signature");
        assertThatThrownBy(() -> terms(Scheme.PAD)
                        .sepaScheme(io.counterfoil.payments.rail.RailTerms.SepaScheme.SCT)
                        .build())
                .hasMessageContaining("expected SDD_CORE or SDD_B2B");
        assertThatThrownBy(() -> MandateCommand.collected(CAD.of("0.00"), MONDAY, MARIA, "k"))
                .hasMessageContaining("debit of 0.00 CAD");
        assertThatThrownBy(() -> MandateCommand.addacs(" ", BANK, "k")).hasMessageContaining("expected ADDACS");
        assertThatThrownBy(() ->
                        bacs.policy().toBuilder().calendar(Optional.empty()).build())
                .hasMessageContaining("no calendar");
        for (java.util.function.UnaryOperator<Mandates.Policy.Builder> bad :
                List.<java.util.function.UnaryOperator<Mandates.Policy.Builder>>of(
                        policy -> policy.daysAhead(-1),
                        policy -> policy.noticeDays(-1),
                        policy -> policy.waitingDays(-1),
                        policy -> policy.unusedMonths(-1),
                        policy -> policy.warnDays(-1))) {
            assertThatThrownBy(() -> bad.apply(pad.policy().toBuilder()).build())
                    .hasMessageContaining("expected none below 0");
        }
        assertThatThrownBy(() -> new MandateCommand.Move(MandateEvent.Kind.NOTIFY, "", MARIA, key()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MandateCommand.Move(MandateEvent.Kind.REJECTED, "", MARIA, key()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MandateCommand.Agree(
                        MandateEvent.Kind.CANCEL, terms(Scheme.PAD).build(), MARIA, key()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static io.counterfoil.payments.idempotency.IdempotencyKey key() {
        return io.counterfoil.payments.idempotency.IdempotencyKey.of("k");
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    @DisplayName(
            "PAY-17 every state of a mandate takes, or refuses with the one right code, every command of every actor")
    void everyCell(Scheme scheme) {
        Mandates machine = scheme == Scheme.PAD ? pad : scheme == Scheme.BACS ? bacs : sepa;
        Set<String> taken = MachineLaws.everyCell(
                machine, states(scheme), Mandate::status, commands(scheme), at(LocalDate.of(2035, 1, 3)));
        assertThat(taken).containsExactlyInAnyOrderElementsOf(MachineLaws.rows(machine));
    }

    private List<Mandate> states(Scheme scheme) {
        Amounts eur = Amounts.in("EUR");
        return switch (scheme) {
            case PAD -> {
                Mandate waived = confirmed(terms(Scheme.PAD).noticeWaived(true));
                Mandate active = next(pad, waived, MandateCommand.activate(MARIA, "s1"));
                yield List.of(
                        pad.initial(),
                        fold(
                                pad,
                                MONDAY,
                                MandateCommand.drawUp(terms(Scheme.PAD).build(), MARIA, "s0")),
                        waived,
                        next(pad, confirmed(terms(Scheme.PAD)), MandateCommand.notified(MONDAY, MARIA, "s2")),
                        active,
                        next(
                                pad,
                                confirmed(terms(Scheme.PAD).noticeWaived(true).oneTime(true)),
                                MandateCommand.activate(MARIA, "s1")),
                        next(pad, active, MandateCommand.suspend("", MARIA, "s3")),
                        next(pad, active, MandateCommand.cancel("", MARIA, "s4")));
            }
            case BACS ->
                List.of(
                        bacs.initial(),
                        fold(
                                bacs,
                                MONDAY,
                                MandateCommand.drawUp(terms(Scheme.BACS).build(), MARIA, "s0")),
                        lodged(),
                        activeBacs(),
                        dormant(),
                        next(bacs, lodged(), MandateCommand.auddis("5", BANK, "s1")),
                        next(bacs, dormant(), MandateCommand.auddis("H", BANK, "s2")),
                        next(bacs, activeBacs(), MandateCommand.cancel("", MARIA, "s3")));
            case SEPA -> {
                Mandate signed = signed(terms(Scheme.SEPA));
                Mandate active = next(sepa, signed, MandateCommand.collected(eur.of("1.00"), MONDAY, MARIA, "s1"));
                yield List.of(
                        sepa.initial(),
                        signed,
                        signed(terms(Scheme.SEPA).oneTime(true)),
                        active,
                        next(
                                sepa,
                                active,
                                MandateCommand.amend(terms(Scheme.SEPA).build(), MARIA, "s2")),
                        next(sepa, active, MandateCommand.cancel("", MARIA, "s3")));
            }
        };
    }

    private static Mandate next(Mandates machine, Mandate state, MandateCommand command) {
        return machine.decide(state, command, at(MONDAY)).orThrow().state();
    }

    static List<MandateCommand> commands(Scheme scheme) {
        List<MandateCommand> commands = new ArrayList<>();
        Amounts eur = Amounts.in("EUR");
        for (Actor.Role role : Actor.Role.values()) {
            Actor by = MachineLaws.somebody(role);
            String key = "c-" + role;
            commands.addAll(List.of(
                    MandateCommand.drawUp(terms(scheme).build(), by, key),
                    MandateCommand.amend(terms(scheme).build(), by, key),
                    MandateCommand.confirm(consent(), by, key),
                    MandateCommand.notified(MONDAY, by, key),
                    MandateCommand.lodge(by, key),
                    MandateCommand.activate(by, key),
                    MandateCommand.suspend("", by, key),
                    MandateCommand.resume(by, key),
                    MandateCommand.cancel("", by, key),
                    MandateCommand.sleep(by, key),
                    MandateCommand.lapse(by, key),
                    MandateCommand.collected(eur.of("1.00"), MONDAY, by, key),
                    MandateCommand.collectedLast(eur.of("1.00"), MONDAY, by, key),
                    MandateCommand.addacs("1", by, key),
                    MandateCommand.addacs("C", NEW, by, key),
                    MandateCommand.addacs("D", by, key),
                    MandateCommand.addacs("R", by, key),
                    MandateCommand.auddis("H", by, key)));
        }
        return commands;
    }
}
