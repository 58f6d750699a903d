package io.counterfoil.examples.clientservices;

import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.account.AccountNumberCheck.InstitutionDirectory;
import io.counterfoil.payments.account.AccountNumberCheck.InstitutionDirectory.Branch;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.onboarding.Checklist;
import io.counterfoil.payments.onboarding.MerchantApplication;
import io.counterfoil.payments.onboarding.MerchantApplicationCommand;
import io.counterfoil.payments.onboarding.MerchantApplicationEvent;
import io.counterfoil.payments.onboarding.MerchantApplications;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.verification.AccountVerification;
import io.counterfoil.payments.verification.AccountVerificationCommand;
import io.counterfoil.payments.verification.AccountVerificationEvent;
import io.counterfoil.payments.verification.AccountVerifications;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** New merchants: their void cheques, and their applications until they are active. Not thread-safe. */
final class Onboarding {

    private static final InstitutionDirectory DIRECTORY =
            InstitutionDirectory.of(List.of(Branch.of("CA", "12345-003", "Royal Bank", "King and Bay")));
    private static final String LIMA = "98765434567";

    private final Office office;
    private final AccountVerifications cheques =
            AccountVerifications.of(AccountVerifications.Policy.standard(Month.CALENDAR, Month.ZONE));
    private final EventStore<AccountVerification.Id, AccountVerificationEvent> chequeStore = EventStore.inMemory();
    private final MerchantApplications applications =
            MerchantApplications.of(MerchantApplications.Policy.standard(Month.ZONE).toBuilder()
                    .partnerStep(false)
                    .build());
    private final EventStore<MerchantApplication.Id, MerchantApplicationEvent> applicationStore = EventStore.inMemory();
    private final List<String> refusals = new ArrayList<>();

    Onboarding(Office office) {
        this.office = office;
    }

    List<AccountVerification> verifications() {
        return chequeStore.all(cheques).toList();
    }

    List<MerchantApplication> merchants() {
        return applicationStore.all(applications).toList();
    }

    /** What a machine did not allow, in its words. */
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    MerchantApplication.Standing standing(MerchantApplication application) {
        return applications.assess(application, Month.at(Month.LAST, 20));
    }

    /** What the clock asks for: quiet prenotes, reminders. */
    void morning(LocalDate day) {
        Instant now = Month.at(day, 8);
        for (AccountVerification one : verifications()) {
            cheques.due(one, now)
                    .forEach(command -> cheque(one.id().orElseThrow().value(), command, now));
        }
        for (MerchantApplication one : merchants()) {
            applications
                    .due(one, now)
                    .forEach(command ->
                            merchant(one.applicant().orElseThrow().id().value(), command, now));
            applications.alerts(one, now).forEach(office::raise);
        }
    }

    /** What new merchants and the reviewer do on the day. */
    void day(LocalDate day) {
        Instant now = Month.at(day, 11);
        switch (day.getDayOfMonth()) {
            case 2 -> {
                begin("app-1", "lima-foods", "Lima Foods Ltd", now);
                everything("app-1", now);
                merchant("app-1", MerchantApplicationCommand.submit(Month.MARIA, "submit"), now);
                paper(
                        "v-1",
                        "lima-foods",
                        "Lima Foods Ltd",
                        LIMA,
                        "C001C A12345D003A " + LIMA + "C",
                        "LIMA FOODS LTD.",
                        now);
            }
            case 3 -> {
                merchant("app-1", MerchantApplicationCommand.startReview(Month.RITA, "start"), now);
                checked("v-1", "", now);
            }
            case 4 -> cheque("v-1", AccountVerificationCommand.sendPrenote("pre-1", day, Month.MARIA, "prenote"), now);
            case 8 -> {
                begin("app-2", "quay-cafe", "Quay Cafe Inc", now);
                everything("app-2", now);
                merchant("app-2", MerchantApplicationCommand.submit(Month.MARIA, "submit"), now);
                merchant("app-2", MerchantApplicationCommand.startReview(Month.RITA, "start"), now);
                merchant(
                        "app-2",
                        MerchantApplicationCommand.reject("REGISTRATION", "older than a year", Month.RITA, "no"),
                        now);
                List<String> missing = List.of("REGISTRATION");
                merchant(
                        "app-2",
                        MerchantApplicationCommand.requestDocuments(
                                missing, "A profile report of this year, please.", Month.RITA, "ask"),
                        now);
                paper("v-2", "quay-cafe", "Quay Cafe Inc", "1234599", "C002C A12345D003A 1234599C", "DANA QUAY", now);
            }
            case 9 -> {
                checked("v-2", "", now);
                checked("v-2", "owner's name, registry seen", now);
                cheque("v-2", AccountVerificationCommand.sendPrenote("pre-2", day, Month.MARIA, "prenote"), now);
            }
            case 11 -> cheque("v-2", AccountVerificationCommand.returned("905", Month.BANK, "pre-2-back"), now);
            case 15 -> {
                paper("v-3", "nord-sport", "Nord Sport", LIMA, "C003C A12345D003A " + LIMA + "C", "NORD SPORT", now);
                checked("v-3", "", now);
                cheque(
                        "v-3",
                        AccountVerificationCommand.refuse("account of another client", Month.RITA, "refuse"),
                        now);
            }
            case 16 -> approve(day, now);
            case 17 -> configure(now);
            case 22 -> {
                begin("app-3", "oak-vet", "Oak Veterinary Ltd", now);
                merchant("app-3", MerchantApplicationCommand.submit(Month.MARIA, "submit"), now);
                paper("v-4", "oak-vet", "Oak Veterinary Ltd", "7654321", "a smudge", "OAK VETERINARY LTD", now);
                checked("v-4", "", now);
                cheque("v-4", AccountVerificationCommand.askAgain("not readable", Month.RITA, "again"), now);
            }
            default -> {}
        }
    }

