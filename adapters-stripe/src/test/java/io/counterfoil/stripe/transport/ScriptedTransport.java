package io.counterfoil.stripe.transport;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Answers in the order of a script and remembers what it was asked. */
public final class ScriptedTransport implements StripeTransport {

    private final Deque<Object> script = new ArrayDeque<>();
    private final List<StripeRequest> asked = new ArrayList<>();

    /** The next answer. */
    public ScriptedTransport answer(int status, String body) {
        return answer(status, Map.of(), body);
    }

    /** The next answer. */
    public ScriptedTransport answer(int status, Map<String, String> headers, String body) {
        script.add(StripeResponse.of(status, headers, body.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** No answer. */
    public ScriptedTransport fail(Failure.Reason reason) {
        script.add(new Failure(reason, reason.name()));
        return this;
    }

    @Override
    public StripeResponse send(StripeRequest request) throws Failure {
        asked.add(request);
        Object next = script.poll();
        if (next == null) {
            throw new AssertionError("not in the script: " + request + " " + request.form());
        }
        if (next instanceof Failure failure) {
            throw failure;
        }
        return (StripeResponse) next;
    }

    /** What was asked, in order. */
    public List<StripeRequest> asked() {
        return asked;
    }

    /** Answers that nobody asked for. */
    public int left() {
        return script.size();
    }
}
