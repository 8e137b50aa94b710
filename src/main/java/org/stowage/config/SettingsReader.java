package org.stowage.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.stowage.config.Settings.DurabilitySetting;
import org.stowage.config.Settings.LogDetail;
import org.stowage.config.TenantSettings.Place;

/** Turns MicroProfile Config into {@link Settings}, collecting every complaint on the way. Good for one reading. */
final class SettingsReader {

    private static final String TENANT = "stowage.tenant.";

    private final Lookup lookup;
    private final Path dataDirectory;
    private final Settings settings;

    /**
     * Reads all settings; what is wrong is told when they are asked for.
     *
     * @param config where values are looked up
     * @param dataDirectory the server's own, for the default of the base path
     */
    SettingsReader(Config config, Path dataDirectory) {
        this(config, Map.of(), dataDirectory);
    }

    /** As the other does, but what is overridden counts more than the configuration. */
    SettingsReader(Config config, Map<String, String> overrides, Path dataDirectory) {
        this.lookup = new Lookup(config, overrides);
        this.dataDirectory = dataDirectory;
        this.settings = all();
    }

    /**
     * Returns the settings.
     *
     * @throws InvalidSettingsException if any is wrong or missing; its message names all of them
     */
    Settings read() {
        if (!lookup.complaints().isEmpty()) {
            throw new InvalidSettingsException(lookup.complaints());
        }
        return settings;
    }

    /** Returns what looks like a setting and is none: most likely a slip of the pen. */
    List<String> unknownKeys() {
        return lookup.unknownKeys();
    }

    /** Returns what was found by key, as one look differs from another. */
    ConfigSnapshot found() {
        return new ConfigSnapshot(lookup.found(), lookup::isSecret, unknownKeys());
    }

    private Settings all() {
        List<TenantSettings> tenants = tenants();
        RetentionReader retention = new RetentionReader(lookup);
        return new Settings(
                lookup.read(Setting.PUBLIC_URL.key(), Values::baseUrl).orElse(null),
                lookup.read(Setting.CONTACT.key(), Values::line).orElse(null),
                lookup.read(Setting.BASE_PATH.key(), Values::absolutePath, dataDirectory.resolve("stowage")),
                lookup.read(Setting.MAX_CONCURRENT_UPLOADS.key(), Values::positiveNumber, 20_000),
                lookup.read(Setting.UPLOAD_TIMEOUT.key(), TimeSpan::parse, new TimeSpan(Duration.ofSeconds(90))),
                lookup.read(Setting.DURABILITY.key(), Values::durability, DurabilitySetting.FSYNC),
                lookup.read(Setting.CORS_ORIGINS.key(), Values::origins, Set.of()),
                lookup.read(Setting.LOG_DETAIL.key(), Values::logDetail, LogDetail.UPLOADS),
                lookup.read(Setting.LOG_CLIENT_ADDRESS.key(), Values::yes, true),
                audit(),
                lookup.read(Setting.ADMIN.key(), Values::admin, Settings.Admin.LOOPBACK),
                retention.retention(tenants.stream()
                        .map(TenantSettings::name)
                        .filter(name -> !name.isEmpty())
                        .toList()),
                retention.quotas(),
                tenants);
    }

    private AuditSettings audit() {
        return new AuditSettings(
                lookup.read(Setting.AUDIT.key(), Values::auditTarget, AuditSettings.Target.NONE),
                lookup.read(Setting.AUDIT_FILE.key(), Values::absolutePath).orElse(null),
                lookup.read(Setting.AUDIT_FILE_SIZE.key(), Values::logSize, new ByteSize(10L << 20)),
                lookup.read(Setting.AUDIT_FILES.key(), Values::positiveNumber, 10));
    }

    /** What the tenant without a name has is the default of the others, except for its secrets. */
    private List<TenantSettings> tenants() {
        List<String> names = lookup.read(Setting.TENANTS.key(), Values::words, List.of());
        boolean unnamed = names.isEmpty() || lookup.isSet(Setting.SECRET.key()) || lookup.isSet(Setting.SECRETS.key());
        TenantReader first = new TenantReader(lookup, "", "stowage.");
        TenantReader.Shared shared = first.shared();
        List<TenantSettings> tenants = new ArrayList<>();
        if (unnamed) {
            first.read(new Place("", ""), shared).ifPresent(tenants::add);
        }
        for (String name : names) {
            named(name, shared).ifPresent(tenants::add);
        }
        if (lookup.complaints().isEmpty()) {
            complainAboutSharedPlaces(tenants);
        }
        return tenants;
    }

    private Optional<TenantSettings> named(String name, TenantReader.Shared defaults) {
        String prefix = TENANT + name + ".";
        TenantReader reader = new TenantReader(lookup, name, prefix);
        Place place = new Place(
                lookup.read(prefix + "host", Values::hostName, ""), lookup.read(prefix + "path", Values::urlPath, ""));
        if (!lookup.isSet(prefix + "host") && !lookup.isSet(prefix + "path")) {
            lookup.complain(prefix + "path and " + prefix + "host are not set; one of them is needed");
        }
        return reader.read(place, reader.shared(defaults));
    }

    private void complainAboutSharedPlaces(List<TenantSettings> tenants) {
        Set<Place> places = new HashSet<>();
        for (TenantSettings tenant : tenants) {
            if (!places.add(tenant.place())) {
                lookup.complain(TENANT + tenant.name() + " has the host and path of another tenant");
            }
        }
    }
}
