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
import java.util.function.Supplier;
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

    /** Behind the id of a message whose picture goes before it. */
    private static final String PICTURE = "-picture";

    /** The error of a picture that cannot be used. */
    private static final int PICTURE_UNWANTED = 131053;

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

    /** Our own id of each message by the one that WhatsApp gave it. */
    private final Cache<String, String> ourIds =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

    /** Of which messages the text alone is to be sent from now on: their picture was, or Meta does not want it. */
    private final Cache<String, Boolean> textOnly =
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
        try {
            return upload(message)
                    .map(picture -> sendPicture(message, picture, address))
                    .orElseGet(() -> postText(message, address));
        } catch (IOException e) {
            return done(SendResult.tryAgain(
                    "a picture cannot be read: " + e.getClass().getSimpleName()));
        }
    }

    private Optional<Upload> upload(OutgoingMessage message) throws IOException {
        if (isTextOnly(message)) {
            return Optional.empty();
        }
        if (message.picture().isPresent()) {
            return message.picture().map(Upload::of);
        }
        Optional<Path> file = message.attachment().flatMap(pictures::file);
        return file.isPresent() ? Optional.of(Upload.read(file.get())) : Optional.empty();
    }

    private boolean isTextOnly(OutgoingMessage message) {
        return textOnly.getIfPresent(message.id()) != null;
    }

    private CompletionStage<SendResult> postText(OutgoingMessage message, Address address) {
        return post(message, SendRequest.text(message, SendRequest.to(address)), true);
    }

    /** A picture that Meta does not want is left out. */
    private CompletionStage<SendResult> sendPicture(OutgoingMessage message, Upload picture, Address address) {
        return graph.upload(picture).thenCompose(answer -> {
            if (answer.id().isPresent()) {
                return postPicture(message, picture, answer.id().get(), address);
            }
            if (answer.kind() != GraphAnswer.Kind.REFUSED) {
                return done(SendResult.tryAgain("a picture could not be handed over"));
            }
            return answer.error() == GraphError.NEVER ? postText(message, address) : refused(answer, message, true);
        });
    }

    /** Where the text is too long to stand below the picture, it follows. */
    private CompletionStage<SendResult> postPicture(
            OutgoingMessage message, Upload picture, String id, Address address) {
        if (SendRequest.fitsCaption(message)) {
            return post(message, SendRequest.picture(message, picture, id, SendRequest.to(address)), true);
        }
        OutgoingMessage alone = OutgoingMessage.of(message.id() + PICTURE, message.to(), "", message.template());
        return post(alone, SendRequest.picture(alone, picture, id, SendRequest.to(address)), false)
                .thenCompose(result -> switch (result.kind()) {
                    case SENT -> {
                        textOnly.put(message.id(), true);
                        yield postText(message, address);
                    }
                    case FAILED, UNREACHABLE -> postText(message, address);
                    case TRY_AGAIN, CLOSED -> done(result);
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
            case ACCEPTED -> {
                answer.id().ifPresent(wamid -> ourIds.put(wamid, message.id()));
                yield accepted(message);
            }
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
        // What goes out in its place is already on its way.
        return text && otherWay(message, status).isPresent()
                ? done(SendResult.SENT)
                : done(result(refusal(status), message.to()));
    }

    /** Another way for what could not be delivered, once: a template if it came too late, its text if its picture is no good. */
    private Optional<Supplier<CompletionStage<SendResult>>> otherWay(OutgoingMessage message, ReceivedStatus status) {
        if (says(GraphError.WINDOW_CLOSED, status) && templates.has(message)) {
            return Optional.of(() -> sendTemplateNow(message));
        }
        return status.errorCodes().contains(PICTURE_UNWANTED) && !isTextOnly(message)
                ? Optional.of(() -> sendTextOnly(message))
                : Optional.empty();
    }

    private static boolean says(GraphError error, ReceivedStatus status) {
        return status.errorCodes().stream().map(GraphError::of).anyMatch(error::equals);
    }

    private CompletionStage<SendResult> sendTextOnly(OutgoingMessage message) {
        textOnly.put(message.id(), true);
        return attempt(message);
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

    /** Our own id of a message that was sent of late. */
    Optional<String> ourId(String wamid) {
        return Optional.ofNullable(ourIds.getIfPresent(wamid));
    }

    /** A status came in. What failed and can go another way does, once; what else failed is told. */
    void accept(ReceivedStatus status) {
        status.ourId().filter(id -> statuses.note(id, status)).ifPresent(id -> failed(id, status));
    }

    private void failed(String id, ReceivedStatus status) {
        LOG.warn("a message was taken and could not be delivered: errors {}", status.errorCodes());
        Optional<OutgoingMessage> sent = Optional.ofNullable(sentAsText.getIfPresent(id));
        sent.flatMap(message -> otherWay(message, status))
                .ifPresentOrElse(
                        way -> sendLater(sent.orElseThrow(), way), () -> tell(id, result(refusal(status), id)));
    }

    private void sendLater(OutgoingMessage message, Supplier<CompletionStage<SendResult>> way) {
        queues.send(message.to(), way).thenAccept(result -> {
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
