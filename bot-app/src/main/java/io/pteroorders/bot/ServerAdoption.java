package io.pteroorders.bot;

import com.google.common.collect.ImmutableList;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.pteroorders.bot.cli.Adoption;
import io.pteroorders.bot.panel.PanelIdentity;
import io.pteroorders.bot.panel.PanelSettings;
import io.pteroorders.bot.panel.PanelStores;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.ServerUser;
import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.core.provisioning.PanelServer;
import io.pteroorders.core.provisioning.PanelUser;
import io.pteroorders.core.provisioning.ServerPanel;
import io.pteroorders.core.storage.Lease;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Servers of a panel that become orders: named at the panel first, so that the shop knows them again. */
final class ServerAdoption implements Adoption {

    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int MOST_PAUSES = 60;

    /** A panel that was asked often enough says how long it wants to be left alone. */
    private static final RetryPolicy<Object> PATIENT = RetryPolicy.builder()
            .handleIf(failure ->
                    failure instanceof PanelException panel && panel.kind() == PanelException.Kind.TOO_MANY_CALLS)
            .withDelayFnOn(
                    attempt -> ((PanelException) attempt.getLastException())
                            .retryAfter()
                            .orElse(PAUSE),
                    PanelException.class)
            .withMaxRetries(MOST_PAUSES)
            .build();

    private final PanelSettings settings;
    private final RandomGenerator random;
    private final ImmutableList<AdoptedServer> adopted;
    private final ImmutableList<String> problems;

    ServerAdoption(
            PanelSettings settings,
            RandomGenerator random,
            ImmutableList<AdoptedServer> adopted,
            ImmutableList<String> problems) {
        this.settings = settings;
        this.random = random;
        this.adopted = adopted;
        this.problems = problems;
    }

    /** Asks a panel, as often as it wants to be asked again. */
    static <T> T patiently(ServerPanel panel, Function<ServerPanel, T> call) {
        try {
            return Failsafe.with(PATIENT).get(() -> call.apply(panel));
        } catch (FailsafeException e) {
            throw e.getCause() instanceof PanelException failure ? failure : e;
        }
    }

    @Override
    public ImmutableList<String> lines() {
        return adopted.stream().map(AdoptedServer::described).collect(ImmutableList.toImmutableList());
    }

    @Override
    public ImmutableList<String> problems() {
        return problems;
    }

    @Override
    public ImmutableList<Order> nameAtPanel(Lease lease) {
        PanelIdentity identity = PanelIdentity.open(PanelStores.of(lease).identity(), settings.shop(), random);
        return adopted.stream().map(server -> named(server, identity)).collect(ImmutableList.toImmutableList());
    }

    private Order named(AdoptedServer adopted, PanelIdentity identity) {
        PanelServer before = adopted.server();
        patiently(
                settings.panel(),
                panel -> panel.describe(before.id(), before.name(), before.user(), adopted.externalId()));
        Optional<ServerUser> user =
                adopted.isUsers() ? user(before.user(), identity.user(adopted.person())) : Optional.empty();
        return adopted.order(user);
    }

    /** The server's user as the shop's; empty if that user is an administrator, or somebody else's. */
    private Optional<ServerUser> user(long user, String externalId) {
        try {
            PanelUser ours = patiently(settings.panel(), panel -> panel.adoptUser(user, externalId));
            return Optional.of(new ServerUser(ours.id(), ours.name(), false));
        } catch (PanelException e) {
            return switch (e.kind()) {
                case REFUSED, TAKEN, NOT_FOUND -> Optional.empty();
                case UNAVAILABLE, TOO_MANY_CALLS, KEY_REFUSED, NO_ROOM, NO_PORT, CONFLICT -> throw e;
            };
        }
    }
}
