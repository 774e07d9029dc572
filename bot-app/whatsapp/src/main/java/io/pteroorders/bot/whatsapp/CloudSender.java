package io.pteroorders.bot.whatsapp;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.pteroorders.bot.port.PictureFiles;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.notify.MessageSender;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.Receipt;
import io.pteroorders.notify.SendResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends messages through the Graph API. A message counts as sent once the API took it; where nobody knows whether it did,
 * a status that bears the message's id tells, before it is sent again. Thread-safe.
 */
final class CloudSender implements MessageSender {

    /** How long to wait for the status of a message whose fate is unknown. */
    static final Duration STATUS_PATIENCE = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(CloudSender.class);

    private static final String GROUP = "@g.us";
    private static final int REMEMBERED = 5000;
    private static final int MOST_POWERS_OF_FOUR = 6;

    /** For a status that does not say why. */
    private static final int UNKNOWN_ERROR = -1;

    private final GraphClient graph;
    private final Identities identities;
    private final Windows windows;
    private final Templates templates;
    private final PictureFiles pictures;
    private final StatusBook statuses;
    private final CircuitBreaker breaker;
    private final Clock clock;
    private final Duration statusPatience;
    private final ChatQueues queues = new ChatQueues();

    /** What was sent as free text of late, for the case that it comes back as too late for that. */
    private final Cache<String, OutgoingMessage> sentAsText =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

    /** How often in a row a chat was sent too much. */
    private final Cache<String, Integer> tooMany =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

    private volatile BiConsumer<String, SendResult> undelivered = (id, result) -> {};

    CloudSender(
            GraphClient graph,
            Identities identities,
            Windows windows,
            Templates templates,
            PictureFiles pictures,
            StatusBook statuses,
            CircuitBreaker breaker,
            Clock clock,
            Duration statusPatience) {
        this.graph = graph;
        this.identities = identities;
        this.windows = windows;
        this.templates = templates;
        this.pictures = pictures;
        this.statuses = statuses;
        this.breaker = breaker;
        this.clock = clock;
        this.statusPatience = statusPatience;
    }

    @Override
    public CompletionStage<SendResult> send(OutgoingMessage message) {
        return queues.send(message.to(), () -> attempt(message));
    }

    private CompletionStage<SendResult> attempt(OutgoingMessage message) {
        if (statuses.wasTaken(message.id())) {
            return done(SendResult.SENT);
        }
        if (!breaker.mayTry()) {
            return done(
                    SendResult.closed("sending has stopped: " + breaker.why().orElse("")));
        }
        if (message.text().length() > OutgoingMessage.MAX_TEXT) {
            return done(SendResult.failed("more than " + OutgoingMessage.MAX_TEXT + " characters"));
        }
        if (message.to().endsWith(GROUP)) {
            String group = message.to().substring(0, message.to().length() - GROUP.length());
            return post(message, SendRequest.text(message, SendRequest.toGroup(group)), false);
        }
        PersonId person = PersonId.whatsApp(message.to());
        return identities
                .addressOf(person)
                .map(address -> windows.isOpen(person) ? sendText(message, address) : sendTemplate(message, address))
                .orElseGet(() -> done(SendResult.failed("the number belongs to somebody else by now")));
    }

    private static CompletionStage<SendResult> done(SendResult result) {
        return CompletableFuture.completedFuture(result);
    }

    private CompletionStage<SendResult> sendText(OutgoingMessage message, Address address) {
        sentAsText.put(message.id(), message);
        return message.attachment()
                .flatMap(pictures::file)
                .map(file -> sendPicture(message, file, address))
                .orElseGet(() -> post(message, SendRequest.text(message, SendRequest.to(address)), true));
    }

    /** A picture that Meta does not want is left out. */
    private CompletionStage<SendResult> sendPicture(OutgoingMessage message, Path file, Address address) {
        Picture picture;
        try {
            picture = Picture.read(file);
        } catch (IOException e) {
            return done(SendResult.tryAgain(
                    "a picture cannot be read: " + e.getClass().getSimpleName()));
        }
        return graph.upload(picture).thenCompose(answer -> {
            boolean unwanted = answer.kind() == GraphAnswer.Kind.REFUSED && answer.error() == GraphError.NEVER;
            if (answer.id().isEmpty() && !unwanted) {
                return answer.kind() == GraphAnswer.Kind.REFUSED
                        ? refused(answer, message, true)
                        : done(SendResult.tryAgain("a picture could not be handed over"));
            }
            ObjectNode to = SendRequest.to(address);
            return post(
                    message,
                    answer.id()
                            .map(id -> SendRequest.picture(message, picture, id, to))
                            .orElseGet(() -> SendRequest.text(message, to)),
                    true);
        });
    }

    private CompletionStage<SendResult> sendTemplate(OutgoingMessage message, Address address) {
        return templates
                .fill(message)
                .map(filled -> post(message, SendRequest.template(message, filled, SendRequest.to(address)), false))
                .orElseGet(
                        () -> done(SendResult.unreachable("the person last wrote more than 24 hours ago, and there is"
                                + " no template for " + message.template())));
    }

