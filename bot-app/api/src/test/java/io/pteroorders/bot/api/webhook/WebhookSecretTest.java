package io.pteroorders.bot.api.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.common.io.BaseEncoding;
import io.pteroorders.bot.api.TestApi;
import io.pteroorders.bot.api.TestApi.Reply;
import io.pteroorders.bot.api.webhook.Receiver.Manner;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A secret is told to its receiver once, and to nobody else: not by answers, logs, texts of values, or failures. */
class WebhookSecretTest {

    private final SecureRandom random = new SecureRandom();

    /** All that is logged while something is done, at all levels. */
    private static String logged(Runnable action) {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        Level before = root.getLevel();
        appender.start();
        root.addAppender(appender);
        root.setLevel(Level.TRACE);
        try {
            action.run();
        } finally {
            root.detachAppender(appender);
            root.setLevel(before);
        }
        return List.copyOf(appender.list).stream()
                .map(event -> event.getFormattedMessage() + event.getThrowableProxy())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void noTextOfAValueTellsASecret() {
        try (Sending shop = new Sending(WebhookStore.inMemory())) {
            Webhook webhook = shop.webhook(java.net.URI.create("http://127.0.0.1/"));
            Secret old = webhook.secrets().current();
            Webhook rotated = webhook.withSecrets(
                    webhook.secrets().replacedBy(Secret.draw(random), Instant.now()), Optional.empty());
            String text = rotated + " " + webhook + " " + old;
            assertFalse(text.contains(old.text().substring(6, 20)), text);
            assertFalse(text.contains("whsec"), text);
        }
    }

    @Test
    void noLogAndNoAnswerTellsASecret() {
        try (TestApi api = new TestApi(600, true);
                Receiver receiver = new Receiver()) {
            String key = api.master();
            Reply made = api.post(key, "/webhooks", "{\"url\":\"" + receiver.url() + "\"}");
            String id = made.text("id");
            StringBuilder answers = new StringBuilder();
            receiver.behaveNext(Manner.TAKE, Manner.FAIL, Manner.CLOSE, Manner.NONSENSE, Manner.GONE);
            String log = logged(() -> {
                for (int i = 0; i < 5; i++) {
                    answers.append(api.post(key, "/webhooks/" + id + "/test", "{}")
                            .response()
                            .body());
                }
                answers.append(api.get(key, "/webhooks").response().body());
                answers.append(api.get(key, "/webhooks/" + id).response().body());
                answers.append(
                        api.get(key, "/webhooks/" + id + "/attempts").response().body());
                answers.append(api.send(key, "PATCH", "/webhooks/" + id, Optional.of("{\"active\":false}"))
                        .response()
                        .body());
            });
            String middle = made.text("secret").substring(8, 30);
            assertTrue(log.contains(id) || !log.isEmpty());
            assertFalse(log.contains(middle));
            assertFalse(answers.toString().contains(middle));
            assertFalse(answers.toString().contains("whsec"));
        }
    }

    @Test
    void whatIsNoSecretIsNotRepeatedInTheFailure() {
        IllegalArgumentException failure = assertThrows(IllegalArgumentException.class, () -> Secret.of("sesame-open"));
        assertFalse(String.valueOf(failure.getMessage()).contains("sesame"));
    }

    @Test
    void aSecretHasThirtyTwoBytesAndSignsAsTheRulesShowIt() {
        String text = Secret.draw(random).text();
        assertEquals(32, BaseEncoding.base64().decode(text.substring("whsec_".length())).length);
        assertEquals(
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                        .sign(
                                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                1614265330,
                                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aFormerSecretEndsAfterADay() {
        Instant now = Instant.parse("2026-11-30T03:00:00Z");
        Secrets secrets = Secrets.of(Secret.draw(random)).replacedBy(Secret.draw(random), now);
        assertEquals(Optional.of(now.plus(Duration.ofDays(1))), secrets.formerUntil(now));
        assertEquals(Optional.empty(), secrets.formerUntil(now.plus(Duration.ofDays(1))));
    }
}
