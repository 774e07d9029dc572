package io.pteroorders.notify;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerUser;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.task.Task;
import io.pteroorders.notify.OutgoingMessage.Choice;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.OrderTexts;
import io.pteroorders.notify.text.Texts;
import io.pteroorders.notify.text.Variables;
import java.util.List;
import java.util.Optional;

/** Puts messages into words, when they are sent. Immutable and thread-safe. */
final class Wording {

    private final OrderTexts texts;
    private final OrderFlow flow;
    private final Languages languages;
    private final Language defaultLanguage;
    private final OrderPictures pictures;
    private final PasswordPlaces passwords;

    Wording(
            OrderTexts texts,
            OrderFlow flow,
            Languages languages,
            Language defaultLanguage,
            OrderPictures pictures,
            PasswordPlaces passwords) {
        this.texts = texts;
        this.flow = flow;
        this.languages = languages;
        this.defaultLanguage = defaultLanguage;
        this.pictures = pictures;
        this.passwords = passwords;
    }

    /** A message about an order and why it is not several. */
    record News(MessageKey key, Order order, ImmutableList<Task<MessageKey>> merged) {}

    private Language languageOf(PersonId person) {
        return languages.of(person).orElse(defaultLanguage);
    }

    OutgoingMessage message(News news) {
        Language language = languageOf(news.key().receiver());
        Variables variables = variables(news, language);
        String text = text(news, language) + steps(news, language);
        OutgoingMessage message = OutgoingMessage.of(
                        news.key().id(),
                        chat(news.key(), news.order()),
                        text,
                        news.key().text().file())
                .withVariables(variables.asText())
                .withChoices(choices(news, language));
        return news.key().text() == NotificationText.PROOF_RECEIVED_ADMIN
                ? message.withAttachment(news.key().occasion())
                : shown(message, news.key(), news.order(), language);
    }

    /** A message that says how an order is paid shows it too. */
    private OutgoingMessage shown(OutgoingMessage message, MessageKey key, Order order, Language language) {
        return key.text().showsHowToPay()
                ? pictures.of(order, language).map(message::withPicture).orElse(message)
                : message;
    }

    /** What an admin may do with an order that is not confirmed. */
    private ImmutableList<Choice> choices(News news, Language language) {
        NotificationText text = news.key().text();
        if (news.order().status() != OrderStatus.PENDING) {
            return ImmutableList.of();
        }
        if (text == NotificationText.ORDER_CREATED_ADMIN) {
            return ImmutableList.of(
                    choice("confirm", "order-confirm", news, language),
                    choice("cancel", "order-cancel", news, language),
                    choice("detail", "order-detail", news, language));
        }
        return text == NotificationText.PROOF_RECEIVED_ADMIN
                ? ImmutableList.of(
                        choice("confirm", "order-confirm", news, language),
                        choice("reject", "order-reject", news, language),
                        choice("detail", "order-detail", news, language))
                : ImmutableList.of();
    }

    /** A finger slips: the question mark asks to be asked first. */
    private Choice choice(String word, String command, News news, Language language) {
        return new Choice(
                texts.texts().word("choice." + word, language),
                texts.shop().prefix() + command + " " + news.order().id()
                        + (command.equals("order-detail") ? "" : " ?"));
    }

    private static String chat(MessageKey key, Order order) {
        return key.text().isForAdmins()
                ? key.receiver().text()
                : order.customer().privateChat();
    }

    private String text(News news, Language language) {
        return texts.texts().render(news.key().text(), language, variables(news, language));
    }

    private Variables variables(News news, Language language) {
        NotificationText text = news.key().text();
        Order then = news.key().isOfStep() ? upTo(news.key().entry(), news.order()) : news.order();
        if (text == NotificationText.STATUS_CHANGED_ADMIN) {
            return Variables.builder()
                    .putAll(texts.forAdmin(then, language))
                    .list(
                            "commands",
                            texts.commands(news.order(), flow.next(news.order().status()), language))
                    .build();
        }
        if (text == NotificationText.ORDER_COMPLETED_CUSTOMER) {
            return Variables.builder()
                    .putAll(texts.forCustomer(then, language))
                    .put("password", password(then))
                    .build();
        }
        return text.isForAdmins() ? texts.forAdmin(then, language) : texts.forCustomer(then, language);
    }

    /** A user who was made for an order has no password yet; what others have is theirs. */
    private Optional<String> password(Order order) {
        return order.server().flatMap(Server::user).filter(ServerUser::isNew).map(user -> passwords.of(order.id()));
    }

    /** The order as it was after an entry of its history. */
    private Order upTo(int entries, Order order) {
        if (entries >= order.statusHistory().size()) {
            return order;
        }
        boolean completed = order.statusHistory().stream()
                .limit(entries)
                .anyMatch(change -> change.status() == OrderStatus.COMPLETED);
        return Order.restore(
                        order.id(),
                        order.customer(),
                        order.item(),
                        order.createdAt(),
                        order.statusHistory().subList(0, entries))
                .updatedAt(order.updatedAt())
                .notes(order.notes())
                .adminNotes(order.adminNotes())
                .serverId(order.serverId()
                        .filter(id -> completed || order.sequel().isPresent())
                        .orElse(null))
                .paymentProof(order.paymentProof().orElse(null))
                .username(order.username().orElse(null))
                .payments(order.payments())
                .server(order.server().filter(server -> completed).orElse(null))
                .sequel(order.sequel().orElse(null))
                .subscription(order.subscription())
                .build(flow);
    }

