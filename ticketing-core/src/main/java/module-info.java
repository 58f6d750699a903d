/** Triage, queues, service-level clocks and scorecards. */
module io.counterfoil.ticketing {
    exports io.counterfoil.ticketing.award;
    exports io.counterfoil.ticketing.claim;
    exports io.counterfoil.ticketing.clock;
    exports io.counterfoil.ticketing.entry;
    exports io.counterfoil.ticketing.escalation;
    exports io.counterfoil.ticketing.json;
    exports io.counterfoil.ticketing.measure;
    exports io.counterfoil.ticketing.outreach;
    exports io.counterfoil.ticketing.participant;
    exports io.counterfoil.ticketing.phone;
    exports io.counterfoil.ticketing.programme;
    exports io.counterfoil.ticketing.quality;
    exports io.counterfoil.ticketing.redemption;
    exports io.counterfoil.ticketing.routing;
    exports io.counterfoil.ticketing.sampling;
    exports io.counterfoil.ticketing.scorecard;
    exports io.counterfoil.ticketing.survey;
    exports io.counterfoil.ticketing.ticket;
    exports io.counterfoil.ticketing.triage;

    requires transitive io.counterfoil.payments;
    requires org.slf4j;
    requires static com.fasterxml.jackson.databind;
    requires static org.immutables.value.annotations;
    requires static org.jspecify;

    opens io.counterfoil.ticketing.award to
            io.counterfoil.payments;
    opens io.counterfoil.ticketing.claim to
            io.counterfoil.payments;
    opens io.counterfoil.ticketing.clock to
            io.counterfoil.payments;
    opens io.counterfoil.ticketing.entry to
            io.counterfoil.payments;
    opens io.counterfoil.ticketing.measure to
            io.counterfoil.payments;
    opens io.counterfoil.ticketing.outreach to
            io.counterfoil.payments;
    opens io.counterfoil.ticketing.participant to
            io.counterfoil.payments;
    opens io.counterfoil.ticketing.phone to
            io.counterfoil.payments;
    opens io.counterfoil.ticketing.programme to
            io.counterfoil.payments;
    opens io.counterfoil.ticketing.quality to
            io.counterfoil.payments;
    opens io.counterfoil.ticketing.redemption to
            io.counterfoil.payments;
    opens io.counterfoil.ticketing.routing to
            io.counterfoil.payments;
    opens io.counterfoil.ticketing.sampling to
            io.counterfoil.payments;
    opens io.counterfoil.ticketing.scorecard to
            io.counterfoil.payments;
    opens io.counterfoil.ticketing.survey to
            io.counterfoil.payments;
    opens io.counterfoil.ticketing.ticket to
            io.counterfoil.payments;
    opens io.counterfoil.ticketing.triage to
            io.counterfoil.payments;
}
