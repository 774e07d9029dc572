package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import com.google.common.primitives.Ints;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.notify.OutgoingMessage.Choice;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;
import java.util.List;
import java.util.Optional;

/** Shows what is for sale. */
public final class CatalogCommand implements Command {

    private static final CommandInfo INFO = CommandInfo.of("katalog", "catalog", "list", "paket");

    /** As many packages as fit into one message. */
    private static final int PAGE = 15;

    private final OrderService service;
    private final Replies replies;

    public CatalogCommand(OrderService service, Replies replies) {
        this.service = service;
        this.replies = replies;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        List<List<PackageInfo>> pages = Lists.partition(service.catalog().forSale(), PAGE);
        int wanted = call.line().word(0).map(Ints::tryParse).orElse(1);
        int shown = Math.min(Math.max(wanted, 1), Math.max(pages.size(), 1));
        ImmutableList<PackageInfo> page =
                pages.stream().skip(shown - 1L).limit(1).flatMap(List::stream).collect(ImmutableList.toImmutableList());
        List<Variables> packages = page.stream()
                .map(sold -> Packages.variables(sold, replies, call.language()))
                .toList();
        String next = replies.prefix() + INFO.name() + " " + (shown + 1);
        Variables variables = Variables.builder()
                .list("packages", packages)
                .flag("any", !packages.isEmpty())
                .put("nextPage", Optional.of(next).filter(line -> shown < pages.size()))
                .build();
        return Outcome.done(replies.say(ReplyText.CATALOG, call.language(), variables)
                .offering(page.stream()
                        .map(sold -> choice(sold, call.language()))
                        .collect(ImmutableList.toImmutableList())));
    }

    private Choice choice(PackageInfo sold, Language language) {
        return new Choice(
                sold.name() + " " + replies.formats().money(sold.pricePerMonth(), language),
                replies.prefix() + "harga " + sold.type());
    }
}
