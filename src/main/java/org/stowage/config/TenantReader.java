package org.stowage.config;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stowage.config.TenantSettings.Place;
import org.stowage.contract.Contract;

/** Reads the settings of one tenant, below its prefix. */
final class TenantReader {

    private static final String UNNAMED_SECRET = "default";

    private final Lookup lookup;
    private final String name;
    private final String prefix;

    TenantReader(Lookup lookup, String name, String prefix) {
        this.lookup = lookup;
        this.name = name;
        this.prefix = prefix;
    }

    /**
     * The settings that a tenant inherits from the tenant without a name.
     *
     * @param maxSize the size of the largest file that is accepted
     * @param contracts the contracts by which tokens are accepted
     */
    record Shared(ByteSize maxSize, Set<Contract> contracts) {}

    /** Reads these settings; uses the defaults of the product for those that are not set. */
    Shared shared() {
        return shared(new Shared(
                ValueParsers.positiveSize(Setting.MAX_SIZE.defaultText()),
                ValueParsers.contracts(Setting.PROTOCOLS.defaultText())));
    }

    /** Reads these settings; uses the given ones for those that are not set. */
    Shared shared(Shared defaults) {
        return new Shared(
                lookup.read(prefix + "max-size", ValueParsers::positiveSize, defaults.maxSize()),
                lookup.read(prefix + "protocols", ValueParsers::contracts, defaults.contracts()));
    }

    /** Reads the tenant. If it has no secret, reports that and returns nothing. */
    Optional<TenantSettings> read(Place place, Shared shared) {
        int before = lookup.problems().size();
        List<TimedSecret> secrets = secrets();
        ByteSize quota = name.isEmpty()
                ? null
                : lookup.read(prefix + "quota", ValueParsers::positiveSize).orElse(null);
        Secret deleteSecret = lookup.readSecret(prefix + "delete-secret").orElse(null);
        if (secrets.isEmpty()) {
            if (lookup.problems().size() == before) {
                lookup.report(prefix + "secret is not set");
            }
            return Optional.empty();
        }
        return Optional.of(
                new TenantSettings(name, place, secrets, shared.maxSize(), shared.contracts(), quota, deleteSecret));
    }

    private List<TimedSecret> secrets() {
        List<TimedSecret> secrets = new ArrayList<>();
        lookup.readSecret(prefix + "secret")
                .ifPresent(secret -> secrets.add(new TimedSecret(UNNAMED_SECRET, secret, null, null)));
        List<String> ids = lookup.read(prefix + "secrets", NameParsers::words, List.of());
        for (String id : ids) {
            timed(id).ifPresent(secrets::add);
        }
        return secrets;
    }

    private Optional<TimedSecret> timed(String id) {
        String key = prefix + "secret." + id;
        Instant notBefore =
                lookup.read(key + ".not-before", ValueParsers::startOf).orElse(null);
        Instant notAfter = lookup.read(key + ".not-after", ValueParsers::endOf).orElse(null);
        if (notBefore != null && notAfter != null && notAfter.isBefore(notBefore)) {
            lookup.report(key + " ends before it begins");
        }
        if (id.equals(UNNAMED_SECRET)) {
            lookup.report(prefix + "secrets has the id " + id + ", which is that of " + prefix + "secret");
        }
        if (!lookup.isSet(key)) {
            lookup.report(key + " is not set");
        }
        return lookup.readSecret(key).map(secret -> new TimedSecret(id, secret, notBefore, notAfter));
    }
}
