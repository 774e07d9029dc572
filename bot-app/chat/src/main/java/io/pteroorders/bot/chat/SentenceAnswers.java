package io.pteroorders.bot.chat;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.pteroorders.bot.call.CustomerCalls;
import io.pteroorders.bot.call.CustomerCalls.Called;
import io.pteroorders.bot.call.Why;
import io.pteroorders.bot.command.Menu;
import io.pteroorders.bot.command.PaymentReplies;
import io.pteroorders.bot.command.Periods;
import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.command.TypedCommand;
import io.pteroorders.bot.talk.Intent;
import io.pteroorders.bot.talk.Reading;
import io.pteroorders.bot.talk.SentenceReader;
import io.pteroorders.bot.talk.Slots;
import io.pteroorders.bot.talk.Slots.Wanted;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.payment.ManualPayment;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What is answered to sentences that are understood. What only reads is answered at once; what would change something is
 * asked first, by the command that would change it. Thread-safe.
 */
final class SentenceAnswers {

    /** What is said to admins, and not by them. */
    private static final ImmutableSet<Intent> OF_CUSTOMERS = Sets.immutableEnumSet(
            Intent.PAID_CLAIM,
            Intent.PROOF_QUESTION,
            Intent.CREDENTIALS,
            Intent.SERVER_DOWN,
            Intent.REFUND,
            Intent.HUMAN,
            Intent.COMPLAINT,
            Intent.OPT_OUT,
            Intent.PROMO);

    private static final Splitter WORDS = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();

    private final OrderService service;
    private final Supplier<SentenceReader> reader;
    private final StandingOrder standing;
    private final CustomerCalls calls;
    private final PaymentReplies payments;
    private final Replies replies;
    private final RareReplies rare;
    private final Periods periods;

    SentenceAnswers(
            OrderService service,
            Supplier<SentenceReader> reader,
            StandingOrder standing,
            CustomerCalls calls,
            PaymentReplies payments,
            Replies replies,
            RareReplies rare) {
        this.service = service;
        this.reader = reader;
        this.standing = standing;
        this.calls = calls;
        this.payments = payments;
        this.replies = replies;
        this.rare = rare;
        this.periods = new Periods(replies);
    }

    /** A text that somebody writes, to be read when it is needed. */
    Heard hear(Person person, String text) {
        return new Heard(
                person,
                text,
                () -> standing.look(person),
                stands -> read(person, text, stands, service.catalog().forSale()));
    }

    /** What a text says where only these packages, by their codes or names, can be meant. */
    Reading readAmong(ImmutableSet<String> packages, Heard heard) {
        return read(
                heard.person(),
                heard.text(),
                heard.standing(),
                service.catalog().all().stream()
                        .filter(info -> packages.contains(info.type().code()) || packages.contains(info.name()))
                        .collect(ImmutableList.toImmutableList()));
    }

    private Reading read(
            Person person, String text, StandingOrder.Standing stands, ImmutableList<PackageInfo> packages) {
        return reader.get()
                .read(
                        text,
                        new SentenceReader.Writer(
                                stands.place(),
                                stands.server().isPresent(),
                                person.isAdmin(),
                                end -> stands.hasOrder(end) || (person.isAdmin() && isOrder(end, person))),
                        packages);
    }

    /** Whether a word is the code of a package that is sold. */
    boolean isPackage(String word) {
        return service.catalog().findForSale(word).isPresent();
    }

    private boolean isOrder(String end, Person person) {
        return service.find(person.actor(), end).value().isPresent();
    }

    /** What comes of a text; empty if it is not understood. */
    Optional<Turn> answer(Heard heard) {
        Reading reading = heard.reading();
        if (heard.person().isAdmin() && OF_CUSTOMERS.contains(reading.first())) {
            return Optional.empty();
        }
        About about = new About(heard.person(), heard.text(), reading.slots(), heard.standing());
        Optional<Turn> first = answer(reading.first(), about);
        return reading.intents().size() == 1 ? first : first.map(turn -> withSecond(turn, reading, about));
    }

