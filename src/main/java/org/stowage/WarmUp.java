package org.stowage;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stowage.config.Settings;
import org.stowage.contract.Authorization;
import org.stowage.contract.Contract;
import org.stowage.contract.Query;
import org.stowage.management.check.UploadPreview;
import org.stowage.storage.FileKey;
import org.stowage.token.DeclaredLength;
import org.stowage.token.Signer;
import org.stowage.token.UploadClaim;
import org.stowage.token.diagnosis.TestSlot;

/**
 * Loads the classes that requests need before the first request. If loading fails once because the server has no free
 * file descriptor, the JVM never tries again (JVMS §5.4.3), and every upload would fail until a restart.
 */
final class WarmUp {

    private static final Logger LOG = Logger.getLogger("org.stowage");
    private static final String CLASSES = "/WEB-INF/classes/";
    private static final String SUFFIX = ".class";

    /**
     * CDI loads these classes if the server has MicroProfile Health; if it does not, WildFly warns of an attempt to
     * load them.
     */
    private static final String MICROPROFILE = "/management/microprofile/";

    /** Only {@code upload-s3.war} has the library that these classes extend; WildFly warns of an attempt without it. */
    private static final String S3 = "/storage/s3/";

    private static final String S3_LIBRARY = "software/amazon/awssdk/core/SdkClient.class";

    private static final String TYPE = "text/plain";
    private static final String ZEROS = "00".repeat(32);

    private WarmUp() {}

    /** Loads all classes of Stowage except those for other servers. */
    static void loadClasses(ServletContext context) {
        List<String> classes = classesBelow(context, CLASSES + "org/stowage/").toList();
        if (classes.isEmpty()) {
            LOG.warning("The server does not list the classes of the WAR; each one is loaded when it is first needed.");
        }
        boolean hasS3Library = WarmUp.class.getClassLoader().getResource(S3_LIBRARY) != null;
        classes.stream().filter(path -> hasS3Library || !path.contains(S3)).forEach(WarmUp::load);
    }

    /**
     * Previews an upload with a valid token and, for every contract, one with a forged token. This loads the classes
     * that uploads need.
     *
     * @param preview makes the same checks as an upload
     */
    static void askAboutUploads(Settings settings, UploadPreview preview, Instant now) {
        settings.tenants().stream()
                .map(SettingsTranslation::signer)
                .flatMap(signer -> Stream.concat(signed(signer, now), forged(new FileKey(signer.tenant(), "test/a"))))
                .forEach(claim -> ask(preview, claim));
    }

    private static Stream<UploadClaim> signed(Signer signer, Instant now) {
        return TestSlot.of(signer, 1, TYPE, now).stream()
                .map(slot -> claim(slot.key(), slot.query(), slot.authorization()));
    }

    private static Stream<UploadClaim> forged(FileKey key) {
        Stream<UploadClaim> queries = Stream.of(Contract.values())
                .flatMap(contract -> contract.parameter().stream())
                .map(parameter -> claim(key, "?" + parameter + "=" + ZEROS, null));
        return Stream.concat(queries, Stream.of(claim(key, "", "Bearer e30.e30.e30")));
    }

    private static void ask(UploadPreview preview, UploadClaim claim) {
        try {
            preview.refusalOf(claim);
        } catch (IOException e) {
            LOG.log(Level.FINE, "The store cannot be read at the start; it reports that by itself.", e);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The preview of an upload failed at the start: " + e, e);
        }
    }

    private static UploadClaim claim(FileKey key, String query, @Nullable String authorization) {
        return new UploadClaim(
                key,
                DeclaredLength.of(List.of("1"), null),
                TYPE,
                Query.of(query.isEmpty() ? null : query.substring(1)),
                Authorization.of(Optional.ofNullable(authorization).stream().toList()));
    }

    private static Stream<String> classesBelow(ServletContext context, String folder) {
        Set<String> paths =
                Optional.ofNullable(context.getResourcePaths(folder)).orElse(Set.of());
        return paths.stream().flatMap(path -> path.endsWith("/") ? classesBelow(context, path) : Stream.of(path));
    }

    private static void load(String path) {
        if (!path.endsWith(SUFFIX) || path.endsWith("package-info.class") || path.contains(MICROPROFILE)) {
            return;
        }
        String name = path.substring(CLASSES.length(), path.length() - SUFFIX.length())
                .replace('/', '.');
        try {
            Class.forName(name, true, WarmUp.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            LOG.log(Level.FINE, e, () -> name + " is for other servers");
        }
    }
}