    private CompletionStage<SendResult> post(OutgoingMessage message, ObjectNode request, boolean text) {
        statuses.expect(message.id());
        return graph.post(request).thenCompose(answer -> result(answer, message, text));
    }

    private CompletionStage<SendResult> result(GraphAnswer answer, OutgoingMessage message, boolean text) {
        return switch (answer.kind()) {
            case ACCEPTED -> accepted(message);
            case NOT_SENT -> done(SendResult.tryAgain("the Graph API cannot be reached"));
            case UNKNOWN ->
                statuses.await(message.id(), statusPatience)
                        .thenCompose(status -> status.map(it -> learned(it, message, text))
                                .orElseGet(() -> done(SendResult.tryAgain("no answer, and no status since"))));
            case REFUSED -> refused(answer, message, text);
        };
    }

    private CompletionStage<SendResult> accepted(OutgoingMessage message) {
        breaker.resume();
        tooMany.invalidate(message.to());
        return done(SendResult.SENT);
    }

    private CompletionStage<SendResult> learned(ReceivedStatus status, OutgoingMessage message, boolean text) {
        if (status.state() != ReceivedStatus.State.FAILED) {
            return accepted(message);
        }
        // The template, if this calls for one, is already on its way.
        return isTooLate(status) && text && templates.has(message)
                ? done(SendResult.SENT)
                : done(result(refusal(status), message.to()));
    }

    private static boolean isTooLate(ReceivedStatus status) {
        return status.errorCodes().stream().map(GraphError::of).anyMatch(GraphError.WINDOW_CLOSED::equals);
    }

    /** What a failed status says, as if it had been the answer; of several errors, what is about the account. */
    private static GraphAnswer refusal(ReceivedStatus status) {
        int code = status.errorCodes().stream()
                .filter(it -> GraphError.of(it) == GraphError.STOP)
                .findFirst()
                .or(() -> status.errorCodes().stream().findFirst())
                .orElse(UNKNOWN_ERROR);
        return GraphAnswer.refused(GraphError.of(code), "status with error " + code, Optional.empty());
    }

    private CompletionStage<SendResult> refused(GraphAnswer answer, OutgoingMessage message, boolean text) {
        return answer.error() == GraphError.WINDOW_CLOSED && text
                ? sendTemplateNow(message)
                : done(result(answer, message.to()));
    }

    private SendResult result(GraphAnswer refusal, String chat) {
        String reason = refusal.reason();
        return switch (refusal.error()) {
            case RETRY -> later(reason, refusal.retryAfter());
            case TOO_MANY_TO_ONE -> later(reason, Optional.of(pause(chat)));
            case STOP -> {
                breaker.stop(reason);
                yield SendResult.closed(reason);
            }
            case WINDOW_CLOSED -> SendResult.unreachable(reason);
            case NEVER -> SendResult.failed(reason);
        };
    }

    private SendResult later(String reason, Optional<Duration> pause) {
        return pause.map(time -> SendResult.tryAgain(reason, clock.instant().plus(time)))
                .orElseGet(() -> SendResult.tryAgain(reason));
    }

    /** Four times as long with each refusal in a row. */
    private Duration pause(String chat) {
        int times = Math.min(tooMany.asMap().merge(chat, 1, Integer::sum), MOST_POWERS_OF_FOUR);
        return Duration.ofSeconds(1L << (2 * times));
    }

    private CompletionStage<SendResult> sendTemplateNow(OutgoingMessage message) {
        sentAsText.invalidate(message.id());
        return identities
                .addressOf(PersonId.whatsApp(message.to()))
                .map(address -> sendTemplate(message, address))
                .orElseGet(() -> done(SendResult.failed("the number belongs to somebody else by now")));
    }

    @Override
    public Optional<Receipt> receipt(String messageId) {
        return statuses.state(messageId).flatMap(state -> switch (state) {
            case QUEUED, SENT -> Optional.empty();
            case DELIVERED -> Optional.of(Receipt.DELIVERED);
            case READ -> Optional.of(Receipt.READ);
            case FAILED -> Optional.of(Receipt.FAILED);
        });
    }

    /** A status came in. What failed because it came too late is sent as a template, once; what else failed is told. */
    void accept(ReceivedStatus status) {
        status.ourId().filter(id -> statuses.note(id, status)).ifPresent(id -> failed(id, status));
    }

    private void failed(String id, ReceivedStatus status) {
        LOG.warn("a message was taken and could not be delivered: errors {}", status.errorCodes());
        Optional<OutgoingMessage> asTemplate = Optional.ofNullable(sentAsText.getIfPresent(id))
                .filter(message -> isTooLate(status) && templates.has(message));
        asTemplate.ifPresentOrElse(this::sendTemplateLater, () -> tell(id, result(refusal(status), id)));
    }

    private void sendTemplateLater(OutgoingMessage message) {
        queues.send(message.to(), () -> sendTemplateNow(message)).thenAccept(result -> {
            if (result.kind() != SendResult.Kind.SENT) {
                tell(message.id(), result);
            }
        });
    }

    private void tell(String id, SendResult result) {
        undelivered.accept(id, result);
    }

    @Override
    public void onUndelivered(BiConsumer<String, SendResult> listener) {
        undelivered = listener;
    }
}
