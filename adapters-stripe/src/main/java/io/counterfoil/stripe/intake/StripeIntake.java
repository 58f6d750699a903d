package io.counterfoil.stripe.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.stripe.fact.FactStore;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.internal.FactFolder;
import io.counterfoil.stripe.fact.internal.FactFolder.Folded;
import io.counterfoil.stripe.fact.internal.FactOrder.Decision;
import io.counterfoil.stripe.fact.internal.FactReader;
import io.counterfoil.stripe.fact.internal.StripeJson;
import io.counterfoil.stripe.intake.IntakeResult.Kind;
import io.counterfoil.stripe.intake.IntakeResult.Pull;
import io.counterfoil.stripe.intake.StripeInbox.EventKey;
import io.counterfoil.stripe.intake.StripeInbox.Quarantined;
import io.counterfoil.stripe.intake.StripeInbox.Recorded;
import io.counterfoil.stripe.intake.internal.ApiFamily;
import io.counterfoil.stripe.intake.internal.EventTypes;
import io.counterfoil.stripe.intake.internal.Nameless;
import io.counterfoil.stripe.intake.internal.Notice;
import io.counterfoil.stripe.intake.internal.Notice.Envelope;
import io.counterfoil.stripe.intake.internal.NoticeAlerts;
import io.counterfoil.stripe.intake.internal.NoticeReader;
import io.counterfoil.stripe.intake.internal.Pulls;
import io.counterfoil.stripe.webhook.WebhookSecrets;
import io.counterfoil.stripe.webhook.WebhookVerification;
import io.counterfoil.stripe.webhook.WebhookVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what Stripe sends: verifies it, reads it, folds it into the facts, and records it last (specification 4.1 to 4.4, STR-05 to STR-12).
 *
 * <p>The order is: signature, envelope, mode and account, inbox, fact, the host's reaction, inbox. A crash or a failing reaction before the last step answers
 * 503 and Stripe sends the notice again; what was stored by then changes nothing the second time. Thread-safe, as far as inbox, store and reaction are.
 */
public final class StripeIntake {

    private static final Logger LOG = LoggerFactory.getLogger(StripeIntake.class);

    /** Below {@code /v1/} or {@code /v2/}: a signed body may say anything, and what it says is asked with the host's key. */
    private static final String PATH = "[A-Za-z0-9_][A-Za-z0-9_./-]{0,255}";

    private final WebhookVerifier verifier;
    private final StripeAccountId account;
    private final boolean livemode;
    private final boolean busAuthenticated;
    private final String apiVersion;
    private final StripeInbox inbox;
    private final FactFolder folder;
    private final FactFolder.Lookup lookup;
    private final Consumer<IntakeResult> reaction;
    private final NoticeReader notices;
    private final EventTypes types;
    private final Map<Kind, LongAdder> counts;

