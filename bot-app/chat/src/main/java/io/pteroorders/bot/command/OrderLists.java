package io.pteroorders.bot.command;

import io.pteroorders.core.order.FreeText;
import io.pteroorders.core.order.Notes;
import io.pteroorders.core.order.Notes.Note;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.Page;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists of orders, a page to a message. Immutable and thread-safe. */
public final class OrderLists {

    /** The most orders that fit into one message. */
    public static final int MAX_ROWS = 20;

    private static final int NOTES_SHOWN = 3;
    private static final int NOTE_LENGTH = 200;

    private final Replies replies;
    private final Clock clock;

    public OrderLists(Replies replies, Clock clock) {
        this.replies = replies;
        this.clock = clock;
    }

    /**
     * A page of orders.
     *
     * @param title the word for what is listed
     * @param command the command that asked, without the prefix, to which {@code after <id>} is added for the next page
     */
    public Reply list(Page page, String title, String command, Call call) {
        Language language = call.language();
        String heading = replies.word("list." + title, language);
        if (page.orders().isEmpty()) {
            return replies.say(
                    ReplyText.NO_ORDERS,
                    language,
                    Variables.builder()
                            .put("title", heading)
                            .flag("hint", !call.person().isAdmin()));
        }
        return replies.say(
                ReplyText.ORDER_LIST,
                language,
                Variables.builder()
                        .put("title", heading)
                        .put(
                                "total",
                                page.total().isPresent()
                                        ? Optional.of(page.total().getAsLong() + "")
                                        : Optional.empty())
                        .list(
                                "rows",
                                page.orders().stream()
                                        .map(order -> row(order, call.person()))
                                        .toList())
                        .put("nextPage", page.next().map(id -> replies.prefix() + command + " after " + id)));
    }

    private Variables row(Order order, Person reader) {
        Language language = reader.language();
        Duration age = Duration.between(order.createdAt(), clock.instant());
        return Variables.builder()
                .putAll(replies.orders().forAdmin(order, language))
                .put("age", replies.formats().ago(age, language))
                .flag("customer", reader.isAdmin())
                .build();
    }

    /** How many notes are older than {@link #lastNotes}; empty if none is. */
    public static Optional<String> earlierNotes(Notes notes) {
        return Optional.of(notes.all().size() - NOTES_SHOWN).filter(n -> n > 0).map(n -> n.toString());
    }

    /** The newest few notes, oldest first. */
    public static Stream<Note> lastNotes(Notes notes) {
        return notes.all().stream().skip(Math.max(0, notes.all().size() - NOTES_SHOWN));
    }

    /** A note for an admin: without phone numbers, and cut to what a message has room for. */
    public static String forAdmin(String note) {
        return Variables.withoutNumbers(shortened(note));
    }

    /** A note for an owner: without the customer's own phone number, which the audit trail is told of elsewhere. */
    public static String forOwner(String note, PersonId customer) {
        return Variables.withoutNumbers(shortened(note), number -> customer.phoneDigits()
                .equals(Optional.of(PhoneNumbers.searchDigits(number))));
    }

    /** A note's text cut to what a message has room for. */
    public static String shortened(String note) {
        String clean = FreeText.clean(note);
        return FreeText.length(clean) <= NOTE_LENGTH
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, NOTE_LENGTH)) + "…";
    }
}
