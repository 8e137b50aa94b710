package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A data source of WildFly, after {@code server-config/wildfly/postgresql.cli} was run twice. */
final class WildFlyPool {

    static final String NAME = "java:jboss/datasources/Stowage";

    private static final Path RECIPE = Path.of("server-config/wildfly/postgresql.cli");

    private WildFlyPool() {}

    /** Starts WildFly, makes the pool for the address of a database, and deploys the WAR as {@code /upload/}. */
    static ServerProcess start(WildFlyFolder empty, String address, Map<String, String> environment, Path war)
            throws Exception {
        ServerProcess server = ServerProcess.start(empty, environment);
        try {
            configure(empty, address);
            configure(empty, address);
            assertThat(Files.readString(empty.path().resolve("configuration/standalone.xml")))
                    .contains("${env." + DatabaseCatalogContract.PASSWORD_VARIABLE + "}")
                    .doesNotContain(environment.get(DatabaseCatalogContract.PASSWORD_VARIABLE));
            empty.deploy(war, "upload");
            while (!server.log().contains("Deployed \"upload.war\"")) {
                Thread.sleep(100);
            }
            return server;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    /** The commands of the recipe's first lines, and the recipe. */
    private static void configure(WildFlyFolder folder, String address) throws IOException, InterruptedException {
        WildFlyCli cli = new WildFlyCli(folder);
        String recipe = Files.readString(RECIPE);
        assertThat(recipe).contains("//localhost/", "deploy postgresql-42.7.14.jar --name=postgresql.jar");
        cli.run("deploy " + DatabaseCatalogContract.DRIVER
                + " --name=postgresql.jar --runtime-name=postgresql.jar --force");
        Path filled = folder.path().resolve("postgresql.cli");
        Files.writeString(filled, recipe.replace("//localhost/", "//" + address + "/"));
        assertThat(cli.runFile(filled)).doesNotContain("failed");
    }
}
