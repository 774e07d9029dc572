package io.pteroorders.bot.whatsapp;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pteroorders.bot.person.PersonalPlace;
import io.pteroorders.bot.port.Inbox;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.bot.port.Transport;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.task.Pace;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.Receipt;
import io.pteroorders.notify.SendResult;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;

/**
 * WhatsApp through Meta's Cloud API. What comes in is on the disk before it is confirmed, and is dealt with after a
 * restart if it was not before. Thread-safe.
 */
public final class WhatsAppTransport implements Transport {

    /** What Meta allows: a message to a person every six seconds with a burst, eighty a second over all. */
    public static final Pace PACE = new Pace(Duration.ofSeconds(6), 45, Duration.ofNanos(12_500_000), 80);

    private static final String NAME = "whatsapp";
    private static final String GROUP = "@g.us";
    private static final int MOST_RECEIPTS = 16;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    /** What is learned of a person has to be durable; a database comes back. */
    private static final RetryPolicy<PersonId> WHILE_AWAY = RetryPolicy.<PersonId>builder()
            .handleIf(failure -> failure instanceof StorageException e && e.mayPass())
            .withDelay(Duration.ofSeconds(1))
            .withMaxRetries(-1)
            .build();

    private final WhatsAppSettings settings;
    private final InboundQueue inbound;
    private final Outgoing outgoing;
    private final Webhooks webhooks;
    private final Clock clock;
    private final Semaphore receipts = new Semaphore(MOST_RECEIPTS);

    WhatsAppTransport(
            WhatsAppSettings settings, InboundQueue inbound, Outgoing outgoing, Webhooks webhooks, Clock clock) {
        this.settings = settings;
        this.inbound = inbound;
        this.outgoing = outgoing;
        this.webhooks = webhooks;
        this.clock = clock;
        inbound.heard().forEach((from, at) -> outgoing.windows()
                .heard(outgoing.identities().resolve(from), at));
    }

    /** Whether a text is such an id as a business gets for a person, whose number may be hidden. */
    public static boolean isUserId(String text) {
        return Sender.isUserId(text);
    }

    @Override
    public void run(Inbox bot) throws IOException {
        try {
            for (Optional<ReceivedMessage> next = inbound.take(); next.isPresent(); next = inbound.take()) {
                hand(next.get(), bot);
            }
            bot.finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private void hand(ReceivedMessage message, Inbox bot) {
        PersonId person =
                Failsafe.with(WHILE_AWAY).get(() -> outgoing.identities().resolve(message.sender()));
        if (message.group().isEmpty()) {
            message.sentAt().ifPresent(at -> outgoing.windows().heard(person, at));
        }
        String text = message.text().orElse("");
        if (message.group().isEmpty() && message.traits().isEmpty() && isCommand(text)) {
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
                        message.traits(),
                        message.sentAt(),
                        message.media().map(file -> () -> outgoing.media().fetch(file)),
                        message.quoted().flatMap(outgoing.sender()::ourId)),
                () -> inbound.done(message));
    }

    /** In a rush some do without: no answer waits for it. */
    private void tellThatItIsRead(ReceivedMessage message) {
        if (receipts.tryAcquire()) {
            outgoing.graph().post(SendRequest.readReceipt(message.id())).thenAccept(answer -> receipts.release());
        }
    }

    private boolean isCommand(String text) {
        return CharMatcher.whitespace().trimLeadingFrom(text).startsWith(settings.prefix());
    }

    @Override
    public CompletionStage<SendResult> send(OutgoingMessage message) {
        return outgoing.sender().send(message);
    }

    @Override
    public void onUndelivered(BiConsumer<String, SendResult> listener) {
        outgoing.sender().onUndelivered(listener);
    }

    @Override
    public Optional<Receipt> receipt(String messageId) {
        return outgoing.sender().receipt(messageId);
    }

    @Override
    public ImmutableList<PersonalPlace> places() {
        return WhatsAppPlaces.of(inbound, outgoing.identities(), outgoing.windows());
    }

    @Override
    public void forgetDone() {
        inbound.forget(json -> false);
    }

    /** The port at which webhooks are taken. */
    int port() {
        return webhooks.listener().port();
    }

    @Override
    public ImmutableList<String> troubles() {
        ImmutableList.Builder<String> troubles = ImmutableList.builder();
        outgoing.breaker().why().ifPresent(why -> troubles.add("nothing is sent: " + why));
        inbound.oldestWaiting()
                .filter(since -> since.isBefore(clock.instant().minus(LONGEST_WAIT)))
                .ifPresent(since -> troubles.add("a message that came in at " + since + " is not dealt with yet"));
        return troubles.build();
    }

    @Override
    public void measure(MeterRegistry meters) {
        Gauge.builder("whatsapp.inbox.waiting", inbound, InboundQueue::waiting)
                .description("messages that came in and are not dealt with")
                .register(meters);
        Gauge.builder("whatsapp.inbox.parked", inbound, InboundQueue::parked)
                .description("messages that came too late to be dealt with")
                .register(meters);
        Gauge.builder(
                        "whatsapp.sending.stopped",
                        outgoing.breaker(),
                        stopped -> stopped.why().isPresent() ? 1 : 0)
                .description("1 while nothing is sent because of the account or its token")
                .register(meters);
        FunctionCounter.builder("whatsapp.webhooks.ignored", webhooks.intake(), WebhookIntake::ignored)
                .description("items of webhooks that say nothing to this shop")
                .register(meters);
    }

    @Override
    public void stop() {
        webhooks.listener().close();
        inbound.end();
    }

    @Override
    public void close() {
        webhooks.listener().close();
    }
}
