package org.stowage.management.api;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.stowage.config.LiveSettings;
import org.stowage.management.admin.AdminAnswer;
import org.stowage.management.admin.AdminRequest;
import org.stowage.management.admin.AdminRoute;
import org.stowage.management.admin.JsonMembers;
import org.stowage.management.check.DiagnosisCalls;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.policy.Amount;
import org.stowage.retention.policy.RetentionRules;

/** The calls about settings, and about what retention rules would delete. */
public final class RetentionCalls {

    private static final String RULES = "stowage.retention";

    private final LiveSettings settings;
    private final SettingChanges changes;
    private final Function<Map<String, String>, RetentionRules> proposals;
    private final DryRuns dryRuns;

    /**
     * Answers from these.
     *
     * @param proposals makes rules of settings that are not in force, or throws an {@link IllegalArgumentException}
     */
    public RetentionCalls(
            LiveSettings settings,
            SettingChanges changes,
            Function<Map<String, String>, RetentionRules> proposals,
            RetainingRepository repository) {
        this.settings = settings;
        this.changes = changes;
        this.proposals = proposals;
        this.dryRuns = new DryRuns(repository);
    }

    /** Changes settings until the deployment ends. */
    public interface SettingChanges {

        /**
         * Changes a setting, and returns a sentence.
         *
         * @throws IllegalArgumentException if the key or the value is wrong; nothing has changed then
         */
        String change(String key, String value);

        /**
         * Ends the change of a setting, and returns a sentence.
         *
         * @throws IllegalArgumentException if the setting was not changed
         */
        String restore(String key);
    }

    /** Returns the calls. */
    public List<AdminRoute> routes() {
        return List.of(
                AdminRoute.get("settings", this::settings),
                AdminRoute.post("settings", this::change),
                AdminRoute.ask("dry-run", Answers.ofCatalog(this::dryRun)));
    }

    private AdminAnswer settings(AdminRequest request) {
        request.parameters();
        List<String> here = settings.overridden();
        List<SettingItem> items = settings.shown().entrySet().stream()
                .map(setting -> new SettingItem(setting.getKey(), setting.getValue(), here.contains(setting.getKey())))
                .toList();
        return Answers.of(
                request,
                new SettingPage(items, settings.refused()),
                items.stream().map(item -> item.key() + "=" + item.value()));
    }

    /** Without a value the setting in the configuration applies again. */
    private AdminAnswer change(AdminRequest request) {
        JsonMembers members = JsonMembers.of(request, "key", "value");
        String key = members.text("key").orElseThrow(() -> JsonMembers.wrong("key", "is needed"));
        String sentence =
                members.text("value").map(value -> changes.change(key, value)).orElseGet(() -> changes.restore(key));
        return DiagnosisCalls.done(request, sentence);
    }

    private AdminAnswer dryRun(AdminRequest request) throws IOException {
        Map<?, ?> body = request.json(Map.class);
        Map<String, String> proposed = new TreeMap<>();
        for (Map.Entry<?, ?> member : body.entrySet()) {
            String key = String.valueOf(member.getKey());
            if (!key.equals(RULES) && !key.startsWith(RULES + ".")) {
                throw new IllegalArgumentException("The members are settings that begin with " + RULES + ".");
            }
            if (!(member.getValue() instanceof String value)) {
                throw JsonMembers.wrong(key, "is a text");
            }
            proposed.put(key, value);
        }
        DryRun run = dryRuns.run(proposed.isEmpty() ? Optional.empty() : Optional.of(proposals.apply(proposed)));
        return Answers.of(
                request,
                run,
                Stream.concat(
                        run.rules().stream().map(rule -> rule.rule() + ": " + amount(rule.files(), rule.bytes())),
                        Stream.of("all rules: " + amount(run.files(), run.bytes()))));
    }

    private static String amount(long files, long bytes) {
        return files + (files == 1 ? " file, " : " files, ") + new Amount(bytes);
    }
}
