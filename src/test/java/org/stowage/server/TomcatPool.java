package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.stowage.it.Signed;

/** {@code server-config/tomcat/postgresql.xml} inside {@code upload.xml}, and the driver. */
final class TomcatPool {

    static final String NAME = "java:comp/env/jdbc/stowage";

    private static final Path RECIPES = Path.of("server-config/tomcat");

    private TomcatPool() {}

    /** Starts a Tomcat that serves {@code /upload/} with a pool for the address of a database. */
    static ServerProcess start(TomcatFolder folder, String address, Map<String, String> environment) throws Exception {
        return start(folder, address, environment, Folders.named("stowage.war"));
    }

    /** Does so with another WAR. */
    static ServerProcess start(TomcatFolder folder, String address, Map<String, String> environment, Path war)
            throws Exception {
        Path lib = Files.createDirectories(folder.path().resolve("lib"));
        Files.copy(DatabaseCatalogContract.DRIVER, lib.resolve("postgresql.jar"));
        String recipe = Files.readString(RECIPES.resolve("postgresql.xml"));
        assertThat(recipe).contains("//localhost/", "${" + DatabaseCatalogContract.PASSWORD_VARIABLE + "}");
        String resource = recipe.substring(recipe.indexOf("<Resource ")).replace("//localhost/", "//" + address + "/");
        folder.configure(
                Files.readString(RECIPES.resolve("upload.xml"))
                        .replace("value=\"\"", "value=\"" + Signed.SECRET + "\"")
                        .replace("</Context>", resource + "</Context>"),
                "upload");
        folder.deploy(war, "upload");
        return ServerProcess.start(folder, environment, propertySource(recipe));
    }

    /** The option that the recipe adds to {@code CATALINA_OPTS}. */
    private static String propertySource(String recipe) {
        int start = recipe.indexOf("-Dorg.apache.tomcat");
        return recipe.substring(start, recipe.indexOf('"', start));
    }
}
