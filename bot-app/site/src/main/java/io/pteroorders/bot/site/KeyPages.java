package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.bot.api.key.ApiKey;
import io.pteroorders.bot.api.key.ApiKeys;
import io.pteroorders.bot.api.key.Scope;
import io.pteroorders.bot.chat.PageShop;
import io.pteroorders.bot.command.Result;
import io.pteroorders.bot.site.http.BadFormException;
import io.pteroorders.bot.site.http.SiteRoute;
import io.pteroorders.bot.site.http.SiteRoute.Access;
import io.pteroorders.bot.site.http.Visit;
import io.pteroorders.bot.site.http.Visit.SignedIn;
import io.pteroorders.bot.site.view.KeyRow;
import io.pteroorders.bot.site.view.Said;
import io.pteroorders.bot.site.view.Speech;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.core.service.Actor;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpStatus;

/**
 * The keys of other programs, for owners. To make and to revoke one needs a sign-in of lately. A secret is shown once, on the
 * page after the form, and is not in the chat.
 */
final class KeyPages {

    static final String PATH = "/dashboard/keys";

    private final PageShop shop;
    private final Pages pages;
    private final Deeds deeds;
    private final SecureRandom random = new SecureRandom();

    KeyPages(PageShop shop, Pages pages, Deeds deeds) {
        this.shop = shop;
        this.pages = pages;
        this.deeds = deeds;
    }

    ImmutableList<SiteRoute> routes() {
        return ImmutableList.of(
                SiteRoute.get(
                        PATH, Access.OWNER, visit -> page(HttpStatus.OK_200, KeyForm.EMPTY, ImmutableList.of(), visit)),
                SiteRoute.post(PATH, Access.OWNER, this::create),
                SiteRoute.post(PATH + "/revoke", Access.OWNER, this::revoke));
    }

    private Answer page(int status, KeyForm form, ImmutableList<String> problems, Visit visit) {
        Speech speech = pages.speech(visit);
        return pages.page(
                status,
                "keys",
                visit,
                ImmutableMap.of(
                        "keys",
                        shop.records().keys().all().stream()
                                .map(key -> row(key, speech))
                                .collect(ImmutableList.toImmutableList()),
                        "form",
                        form,
                        "problems",
                        problems,
                        "scopes",
                        Scope.ALL.stream().map(Scope::toString).collect(ImmutableList.toImmutableList())));
    }

    private static KeyRow row(ApiKey key, Speech speech) {
        return new KeyRow(
                key.name(),
                key.role() == Actor.Role.OWNER,
                key.scopes().size() == Scope.ALL.size()
                        ? speech.word("all")
                        : key.scopes().stream().map(Scope::toString).collect(Collectors.joining(", ")),
                speech.time(key.created()),
                key.lastUsed().map(speech::time).orElseGet(() -> speech.word("key.never-used")),
                key.expires().map(speech::time),
                String.join(", ", key.addresses()));
    }

    private Answer create(Visit visit) {
        SignedIn who = visit.signedIn().orElseThrow();
        Speech speech = pages.speech(visit);
        KeyForm form = KeyForm.of(visit);
        if (!who.session().isFresh(visit.time())) {
            pages.sayings().put(who, Said.no(speech.word("fresh")));
            return Pages.see(PATH);
        }
        ImmutableList<String> problems = form.problems(speech, speech.formats().dayOf(visit.time()));
        return problems.isEmpty()
                ? created(form, who, speech, visit)
                : page(HttpStatus.UNPROCESSABLE_ENTITY_422, form, problems, visit);
    }

    /** A form that is sent twice makes one key, for its name is taken then. */
    private Answer created(KeyForm form, SignedIn who, Speech speech, Visit visit) {
        String secret = ApiKeys.draw(random);
        boolean made = shop.records().keys().add(form.key(secret, speech, visit));
        shop.commands().did(visit.person(), "api-key create " + form.name(), made ? Result.DONE : Result.REFUSED);
        if (!made) {
            return page(
                    HttpStatus.UNPROCESSABLE_ENTITY_422,
                    form,
                    ImmutableList.of(speech.word("key.wrong.taken", form.name())),
                    visit);
        }
        pages.sayings()
                .put(who, new Said(speech.word("key.made", form.name()) + "\n" + secret, true, Optional.empty()));
        return Pages.see(PATH);
    }

    private Answer revoke(Visit visit) {
        String name = visit.field("name")
                .filter(Actor::isKeyName)
                .orElseThrow(() -> new BadFormException("no key is named so"));
        return deeds.run(visit, "api-keys revoke " + name, PATH);
    }
}
