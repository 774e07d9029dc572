package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import com.google.common.primitives.Ints;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.notify.text.Variables;
import java.util.List;
import java.util.Optional;

/** Shows what is for sale. */
final class CatalogCommand implements Command {

    /** As many packages as fit into one message. */
    private static final int PAGE = 15;

    private final OrderService service;
    private final Replies replies;

    CatalogCommand(OrderService service, Replies replies) {
        this.service = service;
        this.replies = replies;
    }

    @Override
    public String name() {
        return "katalog";
    }

    @Override
    public ImmutableList<String> synonyms() {
        return ImmutableList.of("catalog", "list", "paket");
    }

    @Override
    public Outcome<Reply> run(Call call) {
        List<List<PackageInfo>> pages = Lists.partition(service.catalog().forSale(), PAGE);
        int page = call.line().word(0).map(Ints::tryParse).orElse(1);
        int shown = Math.min(Math.max(page, 1), Math.max(pages.size(), 1));
        List<Variables> packages = pages.stream()
                .skip(shown - 1L)
                .limit(1)
                .flatMap(List::stream)
                .map(sold -> Packages.variables(sold, replies, call.language()))
                .toList();
        String next = replies.prefix() + name() + " " + (shown + 1);
        return Outcome.done(replies.say(
                ReplyText.CATALOG,
                call.language(),
                Variables.builder()
                        .list("packages", packages)
                        .flag("any", !packages.isEmpty())
                        .put("nextPage", Optional.of(next).filter(line -> shown < pages.size()))));
    }
}