    /** What is said beside: a question is asked last, and only one. */
    private Turn withSecond(Turn first, Reading reading, About about) {
        Intent second = reading.intents().get(1);
        return switch (second) {
            case PAY_HOW ->
                answer(second, about)
                        .map(turn -> reading.first() == Intent.PRICE ? first.then(turn) : turn.then(first))
                        .orElse(first);
            case ORDER, UPGRADE -> first.then(Turn.say(afterwards(second, about)));
            default -> answer(second, about).map(first::then).orElse(first);
        };
    }

    private Reply afterwards(Intent second, About about) {
        String line = second == Intent.ORDER
                ? orderLine(about)
                : "upgrade " + about.serverId()
                        + behind(about.slots().onePackage().map(PackageType::code));
        return replies.say(
                ReplyText.AFTERWARDS, about.language(), Variables.builder().put("command", replies.prefix() + line));
    }

    /** A text, who wrote it, what it names, and how they stand. */
    private record About(Person person, String text, Slots slots, StandingOrder.Standing stands) {

        Language language() {
            return person.language();
        }

        Optional<Order> unpaid() {
            return stands.order().filter(order -> order.status() == OrderStatus.PENDING);
        }

        /** The order that is named, or else the one they most likely speak of. */
        String orderId() {
            return slots.order().map(typed -> typed.toUpperCase(Locale.ROOT)).orElseGet(() -> stands.order()
                    .map(order -> order.id().toString())
                    .orElse(""));
        }

        String serverId() {
            return slots.order().map(typed -> typed.toUpperCase(Locale.ROOT)).orElseGet(() -> stands.server()
                    .map(order -> order.id().toString())
                    .orElse(""));
        }
    }

    private Optional<Turn> answer(Intent intent, About about) {
        return switch (intent) {
            case HELP -> run("help");
            case CATALOGUE -> run("katalog");
            case PRICE -> run(priceLine(about));
            case HOW_TO_ORDER -> run("order");
            case ORDER -> run(isOneOrder(about) ? TypedCommand.asking(orderLine(about)) : orderLine(about));
            case PAY_HOW -> say(payHow(about));
            case PAID_CLAIM -> say(paidClaim(about));
            case PROOF_QUESTION -> say(proofQuestion(about));
            case STATUS -> run(statusLine(about));
            case CREDENTIALS -> credentials(about);
            case SERVER_INFO -> run(("order-status " + about.serverId()).strip());
            case SERVER_DOWN -> say(serverDown(about));
            case RENEW -> run(renewLine(about));
            case UPGRADE -> run(upgradeLine(about));
            case CANCEL -> cancel(about);
            case REFUND -> say(withCall(replies.say(ReplyText.REFUND_ASKED, about.language()), Why.REFUND, about));
            case HUMAN -> say(called(Why.ASKED, about));
            case COMPLAINT -> say(withCall(replies.say(ReplyText.SORRY, about.language()), Why.COMPLAINT, about));
            case THANKS -> Optional.of(Turn.say(rare.nowAndThen(ReplyText.WELCOME, about.person())));
            case OPT_OUT -> say(replies.say(ReplyText.OPT_OUT_HOW, about.language()));
            case PROMO -> Optional.of(promo(about));
            case SPEAK_ENGLISH -> run("lang " + Language.ENGLISH.code());
            case SPEAK_INDONESIAN -> run("lang " + Language.INDONESIAN.code());
            case LANGUAGE -> run("lang");
            case PROMISE -> Optional.of(Turn.say(promise(about)));
            case CHITCHAT, SPAM -> Optional.of(Turn.SILENCE);
            case CONFIRM -> run(admin("order-confirm", about));
            case PROCESS -> run(admin("order-process", about));
            case COMPLETE -> complete(about);
            case LIST_PENDING -> run("pending-orders");
            case STATISTICS -> run(("order-stats " + periods.in(about.text())).strip());
            case SEARCH -> run(searchLine(about));
            case TELL_CUSTOMER -> say(replies.say(ReplyText.TELL_HOW, about.language()));
            case GREET, UNCLEAR -> Optional.empty();
        };
    }

