package io.pteroorders.bot.panel;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.pteroorders.bot.panel.PanelCalls.Urgency;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerUser;
import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.core.provisioning.Password;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.notify.MessageSender;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.PasswordPlaces;
import io.pteroorders.notify.Receipt;
import io.pteroorders.notify.SendResult;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Sends messages, and sets a new password at the panel in the moment in which a message with a place for one is sent. Each try
 * of such a message has a password and an id of its own. Thread-safe.
 */
public final class PasswordSender implements MessageSender {

    private static final Pattern TRY = Pattern.compile("~[0-9]+$");
    private static final Duration AGAIN = Duration.ofSeconds(15);
    private static final int REMEMBERED = 5_000;
    private static final String NOBODY = "—";

    private final MessageSender sender;
    private final PasswordPlaces places;
    private final PanelCalls calls;
    private final OrderStorage storage;
    private final RandomGenerator random;
    private final Clock clock;
    private final AtomicLong tries;

    /** The ids of the last tries, by the messages' own. */
    private final Cache<String, String> sent =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

    PasswordSender(
            MessageSender sender,
            PasswordPlaces places,
            PanelCalls calls,
            OrderStorage storage,
            RandomGenerator random,
            Clock clock) {
        this.sender = sender;
        this.places = places;
        this.calls = calls;
        this.storage = storage;
        this.random = random;
        this.clock = clock;
        this.tries = new AtomicLong(clock.millis());
    }

    @Override
    public CompletionStage<SendResult> send(OutgoingMessage message) {
        Optional<OrderId> order = places.in(message);
        return order.isEmpty()
                ? sender.send(message)
                : calls.later(() -> withPassword(message, order.get()))
                        .thenCompose(sender::send)
                        .exceptionally(this::inVain);
    }

    private OutgoingMessage withPassword(OutgoingMessage message, OrderId id) {
        String text = storage.get(id)
                .flatMap(Order::server)
                .flatMap(Server::user)
                .map(this::newPassword)
                .orElse(NOBODY);
        String attempt = message.id() + "~" + tries.incrementAndGet();
        sent.put(message.id(), attempt);
        return places.fill(message, text, attempt);
    }

    private String newPassword(ServerUser user) {
        Password password = Password.draw(random);
        try {
            calls.call(Urgency.PERSON, 2, panel -> {
                panel.setPassword(user.id(), password);
                return password;
            });
            return password.reveal();
        } catch (PanelException e) {
            if (e.kind() == PanelException.Kind.NOT_FOUND) {
                return NOBODY;
            }
            throw e;
        }
    }

    /** The panel did not set a password: the message waits. */
    private SendResult inVain(Throwable failure) {
        Throwable why = failure.getCause() == null ? failure : failure.getCause();
        if (why instanceof PanelException panel) {
            return SendResult.tryAgain(
                    "no password could be set: " + panel.getMessage(),
                    clock.instant().plus(panel.retryAfter().orElse(AGAIN)));
        }
        throw why instanceof RuntimeException same ? same : new IllegalStateException(why);
    }

    @Override
    public void onUndelivered(BiConsumer<String, SendResult> listener) {
        sender.onUndelivered((id, result) -> listener.accept(TRY.matcher(id).replaceAll(""), result));
    }

    @Override
    public Optional<Receipt> receipt(String messageId) {
        return sender.receipt(Optional.ofNullable(sent.getIfPresent(messageId)).orElse(messageId));
    }
}