    private StripeIntake(Builder builder) {
        this.account = Objects.requireNonNull(builder.account, "account: the Stripe account must be given");
        this.livemode = Objects.requireNonNull(builder.livemode, "mode: live() or test() must be called");
        this.verifier = WebhookVerifier.of(builder.secrets)
                .withTolerance(builder.tolerance)
                .withMaxPayloadBytes(builder.maxPayloadBytes);
        this.busAuthenticated = builder.busAuthenticated;
        this.apiVersion = builder.apiVersion;
        this.inbox = builder.inbox;
        this.folder = new FactFolder(builder.facts);
        Function<Pull, Optional<StripeFact>> reader = builder.reader;
        this.lookup = like -> like.key()
                .flatMap(key -> Pulls.path(like).map(path -> new Pull(key.account(), key.livemode(), path)))
                .flatMap(reader);
        this.reaction = builder.reaction;
        this.notices = new NoticeReader(new NoticeReader.Receiver(livemode, Optional.of(account), builder.connect));
        this.types = EventTypes.standard();
        this.counts = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            counts.put(kind, new LongAdder());
        }
    }

    /** A builder; account and mode must be given. */
    public static Builder builder(WebhookSecrets secrets) {
        return new Builder(secrets);
    }

    /**
     * Takes a notice.
     *
     * @param body the raw bytes as they came
     * @param signatureHeader the header {@code Stripe-Signature}; null where it was not sent
     * @param receivedAt when it came
     */
    public IntakeResult accept(byte[] body, @Nullable String signatureHeader, Instant receivedAt) {
        IntakeResult result = take(body, signatureHeader, receivedAt);
        Objects.requireNonNull(counts.get(result.kind())).increment();
        return result;
    }

    /** How many notices ended so since this intake was built. */
    public long count(Kind kind) {
        return Objects.requireNonNull(counts.get(kind)).sum();
    }

    private IntakeResult take(byte[] body, @Nullable String header, Instant receivedAt) {
        boolean unsigned = busAuthenticated && header == null;
        Optional<String> secret = Optional.empty();
        if (!unsigned) {
            WebhookVerification verification = verifier.verify(body, header, receivedAt);
            if (verification instanceof WebhookVerification.Rejected rejected) {
                return rejected(rejected.reason());
            }
            secret = Optional.of(((WebhookVerification.Accepted) verification).secretId());
        }
        JsonNode json;
        try {
            json = StripeJson.facts(body);
        } catch (JsonProcessingException e) {
            return unreadable(body, StripeCode.NOT_AN_EVENT, offset(e), receivedAt, secret);
        }
        Notice notice = notices.read(json);
        if (unsigned && notice.envelope() == Envelope.DIRECT) {
            return rejected(WebhookVerification.Reason.MISSING_HEADER);
        }
        if (notice.kind() == Notice.Kind.REJECTED) {
            StripeCode reason = notice.reason().orElse(StripeCode.NOT_AN_EVENT);
            return unreadable(body, reason, Diagnostic.Location.of("notice"), receivedAt, secret);
        }
        IntakeResult.Builder result = IntakeResult.builder()
                .eventId(shown(notice.eventId()))
                .eventType(shown(notice.type()))
                .secretId(secret);
        if (notice.kind() == Notice.Kind.DROPPED) {
            StripeCode reason = notice.reason().orElse(StripeCode.WRONG_MODE);
            return result.kind(Kind.DROPPED)
                    .addDiagnostic(Diagnostic.note(
                            reason, "event " + shown(notice.eventId()) + " is not for this receiver", at(notice)))
                    .build();
        }
        try {
            return record(new Delivery(body, notice, receivedAt), result);
        } catch (RuntimeException e) {
            // The host's inbox, store or transport failed: whatever it was, the notice is not lost, Stripe sends it
            // again.
            LOG.warn(
                    "an event of type {} could not be recorded: {}",
                    shown(notice.type()),
                    e.getClass().getName());
            LOG.debug("where it could not be recorded", Nameless.of(e));
            return IntakeResult.builder()
                    .kind(Kind.NOT_RECORDED)
                    .eventId(shown(notice.eventId()))
                    .eventType(shown(notice.type()))
                    .secretId(secret)
                    .addDiagnostic(Diagnostic.error(
                            StripeCode.NOT_RECORDED,
                            "event " + shown(notice.eventId()) + " could not be recorded: "
                                    + e.getClass().getSimpleName() + ", it will be sent again",
                            at(notice)))
                    .build();
        }
    }

    /** A notice on its way, with the bytes it came in. */
    private static final class Delivery {
        private final byte[] body;
        private final Notice notice;
        private final Instant receivedAt;

        Delivery(byte[] body, Notice notice, Instant receivedAt) {
            this.body = body;
            this.notice = notice;
            this.receivedAt = receivedAt;
        }

        Instant createdAt() {
            return notice.createdAt().orElse(receivedAt);
        }
    }

    private IntakeResult record(Delivery delivery, IntakeResult.Builder result) {
        Notice notice = delivery.notice;
        StripeAccountId owner = notice.account().orElse(account);
        EventKey key = new EventKey(owner, livemode, notice.eventId());
        List<Diagnostic> found = new ArrayList<>(ofEvent(notice));
        if (notice.kind() == Notice.Kind.THIN) {
            return recordThin(delivery, key, found, result);
        }
        Optional<StripeFact> read = FactReader.ofEvent(owner, livemode, shown(notice.eventId()), found)
                .read(notice.object().orElseThrow(), "/data/object");
        if (read.isEmpty()) {
            StripeCode reason = found.stream()
                    .filter(d -> d.level() == Diagnostic.Level.ERROR)
                    .map(d -> (StripeCode) d.code())
                    .findFirst()
                    .orElse(StripeCode.MISSING_FIELD);
            return quarantine(delivery.body, reason, delivery.receivedAt, result.addAllDiagnostics(found));
        }
        StripeFact fact = read.get();
        fact.stateIfAny()
                .filter(state -> types.contradicts(notice.type(), state))
                .ifPresent(state -> found.add(Diagnostic.warning(
                        StripeCode.TYPE_STATE_MISMATCH,
                        "event " + notice.type() + " holds an object in state " + state + ", which counts",
                        at(notice))));
        FactStore.Versioned incoming =
                new FactStore.Versioned(fact, delivery.createdAt(), FactFolder.fingerprint(fact));
        Sha256 change = Sha256.ofFields(
                owner, livemode, notice.type(), fact.id(), incoming.fingerprint(), delivery.createdAt());
        if (inbox.ask(key, change) != Recorded.FIRST) {
            inbox.record(key, change, delivery.receivedAt);
            return result.kind(Kind.DUPLICATE).addAllDiagnostics(found).build();
        }
        String action = types.action(notice.type());
        Folded folded = folder.fold(incoming, lookup);
        List<Pull> pulls = new ArrayList<>(Pulls.of(action, fact));
        if (folded.decision() == Decision.REFETCH) {
            found.add(Diagnostic.note(
                    StripeCode.REFETCH, "object " + fact.id() + " must be read as it is now", at(notice)));
            Pulls.path(fact).ifPresent(path -> pulls.add(new Pull(owner, livemode, path)));
        }
        if (action.equals("PULL balance")) {
            pulls.add(new Pull(owner, livemode, "balance"));
        }
        if (!fact.cut().isEmpty()) {
            found.add(Diagnostic.note(
                    StripeCode.LIST_CUT,
                    "object " + fact.id() + " embeds only the first of " + fact.cut(),
                    at(notice)));
        }
        IntakeResult taken = result.kind(Kind.RECORDED)
                .facts(folded.fact().or(() -> Optional.of(fact)).stream().toList())
                .pulls(pulls)
                .alerts(NoticeAlerts.of(action, folded.fact().orElse(fact), delivery.receivedAt).stream()
                        .toList())
                .diagnostics(found)
                .build();
        return finish(taken, key, change, delivery);
    }

    /** A thin event holds no object: what it relates to is to be read, and where the host has a reader, it is. */
    private IntakeResult recordThin(
            Delivery delivery, EventKey key, List<Diagnostic> found, IntakeResult.Builder result) {
        Notice notice = delivery.notice;
        Sha256 change = Sha256.ofFields("thin", key.account(), livemode, notice.eventId());
        if (inbox.ask(key, change) != Recorded.FIRST) {
            return result.kind(Kind.DUPLICATE).addAllDiagnostics(found).build();
        }
        found.add(Diagnostic.note(
                StripeCode.THIN_EVENT, "event " + shown(notice.eventId()) + " names its object only", at(notice)));
        Optional<Pull> pull = notice.object()
                .map(object -> object.path("url").asText(""))
                .map(url -> url.replaceFirst("^/?v\\d+/", ""))
                .filter(path -> path.matches(PATH) && !path.contains(".."))
                .map(path -> new Pull(key.account(), livemode, path));
        IntakeResult taken = result.kind(Kind.RECORDED)
                .pulls(pull.stream().toList())
                .diagnostics(found)
                .build();
        return finish(taken, key, change, delivery);
    }

    private IntakeResult finish(IntakeResult taken, EventKey key, Sha256 change, Delivery delivery) {
        try {
            reaction.accept(taken);
        } catch (RuntimeException e) {
            LOG.warn(
                    "the reaction to an event of type {} failed: {}",
                    shown(taken.eventType()),
                    e.getClass().getName());
            LOG.debug("where the reaction failed", Nameless.of(e));
            return IntakeResult.builder()
                    .from(taken)
                    .kind(Kind.NOT_RECORDED)
                    .addDiagnostic(Diagnostic.error(
                            StripeCode.EFFECT_FAILED,
                            "the reaction to event " + taken.eventId() + " failed: "
                                    + e.getClass().getSimpleName() + ", the event will be sent again",
                            at(delivery.notice)))
                    .build();
        }
        Recorded recorded = inbox.record(key, change, delivery.receivedAt);
        return recorded == Recorded.FIRST
                ? taken
                : IntakeResult.builder().from(taken).kind(Kind.DUPLICATE).build();
    }

    private List<Diagnostic> ofEvent(Notice notice) {
        List<Diagnostic> found = new ArrayList<>();
        if (!types.isKnown(notice.type())) {
            found.add(Diagnostic.note(
                    StripeCode.UNKNOWN_EVENT,
                    "event type '" + shown(notice.type()) + "' is not in the table",
                    at(notice)));
        }
        if (!ApiFamily.of(notice.apiVersion()).known()) {
            found.add(Diagnostic.warning(
                    StripeCode.UNKNOWN_API_FAMILY,
                    "API version '" + shown(notice.apiVersion()) + "' is read as the newest known",
                    at(notice)));
        }
        if (!notice.apiVersion().isEmpty() && !notice.apiVersion().equals(apiVersion)) {
            found.add(Diagnostic.note(
                    StripeCode.VERSION_DRIFT,
                    "the endpoint sends API version " + shown(notice.apiVersion()) + ", this adapter asks for "
                            + apiVersion,
                    at(notice)));
        }
        return found;
    }

    private static IntakeResult rejected(WebhookVerification.Reason reason) {
        return IntakeResult.builder().kind(Kind.REJECTED).rejection(reason).build();
    }

    private IntakeResult unreadable(
            byte[] body, StripeCode reason, Diagnostic.Location at, Instant receivedAt, Optional<String> secret) {
        return quarantine(
                body,
                reason,
                receivedAt,
                IntakeResult.builder()
                        .secretId(secret)
                        .addDiagnostic(Diagnostic.error(reason, "the body cannot be read as an event", at)));
    }

    private IntakeResult quarantine(byte[] body, StripeCode reason, Instant receivedAt, IntakeResult.Builder result) {
        Quarantined kept = Quarantined.of(body, reason, receivedAt);
        try {
            inbox.quarantine(kept);
        } catch (RuntimeException e) {
            LOG.warn(
                    "a body that cannot be read could not be quarantined: {}",
                    e.getClass().getName());
            LOG.debug("where it could not be quarantined", Nameless.of(e));
            return result.kind(Kind.NOT_RECORDED).build();
        }
        String sentence = "a signed body of " + body.length + " bytes cannot be read (" + reason.id()
                + "), sending it again would not help";
        return result.kind(Kind.QUARANTINED)
                .addAlert(Alert.builder()
                        .kind(IntakeResult.QUARANTINED_NOTICE)
                        .severity(Diagnostic.Severity.HIGH)
                        .subject(SubjectRef.of("notice", kept.digest().shortHex()))
                        .evidence(Evidence.of(Code.of(reason.id()), sentence))
                        .raisedAt(receivedAt)
                        .build())
                .build();
    }

    private static Diagnostic.Location offset(JsonProcessingException e) {
        long offset = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
        return new Diagnostic.Location("notice", 0, 0, offset, "");
    }

    private static Diagnostic.Location at(Notice notice) {
        return Diagnostic.Location.of(shown(notice.eventId()));
    }

    /** A word of a signed body, shortened: it may be anything. */
    private static String shown(String word) {
        return word.matches("[A-Za-z0-9_.-]{1,128}") ? word : "(" + word.length() + " characters)";
    }

    /** Builds intakes. Not thread-safe. */
    public static final class Builder {

        private final WebhookSecrets secrets;
        private @Nullable StripeAccountId account;
        private @Nullable Boolean livemode;
        private boolean connect;
        private boolean busAuthenticated;
        private Duration tolerance = Duration.ofMinutes(5);
        private int maxPayloadBytes = 4 * 1024 * 1024;
        private String apiVersion = "2026-07-29.dahlia";
        private StripeInbox inbox = StripeInbox.inMemory();
        private FactStore facts = FactStore.inMemory();
        private Function<Pull, Optional<StripeFact>> reader = pull -> Optional.empty();
        private Consumer<IntakeResult> reaction = result -> {};

        private Builder(WebhookSecrets secrets) {
            this.secrets = Objects.requireNonNull(secrets, "secrets");
        }

        /** The account that receives, such as {@code acct_1}. Required. */
        public Builder account(String id) {
            this.account = StripeAccountId.of(id);
            return this;
        }

        /** Takes notices about real money; those of the test mode are dropped. */
        public Builder live() {
            this.livemode = true;
            return this;
        }

        /** Takes notices of the test mode; those about real money are dropped. */
        public Builder test() {
            this.livemode = false;
            return this;
        }

        /** Takes notices of connected accounts too; they are dropped unless stated. */
        public Builder connect() {
            this.connect = true;
            return this;
        }

        /**
         * Takes envelopes of EventBridge and Event Grid without a signature, because the bus has authenticated them. A plain webhook always needs one.
         */
        public Builder busAuthenticated() {
            this.busAuthenticated = true;
            return this;
        }

        /** How far the time of signing may be from the receipt, either way; 5 minutes unless stated, zero does not look. */
        public Builder tolerance(Duration either) {
            this.tolerance = Objects.requireNonNull(either, "either");
            return this;
        }

        /** The largest body; 4 MiB unless stated. */
        public Builder maxPayloadBytes(int limit) {
            this.maxPayloadBytes = limit;
            return this;
        }

        /** The version of the API that the adapter asks for; another one in a notice is reported. */
        public Builder apiVersion(String version) {
            this.apiVersion = Objects.requireNonNull(version, "version");
            return this;
        }

        /** Where events are recorded; in memory unless stated. */
        public Builder inbox(StripeInbox port) {
            this.inbox = Objects.requireNonNull(port, "port");
            return this;
        }

        /** Where facts are kept; in memory unless stated. */
        public Builder facts(FactStore port) {
            this.facts = Objects.requireNonNull(port, "port");
            return this;
        }

        /** Reads an object as it is now, where the order of events leaves a doubt; without a reader such objects are among the pulls. */
        public Builder reader(Function<Pull, Optional<StripeFact>> now) {
            this.reader = Objects.requireNonNull(now, "now");
            return this;
        }

        /**
         * What the host does about a recorded notice. It runs after the fact is stored and before the notice is recorded: where it throws, Stripe sends the
         * notice again and it runs again, so it must bear repetition.
         */
        public Builder reaction(Consumer<IntakeResult> effect) {
            this.reaction = Objects.requireNonNull(effect, "effect");
            return this;
        }

        /** The intake. */
        public StripeIntake build() {
            return new StripeIntake(this);
        }
    }
}
