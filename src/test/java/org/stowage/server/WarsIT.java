package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What is packed into the WARs. */
final class WarsIT {

    private static final String LIBRARIES = "WEB-INF/lib/";

    @Test
    void warForJakartaServersHasNoOtherLibrariesThanThese() throws IOException {
        assertThat(libraries("stowage.thin.war"))
                .containsExactly(
                        "lucene-core",
                        "prometheus-metrics-config",
                        "prometheus-metrics-core",
                        "prometheus-metrics-exposition-textformats",
                        "prometheus-metrics-model");
    }

    @Test
    void warForServletContainersBringsWhatTheyLack() throws IOException {
        assertThat(libraries("stowage.war"))
                .containsAll(libraries("stowage.thin.war"))
                .contains("microprofile-config-api", "smallrye-config", "weld-servlet-core", "yasson", "parsson")
                .noneMatch(name -> name.startsWith("undertow") || name.startsWith("micrometer"));
    }

    @Test
    void clientOfObjectStoresIsOnlyInTheWarForThem() throws IOException {
        Set<String> more = libraries("stowage.s3.war");
        more.removeAll(libraries("stowage.war"));
        assertThat(more)
                .contains("s3", "sdk-core", "apache5-client", "httpclient5", "httpcore5", "slf4j-api", "slf4j-jdk14")
                .noneMatch(name -> name.startsWith("netty"));
        assertThat(libraries("stowage.war")).noneMatch(more::contains);
        assertThat(otherFiles("stowage.s3.war")).isEqualTo(otherFiles("stowage.war"));
    }

    @Test
    void allElseIsTheSameInBoth() throws IOException {
        assertThat(otherFiles("stowage.thin.war")).isEqualTo(otherFiles("stowage.war"));
        assertThat(otherFiles("stowage.war"))
                .contains(
                        "WEB-INF/web.xml",
                        "WEB-INF/beans.xml",
                        "WEB-INF/jboss-deployment-structure.xml",
                        "org/stowage/command/Command.class")
                .noneMatch(name -> name.startsWith("WEB-INF/classes/org/stowage/command/"));
    }

    /** Names without version. */
    private static Set<String> libraries(String war) throws IOException {
        return files(war).stream()
                .filter(name -> name.startsWith(LIBRARIES))
                .map(name -> name.substring(LIBRARIES.length()).replaceFirst("-\\d.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> otherFiles(String war) throws IOException {
        return files(war).stream()
                .filter(name -> !name.startsWith(LIBRARIES))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> files(String war) throws IOException {
        try (ZipFile zip = new ZipFile(Folders.named(war).toFile())) {
            return zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        }
    }
}
