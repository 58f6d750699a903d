package io.counterfoil.payments.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.account.AccountNumberCheck;
import io.counterfoil.payments.account.AccountNumberCheck.InstitutionDirectory.Branch;
import io.counterfoil.payments.account.ModulusWeightTable;
import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.testkit.GoldenFile;
import io.counterfoil.payments.testkit.lifecycle.MachineLaws;
import io.counterfoil.payments.verification.AccountVerification.Claim;
import io.counterfoil.payments.verification.AccountVerification.Paper;
import io.counterfoil.payments.verification.AccountVerification.Review;
import io.counterfoil.payments.verification.AccountVerificationCommand.Deposits;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountVerificationsTest {

    private static final List<Actor.Role> ROLES = List.of(Actor.Role.values());
    private static final LocalDate MONDAY = LocalDate.of(2027, 3, 1);
    private static final Actor MARIA = Actor.host("maria");
    private static final Actor RITA = Actor.reviewer("rita");
    private static final Actor BANK = Actor.rail("eft");
    private static final AccountVerification.Id ID = AccountVerification.Id.of("v-1");
    private static final PartyId ANA = PartyId.of("ana");
    private static final String NUMBER = "98765434567";
    private static final Sha256 IMAGE = Sha256.of("scan of a cheque");
    private static final Amounts CAD = Amounts.in("CAD");
    private static final AccountNumberCheck.InstitutionDirectory DIRECTORY =
            AccountNumberCheck.InstitutionDirectory.of(List.of(
                    Branch.of("CA", "12345-003", "Royal Bank", "King and Bay"),
                    new Branch("CA", "000400001", "TD Canada Trust", "Old Street", false)));

    private final BusinessCalendar weekdays =
            BusinessCalendar.of(HolidayCalendar.of(Set.of(), Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)));
    private final AccountVerifications machine =
            AccountVerifications.of(AccountVerifications.Policy.standard(weekdays, ZoneOffset.UTC));
    private final AccountVerifications lenient =
            AccountVerifications.of(AccountVerifications.Policy.standard(weekdays, ZoneOffset.UTC).toBuilder()
                    .documentIsEnough(true)
                    .build());

    private static Instant at(LocalDate day) {
        return day.atTime(15, 30).toInstant(ZoneOffset.UTC);
    }

    private static Claim claim(PartyId client) {
        return Claim.of(client, "Ana Lima", AccountNumber.canada("12345-003", NUMBER));
    }

    private static Paper cheque() {
        return Paper.voidCheque(IMAGE, "C001C A12345D003A " + NUMBER + "C", "ANA LIMA");
    }

    private AccountVerification submitted(Claim claim, Paper paper) {
        return taken(
                machine.initial(), AccountVerificationCommand.submitDocument(ID, claim, paper, MARIA, "k1"), MONDAY);
    }

    private AccountVerification checked() {
        AccountVerification submitted = submitted(claim(ANA), cheque());
        Review review = machine.review(submitted, DIRECTORY, Stream.empty());
        return taken(submitted, AccountVerificationCommand.check(review, RITA, "k2"), MONDAY);
    }

    private AccountVerification prenoted() {
        return taken(checked(), AccountVerificationCommand.sendPrenote("trace-1", MONDAY, MARIA, "k3"), MONDAY);
    }

    private static Deposits deposits(String one, String other) {
        return Deposits.of(ID, CAD.of(one), CAD.of(other));
    }

    private AccountVerification deposited() {
        return taken(
                checked(),
                AccountVerificationCommand.sendMicroDeposits(deposits("0.37", "0.52"), MONDAY, MARIA, "k3"),
                MONDAY);
    }

    private AccountVerification verified() {
        return taken(prenoted(), AccountVerificationCommand.prenoteQuiet(Actor.clock(), "k4"), MONDAY.plusDays(9));
    }

    private AccountVerification taken(AccountVerification state, AccountVerificationCommand command, LocalDate day) {
        return machine.decide(state, command, at(day)).orThrow().state();
    }

    private Refusal refused(AccountVerification state, AccountVerificationCommand command, LocalDate day) {
        Decision<AccountVerification, AccountVerificationEvent> decision = machine.decide(state, command, at(day));
        assertThat(decision.outcome()).isEqualTo(Outcome.REFUSED);
        return decision.refusal().orElseThrow();
    }

    @Test
    @DisplayName("PAY-12 a void cheque that equals the form, in a known branch and the same name, is checked")
    void inOrder() {
        AccountVerification checked = checked();
        assertThat(checked.status()).isEqualTo(AccountVerificationStatus.DOC_CHECKED);
        assertThat(checked.review().flatMap(Review::found).map(Branch::institution))
                .contains("Royal Bank");
        assertThat(checked.claim().orElseThrow().account()).hasToString("CA 12345-003 ****4567");
    }

    @Test
    @DisplayName("PAY-12 a check is refused for everything that is wrong, each with the values")
    void everythingWrong() {
        Claim claim = Claim.of(ANA, "Ana Lima", AccountNumber.canada("00001-004", "98765430000"));
        AccountVerification submitted =
                submitted(claim, Paper.voidCheque(IMAGE, "#1 12345-003 " + NUMBER, "Bruno Dias"));
        AccountVerification other = submitted(
                Claim.of(PartyId.of("bob"), "B", AccountNumber.canada("000400001", "9876-5430000")), cheque());
        Review review = machine.review(submitted, DIRECTORY, Stream.of(other, submitted));
        AccountVerificationCommand check = AccountVerificationCommand.check(review, RITA, "k2");
        assertThat(refused(submitted, check, MONDAY).code()).isEqualTo(Lifecycle.Reason.GUARD_FAILED);
        assertThat(refused(submitted, check, MONDAY).sentence())
                .endsWith("; the document shows account CA 12345-003 ****4567, the form CA 00001-004 ****0000"
                        + "; branch CA 000400001 is closed"
                        + "; the document is in the name of 'Bruno Dias', the form says 'Ana Lima'"
                        + "; the account is held by client bob");
        Review nothingKnown = machine.review(submitted, AccountNumberCheck.InstitutionDirectory.none(), Stream.empty());
        assertThat(refused(submitted, AccountVerificationCommand.check(nothingKnown, RITA, "k2"), MONDAY)
                        .sentence())
                .contains("; branch CA 000400001 is not in the directory;")
                .doesNotContain("held by client");
        AccountVerification unread = submitted(claim(ANA), Paper.voidCheque(IMAGE, "smudge", "Ana Lima"));
        assertThat(refused(
                                unread,
                                AccountVerificationCommand.check(
                                        machine.review(unread, DIRECTORY, Stream.empty()), RITA, "k2"),
                                MONDAY)
                        .sentence())
                .endsWith("; no account was read from the document: ACCOUNT.NOT_MICR");
    }

    @Test
    @DisplayName("PAY-12 a person may accept another name and a branch that is not found, with the reason")
    void accepted() {
        AccountVerification submitted =
                submitted(claim(ANA), Paper.voidCheque(IMAGE, "#1 12345-003 " + NUMBER, "A. L. Trading as Lima Foods"));
        Review review = machine.review(submitted, AccountNumberCheck.InstitutionDirectory.none(), Stream.empty());
        assertThat(machine.decide(
                                submitted,
                                AccountVerificationCommand.check(
                                        review.acceptName("trading name, registry seen"), RITA, "k"),
                                at(MONDAY))
                        .outcome())
                .isEqualTo(Outcome.REFUSED);
        Review taken = review.acceptName("trading name, registry seen").acceptBranch("new branch");
        AccountVerification checked = taken(submitted, AccountVerificationCommand.check(taken, RITA, "k"), MONDAY);
        assertThat(checked.review().map(Review::nameAccepted)).contains("trading name, registry seen");
        assertThat(AccountVerificationCommand.check(taken, RITA, "k").body())
                .isNotEqualTo(
                        AccountVerificationCommand.check(review, RITA, "k").body());
    }

    @ParameterizedTest
    @CsvSource({
        "Ana Lima, ANA LIMA, true",
        "Lima Ana, Ms. Ana Lima, true",
        "'Café Zoë Inc.', CAFE ZOE INCORPORATED, true",
        "O'Brien & Sons Ltd, OBRIEN SONS LIMITED, true",
        "Ana Lima, Ana Maria Lima, false",
        "Ana Lima, '', false",
        "Ltd, Inc, false"
    })
    @DisplayName("PAY-12 names are the same without marks, case, order, titles and legal forms")
    void names(String form, String document, boolean same) {
        assertThat(HolderName.isSame(form, document)).isEqualTo(same);
        assertThat(HolderName.isSame(document, form)).isEqualTo(same);
    }

    @Test
    @DisplayName("PAY-12 the same account at another client is one alert from both sides, by token, never by number")
    void duplicateAccount() {
        AccountVerification mine = checked();
        AccountVerification theirs = submitted(
                Claim.of(PartyId.of("bob"), "Bob", AccountNumber.canada("000312345", "9876 543 4567")), cheque());
        Review seenByUs = machine.review(mine, DIRECTORY, Stream.of(theirs, mine));
        Review seenByThem = machine.review(theirs, DIRECTORY, Stream.of(mine));
        Alert ours = machine.alert(mine, seenByUs, at(MONDAY)).orElseThrow();
        assertThat(ours.kind()).isEqualTo(AlertKind.DUPLICATE_ACCOUNT);
        assertThat(ours.evidence().sentence()).isEqualTo("account CA 12345-003 ****4567 is claimed by ana and bob");
        assertThat(machine.alert(theirs, seenByThem, at(MONDAY)).orElseThrow().key())
                .isEqualTo(ours.key());
        assertThat(ours.subject().id())
                .isEqualTo(mine.claim().orElseThrow().account().token().value());
        assertThat(machine.alert(mine, machine.review(mine, DIRECTORY, Stream.of(mine)), at(MONDAY)))
                .isEmpty();
        AccountVerification refused = taken(theirs, AccountVerificationCommand.refuse("not his", RITA, "k9"), MONDAY);
        assertThat(machine.review(mine, DIRECTORY, Stream.of(refused)).otherHolders())
                .isEmpty();
        AccountVerification elsewhere =
                submitted(Claim.of(PartyId.of("bob"), "Bob", AccountNumber.canada("12345-004", NUMBER)), cheque());
        assertThat(machine.review(mine, DIRECTORY, Stream.of(elsewhere, machine.initial()))
                        .otherHolders())
                .isEmpty();
        assertThatThrownBy(() -> machine.review(machine.initial(), DIRECTORY, Stream.empty()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("PAY-12 a prenote that stays quiet for six banking days verifies, and not on the sixth")
    void prenote() {
        AccountVerificationCommand quiet = AccountVerificationCommand.prenoteQuiet(Actor.clock(), "k4");
        assertThat(refused(prenoted(), quiet, MONDAY.plusDays(8)).sentence())
                .endsWith("; sent 2027-03-01, it may come back until 2027-03-09, today is 2027-03-09");
        assertThat(machine.due(prenoted(), at(MONDAY.plusDays(8)))).isEmpty();
        List<AccountVerificationCommand> due = machine.due(prenoted(), at(MONDAY.plusDays(9)));
        assertThat(due).hasSize(1);
        AccountVerification verified = taken(prenoted(), due.get(0), MONDAY.plusDays(9));
        assertThat(verified.verifiedOn()).contains(MONDAY.plusDays(9));
        assertThat(verified.holdsOn(LocalDate.of(2028, 3, 10))).isTrue();
        assertThat(verified.holdsOn(LocalDate.of(2028, 3, 11))).isFalse();
        assertThat(prenoted().holdsOn(MONDAY)).isFalse();
        assertThat(machine.due(machine.initial(), at(MONDAY))).isEmpty();
    }

    @Test
    @DisplayName("PAY-12 a return or a notice of change ends the attempt; it may begin again with another document")
    void returned() {
        AccountVerification failed =
                taken(prenoted(), AccountVerificationCommand.returned("902", BANK, "item-1"), MONDAY.plusDays(3));
        assertThat(failed.status()).isEqualTo(AccountVerificationStatus.FAILED);
        assertThat(failed.reason()).isEqualTo("returned 902");
        AccountVerification changed =
                taken(deposited(), AccountVerificationCommand.changeNoticed("C01", BANK, "item-1"), MONDAY.plusDays(3));
        assertThat(changed.reason()).isEqualTo("notice of change C01");
        AccountVerification again = taken(failed, AccountVerificationCommand.retry(MARIA, "k5"), MONDAY);
        AccountVerification second =
                taken(again, AccountVerificationCommand.submitDocument(ID, claim(ANA), cheque(), MARIA, "k6"), MONDAY);
        assertThat(second.review()).isEmpty();
        assertThat(second.sentOn()).isEmpty();
        assertThat(second.reason()).isEmpty();
        assertThat(refused(
                                again,
                                AccountVerificationCommand.submitDocument(
                                        ID, claim(PartyId.of("bob")), cheque(), MARIA, "k6"),
                                MONDAY)
                        .code())
                .isEqualTo(AccountVerifications.Code.OTHER_VERIFICATION);
        assertThat(refused(
                                again,
                                AccountVerificationCommand.submitDocument(
                                        AccountVerification.Id.of("v-2"), claim(ANA), cheque(), MARIA, "k6"),
                                MONDAY)
                        .sentence())
                .isEqualTo("document of client ana for verification v-2, expected client ana and verification v-1");
        AccountVerificationCommand late = AccountVerificationCommand.returned("905", BANK, "item-2");
        Decision<AccountVerification, AccountVerificationEvent> refusal =
                machine.decide(verified(), late, at(MONDAY.plusDays(20)));
        assertThat(machine.alert(ID, late, refusal, at(MONDAY.plusDays(20)))
                        .orElseThrow()
                        .key()
                        .value())
                .isEqualTo("RAIL_FACT_REFUSED/account-verification:v-1/item-2");
        assertThat(machine.alert(ID, AccountVerificationCommand.retry(MARIA, "k"), refusal, at(MONDAY)))
                .isEmpty();
    }

    @Test
    @DisplayName("PAY-12 the two amounts, in either order, within three attempts")
    void microDeposits() {
        AccountVerification wrongTwice = deposited();
        for (int at = 1; at <= 2; at++) {
            wrongTwice = taken(
                    wrongTwice,
                    AccountVerificationCommand.confirmAmounts(deposits("0.37", "0.5" + (3 + at)), MARIA, "t" + at),
                    MONDAY);
            assertThat(wrongTwice.status()).isEqualTo(AccountVerificationStatus.MICRO_SENT);
            assertThat(wrongTwice.attempts()).isEqualTo(at);
            assertThat(wrongTwice.reason()).isEqualTo("attempt " + at + " of 3");
        }
        assertThat(taken(
                                wrongTwice,
                                AccountVerificationCommand.confirmAmounts(deposits("0.52", "0.37"), MARIA, "t3"),
                                MONDAY)
                        .status())
                .isEqualTo(AccountVerificationStatus.VERIFIED);
        Decision<AccountVerification, AccountVerificationEvent> third = machine.decide(
                wrongTwice,
                AccountVerificationCommand.confirmAmounts(deposits("0.37", "0.53"), MARIA, "t3"),
                at(MONDAY));
        assertThat(third.events())
                .extracting(AccountVerificationEvent::kind)
                .containsExactly(
                        AccountVerificationEvent.Kind.ATTEMPT_FAILED, AccountVerificationEvent.Kind.ATTEMPTS_USED);
        assertThat(third.state().status()).isEqualTo(AccountVerificationStatus.FAILED);
        assertThat(third.state().reason()).isEqualTo("3 wrong attempts");
        assertThat(refused(
                                third.state(),
                                AccountVerificationCommand.confirmAmounts(deposits("0.37", "0.52"), MARIA, "t4"),
                                MONDAY)
                        .code())
                .isEqualTo(Lifecycle.Reason.EVENT_NOT_ALLOWED);
        assertThatThrownBy(() -> deposits("0.00", "0.52")).hasMessageNotContaining("0.52");
        assertThatThrownBy(() -> deposits("0.52", "-0.01")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> Deposits.of(ID, CAD.of("0.10"), Amounts.in("USD").of("0.10")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("PAY-12 the client has ten banking days to tell the amounts")
    void tooLate() {
        AccountVerificationCommand expire = AccountVerificationCommand.expire(Actor.clock(), "k9");
        assertThat(refused(deposited(), expire, MONDAY.plusDays(14)).sentence())
                .isEqualTo(
                        "the client may tell the amounts until 2027-03-15, today is 2027-03-15, expected a later day");
        assertThat(machine.due(deposited(), at(MONDAY.plusDays(14)))).isEmpty();
        assertThat(machine.due(deposited(), at(MONDAY.plusDays(15)))).hasSize(1);
        assertThat(taken(deposited(), expire, MONDAY.plusDays(15)).status())
                .isEqualTo(AccountVerificationStatus.FAILED);
    }

    @Test
    @DisplayName(
            "PAY-12 a verification expires after twelve months, its last day inside, and may be renewed or revoked")
    void expires() {
        LocalDate last = LocalDate.of(2028, 3, 10);
        AccountVerificationCommand expire = AccountVerificationCommand.expire(Actor.clock(), "k9");
        assertThat(refused(verified(), expire, last).sentence())
                .endsWith("; verified until 2028-03-10, today is 2028-03-10");
        AccountVerification expired = taken(verified(), expire, last.plusDays(1));
        assertThat(expired.status()).isEqualTo(AccountVerificationStatus.EXPIRED);
        assertThat(expired.validThrough()).isEmpty();
        assertThat(taken(expired, AccountVerificationCommand.retry(MARIA, "k"), last)
                        .status())
                .isEqualTo(AccountVerificationStatus.UNVERIFIED);
        AccountVerification revoked =
                taken(verified(), AccountVerificationCommand.revoke("closed", MARIA, "k"), MONDAY);
        assertThat(revoked.reason()).isEqualTo("closed");
        assertThat(revoked.holdsOn(MONDAY)).isFalse();
    }

    @Test
    @DisplayName("PAY-12 the document alone is enough where the policy says so, for a person who did not check it")
    void documentOnly() {
        AccountVerificationCommand accept =
                AccountVerificationCommand.acceptDocumentOnly("known for years", Actor.approver("omar"), "k3");
        assertThat(refused(checked(), accept, MONDAY).sentence())
                .endsWith("; the policy wants a prenote or deposits after the document");
        assertThat(lenient.decide(checked(), accept, at(MONDAY))
                        .orThrow()
                        .state()
                        .status())
                .isEqualTo(AccountVerificationStatus.VERIFIED);
        assertThat(lenient.decide(
                                checked(),
                                AccountVerificationCommand.acceptDocumentOnly("x", Actor.approver("rita"), "k3"),
                                at(MONDAY))
                        .refusal()
                        .orElseThrow()
                        .sentence())
                .endsWith("; 'rita' checked the document, expected another person");
    }

    @Test
    @DisplayName("PAY-10 PAY-12 a claim is made of a number that passes its check, or of one that no rule judges")
    void claims() {
        AccountNumberCheck check = AccountNumberCheck.standard(ModulusWeightTable.none());
        assertThat(Claim.of(ANA, "Ana", AccountNumber.canada("12345-003", NUMBER), check)
                        .isClean())
                .isTrue();
        assertThat(Claim.of(ANA, "Ana", AccountNumber.canada("12345-003", "123456"), check)
                        .diagnostics())
                .singleElement()
                .satisfies(no -> {
                    assertThat(no.code()).isEqualTo(AccountNumberCheck.Fault.ACCOUNT_LENGTH);
                    assertThat(no.message()).contains("****456").doesNotContain("123456");
                });
        assertThat(Claim.of(ANA, "Ana", AccountNumber.uk("089999", "66374958"), check)
                        .diagnostics())
                .singleElement()
                .satisfies(no -> {
                    assertThat(no.code()).isEqualTo(AccountVerifications.Code.ACCOUNT_UNCHECKED);
                    assertThat(no.message()).doesNotContain("66374958");
                });
        assertThatThrownBy(() -> Claim.of(ANA, " ", AccountNumber.canada("12345-003", NUMBER)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Paper(Paper.Kind.BANK_LETTER, IMAGE, "Ana", null, ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AccountVerification.Id.of(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Paper.letter(IMAGE, AccountNumber.canada("12345-003", NUMBER), "Ana")
                        .read())
                .contains(claim(ANA).account());
        for (AccountVerifications.Policy.Builder bad : List.of(
                machine.policy().toBuilder().quietDays(-1),
                machine.policy().toBuilder().depositDays(-1),
                machine.policy().toBuilder().attempts(0),
                machine.policy().toBuilder().validMonths(0))) {
            assertThatThrownBy(bad::build).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @DisplayName("PAY-12 no image, no full account number and no deposited amount is kept or shown anywhere")
    void nothingKept() {
        List<Object> shown = new ArrayList<>();
        AccountVerification state = machine.initial();
        List<AccountVerificationCommand> commands = List.of(
                AccountVerificationCommand.submitDocument(ID, claim(ANA), cheque(), MARIA, "k1"),
                AccountVerificationCommand.submitDocument(
                        ID,
                        claim(ANA),
                        Paper.voidCheque(IMAGE, "#1 12345-003 " + NUMBER + "9876543", "x"),
                        MARIA,
                        "k1"),
                AccountVerificationCommand.check(new Review(null, List.of(), "seen", "seen"), RITA, "k2"),
                AccountVerificationCommand.sendMicroDeposits(deposits("0.37", "0.52"), MONDAY, MARIA, "k3"),
                AccountVerificationCommand.confirmAmounts(deposits("0.37", "0.53"), MARIA, "k4"),
                AccountVerificationCommand.check(new Review(null, List.of(PartyId.of("bob")), "", ""), RITA, "k5"),
                AccountVerificationCommand.confirmAmounts(deposits("0.37", "0.52"), MARIA, "k6"));
        for (AccountVerificationCommand command : commands) {
            Decision<AccountVerification, AccountVerificationEvent> decision =
                    machine.decide(state, command, at(MONDAY));
            state = decision.state();
            shown.addAll(List.of(command, command.body(), decision.events(), decision.evidence(), state));
            decision.refusal().ifPresent(shown::add);
            shown.addAll(state.history().toList());
        }
        assertThat(state.status()).isEqualTo(AccountVerificationStatus.VERIFIED);
        shown.add(machine.alert(state, new Review(null, List.of(PartyId.of("bob")), "", ""), at(MONDAY)));
        shown.add(deposits("0.37", "0.52"));
        shown.add(Documents.text(machine.toDocument(state), Locale.CANADA));
        shown.add(Documents.html(machine.toDocument(state), Locale.CANADA));
        shown.add(machine.due(prenoted(), at(MONDAY.plusDays(30))));
        for (Object each : shown) {
            assertThat(each.toString())
                    .doesNotContain(NUMBER)
                    .doesNotContain("98765434")
                    .doesNotContain("scan of a cheque")
                    .doesNotContain("0.37")
                    .doesNotContain("0.52")
                    .doesNotContain("0.53");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "html"})
    @DisplayName("PAY-12 the evidence sheet shows who did what when on which image")
    void evidenceSheet(String form) {
        AccountVerification submitted =
                submitted(claim(ANA), Paper.voidCheque(IMAGE, "#1 12345-003 " + NUMBER, "Lima Foods"));
        Review review = machine.review(submitted, DIRECTORY, Stream.empty()).acceptName("trading name");
        AccountVerification verified = submitted;
        verified = taken(verified, AccountVerificationCommand.askAgain("unsharp <scan>", RITA, "e1"), MONDAY);
        verified = taken(
                verified,
                AccountVerificationCommand.submitDocument(
                        ID, claim(ANA), Paper.voidCheque(IMAGE, "#1 12345-003 " + NUMBER, "Lima Foods"), MARIA, "e2"),
                MONDAY.plusDays(1));
        verified = taken(verified, AccountVerificationCommand.check(review, RITA, "e3"), MONDAY.plusDays(1));
        verified = taken(
                verified,
                AccountVerificationCommand.sendPrenote("trace-1", MONDAY.plusDays(2), MARIA, "e4"),
                MONDAY.plusDays(1));
        verified = taken(verified, AccountVerificationCommand.prenoteQuiet(Actor.clock(), "e5"), MONDAY.plusDays(15));
        GoldenFile.named("verification-evidence." + (form.equals("text") ? "txt" : "html"))
                .holds(
                        form.equals("text")
                                ? Documents.text(machine.toDocument(verified), Locale.UK)
                                : Documents.html(machine.toDocument(verified), Locale.UK));
        assertThat(Documents.text(machine.toDocument(machine.initial()), Locale.UK))
                .contains("not begun");
    }

    @Test
    @DisplayName(
            "PAY-17 every state of a verification takes, or refuses with the one right code, every command of every actor")
    void everyCell() {
        List<AccountVerification> states = List.of(
                machine.initial(),
                submitted(claim(ANA), cheque()),
                checked(),
                prenoted(),
                deposited(),
                taken(
                        taken(
                                deposited(),
                                AccountVerificationCommand.confirmAmounts(deposits("0.01", "0.01"), MARIA, "t1"),
                                MONDAY),
                        AccountVerificationCommand.confirmAmounts(deposits("0.01", "0.01"), MARIA, "t2"),
                        MONDAY),
                taken(prenoted(), AccountVerificationCommand.returned("902", BANK, "i"), MONDAY),
                verified(),
                taken(submitted(claim(ANA), cheque()), AccountVerificationCommand.refuse("", RITA, "s"), MONDAY),
                taken(verified(), AccountVerificationCommand.expire(Actor.clock(), "s"), MONDAY.plusYears(2)),
                taken(verified(), AccountVerificationCommand.revoke("", MARIA, "s"), MONDAY));
        List<AccountVerificationCommand> commands = new ArrayList<>();
        for (Actor.Role role : Actor.Role.values()) {
            commands.addAll(commands(MachineLaws.somebody(role), "c-" + role));
        }
        assertThat(MachineLaws.everyCell(
                        lenient, states, AccountVerification::status, commands, at(MONDAY.plusYears(3))))
                .containsExactlyInAnyOrderElementsOf(MachineLaws.rows(lenient));
        MachineLaws.everyCell(machine, states, AccountVerification::status, commands, at(MONDAY));
    }

    private static List<AccountVerificationCommand> commands(Actor by, String key) {
        Review fine = new Review(Branch.of("CA", "12345-003", "Royal Bank", ""), List.of(), "", "");
        return List.of(
                AccountVerificationCommand.submitDocument(ID, claim(ANA), cheque(), by, key),
                AccountVerificationCommand.check(fine, by, key),
                AccountVerificationCommand.askAgain("", by, key),
                AccountVerificationCommand.refuse("", by, key),
                AccountVerificationCommand.acceptDocumentOnly("", by, key),
                AccountVerificationCommand.sendPrenote("r", MONDAY, by, key),
                AccountVerificationCommand.sendMicroDeposits(deposits("0.37", "0.52"), MONDAY, by, key),
                AccountVerificationCommand.confirmAmounts(deposits("0.37", "0.52"), by, key),
                AccountVerificationCommand.confirmAmounts(deposits("0.37", "0.53"), by, key),
                AccountVerificationCommand.returned("902", by, key),
                AccountVerificationCommand.changeNoticed("C01", by, key),
                AccountVerificationCommand.prenoteQuiet(by, key),
                AccountVerificationCommand.expire(by, key),
                AccountVerificationCommand.retry(by, key),
                AccountVerificationCommand.revoke("", by, key));
    }

    @Property
    void anyWalkIsReplayedAndFolded(
            @ForAll @Size(max = 30) List<@IntRange(max = 1000) Integer> picks,
            @ForAll @IntRange(min = 1, max = 40) int stepDays) {
        List<AccountVerificationCommand> commands = new ArrayList<>();
        for (int at = 0; at < picks.size(); at++) {
            Actor by = MachineLaws.somebody(ROLES.get(picks.get(at) / 15 % ROLES.size()));
            commands.add(commands(by, "key-" + picks.get(at) + "-" + at % 5).get(picks.get(at) % 15));
        }
        AccountVerification last = MachineLaws.walk(lenient, commands, at(MONDAY), Duration.ofDays(stepDays));
        assertThat(last.validThrough().isPresent()).isEqualTo(last.status() == AccountVerificationStatus.VERIFIED);
        assertThat(Optional.of(last.attempts()))
                .hasValueSatisfying(tries -> assertThat(tries).isBetween(0, 3));
    }
}