    /** Which steps are not told of on their own, and what has happened since. */
    private String steps(News news, Language language) {
        Order order = news.order();
        List<String> skipped = news.merged().stream()
                .map(Task::key)
                .filter(MessageKey::isOfStep)
                .map(key -> word(order.statusHistory().get(key.entry() - 1).status(), language))
                .distinct()
                .toList();
        boolean movedOn = news.key().isOfStep()
                && news.key().entry() < order.statusHistory().size();
        return line("steps.skipped", skipped, language)
                + line("steps.now", movedOn ? List.of(word(order.status(), language)) : List.of(), language);
    }

    private String word(OrderStatus status, Language language) {
        return texts.formats().status(status, language);
    }

    private String line(String word, List<String> steps, Language language) {
        return steps.isEmpty()
                ? ""
                : "\n\n" + texts.texts().word(word, language) + ": "
                        + Joiner.on(", ").join(steps);
    }

    /**
     * Many messages to an admin in one: a line for each order.
     *
     * @param count how many messages it stands for
     */
    OutgoingMessage digest(PersonId admin, List<News> news, int count) {
        Language language = languageOf(admin);
        ImmutableList<Variables> lines = news.stream()
                .map(each -> Variables.builder()
                        .put("line", digestLine(each, language))
                        .build())
                .collect(ImmutableList.toImmutableList());
        Variables variables = Variables.builder()
                .putAll(texts.ofShop())
                .put("count", count)
                .list("lines", lines)
                .build();
        return OutgoingMessage.of(
                        digestId(news),
                        admin.text(),
                        texts.texts().render(NotificationText.DIGEST_ADMIN, language, variables),
                        NotificationText.DIGEST_ADMIN.file())
                .withVariables(variables.asText());
    }

    private static String digestId(List<News> news) {
        return RequestId.of(news.stream().map(each -> each.key().id()).toArray(String[]::new))
                .hex();
    }

    private String digestLine(News news, Language language) {
        Order order = news.order();
        String title = text(news, language).lines().findFirst().orElse("");
        String id = title.contains(order.id().toString()) ? "" : " " + order.id();
        return title + id + ", " + Variables.neutral(order.item().packageName()) + ", "
                + texts.formats().months(order.item().durationMonths(), language) + ", "
                + texts.formats().money(order.totalAmount(), language);
    }

    /** A letter; of words that are given as they are. */
    OutgoingMessage letter(MessageKey key, Order order, String words) {
        Language language = languageOf(key.receiver());
        Variables variables = Variables.builder()
                .putAll(key.text().isForAdmins() ? texts.forAdmin(order, language) : texts.forCustomer(order, language))
                .put("text", words)
                .build();
        Optional<String> picture =
                key.text() == NotificationText.PROOF_LATE_ADMIN ? order.paymentProof() : Optional.empty();
        OutgoingMessage message = new OutgoingMessage(
                key.id(),
                chat(key, order),
                OutgoingMessage.fitting(texts.texts().render(key.text(), language, variables)),
                key.text().file(),
                variables.asText(),
                ImmutableList.of(),
                picture,
                Optional.empty());
        return shown(message, key, order, language);
    }

    /** A letter that is about no order. */
    OutgoingMessage letter(MessageKey key, String words) {
        Language language = languageOf(key.receiver());
        Variables variables =
                Variables.builder().putAll(texts.ofShop()).put("text", words).build();
        return OutgoingMessage.of(
                        key.id(),
                        key.receiver().text(),
                        OutgoingMessage.fitting(texts.texts().render(key.text(), language, variables)),
                        key.text().file())
                .withVariables(variables.asText());
    }

    /** A broadcast to one of its people. */
    OutgoingMessage broadcast(MessageKey key, Order order, String text) {
        Language language = languageOf(key.receiver());
        Variables ofOrder = texts.forCustomer(order, language);
        Variables variables = Variables.builder()
                .putAll(ofOrder)
                .put("text", Texts.fill(text, OrderTexts.VARIABLES, ofOrder))
                .build();
        return OutgoingMessage.of(
                        key.id(),
                        order.customer().privateChat(),
                        OutgoingMessage.fitting(
                                texts.texts().render(NotificationText.BROADCAST_CUSTOMER, language, variables)),
                        NotificationText.BROADCAST_CUSTOMER.file())
                .withVariables(variables.asText());
    }

    /** How a broadcast went. */
    OutgoingMessage report(MessageKey key, Broadcasts.Report report) {
        Language language = languageOf(key.receiver());
        Variables variables = Variables.builder()
                .putAll(texts.ofShop())
                .putAll(report.variables())
                .build();
        return OutgoingMessage.of(
                        key.id(),
                        key.receiver().text(),
                        texts.texts().render(key.text(), language, variables),
                        key.text().file())
                .withVariables(variables.asText());
    }
}
