package io.pteroorders.bot.privacy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.privacy.PrivacyRequest.Kind;
import io.pteroorders.core.order.FreeText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.notify.Languages;
import io.pteroorders.notify.Letters;
import io.pteroorders.notify.MessageSender;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.OrderTexts;
import io.pteroorders.notify.text.Texts;
import io.pteroorders.notify.text.Variables;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people ask about their data, and what owners do about it: requests that wait for an owner, erasures of which the
 * customer is told before they are forgotten, and files with all that is kept. Thread-safe.
 */
public final class PrivacyDesk {

    private static final Logger LOG = LoggerFactory.getLogger(PrivacyDesk.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The values that the words of a notice may have. */
    private static final ImmutableSet<String> NOTICE = ImmutableSet.<String>builder()
            .addAll(OrderTexts.SHOP)
            .add("number", "customerPhone", "customerName")
            .build();

    private final PrivacyRequests requests;
    private final Erasures erasures;
    private final PersonalData data;
    private final Exports exports;
    private final Letters letters;
    private final MessageSender sender;
    private final ImmutableSet<PersonId> owners;
    private final Replies replies;
    private final Languages languages;
    private final Language byDefault;
    private final Supplier<Optional<LocalDate>> backups;
    private final Clock clock;

    /**
     * What is at hand.
     *
     * @param requests that wait
     * @param exports where files for people are written
     * @param letters to owners
     * @param sender tells a customer what nobody is to remember
     * @param owners who sees to requests
     * @param byDefault the language of whoever chose none
     * @param backups until when a backup of now may be kept; empty if there is none, or nobody here knows
     */
    public record Parts(
            PrivacyRequests requests,
            Exports exports,
            Letters letters,
            MessageSender sender,
            ImmutableSet<PersonId> owners,
            Languages languages,
            Language byDefault,
            Supplier<Optional<LocalDate>> backups) {}

    /** A desk. */
    public PrivacyDesk(Erasures erasures, PersonalData data, Parts parts, Replies replies, Clock clock) {
        this.erasures = erasures;
        this.data = data;
        this.requests = parts.requests();
        this.exports = parts.exports();
        this.letters = parts.letters();
        this.sender = parts.sender();
        this.owners = parts.owners();
        this.replies = replies;
        this.languages = parts.languages();
        this.byDefault = parts.byDefault();
        this.backups = parts.backups();
        this.clock = clock;
    }

    /** The requests that wait, oldest first. */
    public ImmutableList<PrivacyRequest> waiting() {
        return requests.all();
    }

    /** The request with a number. */
    public Optional<PrivacyRequest> find(int number) {
        return requests.find(number);
    }

    /**
     * Keeps what a customer wants, and tells the owners; once.
     *
     * @return whether it is new
     */
    public boolean ask(Person person, Kind kind) {
        if (requests.find(person.id(), kind).isPresent()) {
            return false;
        }
        PrivacyRequest request =
                requests.add(person.id(), FreeText.name(person.name()), person.chat(), kind, clock.instant());
        letters.send(
                "privacy " + request.number() + " " + request.at(),
                NotificationText.PRIVACY_ASKED_ADMIN,
                owners,
                notice(request));
        return true;
    }

    private String notice(PrivacyRequest request) {
        Variables values = Variables.builder()
                .putAll(replies.orders().ofShop())
                .put("number", String.valueOf(request.number()))
                .put("customerPhone", request.person().masked())
                .typed("customerName", Variables.withoutNumbers(request.name()))
                .build();
        return Texts.fill(replies.word("privacy.asked." + request.kind().word(), byDefault), NOTICE, values);
    }

    /** Keeps that an owner wants somebody erased, so that the question about it has to name nobody. */
    public PrivacyRequest note(PersonId person) {
        return requests.find(person, Kind.ERASE)
                .orElseGet(() -> requests.add(person, "", chat(person), Kind.ERASE, clock.instant()));
    }

    /** Why somebody cannot be erased now. */
    public Optional<Refusal> hindrance(PersonId person) {
        return erasures.hindrance(person);
    }

    /** How many orders somebody has; empty if nothing is kept about them. */
    public Optional<Integer> orders(PersonId person) {
        return data.isKnown(person) ? Optional.of(data.orders(person).size()) : Optional.empty();
    }

    /** Erases somebody, and tells them just before that it is done. */
    public Outcome<Erasures.Done> erase(PersonId person) {
        Optional<Refusal> refusal = erasures.hindrance(person);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        tell(person);
        return erasures.erase(person);
    }

    /** Nothing of the message is remembered; whoever cannot be reached is erased all the same. */
    private void tell(PersonId person) {
        Language language = languages.of(person).orElse(byDefault);
        OutgoingMessage message = OutgoingMessage.of(
                UUID.randomUUID().toString().replace("-", ""),
                chat(person),
                replies.say(ReplyText.ERASED, language, until(Variables.builder(), language))
                        .text(),
                ReplyText.ERASED.file());
        try {
            sender.send(message)
                    .toCompletableFuture()
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException | IllegalStateException e) {
            LOG.warn("somebody could not be told that they are erased: {}", e.getMessage());
        }
    }

    private String chat(PersonId person) {
        return requests.find(person, Kind.ERASE)
                .map(PrivacyRequest::chat)
                .or(() -> data.orders(person).reverse().stream()
                        .map(Order::customer)
                        .map(customer -> customer.privateChat())
                        .findFirst())
                .orElse(person.text());
    }

    /** Adds until when backups may name who is erased now. */
    public Variables.Builder until(Variables.Builder values, Language language) {
        Optional<LocalDate> day = backups.get();
        return values.put("until", day.map(date -> replies.formats().day(date, language)))
                .flag("backups", day.isPresent());
    }

    /** Writes a file with all that is kept about somebody; returns its name in the data directory. */
    public String export(PersonId person) {
        String file = exports.write(data.of(person, clock.instant()), clock.instant());
        requests.find(person, Kind.EXPORT).ifPresent(requests::remove);
        return file;
    }
}
