package io.counterfoil.payments.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.onboarding.MerchantApplication.Applicant;
import io.counterfoil.payments.onboarding.MerchantApplication.BusinessType;
import io.counterfoil.payments.onboarding.MerchantApplication.ItemState;
import io.counterfoil.payments.onboarding.MerchantApplication.Owner;
import io.counterfoil.payments.onboarding.MerchantApplication.Setup;
import io.counterfoil.payments.onboarding.MerchantApplication.Turn;
import io.counterfoil.payments.onboarding.MerchantApplication.Upload;
import io.counterfoil.payments.testkit.GoldenFile;
import io.counterfoil.payments.testkit.lifecycle.MachineLaws;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MerchantApplicationsTest {

    private static final List<Actor.Role> ROLES = List.of(Actor.Role.values());
    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);
    private static final Actor MARIA = Actor.host("maria");
    private static final Actor RITA = Actor.reviewer("rita");
    private static final Actor OMAR = Actor.approver("omar");
    private static final Actor PARTNER = Actor.rail("acquirer");
    private static final Amounts CAD = Amounts.in("CAD");
    private static final Setup SETUP =
            new Setup(List.of("client:42"), "standard-2027", CAD.of("500.00"), CAD.of("5000.00"));

    private final MerchantApplications machine =
            MerchantApplications.of(MerchantApplications.Policy.standard(ZoneOffset.UTC));
    private final MerchantApplications alone =
            MerchantApplications.of(MerchantApplications.Policy.standard(ZoneOffset.UTC).toBuilder()
                    .partnerStep(false)
                    .build());

    private static Instant at(LocalDate day) {
        return day.atTime(9, 30).toInstant(ZoneOffset.UTC);
    }

    private static Applicant.Builder applicant() {
        Applicant.Builder applicant = Applicant.builder().id("app-7").merchant("client-42");
        applicant.legalName("Lima Foods Ltd").type(BusinessType.CORPORATION).jurisdiction("CA");
        return applicant.owner("Ana Lima", "70", true).owner("Bruno Dias", "30", false);
    }

    private static Upload upload(String key) {
        return Upload.of(key.toLowerCase(Locale.ROOT) + ".pdf", Sha256.of(key));
    }

    private static MerchantApplicationCommand begin(Applicant applicant) {
        return MerchantApplicationCommand.begin(applicant, Checklist.standard(), MARIA, "begin");
    }

    private MerchantApplication taken(MerchantApplication state, MerchantApplicationCommand command, LocalDate day) {
        return machine.decide(state, command, at(day)).orThrow().state();
    }

    private Refusal refused(MerchantApplication state, MerchantApplicationCommand command, LocalDate day) {
        return refused(machine, state, command, day);
    }

    private static Refusal refused(
            MerchantApplications machine,
            MerchantApplication state,
            MerchantApplicationCommand command,
            LocalDate day) {
        Decision<MerchantApplication, MerchantApplicationEvent> decision = machine.decide(state, command, at(day));
        assertThat(decision.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(decision.state()).isEqualTo(state);
        return decision.refusal().orElseThrow();
    }

    private MerchantApplication begun() {
        return taken(machine.initial(), begin(applicant().build()), DAY);
    }

    private static MerchantApplicationCommand everything(MerchantApplication state) {
        Map<String, Upload> documents = new TreeMap<>();
        state.items()
                .forEach(item ->
                        documents.put(item.line().key(), upload(item.line().key())));
        return MerchantApplicationCommand.receive(documents, MARIA, "all");
    }

    private MerchantApplication submitted() {
        MerchantApplication begun = begun();
        return taken(taken(begun, everything(begun), DAY), MerchantApplicationCommand.submit(MARIA, "submit"), DAY);
    }

    private MerchantApplication inReview() {
        return taken(submitted(), MerchantApplicationCommand.startReview(RITA, "start"), DAY);
    }

    private MerchantApplication settled() {
        MerchantApplication state = inReview();
        for (MerchantApplication.Item item : state.items()) {
            String key = item.line().key();
            state = taken(state, MerchantApplicationCommand.accept(key, RITA, "accept-" + key), DAY.plusDays(1));
        }
        return state;
    }

    private MerchantApplication withPartner() {
        return taken(
                settled(), MerchantApplicationCommand.sendToPartner("Acquirer Inc", RITA, "send"), DAY.plusDays(2));
    }

    private MerchantApplication approved() {
        MerchantApplication taken =
                taken(withPartner(), MerchantApplicationCommand.partnerApproves(PARTNER, "p-1"), DAY.plusDays(3));
        return taken(taken, MerchantApplicationCommand.approve(OMAR, "approve"), DAY.plusDays(4));
    }

    private MerchantApplication configured() {
        return taken(approved(), MerchantApplicationCommand.configure(SETUP, MARIA, "conf"), DAY.plusDays(5));
    }

    private MerchantApplication awaiting(String... keys) {
        return taken(
                inReview(),
                MerchantApplicationCommand.requestDocuments(List.of(keys), "newer ones, please", RITA, "ask"),
                DAY);
    }

    private static List<String> keys(Applicant applicant) {
        return Checklist.standard().linesFor(applicant).stream()
                .map(Checklist.Line::key)
                .toList();
    }

    @Test
    @DisplayName("PAY-44 the checklist follows from type, jurisdiction, owners and what the merchant will do")
    void checklist() {
        assertThat(keys(applicant().build()))
                .containsExactly(
                        "REGISTRATION",
                        "OWNERSHIP",
                        "IDENTITY:Ana Lima",
                        "IDENTITY:Bruno Dias",
                        "BANK_PROOF",
                        "REFUND_POLICY");
        assertThat(keys(applicant()
                        .takesCards(true)
                        .sellsOnline(true)
                        .processedBefore(true)
                        .build()))
                .contains("PROCESSING_HISTORY", "WEBSITE", "PCI_SELF_ASSESSMENT");
        assertThat(keys(applicant()
                        .owner("Carl Small", "0", true)
                        .owner("Dora Tiny", "0", false)
                        .build()))
                .contains("IDENTITY:Carl Small")
                .doesNotContain("IDENTITY:Dora Tiny");
        assertThat(keys(applicant().type(BusinessType.NON_PROFIT).build()))
                .contains("CONTROL")
                .doesNotContain("OWNERSHIP");
        assertThat(keys(applicant().type(BusinessType.SOLE_TRADER).build())).doesNotContain("OWNERSHIP", "CONTROL");
    }

    private static String title(Checklist checklist, Applicant applicant, String key) {
        return checklist.linesFor(applicant).stream()
                .filter(line -> line.key().equals(key))
                .map(Checklist.Line::title)
                .findFirst()
                .orElse("");
    }

    @Test
    @DisplayName(
            "PAY-44 a template for the jurisdiction goes before one for everywhere, and one for the type before one for all")
    void templates() {
        Checklist standard = Checklist.standard();
        assertThat(title(standard, applicant().build(), "BANK_PROOF")).isEqualTo("Void cheque");
        assertThat(title(standard, applicant().jurisdiction("GB").build(), "BANK_PROOF"))
                .isEqualTo("Bank letter or statement of the last three months");
        assertThat(title(standard, applicant().jurisdiction("GB").build(), "OWNERSHIP"))
                .isEqualTo("Register of people with significant control");
        assertThat(title(standard, applicant().jurisdiction("DE").build(), "REGISTRATION"))
                .isEqualTo("Proof of registration");
        assertThat(title(standard, applicant().type(BusinessType.SOLE_TRADER).build(), "REGISTRATION"))
                .isEqualTo("Business name registration");
        assertThat(title(standard, applicant().build(), "IDENTITY:Ana Lima"))
                .isEqualTo("Photo identity document, Ana Lima");
        Checklist.Requirement.Builder site = Checklist.Requirement.builder();
        site.code("SITE_VISIT").title("Report of a visit").per(Checklist.Per.OWNER);
        Checklist more = standard.with(site.build()).without("REFUND_POLICY");
        assertThat(title(more, applicant().build(), "SITE_VISIT:Bruno Dias"))
                .isEqualTo("Report of a visit, Bruno Dias");
        assertThat(title(more, applicant().build(), "REFUND_POLICY")).isEmpty();
        site.title("Two visits");
        assertThat(more.with(site.build()).requirements()).hasSameSizeAs(more.requirements());
        assertThat(title(more.with(site.build()), applicant().build(), "SITE_VISIT:Ana Lima"))
                .isEqualTo("Two visits, Ana Lima");
        assertThat(Checklist.of(List.of(site.build())).linesFor(applicant().build()))
                .hasSize(2);
        assertThatThrownBy(() -> {
                    Checklist.Requirement.Builder bad = Checklist.Requirement.builder();
                    bad.code("lower").title("x").build();
                })
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Checklist.Line("K", "t", true, -1, true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("PAY-44 an application is submitted when what must be there is there and no big owner may be missing")
    void submit() {
        MerchantApplicationCommand submit = MerchantApplicationCommand.submit(MARIA, "submit");
        assertThat(refused(begun(), submit, DAY).sentence())
                .endsWith("; missing are REGISTRATION, OWNERSHIP, IDENTITY:Ana Lima, IDENTITY:Bruno Dias, BANK_PROOF");
        Applicant.Builder hidden = Applicant.builder().id("app-7").merchant("client-42");
        hidden.legalName("Lima")
                .type(BusinessType.CORPORATION)
                .jurisdiction("CA")
                .owner("Ana Lima", "75", true);
        MerchantApplication half = taken(machine.initial(), begin(hidden.build()), DAY);
        half = taken(half, everything(half), DAY);
        assertThat(refused(half, submit, DAY).sentence())
                .endsWith("; no owner is named for 25 %, an owner of 25 % or more may be missing");
        hidden.widelyHeld(true);
        MerchantApplication held = taken(
                half, MerchantApplicationCommand.begin(hidden.build(), Checklist.standard(), MARIA, "begin-2"), DAY);
        assertThat(held.items()).isEqualTo(half.items());
        assertThat(taken(held, submit, DAY).status()).isEqualTo(MerchantApplicationStatus.SUBMITTED);
        assertThat(submitted().status()).isEqualTo(MerchantApplicationStatus.SUBMITTED);
        assertThat(refused(machine.initial(), submit, DAY).code()).isEqualTo(MerchantApplications.Code.NOT_BEGUN);
        assertThat(refused(
                                begun(),
                                MerchantApplicationCommand.begin(
                                        applicant().id("app-8").build(), Checklist.standard(), MARIA, "x"),
                                DAY)
                        .code())
                .isEqualTo(MerchantApplications.Code.OTHER_APPLICATION);
    }

    @Test
    @DisplayName("PAY-44 items are accepted, rejected, waived with who and why, and received again")
    void items() {
        MerchantApplication state = inReview();
        MerchantApplication rejected =
                taken(state, MerchantApplicationCommand.reject("REFUND_POLICY", "page is empty", RITA, "r"), DAY);
        assertThat(rejected.item("REFUND_POLICY").orElseThrow().reason()).isEqualTo("page is empty");
        assertThat(refused(rejected, MerchantApplicationCommand.accept("REFUND_POLICY", RITA, "a"), DAY)
                        .sentence())
                .isEqualTo("item 'REFUND_POLICY' is REJECTED, expected RECEIVED");
        assertThat(refused(rejected, MerchantApplicationCommand.reject("REFUND_POLICY", "again", RITA, "a"), DAY)
                        .code())
                .isEqualTo(MerchantApplications.Code.ITEM_NOT_RECEIVED);
        MerchantApplication waived = taken(
                rejected, MerchantApplicationCommand.waive("REFUND_POLICY", "no sales to the public", OMAR, "w"), DAY);
        assertThat(waived.item("REFUND_POLICY").orElseThrow()).satisfies(item -> {
            assertThat(item.state()).isEqualTo(ItemState.WAIVED);
            assertThat(item.by()).isEqualTo("omar");
            assertThat(item.reason()).isEqualTo("no sales to the public");
        });
        assertThat(refused(state, MerchantApplicationCommand.waive("REGISTRATION", "x", RITA, "w"), DAY)
                        .code())
                .isEqualTo(MerchantApplications.Code.NOT_WAIVABLE);
        assertThat(refused(state, MerchantApplicationCommand.accept("TAX", RITA, "w"), DAY)
                        .sentence())
                .startsWith("item 'TAX' is not on the checklist, expected one of REGISTRATION, OWNERSHIP,");
        assertThat(refused(state, MerchantApplicationCommand.requestDocuments(List.of("TAX"), "m", RITA, "w"), DAY)
                        .code())
                .isEqualTo(MerchantApplications.Code.ITEM_UNKNOWN);
        assertThat(refused(state, MerchantApplicationCommand.receive(Map.of("TAX", upload("x")), MARIA, "w"), DAY)
                        .code())
                .isEqualTo(MerchantApplications.Code.ITEM_UNKNOWN);
        assertThat(taken(
                                rejected,
                                MerchantApplicationCommand.receive(Map.of("REFUND_POLICY", upload("new")), MARIA, "n"),
                                DAY)
                        .item("REFUND_POLICY")
                        .orElseThrow()
                        .state())
                .isEqualTo(ItemState.RECEIVED);
        assertThatThrownBy(() -> MerchantApplicationCommand.waive("REFUND_POLICY", " ", RITA, "w"))
                .hasMessageContaining("reason to waive");
        assertThatThrownBy(() -> MerchantApplicationCommand.reject("REFUND_POLICY", "", RITA, "w"))
                .hasMessageContaining("reason to reject");
    }

    @Test
    @DisplayName("PAY-44 a document counts until its own last day or the months of the checklist, whichever is earlier")
    void expiry() {
        MerchantApplication state = taken(
                inReview(),
                MerchantApplicationCommand.receive(
                        Map.of(
                                "IDENTITY:Ana Lima", upload("id").validUntil(DAY.plusDays(10)),
                                "BANK_PROOF", upload("b").validUntil(DAY.plusYears(9)),
                                "REGISTRATION", upload("r").validUntil(DAY.minusDays(1))),
                        MARIA,
                        "docs"),
                DAY);
        assertThat(refused(state, MerchantApplicationCommand.accept("REGISTRATION", RITA, "a"), DAY)
                        .sentence())
                .isEqualTo("item 'REGISTRATION' has a document that counts until 2027-02-28, today is 2027-03-01\n"
                        + "Maybe ask for a newer one");
        MerchantApplication accepted =
                taken(state, MerchantApplicationCommand.accept("IDENTITY:Ana Lima", RITA, "a1"), DAY);
        accepted = taken(accepted, MerchantApplicationCommand.accept("BANK_PROOF", RITA, "a2"), DAY);
        assertThat(accepted.item("IDENTITY:Ana Lima").orElseThrow().countsUntil())
                .contains(DAY.plusDays(10));
        assertThat(accepted.item("BANK_PROOF").orElseThrow().countsUntil()).contains(DAY.plusMonths(12));
        assertThat(accepted.item("IDENTITY:Ana Lima").orElseThrow().stateOn(DAY.plusDays(10)))
                .isEqualTo(ItemState.ACCEPTED);
        assertThat(machine.due(accepted, at(DAY.plusDays(10)))).isEmpty();
        List<MerchantApplicationCommand> due = machine.due(accepted, at(DAY.plusDays(11)));
        assertThat(due).hasSize(1);
        assertThat(taken(accepted, due.get(0), DAY.plusDays(11))
                        .item("IDENTITY:Ana Lima")
                        .orElseThrow()
                        .state())
                .isEqualTo(ItemState.EXPIRED);
        assertThat(refused(
                                accepted,
                                MerchantApplicationCommand.expire("IDENTITY:Ana Lima", Actor.clock(), "e"),
                                DAY.plusDays(10))
                        .sentence())
                .isEqualTo("item 'IDENTITY:Ana Lima' is ACCEPTED until 2027-03-11, today is 2027-03-11, expected an"
                        + " accepted one whose last day is over");
        assertThat(machine.alerts(accepted, at(DAY)))
                .extracting(alert -> alert.key().value())
                .containsExactly("DEADLINE_NEAR/application-item:app-7/IDENTITY:Ana Lima/2027-03-11");
        assertThat(refused(
                                settled(),
                                MerchantApplicationCommand.sendToPartner("Acquirer", RITA, "s"),
                                DAY.plusMonths(13))
                        .sentence())
                .contains("; REGISTRATION is EXPIRED, OWNERSHIP is EXPIRED, BANK_PROOF is EXPIRED");
    }

    @Test
    @DisplayName("PAY-44 the review goes on by itself when all that was asked for is here, or the applicant answered")
    void requests() {
        MerchantApplication asked = awaiting("BANK_PROOF", "REFUND_POLICY");
        assertThat(asked.requested()).containsExactly("BANK_PROOF", "REFUND_POLICY");
        MerchantApplication part =
                taken(asked, MerchantApplicationCommand.receive(Map.of("BANK_PROOF", upload("b")), MARIA, "d1"), DAY);
        assertThat(part.status()).isEqualTo(MerchantApplicationStatus.AWAITING_APPLICANT);
        assertThat(part.requested()).containsExactly("REFUND_POLICY");
        MerchantApplication whole =
                taken(part, MerchantApplicationCommand.receive(Map.of("REFUND_POLICY", upload("r")), MARIA, "d2"), DAY);
        assertThat(whole.status()).isEqualTo(MerchantApplicationStatus.IN_REVIEW);
        assertThat(whole.requested()).isEmpty();
        MerchantApplication answered =
                taken(asked, MerchantApplicationCommand.answer("we have none", MARIA, "d3"), DAY);
        assertThat(answered.status()).isEqualTo(MerchantApplicationStatus.IN_REVIEW);
        assertThat(answered.requested()).isEmpty();
        MerchantApplication question = taken(
                withPartner(),
                MerchantApplicationCommand.partnerAsks(List.of(), "expected volume?", PARTNER, "q"),
                DAY);
        assertThat(question.status()).isEqualTo(MerchantApplicationStatus.AWAITING_APPLICANT);
        assertThat(taken(
                                question,
                                MerchantApplicationCommand.receive(Map.of("BANK_PROOF", upload("b")), MARIA, "d"),
                                DAY)
                        .status())
                .isEqualTo(MerchantApplicationStatus.AWAITING_APPLICANT);
        assertThat(refused(inReview(), MerchantApplicationCommand.answer("hello", MARIA, "d4"), DAY)
                        .code())
                .isEqualTo(Lifecycle.Reason.EVENT_NOT_ALLOWED);
    }

    @Test
    @DisplayName("PAY-44 the applicant is reminded every seven days and the application lapses after sixty")
    void reminders() {
        MerchantApplication asked = awaiting("BANK_PROOF");
        MerchantApplicationCommand remind = MerchantApplicationCommand.remind(Actor.clock(), "m1");
        assertThat(refused(asked, remind, DAY.plusDays(6)).sentence())
                .endsWith("; the next reminder is due on 2027-03-08, today is 2027-03-07");
        assertThat(machine.due(asked, at(DAY.plusDays(6)))).isEmpty();
        List<MerchantApplicationCommand> due = machine.due(asked, at(DAY.plusDays(7)));
        assertThat(due).hasSize(1);
        MerchantApplication reminded = taken(asked, due.get(0), DAY.plusDays(7));
        assertThat(reminded.reminders()).isEqualTo(1);
        assertThat(machine.assess(reminded, at(DAY.plusDays(7))).remindOn()).isEqualTo(DAY.plusDays(14));
        assertThat(machine.due(reminded, at(DAY.plusDays(13)))).isEmpty();
        assertThat(refused(asked, MerchantApplicationCommand.lapse(Actor.clock(), "l"), DAY.plusDays(59))
                        .sentence())
                .endsWith("; it lapses on 2027-04-30, today is 2027-04-29");
        List<MerchantApplicationCommand> last = machine.due(reminded, at(DAY.plusDays(60)));
        assertThat(last).hasSize(1);
        MerchantApplication lapsed = taken(reminded, last.get(0), DAY.plusDays(60));
        assertThat(lapsed.status()).isEqualTo(MerchantApplicationStatus.WITHDRAWN);
        assertThat(lapsed.reason()).isEqualTo("no answer");
        assertThat(machine.alerts(asked, at(DAY.plusDays(45)))).isEmpty();
        Alert near = machine.alerts(asked, at(DAY.plusDays(46))).get(0);
        assertThat(near.kind()).isEqualTo(AlertKind.DEADLINE_NEAR);
        assertThat(near.evidence().sentence())
                .isEqualTo("application app-7 lapses on 2027-04-30, still asked for: BANK_PROOF");
        assertThat(machine.alerts(lapsed, at(DAY.plusDays(60)))).isEmpty();
        assertThat(machine.alerts(machine.initial(), at(DAY))).isEmpty();
        assertThat(machine.due(machine.initial(), at(DAY))).isEmpty();
    }

    @Test
    @DisplayName("PAY-44 nothing is approved by a person who reviewed it, in whatever capacity")
    void fourEyes() {
        MerchantApplication taken =
                taken(withPartner(), MerchantApplicationCommand.partnerApproves(PARTNER, "p-1"), DAY.plusDays(3));
        assertThat(refused(taken, MerchantApplicationCommand.approve(Actor.approver("rita"), "a"), DAY.plusDays(4))
                        .sentence())
                .endsWith("; 'rita' reviewed the application, expected another person");
        assertThat(refused(taken, MerchantApplicationCommand.approve(RITA, "a"), DAY)
                        .code())
                .isEqualTo(Lifecycle.Reason.NOT_PERMITTED);
        assertThat(approved().status()).isEqualTo(MerchantApplicationStatus.APPROVED);
        MerchantApplication waivedByOmar =
                taken(inReview(), MerchantApplicationCommand.waive("REFUND_POLICY", "business only", OMAR, "w"), DAY);
        for (MerchantApplication.Item item : waivedByOmar.items()) {
            if (item.state() != ItemState.WAIVED) {
                waivedByOmar = taken(
                        waivedByOmar,
                        MerchantApplicationCommand.accept(
                                item.line().key(), RITA, "a-" + item.line().key()),
                        DAY);
            }
        }
        assertThat(refused(alone, waivedByOmar, MerchantApplicationCommand.approve(OMAR, "a"), DAY)
                        .sentence())
                .endsWith("; 'omar' reviewed the application, expected another person");
        assertThat(alone.decide(waivedByOmar, MerchantApplicationCommand.approve(Actor.approver("pia"), "a"), at(DAY))
                        .orThrow()
                        .state()
                        .status())
                .isEqualTo(MerchantApplicationStatus.APPROVED);
    }

    @Test
    @DisplayName("PAY-44 the partner's step is optional, and without it every item must be settled")
    void withoutPartner() {
        MerchantApplicationCommand approve = MerchantApplicationCommand.approve(OMAR, "a");
        assertThat(refused(settled(), approve, DAY).sentence()).endsWith("; the partner was not asked");
        assertThat(refused(alone, inReview(), approve, DAY).sentence()).contains("; REGISTRATION is RECEIVED, ");
        assertThat(alone.decide(settled(), approve, at(DAY.plusDays(2)))
                        .orThrow()
                        .state()
                        .status())
                .isEqualTo(MerchantApplicationStatus.APPROVED);
        assertThat(alone.assess(settled(), at(DAY)).turn()).isEqualTo(Turn.APPROVER);
        assertThat(machine.assess(settled(), at(DAY)).turn()).isEqualTo(Turn.REVIEWER);
        assertThat(alone.assess(inReview(), at(DAY)).turn()).isEqualTo(Turn.REVIEWER);
    }

    @Test
    @DisplayName("PAY-44 a decline gives a reason, whoever declines")
    void decline() {
        assertThat(refused(inReview(), MerchantApplicationCommand.decline(" ", OMAR, "d"), DAY)
                        .sentence())
                .endsWith("; no reason was given");
        assertThat(taken(inReview(), MerchantApplicationCommand.decline("sanctions", OMAR, "d"), DAY)
                        .reason())
                .isEqualTo("sanctions");
        MerchantApplication declined =
                taken(withPartner(), MerchantApplicationCommand.partnerDeclines("risk", PARTNER, "p"), DAY);
        assertThat(declined.status()).isEqualTo(MerchantApplicationStatus.DECLINED);
        assertThat(declined.reason()).isEqualTo("risk");
        MerchantApplicationCommand late = MerchantApplicationCommand.partnerApproves(PARTNER, "p-2");
        assertThat(machine.alert(
                                MerchantApplication.Id.of("app-7"),
                                late,
                                machine.decide(declined, late, at(DAY)),
                                at(DAY))
                        .orElseThrow()
                        .key()
                        .value())
                .isEqualTo("RAIL_FACT_REFUSED/application:app-7/p-2");
        assertThat(machine.alert(
                        MerchantApplication.Id.of("app-7"),
                        MerchantApplicationCommand.approve(OMAR, "a"),
                        machine.decide(declined, MerchantApplicationCommand.approve(OMAR, "a"), at(DAY)),
                        at(DAY)))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "PAY-44 payments flow when accounts, fees and limits are set and a test transaction passed or was waived")
    void goingLive() {
        MerchantApplicationCommand activate = MerchantApplicationCommand.activate(MARIA, "act");
        assertThat(refused(
                                approved(),
                                MerchantApplicationCommand.configure(new Setup(List.of(), " ", null, null), MARIA, "c"),
                                DAY)
                        .sentence())
                .endsWith("; not set: accounts, fee schedule, limits");
        assertThat(refused(
                                approved(),
                                MerchantApplicationCommand.configure(
                                        new Setup(List.of("a"), "f", CAD.of("1.00"), null), MARIA, "c"),
                                DAY)
                        .sentence())
                .endsWith("; not set: limits");
        assertThat(configured().setup()).contains(SETUP);
        assertThat(refused(configured(), activate, DAY).sentence()).endsWith("; no test transaction ran");
        MerchantApplication failed =
                taken(configured(), MerchantApplicationCommand.tested(false, "t-1", MARIA, "t1"), DAY);
        assertThat(refused(failed, activate, DAY).sentence()).endsWith("; test transaction t-1 failed");
        MerchantApplication passed = taken(failed, MerchantApplicationCommand.tested(true, "t-2", MARIA, "t2"), DAY);
        assertThat(taken(passed, activate, DAY).status()).isEqualTo(MerchantApplicationStatus.ACTIVE);
        MerchantApplication waived =
                taken(configured(), MerchantApplicationCommand.waiveTest("same group", OMAR, "t3"), DAY);
        assertThat(waived.test().map(MerchantApplication.Test::detail)).contains("waived by omar: same group");
        assertThat(taken(waived, activate, DAY).status()).isEqualTo(MerchantApplicationStatus.ACTIVE);
    }

    @Test
    @DisplayName("PAY-44 the standing says in a sentence whose turn it is, how old it is and what is open")
    void standing() {
        assertThat(machine.assess(inReview(), at(DAY.plusDays(3))).sentence())
                .isEqualTo("IN_REVIEW for 3 days, the reviewer's turn: open are REGISTRATION, OWNERSHIP,"
                        + " IDENTITY:Ana Lima, IDENTITY:Bruno Dias, BANK_PROOF, REFUND_POLICY");
        assertThat(machine.assess(awaiting("BANK_PROOF"), at(DAY.plusDays(1))).sentence())
                .startsWith("AWAITING_APPLICANT for 1 day, the applicant's turn: open are ")
                .endsWith("; lapses on 2027-04-30");
        assertThat(machine.assess(withPartner(), at(DAY.plusDays(2))).sentence())
                .isEqualTo("WITH_PARTNER for 0 days, the partner's turn");
        assertThat(machine.assess(configured(), at(DAY.plusDays(9))).sentence())
                .isEqualTo("CONFIGURED for 4 days, our turn");
        assertThat(machine.assess(configured(), at(DAY.plusDays(9))).ageDays()).isEqualTo(9);
        MerchantApplication taken =
                taken(withPartner(), MerchantApplicationCommand.partnerApproves(PARTNER, "p-1"), DAY.plusDays(3));
        assertThat(machine.assess(taken, at(DAY.plusDays(3))).sentence())
                .isEqualTo("PARTNER_APPROVED for 0 days, an approver's turn");
        MerchantApplication gone = taken(inReview(), MerchantApplicationCommand.withdraw("moved", MARIA, "w"), DAY);
        assertThat(machine.assess(gone, at(DAY)).sentence()).isEqualTo("WITHDRAWN for 0 days");
        assertThat(machine.assess(machine.initial(), at(DAY)).ageDays()).isZero();
    }

    @Test
    @DisplayName("PAY-44 values that cannot be are refused when they are made, and no card number is kept")
    void badValues() {
        assertThatThrownBy(() -> new Owner("", BigDecimal.ONE, true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Owner("A", new BigDecimal("100.01"), true)).hasMessageContaining("100.01 %");
        assertThatThrownBy(() -> new Owner("A", new BigDecimal("-1"), true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> applicant().owner("Ana Lima", "0", false).build())
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> applicant().owner("Carl", "1", false).build()).hasMessageContaining("hold 101 %");
        assertThatThrownBy(() -> applicant().jurisdiction("can").build()).hasMessageContaining("two capitals");
        assertThatThrownBy(() -> applicant().legalName(" ").build()).hasMessageContaining("expected a name");
        assertThatThrownBy(() -> applicant().owners(List.of()).build()).hasMessageContaining("no signatory");
        assertThatThrownBy(() -> MerchantApplication.Id.of("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MerchantApplicationCommand.receive(Map.of(), MARIA, "k"))
                .hasMessageContaining("nothing was received");
        assertThatThrownBy(() -> MerchantApplicationCommand.answer(" ", MARIA, "k"))
                .hasMessageContaining("answer is blank");
        for (MerchantApplications.Policy.Builder bad : List.of(
                machine.policy().toBuilder().reminderDays(0),
                machine.policy().toBuilder().lapseDays(0),
                machine.policy().toBuilder().warnDays(-1))) {
            assertThatThrownBy(bad::build).isInstanceOf(IllegalArgumentException.class);
        }
        String card = "4111 1111 1111 1111";
        assertThat(applicant().legalName("Shop " + card).build().legalName()).isEqualTo("Shop [PAN ****1111]");
        assertThat(List.of(
                        MerchantApplicationCommand.answer("my card " + card, MARIA, "k"),
                        MerchantApplicationCommand.withdraw(card, MARIA, "k"),
                        MerchantApplicationCommand.reject("X", card, RITA, "k"),
                        MerchantApplicationCommand.requestDocuments(List.of(), card, RITA, "k"),
                        MerchantApplicationCommand.waiveTest(card, OMAR, "k")))
                .allSatisfy(command -> assertThat(command.toString()).doesNotContain("1111 1111"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "html"})
    @DisplayName("PAY-44 the page of an application shows standing, checklist and who did what when")
    void page(String form) {
        MerchantApplication state = inReview();
        state = taken(state, MerchantApplicationCommand.accept("REGISTRATION", RITA, "g1"), DAY.plusDays(1));
        state = taken(
                state, MerchantApplicationCommand.reject("BANK_PROOF", "name <differs>", RITA, "g2"), DAY.plusDays(1));
        state = taken(
                state,
                MerchantApplicationCommand.waive("REFUND_POLICY", "sells to firms only", OMAR, "g3"),
                DAY.plusDays(1));
        state = taken(
                state,
                MerchantApplicationCommand.requestDocuments(
                        List.of("BANK_PROOF"), "a void cheque in the company's name", RITA, "g4"),
                DAY.plusDays(1));
        state = taken(state, MerchantApplicationCommand.remind(Actor.clock(), "g5"), DAY.plusDays(8));
        var page = machine.toDocument(state, at(DAY.plusDays(10)));
        GoldenFile.named("application-standing." + (form.equals("text") ? "txt" : "html"))
                .holds(form.equals("text") ? Documents.text(page, Locale.UK) : Documents.html(page, Locale.UK));
        MerchantApplication live =
                taken(configured(), MerchantApplicationCommand.tested(true, "t-2", MARIA, "t2"), DAY);
        assertThat(Documents.text(machine.toDocument(live, at(DAY)), Locale.UK))
                .contains("fee schedule standard-2027, accounts client:42", "passed: t-2");
        assertThat(Documents.text(machine.toDocument(machine.initial(), at(DAY)), Locale.UK))
                .contains("not begun");
    }

    @Test
    @DisplayName(
            "PAY-17 every state of an application takes, or refuses with the one right code, every command of every actor")
    void everyCell() {
        MerchantApplication partnerApproved =
                taken(withPartner(), MerchantApplicationCommand.partnerApproves(PARTNER, "p-1"), DAY);
        MerchantApplication tested = taken(configured(), MerchantApplicationCommand.tested(true, "t", MARIA, "t"), DAY);
        MerchantApplication begun = begun();
        List<MerchantApplication> states = List.of(
                machine.initial(),
                begun,
                taken(begun, everything(begun), DAY),
                submitted(),
                inReview(),
                settled(),
                taken(inReview(), MerchantApplicationCommand.accept("REGISTRATION", RITA, "x"), DAY.minusYears(2)),
                awaiting("BANK_PROOF"),
                taken(
                        taken(
                                inReview(),
                                MerchantApplicationCommand.accept("REGISTRATION", RITA, "x"),
                                DAY.minusYears(2)),
                        MerchantApplicationCommand.requestDocuments(List.of(), "m", RITA, "y"),
                        DAY),
                withPartner(),
                expired(withPartner()),
                partnerApproved,
                expired(partnerApproved),
                approved(),
                configured(),
                tested,
                taken(tested, MerchantApplicationCommand.activate(MARIA, "s"), DAY),
                taken(inReview(), MerchantApplicationCommand.decline("r", OMAR, "s"), DAY),
                taken(inReview(), MerchantApplicationCommand.withdraw("r", MARIA, "s"), DAY));
        List<MerchantApplicationCommand> commands = new ArrayList<>();
        for (Actor.Role role : Actor.Role.values()) {
            commands.addAll(commands(MachineLaws.somebody(role), "c-" + role));
        }
        Set<String> taken =
                MachineLaws.everyCell(alone, states, MerchantApplication::status, commands, at(DAY.plusDays(70)));
        taken.addAll(MachineLaws.everyCell(machine, states, MerchantApplication::status, commands, at(DAY)));
        assertThat(taken).containsExactlyInAnyOrderElementsOf(MachineLaws.rows(machine));
    }

    /** The same state with a registration that was accepted long ago. */
    private static MerchantApplication expired(MerchantApplication state) {
        return ImmutableMerchantApplication.builder()
                .from(state)
                .items(state.items().stream()
                        .map(item -> item.line().key().equals("REGISTRATION")
                                ? new MerchantApplication.Item(
                                        item.line(), ItemState.ACCEPTED, item.upload(), "rita", "", DAY.minusDays(9))
                                : item)
                        .toList())
                .build();
    }

    private static List<MerchantApplicationCommand> commands(Actor by, String key) {
        return List.of(
                MerchantApplicationCommand.begin(applicant().build(), Checklist.standard(), by, key),
                MerchantApplicationCommand.receive(Map.of("BANK_PROOF", upload("b")), by, key),
                MerchantApplicationCommand.answer("yes", by, key),
                MerchantApplicationCommand.accept("BANK_PROOF", by, key),
                MerchantApplicationCommand.reject("BANK_PROOF", "r", by, key),
                MerchantApplicationCommand.waive("REFUND_POLICY", "w", by, key),
                MerchantApplicationCommand.expire("REGISTRATION", by, key),
                MerchantApplicationCommand.submit(by, key),
                MerchantApplicationCommand.startReview(by, key),
                MerchantApplicationCommand.requestDocuments(List.of("BANK_PROOF"), "m", by, key),
                MerchantApplicationCommand.partnerAsks(List.of(), "m", by, key),
                MerchantApplicationCommand.remind(by, key),
                MerchantApplicationCommand.lapse(by, key),
                MerchantApplicationCommand.sendToPartner("p", by, key),
                MerchantApplicationCommand.partnerApproves(by, key),
                MerchantApplicationCommand.partnerDeclines("r", by, key),
                MerchantApplicationCommand.approve(by, key),
                MerchantApplicationCommand.decline("r", by, key),
                MerchantApplicationCommand.configure(SETUP, by, key),
                MerchantApplicationCommand.tested(true, "t", by, key),
                MerchantApplicationCommand.waiveTest("w", by, key),
                MerchantApplicationCommand.activate(by, key),
                MerchantApplicationCommand.withdraw("r", by, key));
    }

    @Property
    void anyWalkIsReplayedAndFolded(
            @ForAll @Size(max = 40) List<@IntRange(max = 1000) Integer> picks,
            @ForAll @IntRange(min = 1, max = 40) int stepDays) {
        List<MerchantApplicationCommand> commands = new ArrayList<>();
        commands.add(begin(applicant().build()));
        for (int at = 0; at < picks.size(); at++) {
            Actor by = MachineLaws.somebody(ROLES.get(picks.get(at) / 23 % ROLES.size()));
            commands.add(commands(by, "key-" + picks.get(at) + "-" + at % 5).get(picks.get(at) % 23));
        }
        MerchantApplication last = MachineLaws.walk(alone, commands, at(DAY), Duration.ofDays(stepDays));
        assertThat(last.items()).hasSize(6);
        assertThat(last.requested())
                .allSatisfy(key -> assertThat(last.item(key)).isPresent());
    }
}
