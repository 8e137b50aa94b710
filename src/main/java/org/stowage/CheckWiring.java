package org.stowage;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.stowage.config.LiveSettings;
import org.stowage.config.Settings;
import org.stowage.http.Addresses;
import org.stowage.http.Rehearsal;
import org.stowage.management.check.Diagnosis;
import org.stowage.management.check.ProxyCheck;
import org.stowage.management.check.SelfCheck;
import org.stowage.management.check.TestUpload;
import org.stowage.management.check.UploadPreview;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.Takedowns;
import org.stowage.token.Signer;
import org.stowage.token.TokenVerifier;
import org.stowage.token.diagnosis.Explainer;

/** What answers an admin's questions about uploads that fail and a server that is not well. */
@Dependent
public final class CheckWiring {

    @Produces
    @Singleton
    static ContextPath contextPath() {
        return new ContextPath();
    }

    /** Files by what admins type, as the settings have it now. */
    @Produces
    @Singleton
    static Supplier<Addresses> addresses(LiveSettings settings, ContextPath path) {
        String base = path.get() + "/";
        return settings.view(now -> new Addresses(
                TenantWiring.tenants(now),
                Stream.concat(Stream.of(base), now.advertised().map(URI::getRawPath).stream())
                        .toList()));
    }

    @Produces
    @Singleton
    static UploadPreview gate(
            RetainingRepository repository,
            TokenVerifier verifier,
            Takedowns takedowns,
            Supplier<Addresses> addresses) {
        return new Rehearsal(repository, verifier, takedowns, addresses);
    }

    @Produces
    @Singleton
    static Diagnosis diagnosis(LiveSettings settings, UploadPreview gate) {
        return new Diagnosis(new Explainer(() -> signers(settings.get()), Clock.systemUTC()), gate);
    }

    @Produces
    @Singleton
    static SelfCheck selfCheck(
            LiveSettings settings, ContextPath path, ProxyCheck proxies, RetainingRepository repository) {
        return SelfCheck.of(settings, path.get(), Clock.systemUTC(), proxies, repository);
    }

    @Produces
    @Singleton
    static TestUpload testUpload(LiveSettings settings, ContextPath path, Takedowns takedowns) {
        return new TestUpload(new TestSites(settings, path.get()), takedowns, Clock.systemUTC());
    }

    @Produces
    @Singleton
    static ProxyCheck proxies() {
        return new ProxyCheck();
    }

    private static List<Signer> signers(Settings settings) {
        return settings.tenants().stream().map(TenantWiring::signer).toList();
    }
}
