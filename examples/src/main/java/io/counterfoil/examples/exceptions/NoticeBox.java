package io.counterfoil.examples.exceptions;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.reconciliation.breaks.Break;
import io.counterfoil.reconciliation.breaks.BreakClass;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.stripe.fact.FactStore;
import io.counterfoil.stripe.intake.IntakeResult;
import io.counterfoil.stripe.intake.StripeIntake;
import io.counterfoil.stripe.webhook.WebhookSecrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The endpoint for Stripe's notices: what is signed and cannot be read or understood is a case until somebody has read it. Not thread-safe. */
final class NoticeBox {

    private static final String SECRET = "whsec_exception_week";

    private final StripeIntake intake = StripeIntake.builder(WebhookSecrets.of("endpoint-1", SECRET))
            .account("acct_parlour")
            .test()
            .facts(FactStore.inMemory())
            .build();
    private final Map<IntakeResult.Kind, Integer> counts = new TreeMap<>();
    private final Map<String, String> kept = new LinkedHashMap<>();
    private int unknownTypes;

    void receive(Script.Notice notice) {
        byte[] body = notice.body().getBytes(StandardCharsets.UTF_8);
        String secret = notice.isSigned() ? SECRET : "whsec_somebody_else";
        IntakeResult result = intake.accept(body, signature(secret, body, notice.at()), notice.at());
        counts.merge(result.kind(), 1, Integer::sum);
        if (result.kind() == IntakeResult.Kind.QUARANTINED) {
            kept.put(notice.id(), "is signed by Stripe and cannot be read; it is kept as it came");
        } else if (result.kind() == IntakeResult.Kind.RECORDED
                && !result.diagnostics().isEmpty()) {
            unknownTypes++;
            kept.put(
                    notice.id(),
                    "is of type " + result.eventType()
                            + ", which is not known; it is recorded, and nothing is done about it");
        }
    }

    /** What Stripe puts beside a body. */
    private static String signature(String secret, byte[] body, Instant at) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((at.getEpochSecond() + ".").getBytes(StandardCharsets.US_ASCII));
            return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is in every JDK", e);
        }
    }

    /** Somebody read it at Stripe's dashboard and recorded what it says. */
    void read(String notice) {
        kept.remove(notice);
    }

    /** A case each. */
    List<Break> breaks(LocalDate today) {
        return kept.entrySet().stream()
                .map(notice -> Break.builder()
                        .breakClass(BreakClass.REJECTED_INPUT)
                        .subject(SubjectRef.of("notice", notice.getKey()))
                        .addItem(ItemId.of(notice.getKey()))
                        .day(today)
                        .age(Break.Age.NONE)
                        .evidence(Evidence.of(
                                BreakClass.REJECTED_INPUT, "notice " + notice.getKey() + " " + notice.getValue()))
                        .build())
                .map(Break.class::cast)
                .toList();
    }

    /** How many notices ended so. */
    int count(IntakeResult.Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    /** How many notices came in all. */
    int delivered() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Notices that were taken although something in them is not known. */
    int unknownTypes() {
        return unknownTypes;
    }
}
