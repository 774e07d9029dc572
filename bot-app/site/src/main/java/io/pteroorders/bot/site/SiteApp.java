package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.chat.PageShop;
import io.pteroorders.bot.edit.CatalogText;
import io.pteroorders.bot.edit.Editors;
import io.pteroorders.bot.port.WorkThreads;
import io.pteroorders.bot.site.http.Doorkeeper;
import io.pteroorders.bot.site.http.SitePages;
import io.pteroorders.bot.site.http.SiteRoute;
import io.pteroorders.bot.web.BodyReader;
import io.pteroorders.bot.web.ClientAddresses;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Texts;
import java.time.Clock;
import java.util.function.UnaryOperator;

/** The shop's pages, put together. Thread-safe. */
public final class SiteApp {

    private static final int THREADS = 16;
    private static final int MOST_WAITING = 500;

    private final SiteSettings settings;
    private final PageShop shop;
    private final ShopState state;
    private final Editors editors;
    private final Texts texts;
    private final Language language;
    private final Clock clock;

    /**
     * Puts the parts together.
     *
     * @param state what else pages show
     * @param editors of what admins edit
     * @param texts the words of pages, {@link PageText}
     * @param language of strangers whose browser prefers none of the shop's
     */
    public SiteApp(
            SiteSettings settings,
            PageShop shop,
            ShopState state,
            Editors editors,
            Texts texts,
            Language language,
            Clock clock) {
        this.settings = settings;
        this.shop = shop;
        this.state = state;
        this.editors = editors;
        this.texts = texts;
        this.language = language;
        this.clock = clock;
    }

    /**
     * The pages.
     *
     * @param bodies reads forms
     */
    public SitePages pages(BodyReader bodies) {
        Pages pages = new Pages(shop, texts);
        Doorkeeper doorkeeper = new Doorkeeper(settings.address(), shop.sessions(), shop.commands());
        return new SitePages(
                routes(pages, doorkeeper),
                doorkeeper,
                pages,
                language,
                bodies,
                new ClientAddresses(settings.proxies()),
                WorkThreads.of("pages", THREADS, MOST_WAITING),
                WorkThreads.of("forms", THREADS, MOST_WAITING),
                clock);
    }

    private ImmutableList<SiteRoute> routes(Pages pages, Doorkeeper doorkeeper) {
        ChatLinks chat = new ChatLinks(shop.replies().prefix(), settings.number());
        OrderActions actions = new OrderActions(shop);
        MessageViews messages = new MessageViews(shop);
        ServerViews servers = new ServerViews(shop, actions);
        OrderViews views = new OrderViews(shop, actions, messages);
        Deeds deeds = new Deeds(shop, pages);
        Receipts receipts = new Receipts(pages, shop.replies().orders().shop().name());
        return ImmutableList.<SiteRoute>builder()
                .addAll(new PortalPages(shop, pages, chat, views, deeds, receipts).routes())
                .addAll(new OwnPages(pages, servers, messages).routes())
                .addAll(new AccountPages(shop, pages, deeds, doorkeeper).routes())
                .addAll(new SignInPages(shop, pages, chat, doorkeeper).routes())
                .addAll(new TodayPages(shop, pages, views, deeds).routes())
                .addAll(new OrderListPages(shop, pages, views, deeds).routes())
                .addAll(new OneOrderPages(shop, pages, views, deeds, state.proofs()).routes())
                .addAll(new CustomerPages(shop, pages, views, messages, servers).routes())
                .addAll(new SubscriptionPages(shop, pages, views).routes())
                .addAll(new FiguresPages(shop, pages).routes())
                .addAll(new KeyPages(shop, pages, deeds).routes())
                .addAll(new ShopPages(pages, deeds, state).routes())
                .addAll(editorRoutes(pages))
                .addAll(Assets.routes())
                .build();
    }

    private ImmutableList<SiteRoute> editorRoutes(Pages pages) {
        Saver saver = new Saver(shop, pages);
        return ImmutableList.<SiteRoute>builder()
                .addAll(new CataloguePages(shop, pages, saver, editors.catalog()).routes())
                .addAll(new VersionPages(pages, saver, "catalogue", editors.catalog(), CatalogText::pretty).routes())
                .addAll(new TextPages(pages, saver, new SampleOrder(shop), editors.texts(), editors.textFiles())
                        .routes())
                .addAll(new VersionPages(pages, saver, "texts", editors.texts(), UnaryOperator.identity()).routes())
                .build();
    }
}
