package io.counterfoil.examples.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.counterfoil.bankfiles.imports.Imports;
import io.counterfoil.jdbc.Codec;
import io.counterfoil.jdbc.Database;
import io.counterfoil.jdbc.Mailbox;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.json.PaymentsJson;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.statement.ImportHistory;
import io.counterfoil.stripe.fact.FactStore;
import io.counterfoil.stripe.intake.IntakeResult;
import io.counterfoil.stripe.intake.StripeInbox;
import io.counterfoil.stripe.intake.StripeIntake;
import io.counterfoil.stripe.webhook.WebhookSecrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * The objects of a host and what each needs, one method each: the shape of a configuration class of Spring, Micronaut or Quarkus, or of a {@code main}. No annotation of
 * the library is needed; write {@code @Configuration} and {@code @Bean} where the comments stand.
 *
 * <p>Engines are immutable: one of each, shared by all threads. Two things are no singletons: a {@code Ledger} has one writer, so it is opened in the transaction that
 * writes ({@link Orders}); an {@code Instant} is asked from the clock when something is done.
 */
// @Configuration
public final class HostConfiguration {

    /**
     * What differs between installations.
     *
     * @param stripeAccount such as {@code acct_1}
     */
    public record HostSettings(
            ZoneId zone, String stripeAccount, WebhookSecrets secrets, WebhookEndpoint.Settings endpoint) {}

    // tag::wiring[]
    // @Bean
    public Database database(DataSource source) { // the host's pool
        Database database = Database.on(source);
        database.migrate();
        return database;
    }

    // @Bean
    public ObjectMapper json() {
        return JsonMapper.builder().addModule(PaymentsJson.module()).build();
    }

    // @Bean
    public ImportHistory history(Database database, ObjectMapper json) {
        Codec<ImportReceipt> receipts =
                Codec.of(json::writeValueAsBytes, bytes -> json.readValue(bytes, ImportReceipt.class));
        return database.imports("bank", receipts);
    }

    // @Bean
    public Imports imports(ImportHistory history) {
        return Imports.builder().history(history).build();
    }

    // @Bean
    public Reconciler reconciler(MatchPlan plan) { // immutable, as all engines are: one for all threads
        return Reconciler.builder(plan)
                .calendar(BusinessCalendar.Rails.paymentsCanada())
                .build();
    }

    // @Bean
    public Orders orders(DataSource source, HostSettings settings) {
        return new Orders(source, settings.zone());
    }

    // @Bean
    public Mailbox inbox(Database database) {
        return database.mailbox("stripe-inbox");
    }

    // @Bean
    public StripeIntake intake(Database database, Mailbox inbox, HostSettings settings, InstantSource clock) {
        return StripeIntake.builder(settings.secrets())
                .account(settings.stripeAccount())
                .live()
                .inbox(StripeInbox.over(database.bytes("stripe"))) // a notice is known in every process
                .facts(FactStore.over(database.bytes("stripe")))
                .reaction(taken -> inbox.put(work(taken), clock.instant())) // answer first, work later
                .build();
    }

    // @Bean: AutoCloseable, so a container closes it
    public WebhookEndpoint endpoint(StripeIntake intake, HostSettings settings, InstantSource clock)
            throws IOException {
        return WebhookEndpoint.open(settings.endpoint(), intake, clock);
    }

    // @Bean
    public ScheduledRunner runner(Database database, List<ScheduledRunner.Job> jobs) {
        return new ScheduledRunner(database.bytes("jobs"), Duration.ofMinutes(30), jobs);
    }
    // end::wiring[]

    /** The same notice gives the same message, so that a repetition adds none. */
    private static Mailbox.Message work(IntakeResult taken) {
        String paths = taken.pulls().stream().map(IntakeResult.Pull::path).collect(Collectors.joining("\n"));
        return Mailbox.Message.of(taken.eventId(), taken.eventType(), paths.getBytes(StandardCharsets.UTF_8));
    }
}
