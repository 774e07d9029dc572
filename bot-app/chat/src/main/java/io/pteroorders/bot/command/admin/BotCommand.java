package io.pteroorders.bot.command.admin;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.call.CustomerCalls;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.CommandNames;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.Outcome;

/** Has the bot be quiet to a customer who called for a human, or answer them again. */
public final class BotCommand implements Command {

    private static final CommandInfo INFO = CommandInfo.of("bot").forAdmins().changingOrders();

    private static final ImmutableSet<String> OFF = ImmutableSet.of("off", "mati");
    private static final ImmutableSet<String> ON = ImmutableSet.of("on", "nyala");

    private final CustomerCalls calls;
    private final Replies replies;
    private final NamedCall named;

    public BotCommand(CustomerCalls calls, Replies replies) {
        this.calls = calls;
        this.replies = replies;
        this.named = new NamedCall(calls, replies);
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        String what = Ascii.toLowerCase(call.line().word(0).orElse(""));
        String number = call.line().word(1).orElse("");
        if (number.isEmpty() || !(OFF.contains(what) || ON.contains(what))) {
            return CommandNames.missingArgument(this, replies, call.language());
        }
        return OFF.contains(what)
                ? named.run(number, calls::quiet, ReplyText.BOT_QUIET, call)
                : named.run(number, calls::speak, ReplyText.BOT_SPEAKS, call);
    }
}
