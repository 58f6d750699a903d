package io.counterfoil.ticketing.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.ticketing.triage.Classifier.Example;
import io.counterfoil.ticketing.triage.Classifier.Score;
import io.counterfoil.ticketing.triage.Classifier.Scores;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IncomingItemTest {

    private static final Instant NOW = Instant.parse("2027-03-01T10:00:00Z");
    private static final Route FINANCE = Route.of("finance", "INVOICE", Priority.NORMAL);
    private static final Route SUPPORT = Route.of("support", "REQUEST", Priority.NORMAL);
    private static final Route BANK = Route.of("bank", "EXCEPTION", Priority.HIGH);

    private static IncomingItem.Builder item() {
        return IncomingItem.builder().id("m-1").receivedAt(NOW);
    }

    private static IncomingItem mail(String text) {
        return IncomingItem.ofMail(text.getBytes(StandardCharsets.UTF_8), 10_000, NOW);
    }

    @Test
    @DisplayName(
            "TIC-12 a mail is read: folded headers, encoded words, quoted-printable in its charset, and its digest")
    void mailIsRead() {
        IncomingItem item = mail(String.join(
                "\r\n",
                "Message-ID: <a1@x>",
                "From: Ana Belén <Ana@X.example>",
                "To: finance@desk.example",
                "Subject: =?UTF-8?Q?Factura_n=C3=BAmero?=",
                " =?utf-8?B?IDQ3MTE=?=",
                "In-Reply-To: <q2@desk>",
                "References: <q1@desk>",
                " <q2@desk>",
                "Content-Type: text/plain; charset=\"iso-8859-1\"",
                "Content-Transfer-Encoding: quoted-printable",
                "",
                "Donde est=E1=",
                "? card 4111 1111 1111 1111",
                ""));
        assertThat(item.id()).isEqualTo("a1@x");
        assertThat(item.sender()).isEqualTo("ana@x.example");
        assertThat(item.mailbox()).isEqualTo("finance@desk.example");
        assertThat(item.subject()).isEqualTo("Factura número 4711");
        assertThat(item.body()).isEqualTo("Donde está? card [PAN ****1111]\r\n");
        assertThat(item.answers()).containsExactly("q2@desk", "q1@desk");
        assertThat(item.rejections()).isEmpty();
        assertThat(item.rawHash()).isPresent();
        assertThat(mail("Message-ID: <b@x>\nContent-Transfer-Encoding: base64\n\naGVsbG8=\n")
                        .body())
                .isEqualTo("hello");
        assertThat(mail("Message-ID: <b@x>\nSubject: =?nonsense?Q?x?=\n\nhello").subject())
                .isEqualTo("=?nonsense?Q?x?=");
    }

    @Test
    @DisplayName(
            "TIC-12 a mail without ids, with broken bytes or over size goes to the manual queue with digest and rejections")
    void badMailGoesToAPerson() {
        Triage triage = Triage.builder("manual")
                .rule(TriageRule.named("all").routesTo(SUPPORT))
                .build();
        IncomingItem noId = mail("Subject: hello\n\nthere");
        assertThat(noId.rejections()).extracting("code").containsExactly(TriageCode.NO_MESSAGE_ID);
        assertThat(noId.id()).isEqualTo("raw-" + noId.rawHash().orElseThrow().shortHex());
        byte[] broken = "Message-ID: <a@x>\n\nwith \u00e9".getBytes(StandardCharsets.ISO_8859_1);
        IncomingItem bytes = IncomingItem.ofMail(broken, 100, NOW);
        assertThat(bytes.rejections()).extracting("code").containsExactly(TriageCode.BROKEN_ENCODING);
        assertThat(bytes.rejections().get(0).location().offset()).isEqualTo(19);
        assertThat(bytes.rawHash()).contains(Sha256.of(broken));
        assertThat(bytes.body()).isEmpty();
        IncomingItem large = IncomingItem.ofMail(broken, broken.length - 1, NOW);
        assertThat(large.rejections()).extracting("code").containsExactly(TriageCode.OVER_SIZE);
        assertThat(IncomingItem.ofMail(broken, broken.length, NOW).rejections())
                .extracting("code")
                .doesNotContain(TriageCode.OVER_SIZE);
        IncomingItem base64 = mail("Message-ID: <a@x>\nContent-Transfer-Encoding: base64\n\naGVsb");
        assertThat(base64.rejections()).extracting("code").containsExactly(TriageCode.BROKEN_ENCODING);
        assertThat(mail("Message-ID: <a@x>\nContent-Type: text/plain; charset=klingon\n\nx")
                        .rejections())
                .extracting("code")
                .containsExactly(TriageCode.BROKEN_ENCODING);
        for (IncomingItem bad : List.of(noId, bytes, large, base64, IncomingItem.ofMail(new byte[0], 9, NOW))) {
            TriageResult result = triage.assess(bad);
            assertThat(result.abstained()).isTrue();
            assertThat(result.route().queue()).isEqualTo("manual");
            assertThat(result.evidence().facts().get(0).code()).isEqualTo(TriageCode.UNREADABLE);
            assertThat(result.evidence().sentence())
                    .contains(bad.rawHash().orElseThrow().shortHex());
        }
    }

    @Test
    @DisplayName("TIC-26 rules see mailbox, sender, headers, words of the subject and references found by pattern")
    void rulesSeeItems() {
        Triage triage = Triage.builder("manual")
                .reference("invoice", Pattern.compile("INV-(\\d{4,})"))
                .rule(TriageRule.named("finance")
                        .mailbox("finance@")
                        .mention("invoice")
                        .skill("invoices")
                        .routesTo(FINANCE))
                .rule(TriageRule.named("bank").sender("@bank.example").routesTo(BANK))
                .rule(TriageRule.named("list").putHeader("X-Form", "redeem").routesTo(SUPPORT))
                .rule(TriageRule.named("words").subjectWord("Points").routesTo(SUPPORT))
                .rule(TriageRule.named("alerts").kind(AlertKind.VELOCITY).routesTo(BANK))
                .build();
        TriageResult invoice = triage.assess(item().mailbox("Finance@desk.example")
                .body("please resend INV-20271 and INV-20272")
                .build());
        assertThat(invoice.route()).isEqualTo(FINANCE);
        assertThat(invoice.skills()).containsExactly("invoices");
        assertThat(invoice.mentions())
                .containsExactlyInAnyOrder(SubjectRef.of("invoice", "20271"), SubjectRef.of("invoice", "20272"));
        assertThat(triage.assess(item().mailbox("finance@desk").body("hello").build())
                        .abstained())
                .isTrue();
        assertThat(triage.assess(item().sender("Desk@Bank.example").build()).route())
                .isEqualTo(BANK);
        assertThat(triage.assess(item().sender("desk@notbank.example").build()).abstained())
                .isTrue();
        assertThat(triage.assess(item().header("x-form", "REDEEM-2").build()).route())
                .isEqualTo(SUPPORT);
        assertThat(triage.assess(item().subject("my points?").build()).route()).isEqualTo(SUPPORT);
        assertThat(triage.assess(item().subject("my pointless mail").build()).abstained())
                .isTrue();
        Alert alert = Alert.builder()
                .kind(AlertKind.VELOCITY)
                .severity(Diagnostic.Severity.LOW)
                .subject(SubjectRef.of("client", "1"))
                .evidence(Evidence.none())
                .raisedAt(NOW)
                .build();
        assertThat(triage.assess(alert).route()).isEqualTo(BANK);
        assertThat(Triage.builder("manual")
                        .rule(TriageRule.named("finance").mailbox("finance@").routesTo(FINANCE))
                        .build()
                        .assess(alert)
                        .abstained())
                .as("a rule about mailboxes does not speak of alerts")
                .isTrue();
    }

    private static Classifier fixed(double first, double second) {
        return item -> new Scores(List.of(new Score(SUPPORT, second), new Score(FINANCE, first)));
    }

    @Test
    @DisplayName(
            "TIC-26 the classifier decides from 0.80 with a lead of 0.20 on, else a person does and sees the candidates")
    void classifierDecidesOrAbstains() {
        assertThat(triage(fixed(0.80, 0.20)).assess(item().build()).route()).isEqualTo(FINANCE);
        TriageResult weak = triage(fixed(0.79, 0.01)).assess(item().build());
        assertThat(weak.abstained()).isTrue();
        assertThat(weak.candidates()).containsExactly(FINANCE, SUPPORT);
        assertThat(weak.evidence().facts().get(0).code()).isEqualTo(TriageCode.NOT_SURE);
        Triage close = Triage.builder("manual")
                .classifier(fixed(0.55, 0.36))
                .sure(0.5, 0.2)
                .build();
        assertThat(close.assess(item().build()).abstained()).isTrue();
        assertThat(Triage.builder("manual")
                        .classifier(fixed(0.58, 0.36))
                        .sure(0.5, 0.2)
                        .build()
                        .assess(item().build())
                        .abstained())
                .isFalse();
        assertThat(Triage.builder("manual")
                        .build()
                        .assess(item().build())
                        .evidence()
                        .facts()
                        .get(0)
                        .code())
                .isEqualTo(TriageCode.NO_RULE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Triage.builder("m").sure(0, 0.2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Triage.builder("m").sure(0.8, 1.1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Triage.builder("m").perHour(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Score(FINANCE, 1.1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Scores(List.of(new Score(FINANCE, 0.7), new Score(SUPPORT, 0.5))));
    }

    private static Triage triage(Classifier classifier) {
        return Triage.builder("manual").classifier(classifier).build();
    }

    private static List<Example> examples(int n, long seed) {
        String[][] words = {
            {"invoice", "payment", "credit", "statement", "amount", "please"},
            {"points", "password", "login", "reward", "please", "account"}
        };
        Random random = new Random(seed);
        List<Example> examples = new ArrayList<>();
        for (int at = 0; at < n; at++) {
            int side = at % 2;
            StringBuilder text = new StringBuilder();
            for (int word = 0; word < 6; word++) {
                int from = random.nextInt(10) < 7 ? side : 1 - side;
                text.append(words[from][random.nextInt(6)]).append(' ');
            }
            examples.add(new Example(text.toString(), side == 0 ? FINANCE : SUPPORT));
        }
        return examples;
    }

    @Test
    @DisplayName("TIC-26 naive Bayes agrees with the formula by hand, and probabilities add up")
    void naiveBayesByHand() {
        Classifier classifier = Classifier.naiveBayes(
                List.of(
                        new Example("invoice amount", FINANCE),
                        new Example("invoice", FINANCE),
                        new Example("points", SUPPORT)),
                List.of());
        // vocabulary 3 (+1 unknown); finance: 2 of 3 examples, 3 words, "invoice" twice; support: 1 word
        double finance = 2.0 / 3 * (3.0 / 7);
        double support = 1.0 / 3 * (1.0 / 5);
        Scores scores = classifier.score(item().subject("Invoice").build());
        assertThat(scores.all().get(0).route()).isEqualTo(FINANCE);
        assertThat(scores.top()).isCloseTo(finance / (finance + support), within(1e-12));
        assertThat(scores.lead()).isCloseTo((finance - support) / (finance + support), within(1e-12));
        assertThat(new Scores(List.of(new Score(BANK, 0.4))).lead()).isEqualTo(0.4);
        assertThat(new Scores(List.of()).top()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> Classifier.naiveBayes(List.of(), List.of()));
    }

    @Test
    @DisplayName("TIC-26 calibration on held-back examples makes probabilities mean what they say")
    void calibration() {
        List<Example> unseen = examples(1_000, 3);
        Classifier.Quality raw =
                triage(Classifier.naiveBayes(examples(400, 1), List.of())).assess(unseen);
        Classifier.Quality calibrated = triage(Classifier.naiveBayes(examples(400, 1), examples(400, 2)))
                .assess(unseen);
        assertThat(calibrated.n()).isEqualTo(1_000);
        assertThat(calibrated.accuracy()).isGreaterThan(0.9);
        assertThat(calibrated.abstained()).isBetween(0.01, 0.6);
        assertThat(calibrated.calibrationError()).isLessThan(0.05).isLessThanOrEqualTo(raw.calibrationError() + 0.01);
        assertThat(triage(fixed(0.9, 0.1)).assess(List.of()).abstained()).isZero();
        Classifier.Quality sure =
                triage(fixed(0.9, 0.1)).assess(List.of(new Example("a", FINANCE), new Example("b", SUPPORT)));
        assertThat(sure).isEqualTo(new Classifier.Quality(2, 2, 1, 0.4));
        assertThat(sure.accuracy()).isEqualTo(0.5);
    }

    @Test
    void aBlankIdIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IncomingItem.builder().id(" ").receivedAt(NOW).build());
    }
}
