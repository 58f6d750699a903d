/** Triage, queues, service-level clocks and scorecards. */
module io.counterfoil.ticketing {
    exports io.counterfoil.ticketing.award;
    exports io.counterfoil.ticketing.claim;
    exports io.counterfoil.ticketing.clock;
    exports io.counterfoil.ticketing.entry;
    exports io.counterfoil.ticketing.outreach;
    exports io.counterfoil.ticketing.participant;
    exports io.counterfoil.ticketing.redemption;
    exports io.counterfoil.ticketing.sampling;
    exports io.counterfoil.ticketing.scorecard;
    exports io.counterfoil.ticketing.ticket;
    exports io.counterfoil.ticketing.triage;

    requires transitive io.counterfoil.payments;
    requires org.slf4j;
    requires static com.fasterxml.jackson.databind;
    requires static org.immutables.value.annotations;
    requires static org.jspecify;
}
