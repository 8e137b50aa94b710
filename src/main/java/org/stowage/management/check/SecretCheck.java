package org.stowage.management.check;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.stowage.config.Secret;
import org.stowage.config.Settings;
import org.stowage.config.TenantSettings;
import org.stowage.config.TimedSecret;

/** Finds secrets that others may know, and tenants without a valid one. */
record SecretCheck(Supplier<Settings> settings, Clock clock, String encoding) implements Check {

    private static final String NEW_SECRET = "openssl rand -base64 36, and the same in the XMPP server";

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        List<TenantSettings> tenants = settings.get().tenants();
        for (int i = 0; i < tenants.size(); i++) {
            TenantSettings tenant = tenants.get(i);
            tenant.secrets().forEach(secret -> aboutOne(tenant, secret, findings));
            aboutAll(tenant, findings);
            for (TenantSettings other : tenants.subList(i + 1, tenants.size())) {
                aboutTwo(tenant, other, findings);
            }
        }
        return findings;
    }

    private void aboutOne(TenantSettings tenant, TimedSecret secret, List<Finding> findings) {
        Optional<String> weakness = secret.secret().weakness();
        if (weakness.isPresent()) {
            String words = "The secret " + secret.id() + " " + whose(tenant) + weakness.get() + ".";
            findings.add(Finding.warning("weak-secret", words, NEW_SECRET));
        }
        boolean ascii = StandardCharsets.US_ASCII
                .newEncoder()
                .canEncode(new String(secret.secret().utf8(), StandardCharsets.UTF_8));
        if (!ascii && !encoding.equalsIgnoreCase("UTF-8")) {
            findings.add(Finding.warning(
                    "secret-encoding",
                    "The secret " + secret.id() + " " + whose(tenant) + "is not plain ASCII, and this server reads its"
                            + " environment as " + encoding + ": it may differ from that of the XMPP server.",
                    "LC_ALL=C.UTF-8 in the server's environment, or a secret of letters and digits"));
        }
    }

    private void aboutAll(TenantSettings tenant, List<Finding> findings) {
        Instant now = clock.instant();
        if (tenant.secrets().stream().noneMatch(secret -> counts(secret, now))) {
            findings.add(Finding.warning(
                    "no-secret-counts",
                    "No secret " + whose(tenant)
                            + "is valid now, by its not-before and not-after: all uploads are refused.",
                    "change stowage.secret.<id>.not-after, or set another secret"));
        }
        Optional<Secret> deletion = tenant.deletion();
        if (deletion.isPresent()
                && tenant.secrets().stream().anyMatch(secret -> same(secret.secret(), deletion.get()))) {
            findings.add(Finding.warning(
                    "delete-secret-reused",
                    "The secret of deletions " + whose(tenant) + "is also one of uploads.",
                    "another stowage.delete-secret: openssl rand -base64 36, and the same in Metronome"));
        }
    }

    private static void aboutTwo(TenantSettings one, TenantSettings other, List<Finding> findings) {
        boolean shared = one.secrets().stream()
                .anyMatch(
                        secret -> other.secrets().stream().anyMatch(theirs -> same(secret.secret(), theirs.secret())));
        if (shared) {
            String words = "A secret " + whose(one) + "is also one " + named(other)
                    + ": each of these XMPP servers can sign uploads of the other.";
            findings.add(Finding.warning("shared-secret", words, NEW_SECRET));
        }
    }

    private static boolean counts(TimedSecret secret, Instant now) {
        Instant begin = secret.notBefore();
        Instant end = secret.notAfter();
        return (begin == null || !now.isBefore(begin)) && (end == null || !now.isAfter(end));
    }

    private static boolean same(Secret one, Secret other) {
        return MessageDigest.isEqual(one.utf8(), other.utf8());
    }

    private static String whose(TenantSettings tenant) {
        return tenant.name().isEmpty() ? "" : "of tenant " + tenant.name() + " ";
    }

    private static String named(TenantSettings tenant) {
        return "of " + (tenant.name().isEmpty() ? "the tenant without a name" : "tenant " + tenant.name());
    }
}
