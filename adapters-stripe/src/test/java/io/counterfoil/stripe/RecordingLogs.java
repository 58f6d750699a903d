package io.counterfoil.stripe;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.AbstractLogger;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** The logging of these tests: every line at every level is written as a host's console would show it, stack traces included, while somebody records. */
public final class RecordingLogs implements SLF4JServiceProvider {

    private static final ThreadLocal<Optional<List<String>>> RECORD = ThreadLocal.withInitial(Optional::empty);

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new NOPMDCAdapter();

    /** Found by SLF4J. */
    public RecordingLogs() {}

    /** What this thread logs while the act runs. */
    static List<String> of(Runnable act) {
        List<String> lines = new CopyOnWriteArrayList<>();
        RECORD.set(Optional.of(lines));
        try {
            act.run();
        } finally {
            RECORD.remove();
        }
        return lines;
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return Lines::new;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0";
    }

    @Override
    public void initialize() {}

    private static final class Lines extends AbstractLogger {

        private static final long serialVersionUID = 1L;

        Lines(String name) {
            this.name = name;
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return name;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String pattern,
                Object @Nullable [] arguments,
                @Nullable Throwable thrown) {
            RECORD.get().ifPresent(lines -> {
                StringWriter text = new StringWriter();
                text.write(level + " " + name + " " + MessageFormatter.basicArrayFormat(pattern, arguments));
                if (thrown != null) {
                    thrown.printStackTrace(new PrintWriter(text, true));
                }
                lines.add(text.toString());
            });
        }

        @Override
        public boolean isTraceEnabled() {
            return recording();
        }

        @Override
        public boolean isTraceEnabled(Marker marker) {
            return recording();
        }

        @Override
        public boolean isDebugEnabled() {
            return recording();
        }

        @Override
        public boolean isDebugEnabled(Marker marker) {
            return recording();
        }

        @Override
        public boolean isInfoEnabled() {
            return recording();
        }

        @Override
        public boolean isInfoEnabled(Marker marker) {
            return recording();
        }

        @Override
        public boolean isWarnEnabled() {
            return recording();
        }

        @Override
        public boolean isWarnEnabled(Marker marker) {
            return recording();
        }

        @Override
        public boolean isErrorEnabled() {
            return recording();
        }

        @Override
        public boolean isErrorEnabled(Marker marker) {
            return recording();
        }

        private static boolean recording() {
            return RECORD.get().isPresent();
        }
    }
}
