/** Bank files in and out. */
module io.counterfoil.bankfiles {
    exports io.counterfoil.bankfiles.csv;
    exports io.counterfoil.bankfiles.imports;
    exports io.counterfoil.bankfiles.source;

    requires transitive io.counterfoil.reconciliation;
    requires de.siegmar.fastcsv;
    requires java.xml;
    requires org.slf4j;
    requires static org.immutables.value.annotations;
    requires static org.jspecify;
}