    private void begin(String id, String merchant, String name, Instant now) {
        MerchantApplication.Applicant applicant = MerchantApplication.Applicant.builder()
                .id(id)
                .merchant(merchant)
                .legalName(name)
                .type(MerchantApplication.BusinessType.CORPORATION)
                .jurisdiction("CA")
                .owner("Ana Lima", "70", true)
                .owner("Bruno Dias", "30", false)
                .build();
        merchant(id, MerchantApplicationCommand.begin(applicant, Checklist.standard(), Month.MARIA, "begin"), now);
    }

    private void everything(String id, Instant now) {
        Map<String, MerchantApplication.Upload> papers = new TreeMap<>();
        state(id)
                .items()
                .forEach(item -> papers.put(
                        item.line().key(),
                        MerchantApplication.Upload.of(
                                item.line().title() + ".pdf",
                                Sha256.of(id + item.line().key()))));
        merchant(id, MerchantApplicationCommand.receive(papers, Month.MARIA, "papers"), now);
    }

    private MerchantApplication state(String id) {
        return applications.fold(applicationStore.load(MerchantApplication.Id.of(id)));
    }

    /** Every paper is accepted; the void cheque once its account is verified. */
    private void approve(LocalDate day, Instant now) {
        boolean verified =
                cheques.fold(chequeStore.load(AccountVerification.Id.of("v-1"))).holdsOn(day);
        for (MerchantApplication.Item item : state("app-1").items()) {
            String key = item.line().key();
            if (key.equals("BANK_PROOF") && !verified) {
                continue;
            }
            merchant("app-1", MerchantApplicationCommand.accept(key, Month.RITA, "accept-" + key), now);
        }
        merchant("app-1", MerchantApplicationCommand.approve(Month.BEN, "approve"), now);
    }

    private void configure(Instant now) {
        MerchantApplication.Setup setup = new MerchantApplication.Setup(
                List.of("client:lima-foods"), "standard-2027", Month.CAD.of("5000.00"), Month.CAD.of("20000.00"));
        merchant("app-1", MerchantApplicationCommand.configure(setup, Month.MARIA, "configure"), now);
        merchant("app-1", MerchantApplicationCommand.tested(true, "one cent out and back", Month.MARIA, "test"), now);
        merchant("app-1", MerchantApplicationCommand.activate(Month.MARIA, "activate"), now);
    }

    private void merchant(String id, MerchantApplicationCommand command, Instant now) {
        Decision<MerchantApplication, MerchantApplicationEvent> decision =
                applicationStore.apply(applications, MerchantApplication.Id.of(id), command, now);
        decision.refusal().ifPresent(no -> refusals.add(id + ": " + no.sentence()));
        applications
                .alert(MerchantApplication.Id.of(id), command, decision, now)
                .ifPresent(office::raise);
    }

    private void paper(String id, String client, String holder, String account, String line, String name, Instant now) {
        AccountVerification.Claim claim =
                AccountVerification.Claim.of(PartyId.of(client), holder, AccountNumber.canada("12345-003", account));
        AccountVerification.Paper paper = AccountVerification.Paper.voidCheque(Sha256.of("image " + id), line, name);
        cheque(
                id,
                AccountVerificationCommand.submitDocument(
                        AccountVerification.Id.of(id), claim, paper, Month.MARIA, "paper"),
                now);
    }

    /** Form against cheque, branch, name, and whether another client has the account. */
    private void checked(String id, String nameAccepted, Instant now) {
        AccountVerification at = cheques.fold(chequeStore.load(AccountVerification.Id.of(id)));
        AccountVerification.Review review = cheques.review(at, DIRECTORY, verifications().stream());
        cheques.alert(at, review, now).ifPresent(office::raise);
        cheque(
                id,
                AccountVerificationCommand.check(
                        nameAccepted.isEmpty() ? review : review.acceptName(nameAccepted),
                        Month.RITA,
                        "check" + nameAccepted.length()),
                now);
    }

    private void cheque(String id, AccountVerificationCommand command, Instant now) {
        Decision<AccountVerification, AccountVerificationEvent> decision =
                chequeStore.apply(cheques, AccountVerification.Id.of(id), command, now);
        decision.refusal().ifPresent(no -> refusals.add(id + ": " + no.sentence()));
        cheques.alert(AccountVerification.Id.of(id), command, decision, now).ifPresent(office::raise);
    }
}
