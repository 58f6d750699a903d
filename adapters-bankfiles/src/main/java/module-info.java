/** Bank files in and out. */
module io.counterfoil.bankfiles {
    exports io.counterfoil.bankfiles.anonymise;
    exports io.counterfoil.bankfiles.bacs;
    exports io.counterfoil.bankfiles.bai;
    exports io.counterfoil.bankfiles.cpa;
    exports io.counterfoil.bankfiles.csv;
    exports io.counterfoil.bankfiles.export;
    exports io.counterfoil.bankfiles.iif;
    exports io.counterfoil.bankfiles.imports;
    exports io.counterfoil.bankfiles.nacha;
    exports io.counterfoil.bankfiles.ofx;
    exports io.counterfoil.bankfiles.pain;
    exports io.counterfoil.bankfiles.record;
    exports io.counterfoil.bankfiles.report;
    exports io.counterfoil.bankfiles.source;

    requires transitive io.counterfoil.reconciliation;
    requires de.siegmar.fastcsv;
    requires java.xml;
    requires org.slf4j;
    requires static org.immutables.value.annotations;
    requires static org.jspecify;
}