    private static Optional<Turn> run(String line) {
        return Optional.of(Turn.run(line));
    }

    private static Optional<Turn> say(Reply reply) {
        return Optional.of(Turn.say(reply));
    }

    /** A word that may be there, with a space before it. */
    private static String behind(Optional<?> word) {
        return word.map(there -> " " + there).orElse("");
    }

    private static String priceLine(About about) {
        return about.slots()
                .onePackage()
                .or(() -> about.unpaid().map(order -> order.item().packageType()))
                .map(type -> "harga " + type.code() + behind(about.slots().months()))
                .orElse("katalog");
    }

    private static String orderLine(About about) {
        Slots slots = about.slots();
        if (slots.packages().size() > 1) {
            return "order "
                    + slots.packages().stream().map(SentenceAnswers::words).collect(Collectors.joining(" "));
        }
        return wanted(about)
                .map(type -> "order " + type.code() + behind(slots.months()))
                .orElse("order");
    }

    /** Several packages are named one by one, and without any there is nothing to ask about. */
    private static boolean isOneOrder(About about) {
        return about.slots().packages().size() <= 1 && wanted(about).isPresent();
    }

    private static Optional<PackageType> wanted(About about) {
        return about.slots().onePackage().or(() -> about.stands().newest().map(order -> order.item()
                .packageType()));
    }

    private static String words(Wanted wanted) {
        return wanted.type().code() + " " + wanted.months().orElse(1);
    }

    private Reply payHow(About about) {
        return about.unpaid()
                .map(order -> payHow(order, about))
                .orElseGet(() -> replies.say(ReplyText.HOW_TO_PAY, about.language()));
    }

    /** Where nobody has written down how to pay, an admin says it. */
    private Reply payHow(Order order, About about) {
        Optional<String> method = order.payments().open().map(Payment::method);
        boolean untold =
                method.filter(Predicate.not(ManualPayment.NAME::equals)).isEmpty()
                        && replies.orders().shop().instructions().isEmpty();
        if (untold) {
            return withCall(standing.describe(order, about.person()), Why.PAYING, about);
        }
        return method.isPresent()
                ? payments.tell(ReplyText.PAY, order, about.language())
                : standing.describe(order, about.person());
    }

    private Reply paidClaim(About about) {
        Optional<Order> unpaid = about.unpaid();
        if (unpaid.isEmpty()) {
            return about.stands()
                    .order()
                    .filter(order -> order.wasPaid())
                    .map(order -> standing.describe(order, about.person()))
                    .orElseGet(() -> called(Why.SAYS_PAID, about));
        }
        if (unpaid.get().paymentProof().isEmpty()) {
            call(Why.SAYS_PAID, about);
        }
        return replies.tell(ReplyText.PAID_CLAIMED, unpaid.get(), about.language());
    }

    private Reply proofQuestion(About about) {
        return about.unpaid()
                .map(order -> replies.tell(ReplyText.PROOF_WHERE, order, about.language()))
                .orElseGet(() -> replies.say(ReplyText.SEND_PROOF, about.language()));
    }

    private static String statusLine(About about) {
        return about.orderId().isEmpty() ? "my-orders" : "order-status " + about.orderId();
    }

    private Optional<Turn> credentials(About about) {
        Optional<Order> server = about.stands().server();
        if (about.slots().order().isPresent() || server.isEmpty()) {
            return run(statusLine(about));
        }
        Reply reply = replies.tell(ReplyText.CREDENTIALS, server.get(), about.language());
        if (replies.orders().shop().panel().isEmpty()) {
            call(Why.LOGIN, about);
        }
        return say(reply);
    }

    private Reply serverDown(About about) {
        Optional<Order> server = about.stands().server();
        if (server.isEmpty()) {
            return called(Why.TROUBLE, about);
        }
        call(Why.TROUBLE, about);
        return replies.tell(ReplyText.SERVER_TROUBLE, server.get(), about.language());
    }

