package io.pteroorders.bot.command.admin;

import io.pteroorders.bot.call.CallTexts;
import io.pteroorders.bot.call.CustomerCall;
import io.pteroorders.bot.call.CustomerCalls;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.notify.text.Variables;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The customer's call for a human that a command names by its number. Thread-safe. */
final class NamedCall {

    private static final Pattern NUMBER = Pattern.compile("#?([1-9][0-9]{0,8})");
    private static final int MOST_SHOWN = 20;

    private final CustomerCalls calls;
    private final Replies replies;

    NamedCall(CustomerCalls calls, Replies replies) {
        this.calls = calls;
        this.replies = replies;
    }

    /**
     * Does something about the call that was typed, if there is one and it is not over.
     *
     * @param done says that it was
     */
    Outcome<Reply> run(String typed, Consumer<CustomerCall> doing, ReplyText done, Call by) {
        Optional<CustomerCall> named = Optional.of(NUMBER.matcher(typed))
                .filter(number -> number.matches())
                .flatMap(number -> calls.open(Integer.parseInt(number.group(1))));
        if (named.isEmpty()) {
            return Outcome.done(unknown(typed, by));
        }
        doing.accept(named.get());
        return Outcome.done(replies.say(done, by.language(), CallTexts.caller(named.get())));
    }

    private Reply unknown(String typed, Call by) {
        List<CustomerCall> open = calls.open();
        return replies.refuse(
                ReplyText.NO_SUCH_CALL,
                by.language(),
                Variables.builder()
                        .put("typed", Replies.quoted(typed))
                        .flag("any", !open.isEmpty())
                        .list(
                                "calls",
                                open.stream()
                                        .skip(Math.max(0, open.size() - MOST_SHOWN))
                                        .map(CallTexts::caller)
                                        .toList()));
    }
}
