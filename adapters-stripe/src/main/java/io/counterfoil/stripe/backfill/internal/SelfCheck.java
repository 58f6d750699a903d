package io.counterfoil.stripe.backfill.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.stripe.backfill.CheckReport;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.internal.StripeJson;
import io.counterfoil.stripe.transport.StripeResponse;
import io.counterfoil.stripe.transport.StripeTransport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Looks at key mode, API versions and permissions before the first run (STR-21, STR-60). Not thread-safe: one check, one object. */
public final class SelfCheck {

    private static final List<String> RESOURCES = List.of(
            "balance_transactions",
            "charges",
            "payment_intents",
            "refunds",
            "disputes",
            "payouts",
            "invoices",
            "invoice_payments",
            "credit_notes",
            "checkout/sessions",
            "payment_links",
            "events",
            "webhook_endpoints");

    private final Connection connection;
    private final List<CheckReport.Check> checks = new ArrayList<>();
    private final List<Diagnostic> problems = new ArrayList<>();

    /** A check of the account. */
    public SelfCheck(Connection connection) {
        this.connection = connection;
    }

    /** Looks. */
    public CheckReport run(Optional<Instant> sweptAt, Instant now) {
        mode();
        Set<String> versions = new TreeSet<>();
        for (String resource : RESOURCES) {
            JsonNode first = permission(resource);
            if (resource.equals("events") || resource.equals("webhook_endpoints")) {
                first.path("data")
                        .forEach(object ->
                                versions.add(object.path("api_version").asText("")));
            }
        }
        versions.remove("");
        versions.remove(StripeTransport.PINNED_VERSION);
        versions.forEach(this::drift);
        checks.add(new CheckReport.Check("versions", versions.isEmpty()));
        Optional<Diagnostic> overdue = sweptAt.flatMap(last -> Sweep.overdue(last, now));
        overdue.ifPresent(problems::add);
        checks.add(new CheckReport.Check("sweep", overdue.isEmpty()));
        return CheckReport.builder().checks(checks).problems(problems).build();
    }

    private void mode() {
        JsonNode balance = ask("balance", "balance");
        boolean passed = balance.path("livemode").isBoolean()
                && balance.path("livemode").booleanValue() == connection.livemode();
        if (balance.path("livemode").isBoolean() && !passed) {
            problems.add(Diagnostic.error(
                    StripeCode.WRONG_MODE,
                    "the key is of " + (connection.livemode() ? "test" : "live") + " mode, expected "
                            + (connection.livemode() ? "live" : "test"),
                    Diagnostic.Location.of("balance")));
        }
        checks.add(new CheckReport.Check("mode", passed));
    }

    private JsonNode permission(String resource) {
        int before = problems.size();
        String limit = resource.equals("webhook_endpoints") ? "100" : "1";
        JsonNode page = ask(resource, resource + "?limit=" + limit);
        checks.add(new CheckReport.Check(resource, problems.size() == before));
        return page;
    }

    private void drift(String version) {
        problems.add(Diagnostic.warning(
                StripeCode.VERSION_DRIFT,
                "events are sent in API version "
                        + (version.matches("[0-9a-z.-]{1,40}") ? version : "(" + version.length() + " characters)")
                        + ", this adapter asks for " + StripeTransport.PINNED_VERSION,
                Diagnostic.Location.of("events")));
    }

    private JsonNode ask(String resource, String path) {
        try {
            StripeResponse response = connection.transport().send(connection.get(path));
            if (response.isSuccess()) {
                return StripeJson.tree(response.body());
            }
            boolean denied = response.status() == 401 || response.status() == 403;
            problems.add(Diagnostic.error(
                    denied ? StripeCode.PERMISSION_MISSING : StripeCode.PAGE_FAILED,
                    denied
                            ? "the key may not read " + resource + ", it lacks "
                                    + response.missingPermission().orElse("the permission to read it")
                            : resource + " was answered with " + response.status(),
                    Diagnostic.Location.of(resource)));
        } catch (JsonProcessingException e) {
            problems.add(Diagnostic.error(
                    StripeCode.BAD_JSON,
                    resource + " was answered with what is no JSON",
                    Diagnostic.Location.of(resource)));
        } catch (StripeTransport.Failure failure) {
            problems.add(Diagnostic.error(
                    StripeCode.PAGE_FAILED, String.valueOf(failure.getMessage()), Diagnostic.Location.of(resource)));
        }
        return MissingNode.getInstance();
    }
}
