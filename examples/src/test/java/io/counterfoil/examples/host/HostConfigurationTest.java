package io.counterfoil.examples.host;

import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.imports.Imports;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.examples.host.HostConfiguration.HostSettings;
import io.counterfoil.jdbc.Mailbox;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ImportReceipt.Verdict;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.statement.ImportHistory;
import io.counterfoil.stripe.intake.IntakeResult.Kind;
import io.counterfoil.stripe.intake.StripeIntake;
import io.counterfoil.stripe.webhook.WebhookSecrets;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The configuration is wired as a container would: each method once, its arguments by their types. */
class HostConfigurationTest {

    private static final Instant NOW = Instant.parse("2027-03-02T12:00:00Z");

    private final JdbcConnectionPool pool = OrdersTest.database();

    @AfterEach
    void close() {
        pool.dispose();
    }

    /** What a container does, in twenty lines: no annotation is needed for it, and no library. */
    private static final class Container implements AutoCloseable {

        private final HostConfiguration configuration = new HostConfiguration();
        private final Map<Type, Object> beans = new LinkedHashMap<>();
        private final Map<Type, Method> methods = new HashMap<>();

        Container(Map<Type, Object> given) throws ReflectiveOperationException {
            beans.putAll(given);
            for (Method method : HostConfiguration.class.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()) {
                    Method other = methods.put(method.getGenericReturnType(), method);
                    assertThat(other)
                            .as("two beans of type " + method.getReturnType())
                            .isNull();
                    assertThat(beans).doesNotContainKey(method.getGenericReturnType());
                }
            }
            for (Type type : List.copyOf(methods.keySet())) {
                bean(type, new ArrayList<>());
            }
        }

        private Object bean(Type type, List<Type> waiting) throws ReflectiveOperationException {
            Object known = beans.get(type);
            if (known != null) {
                return known;
            }
            assertThat(waiting).as("a cycle").doesNotContain(type);
            assertThat(methods).as("what makes a bean").containsKey(type);
            List<Type> deeper = new ArrayList<>(waiting);
            deeper.add(type);
            Method method = Objects.requireNonNull(methods.get(type));
            List<Object> arguments = new ArrayList<>();
            for (Type parameter : method.getGenericParameterTypes()) {
                arguments.add(bean(parameter, deeper));
            }
            Object bean = method.invoke(configuration, arguments.toArray());
            beans.put(type, bean);
            return bean;
        }

        <T> T get(Class<T> type) {
            return type.cast(Objects.requireNonNull(beans.get(type)));
        }

        @Override
        public void close() {
            get(WebhookEndpoint.class).close();
        }
    }

    private Container container() throws ReflectiveOperationException {
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Type jobs = Arrays.stream(HostConfiguration.class.getDeclaredMethods())
                .filter(method -> method.getName().equals("runner"))
                .findFirst()
                .orElseThrow()
                .getGenericParameterTypes()[1];
        return new Container(Map.of(
                DataSource.class,
                pool,
                InstantSource.class,
                InstantSource.fixed(NOW),
                MatchPlan.class,
                MatchPlan.named("bank")
                        .pass(Pass.oneToOne("reference").on(REFERENCE, AMOUNT).confirm())
                        .build(),
                jobs,
                List.of(),
                HostSettings.class,
                new HostSettings(
                        ZoneId.of("America/Toronto"),
                        "acct_1",
                        WebhookSecrets.of("endpoint-1", Notices.SECRET),
                        new WebhookEndpoint.Settings(free, 100_000, defect -> {
                            throw defect;
                        }))));
    }

    @Test
    void everyBeanIsMadeOnceAndANoticeGoesThroughAllOfThem() throws Exception {
        try (Container container = container()) {
            InetSocketAddress address = container.get(WebhookEndpoint.class).address();
            assertThat(Notices.post(address, Notices.payout("evt_1"), NOW).statusCode())
                    .isEqualTo(200);
            assertThat(container.get(StripeIntake.class).count(Kind.RECORDED)).isEqualTo(1);
        }
        try (Container afterRestart = container()) {
            InetSocketAddress address = afterRestart.get(WebhookEndpoint.class).address();
            assertThat(Notices.post(address, Notices.payout("evt_1"), NOW).statusCode())
                    .isEqualTo(200);
            assertThat(afterRestart.get(StripeIntake.class).count(Kind.RECORDED))
                    .as("another process knows it")
                    .isZero();
            assertThat(afterRestart.get(StripeIntake.class).count(Kind.DUPLICATE))
                    .isEqualTo(1);

            Mailbox inbox = afterRestart.get(Mailbox.class);
            List<String> work = new ArrayList<>();
            Mailbox.Lease lease =
                    inbox.lease("worker-1", Duration.ofMinutes(1), NOW).orElseThrow();
            inbox.perform(lease, 100, NOW, (database, message) -> work.add(message.key() + " " + message.id()));
            assertThat(work).containsExactly("payout.paid evt_1");
        }
    }

    @Test
    void aFileIsTakenInOnceWhateverProcessAsks() throws Exception {
        String table = """
                date,amount,currency,reference,description,balance
                2027-03-01,100.00,CAD,PAY-1,PAYMENT ANA,100.00
                """;
        ByteSource file = ByteSource.of(table.getBytes(StandardCharsets.UTF_8), "march.csv");
        try (Container container = container()) {
            Imports imports = container.get(Imports.class);
            ImportReceipt receipt = imports.prove(file);
            assertThat(receipt.duplicate()).isEqualTo(Verdict.NEW);
            container.get(ImportHistory.class).remember(receipt);
        }
        try (Container afterRestart = container()) {
            assertThat(afterRestart.get(Imports.class).prove(file).duplicate()).isEqualTo(Verdict.SAME_FILE);
        }
    }
}
