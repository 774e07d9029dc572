package io.pteroorders.bot.api.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.pteroorders.bot.api.webhook.Receiver.Entry;
import io.pteroorders.bot.api.webhook.Receiver.Manner;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The books of badly behaved receivers show every event, in order, with one body for each, signed by the right secret; and
 * they would show it if it were not so.
 */
class WebhookBooksTest {

    private static final int ENDPOINTS = 4;
    private static final int ROUNDS = 12;

    private static final Manner[] MANNERS = {
        Manner.TAKE,
        Manner.TAKE_WITHOUT_BODY,
        Manner.TAKE_THEN_DIE,
        Manner.SET_COOKIE,
        Manner.FAIL,
        Manner.CLOSE,
        Manner.REDIRECT,
        Manner.ASK_WHO,
        Manner.NONSENSE,
    };

    /** Wrong ways to send. */
    enum PlantedBug {
        NONE,
        SKIPS_ON_FAILURE,
        TAKES_A_REDIRECT_FOR_A_YES,
        NEW_ID_EACH_TIME,
        NEW_BODY_EACH_TIME,
        SIGNS_BY_ANOTHER_SECRET,
        SIGNS_THE_BODY_AS_WRITTEN_ANEW;

        /** Endpoints to which is sent in this way. */
        Endpoints in(Endpoints right) {
            return switch (this) {
                case NONE -> right;
                case SKIPS_ON_FAILURE -> (webhook, message) -> yes(right.send(webhook, message), 0);
                case TAKES_A_REDIRECT_FOR_A_YES -> (webhook, message) -> yes(right.send(webhook, message), 307);
                case NEW_ID_EACH_TIME ->
                    (webhook, message) -> right.send(
                            webhook,
                            new WebhookMessage(message.id() + System.nanoTime(), message.type(), message.body()));
                case NEW_BODY_EACH_TIME ->
                    (webhook, message) -> right.send(
                            webhook,
                            new WebhookMessage(message.id(), message.type(), message.body() + System.nanoTime()));
                case SIGNS_BY_ANOTHER_SECRET ->
                    (webhook, message) -> right.send(
                            webhook.withSecrets(Secrets.of(Secret.draw(new SecureRandom())), Optional.empty()),
                            message);
                case SIGNS_THE_BODY_AS_WRITTEN_ANEW -> PlantedBug::sendWithSignatureOfAnother;
            };
        }

        /** The same JSON with spaces is signed. */
        private static CompletionStage<Said> sendWithSignatureOfAnother(Webhook webhook, WebhookMessage message) {
            String anew = JsonMapper.shared().readTree(message.body()).toPrettyString();
            Instant now = Instant.now();
            HttpRequest request = HttpRequest.newBuilder(webhook.url())
                    .header("webhook-id", message.id())
                    .header("webhook-timestamp", String.valueOf(now.getEpochSecond()))
                    .header(
                            "webhook-signature",
                            webhook.secrets().sign(message.id(), now, anew.getBytes(StandardCharsets.UTF_8)))
                    .POST(HttpRequest.BodyPublishers.ofString(message.body()))
                    .build();
            return HttpClient.newHttpClient()
                    .sendAsync(request, HttpResponse.BodyHandlers.discarding())
                    .handle((response, failure) -> failure == null
                            ? new Said(Optional.of(response.statusCode()), "", Optional.empty(), Duration.ZERO)
                            : Said.nothing("it broke off", Duration.ZERO));
        }

        /** A yes whatever was said, or where this was said. */
        private static CompletionStage<Said> yes(CompletionStage<Said> said, int status) {
            return said.thenApply(one -> status == 0 || one.status().equals(Optional.of(status))
                    ? new Said(Optional.of(200), "", Optional.empty(), one.took())
                    : one);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyBookIsRight(long seed) {
        assertEquals(List.of(), wrong(seed, PlantedBug.NONE));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aPlantedBugIsSeenInTheBooks(PlantedBug bug) {
        assertNotEquals(List.of(), wrong(1, bug));
    }

    /** Lets receivers misbehave for hours; what is wrong in their books. */
    private static List<String> wrong(long seed, PlantedBug bug) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Receiver> receivers = new ArrayList<>();
        List<Webhook> webhooks = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        try (Sending shop = new Sending(WebhookStore.inMemory(), bug::in)) {
            for (int i = 0; i < ENDPOINTS; i++) {
                receivers.add(new Receiver());
                webhooks.add(shop.webhook(receivers.get(i).url()));
            }
            List<String> ids = live(shop, receivers, random);
            for (int i = 0; i < ENDPOINTS; i++) {
                wrong.addAll(wrong(ids, receivers.get(i), webhooks.get(i)));
            }
        } finally {
            receivers.forEach(Receiver::close);
        }
        return wrong;
    }

    private static List<String> live(Sending shop, List<Receiver> receivers, SplittableRandom random) {
        List<String> ids = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            receivers.forEach(receiver -> receiver.behaveNext(
                    MANNERS[random.nextInt(MANNERS.length)], MANNERS[random.nextInt(MANNERS.length)]));
            ids.addAll(shop.happen(random.nextInt(4)));
            shop.send();
            shop.clock.advance(Duration.ofSeconds(random.nextInt(60)));
        }
        shop.pass(Duration.ofDays(1), Duration.ofHours(1));
        return ids;
    }

    private static List<String> wrong(List<String> ids, Receiver receiver, Webhook webhook) {
        List<String> wrong = new ArrayList<>();
        if (!receiver.taken().stream().distinct().toList().equals(ids)) {
            wrong.add("not all was taken in its order: " + receiver.taken() + " of " + ids);
        }
        if (receiver.taken().size() > ids.size()) {
            wrong.add("something came twice although it was taken");
        }
        Map<String, String> bodies = new HashMap<>();
        for (Entry entry : receiver.books()) {
            if (!entry.digest().equals(bodies.computeIfAbsent(entry.id(), id -> entry.digest()))) {
                wrong.add(entry.id() + " has two bodies");
            }
            if (!entry.isSignedAtSomeTimeBy(webhook.secrets().current())) {
                wrong.add(entry.id() + " is not signed");
            }
        }
        return wrong;
    }
}
