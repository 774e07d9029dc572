package io.pteroorders.bot.whatsapp;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pteroorders.bot.http.WebServer;
import io.pteroorders.bot.state.ProofFiles;
import io.pteroorders.bot.transport.Inbox;
import io.pteroorders.bot.transport.IncomingMessage;
import io.pteroorders.bot.transport.Transport;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.Pace;
import io.pteroorders.notify.Receipt;
import io.pteroorders.notify.SendResult;
import io.pteroorders.storage.json.DataRefusedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * WhatsApp through Meta's Cloud API. What comes in is on the disk before it is confirmed, and is dealt with after a
 * restart if it was not before. Thread-safe.
 */
public final class WhatsAppTransport implements Transport {

    /** What Meta allows: a message to a person every six seconds with a burst, eighty a second over all. */
    public static final Pace PACE = new Pace(Duration.ofSeconds(6), 45, Duration.ofNanos(12_500_000), 80);

    private static final Logger LOG = LoggerFactory.getLogger(WhatsAppTransport.class);

    private static final String NAME = "whatsapp";
    private static final String GROUP = "@g.us";
    private static final int MOST_RECEIPTS = 16;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration BODY = Duration.ofSeconds(20);

    private final WhatsAppSettings settings;
    private final DurableInbox inbox;
    private final Identities identities;
    private final Windows windows;
    private final GraphClient graph;
    private final MediaFiles media;
    private final Halt halt;
    private final CloudSender sender;
    private final Intake intake;
    private final WebServer server;
    private final Clock clock;
    private final Semaphore receipts = new Semaphore(MOST_RECEIPTS);

    private WhatsAppTransport(
            WhatsAppSettings settings,
            DurableInbox inbox,
            Identities identities,
            ProofFiles proofs,
            Clock clock,
            Supplier<Optional<String>> storeFailure)
            throws IOException {
        this.settings = settings;
        this.clock = clock;
        this.inbox = inbox;
        this.identities = identities;
        this.windows = new Windows(clock);
        inbox.heard().forEach((from, at) -> windows.heard(identities.resolve(from), at));
        this.graph = new GraphClient(settings.messages(), settings.token(), GraphClient.ANSWER);
        this.media = new MediaFiles(settings.versioned(), settings.token(), GraphClient.ANSWER, FIRST_PAUSE);
        this.halt = new Halt(settings.token(), clock);
        this.sender = new CloudSender(
                graph,
                identities,
                windows,
                settings.templates(),
                proofs,
                new StatusBook(),
                halt,
                clock,
                CloudSender.STATUS_PATIENCE);
        this.intake = new Intake(new WebhookReader(settings.phoneNumberId()), inbox, sender::accept, () -> storeFailure
                .get()
                .or(this::failure));
        this.server = WebServer.start(
                settings.bind(),
                settings.port(),
                new WebhookHandler(settings.verifyToken(), new Signatures(settings.appSecrets()), intake, BODY));
        LOG.info("webhooks are taken at port {}", server.port());
    }

    /**
     * Opens the files and listens for webhooks.
     *
     * @param data the data directory
     * @param proofs the pictures that may go out with messages
     * @param storeFailure why the store takes no more changes, and so no webhooks are taken; empty while it works
     * @throws DataRefusedException if one of the files cannot be used
     * @throws IOException if the port cannot be listened at
     */
    public static WhatsAppTransport open(
            WhatsAppSettings settings,
            Path data,
            ProofFiles proofs,
            Clock clock,
            Supplier<Optional<String>> storeFailure)
            throws IOException {
        DurableInbox inbox = DurableInbox.open(data, clock);
        try {
            Identities identities = Identities.open(data, clock);
            try {
                return new WhatsAppTransport(settings, inbox, identities, proofs, clock, storeFailure);
            } catch (IOException | RuntimeException e) {
                identities.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            inbox.close();
            throw e;
        }
    }

    /** Whether a text is such an id as a business gets for a person, whose number may be hidden. */
    public static boolean isUserId(String text) {
        return Sender.isUserId(text);
    }

    @Override
    public void run(Inbox bot) throws IOException {
        try {
            for (Optional<ReceivedMessage> next = inbox.take(); next.isPresent(); next = inbox.take()) {
                hand(next.get(), bot);
            }
            bot.finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private void hand(ReceivedMessage message, Inbox bot) {
        PersonId person = identities.resolve(message.sender());
        if (message.group().isEmpty()) {
            message.sentAt().ifPresent(at -> windows.heard(person, at));
        }
        if (message.text().isEmpty() && message.media().isEmpty()) {
            inbox.done(message);
            return;
        }
        String text = message.text().orElse("");
        if (message.group().isEmpty() && !message.forwarded() && isCommand(text)) {
            tellThatItIsRead(message);
        }
        bot.accept(
                new IncomingMessage(
                        NAME,
                        message.id(),
                        person,
                        message.group().map(group -> group + GROUP).orElse(person.text()),
                        message.name(),
                        text,
                        message.group().isPresent(),
                        message.forwarded(),
                        false,
                        message.sentAt(),
                        message.media().map(file -> () -> media.fetch(file))),
                () -> inbox.done(message));
    }

    /** In a rush some do without: no answer waits for it. */
    private void tellThatItIsRead(ReceivedMessage message) {
        if (receipts.tryAcquire()) {
            graph.post(SendRequest.readReceipt(message.id())).thenAccept(answer -> receipts.release());
        }
    }

    private boolean isCommand(String text) {
        return CharMatcher.whitespace().trimLeadingFrom(text).startsWith(settings.prefix());
    }

    @Override
    public CompletionStage<SendResult> send(OutgoingMessage message) {
        return sender.send(message);
    }

    @Override
    public Optional<Receipt> receipt(String messageId) {
        return sender.receipt(messageId);
    }

    /** The port at which webhooks are taken. */
    int port() {
        return server.port();
    }

    @Override
    public ImmutableList<String> notices() {
        return ImmutableList.<String>builder()
                .addAll(inbox.notices())
                .addAll(identities.notices())
                .build();
    }

    @Override
    public Optional<String> failure() {
        return inbox.failure().or(identities::failure);
    }

    @Override
    public ImmutableList<String> troubles() {
        ImmutableList.Builder<String> troubles = ImmutableList.builder();
        halt.why().ifPresent(why -> troubles.add("nothing is sent: " + why));
        inbox.oldestWaiting()
                .filter(since -> since.isBefore(clock.instant().minus(LONGEST_WAIT)))
                .ifPresent(since -> troubles.add("a message that came in at " + since + " is not dealt with yet"));
        return troubles.build();
    }

    @Override
    public void measure(MeterRegistry meters) {
        Gauge.builder("whatsapp.inbox.waiting", inbox, DurableInbox::waiting)
                .description("messages that came in and are not dealt with")
                .register(meters);
        Gauge.builder("whatsapp.inbox.parked", inbox, DurableInbox::parked)
                .description("messages that came too late to be dealt with")
                .register(meters);
        Gauge.builder("whatsapp.sending.stopped", halt, stopped -> stopped.why().isPresent() ? 1 : 0)
                .description("1 while nothing is sent because of the account or its token")
                .register(meters);
        FunctionCounter.builder("whatsapp.webhooks.ignored", intake, Intake::ignored)
                .description("items of webhooks that say nothing to this shop")
                .register(meters);
    }

    @Override
    public void stop() {
        server.close();
        inbox.end();
    }

    @Override
    public void close() {
        server.close();
        try (inbox) {
            identities.close();
        }
    }
}
