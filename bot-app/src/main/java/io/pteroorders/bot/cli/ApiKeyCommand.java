package io.pteroorders.bot.cli;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.bot.api.key.ApiKey;
import io.pteroorders.bot.api.key.ApiKeys;
import io.pteroorders.bot.api.key.KeyChange;
import io.pteroorders.bot.api.key.Scope;
import io.pteroorders.bot.web.AddressRanges;
import io.pteroorders.core.service.Actor;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Stands before the commands about keys of other programs; alone it does nothing. */
@Command(name = "api-key", description = "About keys of other programs: api-key create, list, revoke.")
final class ApiKeyCommand implements Runnable {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "shows this text")
    boolean help;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** With the commands that do something. */
    static CommandLine with(KeyStore.Finder finder) {
        return new CommandLine(new ApiKeyCommand())
                .addSubcommand(new Create(finder))
                .addSubcommand(new Listing(finder))
                .addSubcommand(new Revoke(finder));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what is to be done: api-key create, api-key list or api-key revoke NAME");
    }

    /** A command about the keys of a shop. */
    private abstract static class About implements Callable<Integer> {

        @Mixin
        private final CommonOptions common = new CommonOptions();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        private final KeyStore.Finder finder;

        About(KeyStore.Finder finder) {
            this.finder = finder;
        }

        int use(ToIntFunction<KeyStore> what) {
            try (KeyStore keys = finder.open(common.settings())) {
                return what.applyAsInt(keys);
            }
        }

        ParameterException wrong(String message) {
            return new ParameterException(spec.commandLine(), message);
        }

        static void say(String line) {
            System.out.println(line);
        }
    }

    /** Makes a key. */
    @Command(name = "create", description = "Makes a key and shows it, once.")
    static final class Create extends About {

        @Option(
                names = "--name",
                required = true,
                paramLabel = "NAME",
                description = "of the program that shows it: 1 to 32 lower-case letters, digits and dashes")
        private String name = "";

        @Option(
                names = "--scope",
                required = true,
                split = ",",
                paramLabel = "SCOPE",
                description = "what it may be used for, such as orders:read,orders:write; all for everything")
        private List<String> scopes = List.of();

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                description = "whose rights it has: admin, or owner to give money back and delete (default: admin)")
        private String role = "admin";

        @Option(names = "--expires", paramLabel = "DAY", description = "the day on which it ends, such as 2027-01-31")
        private @Nullable LocalDate expires;

        @Option(
                names = "--from",
                split = ",",
                paramLabel = "ADDRESS",
                description = "addresses from which alone it may be used, such as 203.0.113.7 or 10.0.0.0/8")
        private List<String> addresses = List.of();

        Create(KeyStore.Finder finder) {
            super(finder);
        }

        @Override
        public Integer call() {
            check();
            ImmutableSortedSet<Scope> wanted = scopes();
            String secret = ApiKeys.draw(new SecureRandom());
            return use(keys -> create(keys, secret, wanted));
        }

        private void check() {
            if (!Actor.isKeyName(name)) {
                throw wrong("a name has 1 to 32 lower-case letters, digits and dashes, and begins with no dash; \""
                        + name + "\" is none");
            }
            addresses.stream()
                    .filter(text -> !AddressRanges.isRange(text))
                    .findFirst()
                    .ifPresent(text -> {
                        throw wrong("\"" + text + "\" is no address, and no range such as 10.0.0.0/8");
                    });
            if (!role.equals("admin") && !role.equals("owner")) {
                throw wrong("--role is admin or owner, not \"" + role + "\"");
            }
        }

        private ImmutableSortedSet<Scope> scopes() {
            return scopes.equals(List.of("all"))
                    ? ImmutableSortedSet.copyOf(Scope.ALL)
                    : scopes.stream()
                            .map(text -> Scope.parse(text)
                                    .orElseThrow(() -> wrong("there is no scope \"" + text
                                            + "\"; scopes are all, "
                                            + Scope.ALL.stream()
                                                    .map(Scope::toString)
                                                    .collect(Collectors.joining(", ")))))
                            .collect(ImmutableSortedSet.toImmutableSortedSet(Scope::compareTo));
        }

        private int create(KeyStore keys, String secret, ImmutableSortedSet<Scope> wanted) {
            ApiKey key = new ApiKey(
                    name,
                    ApiKeys.digest(secret),
                    wanted,
                    role.equals("owner") ? Actor.Role.OWNER : Actor.Role.ADMIN,
                    keys.clock().instant(),
                    Optional.ofNullable(expires)
                            .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant()),
                    ImmutableSet.copyOf(addresses),
                    Optional.empty());
            switch (keys.change(KeyChange.add(key))) {
                case DONE -> say("The key of " + name + ", which is shown this once:");
                case SENT ->
                    say("The key of " + name
                            + ", which is shown this once and holds within half a minute, if no other key"
                            + " has that name:");
                case IN_VAIN ->
                    throw new CommandException(
                            ExitCodes.WRONG_USAGE,
                            "there is a key named " + name + "; choose another name, or first: api-key revoke " + name);
            }
            say(secret);
            return ExitCodes.DONE;
        }
    }

    /** Lists the keys. */
    @Command(name = "list", description = "Lists the keys, without their secrets.")
    static final class Listing extends About {

        Listing(KeyStore.Finder finder) {
            super(finder);
        }

        @Override
        public Integer call() {
            return use(keys -> {
                if (keys.all().isEmpty()) {
                    say("There are no keys.");
                }
                keys.all().forEach(key -> say(line(key)));
                return ExitCodes.DONE;
            });
        }

        private static String line(ApiKey key) {
            return key.name() + ": " + Ascii.toLowerCase(key.role().name()) + ", "
                    + key.scopes().stream().map(Scope::toString).collect(Collectors.joining(" ")) + "; made "
                    + key.created() + ", "
                    + key.lastUsed()
                            .map(Instant::toString)
                            .map(hour -> "last used in the hour from " + hour)
                            .orElse("never used")
                    + key.expires().map(end -> ", ends " + end).orElse("")
                    + (key.addresses().isEmpty() ? "" : ", from " + String.join(" ", key.addresses()));
        }
    }

    /** Makes a key of no more use. */
    @Command(name = "revoke", description = "Makes a key of no more use.")
    static final class Revoke extends About {

        @Parameters(paramLabel = "NAME", description = "of the program that shows it")
        private String name = "";

        Revoke(KeyStore.Finder finder) {
            super(finder);
        }

        @Override
        public Integer call() {
            return use(keys -> {
                switch (keys.change(KeyChange.revoke(name))) {
                    case DONE -> say("The key of " + name + " is of no more use.");
                    case SENT ->
                        say("The key of " + name + ", if there is one, is of no more use within half a minute.");
                    case IN_VAIN ->
                        throw new CommandException(
                                ExitCodes.WRONG_USAGE,
                                "there is no key named \"" + name + "\"; api-key list names all.");
                }
                return ExitCodes.DONE;
            });
        }
    }
}
