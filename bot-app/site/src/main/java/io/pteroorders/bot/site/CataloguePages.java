package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import io.pteroorders.bot.chat.PageShop;
import io.pteroorders.bot.edit.BadEditException;
import io.pteroorders.bot.edit.CatalogText;
import io.pteroorders.bot.edit.Edited;
import io.pteroorders.bot.edit.Problem;
import io.pteroorders.bot.edit.Saving;
import io.pteroorders.bot.edit.TypedPackage;
import io.pteroorders.bot.site.http.BadFormException;
import io.pteroorders.bot.site.http.SiteRoute;
import io.pteroorders.bot.site.http.SiteRoute.Access;
import io.pteroorders.bot.site.http.Visit;
import io.pteroorders.bot.site.view.Fact;
import io.pteroorders.bot.site.view.Trouble;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageType;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;

/** The catalogue, as admins edit it: each package by a form, or all of it as text. */
final class CataloguePages {

    private static final String PATH = "/dashboard/catalogue";
    private static final String WHAT = "catalogue";

    private final PageShop shop;
    private final Pages pages;
    private final Saver saver;
    private final Edited<PackageCatalog> catalog;

    CataloguePages(PageShop shop, Pages pages, Saver saver, Edited<PackageCatalog> catalog) {
        this.shop = shop;
        this.pages = pages;
        this.saver = saver;
        this.catalog = catalog;
    }

    ImmutableList<SiteRoute> routes() {
        return ImmutableList.of(
                SiteRoute.get(PATH, Access.ADMIN, this::list),
                SiteRoute.get(PATH + "/package", Access.ADMIN, this::form),
                SiteRoute.post(PATH + "/package", Access.ADMIN, this::save),
                SiteRoute.post(PATH + "/sale", Access.ADMIN, this::sale),
                SiteRoute.get(PATH + "/text", Access.ADMIN, this::text),
                SiteRoute.post(PATH + "/text", Access.ADMIN, this::saveText));
    }

    private Answer list(Visit visit) {
        return pages.page(
                "catalogue-editor",
                visit,
                ImmutableMap.of(
                        "packages", shop.service().catalog().all(),
                        "seen", catalog.number()));
    }

    /** A package that is there, or an empty form for a new one. */
    private Answer form(Visit visit) {
        Optional<String> code = visit.field("type");
        String text = CatalogText.of(catalog.files());
        if (code.isEmpty()) {
            return form(visit, HttpStatus.OK_200, TypedPackage.EMPTY, true, catalog.number(), Trouble.NONE);
        }
        return CatalogText.find(text, code.get())
                .map(entry ->
                        form(visit, HttpStatus.OK_200, TypedPackage.of(entry), false, catalog.number(), Trouble.NONE))
                .orElseGet(() -> pages.missing(visit));
    }

    private Answer form(Visit visit, int status, TypedPackage typed, boolean isNew, long seen, Trouble trouble) {
        return pages.page(
                status,
                "package",
                visit,
                ImmutableMap.of("typed", typed, "fresh", isNew, "seen", seen, "trouble", trouble));
    }

    private Answer save(Visit visit) {
        boolean isNew = visit.field("new").isPresent();
        TypedPackage typed = new TypedPackage(
                TypedPackage.FIELDS.stream().collect(ImmutableMap.toImmutableMap(name -> name, name -> visit.field(name)
                        .orElse(""))),
                visit.field("forSale").isPresent());
        String code = typed.value("type");
        Saving saving = catalog.save(
                visit.person().id().text(),
                Saver.seen(visit),
                files -> CatalogText.find(CatalogText.of(files), code),
                files -> edited(files, typed, isNew));
        return saver.answer(
                visit,
                saving,
                WHAT,
                PATH,
                files -> theirs(files, code),
                trouble -> form(visit, HttpStatus.UNPROCESSABLE_ENTITY_422, typed, isNew, catalog.number(), trouble));
    }

    private static ImmutableSortedMap<String, String> edited(
            ImmutableSortedMap<String, String> files, TypedPackage typed, boolean isNew) throws BadEditException {
        String text = CatalogText.of(files);
        String code = typed.value("type");
        boolean isThere = CatalogText.find(text, code).isPresent();
        if (isNew && isThere && !typed.isOn(text)) {
            throw new BadEditException(List.of(Problem.twice(code)));
        }
        if (!isNew && !isThere) {
            throw new BadEditException(List.of(Problem.noPackage(code)));
        }
        return typed.isOn(text) ? files : CatalogText.files(CatalogText.with(text, typed.on(text)));
    }

    private static ImmutableList<Fact> theirs(ImmutableSortedMap<String, String> files, String code) {
        return ImmutableList.of(new Fact(
                code,
                CatalogText.find(CatalogText.of(files), code)
                        .map(entry -> CatalogText.pretty(entry.toString()))
                        .orElse("")));
    }

    /** Takes a package out of sale, or back into it; orders that exist stay as they are. */
    private Answer sale(Visit visit) {
        String code = visit.field("type")
                .filter(text -> PackageType.parse(text).isPresent())
                .orElseThrow(() -> new BadFormException("no package is like that"));
        boolean forSale = visit.field("forSale").isPresent();
        Saving saving = catalog.save(
                visit.person().id().text(),
                Saver.seen(visit),
                files -> CatalogText.find(CatalogText.of(files), code),
                files -> forSale(files, code, forSale));
        return saver.answer(visit, saving, WHAT, PATH, files -> theirs(files, code), trouble -> CatalogText.find(
                        CatalogText.of(catalog.files()), code)
                .map(entry -> form(
                        visit,
                        HttpStatus.UNPROCESSABLE_ENTITY_422,
                        TypedPackage.of(entry),
                        false,
                        catalog.number(),
                        trouble))
                .orElseGet(() -> pages.missing(visit)));
    }

    private static ImmutableSortedMap<String, String> forSale(
            ImmutableSortedMap<String, String> files, String code, boolean forSale) throws BadEditException {
        String text = CatalogText.of(files);
        TypedPackage typed = CatalogText.find(text, code)
                .map(TypedPackage::of)
                .orElseThrow(() -> new BadEditException(List.of(Problem.noPackage(code))));
        return typed.forSale() == forSale
                ? files
                : CatalogText.files(CatalogText.with(text, new TypedPackage(typed.values(), forSale).on(text)));
    }

    private Answer text(Visit visit) {
        return text(
                visit,
                HttpStatus.OK_200,
                CatalogText.pretty(CatalogText.of(catalog.files())),
                catalog.number(),
                Trouble.NONE);
    }

    private Answer text(Visit visit, int status, String text, long seen, Trouble trouble) {
        return pages.page(
                status, "catalogue-text", visit, ImmutableMap.of("text", text, "seen", seen, "trouble", trouble));
    }

    private Answer saveText(Visit visit) {
        String typed = Saver.typed(visit, "text");
        Saving saving = catalog.save(
                visit.person().id().text(),
                Saver.seen(visit),
                files -> CatalogText.pretty(CatalogText.of(files)),
                files -> CatalogText.pretty(typed).equals(CatalogText.pretty(CatalogText.of(files)))
                        ? files
                        : CatalogText.files(typed + "\n"));
        return saver.answer(
                visit,
                saving,
                WHAT,
                PATH,
                files -> ImmutableList.of(new Fact(WHAT, CatalogText.pretty(CatalogText.of(files)))),
                trouble -> text(visit, HttpStatus.UNPROCESSABLE_ENTITY_422, typed, catalog.number(), trouble));
    }
}