    private static String renewLine(About about) {
        return TypedCommand.asking(
                ("perpanjang " + about.serverId() + behind(about.slots().months())).strip());
    }

    private static String upgradeLine(About about) {
        return TypedCommand.asking(("upgrade " + about.serverId()
                        + behind(about.slots().onePackage().map(PackageType::code)))
                .strip());
    }

    private Optional<Turn> cancel(About about) {
        if (about.person().isAdmin()) {
            return about.slots().order().flatMap(order -> run(TypedCommand.asking("order-cancel " + order)));
        }
        Optional<Order> order = about.stands().order();
        if (about.slots().order().isPresent() || about.unpaid().isPresent()) {
            return run("cancel " + about.orderId());
        }
        if (order.filter(paid -> paid.status() != OrderStatus.COMPLETED).isPresent()) {
            return say(withCall(replies.tell(ReplyText.CANCEL_PAID, order.get(), about.language()), Why.CANCEL, about));
        }
        return run(about.stands().server().isPresent() ? "berhenti " + about.serverId() : "cancel");
    }

    private Turn promo(About about) {
        Turn turn = Turn.say(replies.say(ReplyText.PROMO, about.language()));
        return about.slots()
                .onePackage()
                .map(type -> Turn.run("harga " + type.code()).then(turn))
                .orElse(turn);
    }

    private Optional<Reply> promise(About about) {
        return about.unpaid()
                .filter(order -> rare.isNew(ReplyText.PROMISE_NOTED, about.person()))
                .map(order -> replies.tell(ReplyText.PROMISE_NOTED, order, about.language()));
    }

    private static String admin(String command, About about) {
        return about.slots()
                .order()
                .map(typed -> TypedCommand.asking(command + " " + typed))
                .orElse("pending-orders");
    }

    /** What is said with the id of a server is asked about; without it the answer tells what is lacking. */
    private Optional<Turn> complete(About about) {
        String order = about.slots().order().orElseThrow();
        Optional<String> server = serverId(about.text(), order);
        String id = service.find(about.person().actor(), order)
                .fold(found -> found.id().toString(), refusal -> order);
        String line = "order-complete " + id + behind(server);
        return server.isEmpty()
                ? run(line)
                : say(replies.say(
                                ReplyText.CONFIRM_LINE,
                                about.language(),
                                Variables.builder().put("command", replies.prefix() + Replies.line(line)))
                        .asking(line, replies.yesAndNo(about.language())));
    }

    /** The last word with a digit that is not the order. */
    private static Optional<String> serverId(String text, String order) {
        return WORDS.splitToStream(text)
                .filter(word -> word.chars().anyMatch(Character::isDigit))
                .filter(word -> !word.equalsIgnoreCase(order))
                .reduce((first, last) -> last);
    }

    private static String searchLine(About about) {
        return about.slots()
                .order()
                .or(() -> about.slots().onePackage().map(PackageType::code))
                .map(words -> "order-search " + words)
                .orElse("order-search");
    }

    /** Calls the admins; what else somebody needs whose call is not over is passed on, and they are told now, too. */
    private Called call(Why why, About about) {
        Called called = calls.call(about.person(), about.stands().order(), why, about.text());
        boolean besides = rare.isNew(why, about.person()) && called == Called.ALREADY;
        return besides && calls.passOn(about.person(), about.text()) ? Called.NOW : called;
    }

    private Reply called(Why why, About about) {
        return switch (call(why, about)) {
            case NOW -> calledNow(about.person(), about.stands().order());
            case ALREADY -> replies.say(ReplyText.ADMIN_KNOWS, about.language());
            case NOBODY -> Menu.after(ReplyText.MENU, replies, about.language());
        };
    }

    /** Says that the admins are told now, with the order that the person most likely speaks of. */
    Reply calledNow(Person person, Optional<Order> order) {
        return replies.say(
                ReplyText.ADMIN_CALLED,
                person.language(),
                Variables.builder().put("orderId", order.map(about -> about.id().toString())));
    }

    private Reply withCall(Reply reply, Why why, About about) {
        return reply.followedBy(called(why, about));
    }
}
