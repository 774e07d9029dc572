package io.pteroorders.bot.command.privacy;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.PhoneNumbers;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.privacy.Erasures;
import io.pteroorders.bot.privacy.PrivacyDesk;
import io.pteroorders.bot.privacy.PrivacyRequest;
import io.pteroorders.bot.privacy.PrivacyRequest.Kind;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.service.Actor.Role;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Takes a person out of the shop: a customer asks for it, an owner decides. An owner may also name somebody by the number of
 * a request or by telephone; nothing is erased before they said yes.
 */
public final class EraseCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("erase", "hapus-data").changingOrdersForGood();
    private static final int LONGEST_NUMBER = 5;

    private final PrivacyDesk desk;
    private final Predicate<PersonId> isStaff;
    private final Replies replies;

    /** @param isStaff whether somebody is an admin or owner, whose name the shop's own records need */
    public EraseCommand(PrivacyDesk desk, Predicate<PersonId> isStaff, Replies replies) {
        this.desk = desk;
        this.isStaff = isStaff;
        this.replies = replies;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        String typed = call.line().rest(0);
        if (call.person().role() == Role.OWNER) {
            return typed.isEmpty() ? Outcome.done(waiting(call.language())) : byOwner(typed, call);
        }
        if (!typed.isEmpty()) {
            return Outcome.refused(new Refusal.NotAllowed());
        }
        return isStaff.test(call.person().id()) ? Outcome.done(staff(call.language())) : byCustomer(call);
    }

    private Outcome<Reply> byCustomer(Call call) {
        PersonId person = call.person().id();
        Optional<Refusal> refusal = desk.hindrance(person);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        if (!call.confirmed()) {
            return Outcome.done(replies.say(
                            ReplyText.CONFIRM_ERASE_ME,
                            call.language(),
                            desk.until(Variables.builder(), call.language()))
                    .asking(INFO.name(), replies.yesAndNo(call.language())));
        }
        boolean again = !desk.ask(call.person(), Kind.ERASE);
        return Outcome.done(replies.say(
                ReplyText.ERASE_ASKED, call.language(), Variables.builder().flag("again", again)));
    }

    private Outcome<Reply> byOwner(String typed, Call call) {
        Optional<PrivacyRequest> request = request(typed);
        Optional<PersonId> person = request.map(PrivacyRequest::person).or(() -> person(typed));
        Optional<Integer> orders = person.flatMap(desk::orders);
        if (orders.isEmpty()) {
            return Outcome.done(replies.refuse(
                    ReplyText.NOTHING_KEPT, call.language(), Variables.builder().put("typed", Replies.quoted(typed))));
        }
        if (isStaff.test(person.get())) {
            return Outcome.done(staff(call.language()));
        }
        Optional<Refusal> refusal = desk.hindrance(person.get());
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        return call.confirmed()
                ? desk.erase(person.get()).map(done -> erased(done, call.language()))
                : Outcome.done(ask(desk.note(person.get()), orders.get(), call.language()));
    }

    private Optional<PrivacyRequest> request(String typed) {
        return Optional.of(typed.startsWith("#") ? typed.substring(1) : typed)
                .filter(number -> number.length() <= LONGEST_NUMBER)
                .map(Ints::tryParse)
                .flatMap(desk::find)
                .filter(request -> request.kind() == Kind.ERASE);
    }

    private static Optional<PersonId> person(String typed) {
        return PhoneNumbers.parse(typed)
                .or(() -> Optional.of(typed).filter(text -> text.contains("@")).flatMap(PersonId::parse));
    }

    /** The question names the request, so that what is kept of it names nobody. */
    private Reply ask(PrivacyRequest request, int orders, Language language) {
        return replies.say(
                        ReplyText.CONFIRM_ERASE,
                        language,
                        desk.until(
                                Variables.builder()
                                        .put("customer", request.person().masked())
                                        .put("orders", String.valueOf(orders)),
                                language))
                .asking(INFO.name() + " " + request.number(), replies.yesAndNo(language));
    }

    private Reply erased(Erasures.Done done, Language language) {
        return replies.say(
                ReplyText.ERASE_DONE,
                language,
                desk.until(Variables.builder().put("orders", String.valueOf(done.orders())), language));
    }

    private Reply staff(Language language) {
        return replies.refuse(ReplyText.STAFF_NOT_ERASED, language, Variables.builder());
    }

    private Reply waiting(Language language) {
        ImmutableList<PrivacyRequest> all = desk.waiting();
        return replies.say(
                ReplyText.PRIVACY_REQUESTS,
                language,
                Variables.builder()
                        .list(
                                "requests",
                                all.stream().map(one -> line(one, language)).toList())
                        .flag("any", !all.isEmpty()));
    }

    private Variables line(PrivacyRequest request, Language language) {
        return Variables.builder()
                .put("number", String.valueOf(request.number()))
                .put("customer", request.person().masked())
                .flag("export", request.kind() == Kind.EXPORT)
                .put("time", replies.formats().time(request.at(), language))
                .build();
    }
}
