package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableMap;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.pteroorders.bot.chat.PageShop;
import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.session.Area;
import io.pteroorders.bot.site.http.SitePages.Notices;
import io.pteroorders.bot.site.http.Visit;
import io.pteroorders.bot.site.http.Visit.SignedIn;
import io.pteroorders.bot.site.view.Frame;
import io.pteroorders.bot.site.view.Said;
import io.pteroorders.bot.site.view.Speech;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Texts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.http.HttpStatus;

/** Makes pages of templates, in the words of their readers. Thread-safe. */
final class Pages implements Notices {

    private static final String HTML = "text/html;charset=utf-8";

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Pages.class.getClassLoader(), "io.pteroorders.bot.site.pages");

    private final Sayings sayings = new Sayings();
    private final PageShop shop;
    private final Texts texts;

    /** @param texts the words of pages */
    Pages(PageShop shop, Texts texts) {
        this.shop = shop;
        this.texts = texts;
    }

    /** The language of whoever looks. */
    Speech speech(Visit visit) {
        return speech(visit.language());
    }

    private Speech speech(Language language) {
        return new Speech(texts, shop.replies().formats(), language);
    }

    /** A page. */
    Answer page(String template, Visit visit, Map<String, Object> values) {
        return page(HttpStatus.OK_200, template, visit, values);
    }

    /** A page that is not what was asked for. */
    Answer page(int status, String template, Visit visit, Map<String, Object> values) {
        boolean dashboard = visit.signedIn()
                .filter(one -> one.session().area() == Area.DASHBOARD)
                .isPresent();
        Frame frame = frame(
                visit.language(),
                visit.signedIn().map(SignedIn::person),
                dashboard,
                visit.path(),
                visit.signedIn().filter(one -> !visit.isGlance()).flatMap(sayings::take));
        return rendered(status, template, frame, values);
    }

    private Frame frame(
            Language language, Optional<Person> person, boolean dashboard, String path, Optional<Said> said) {
        return new Frame(
                shop.replies().orders().shop().name(),
                speech(language),
                person,
                dashboard,
                path,
                said,
                UUID.randomUUID().toString());
    }

    private Answer rendered(int status, String template, Frame frame, Map<String, Object> values) {
        return Answer.content(
                status,
                HTML,
                bare(
                        template,
                        ImmutableMap.<String, Object>builder()
                                .put("frame", frame)
                                .putAll(values)
                                .buildOrThrow()));
    }

    /** A template by itself, without a frame. */
    byte[] bare(String template, Map<String, Object> values) {
        Utf8ByteOutput html = new Utf8ByteOutput();
        templates.render(template + ".jte", values, html);
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(html.getContentLength());
            html.writeTo(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
    }

    /** Another page is to be looked at, which can be looked at again. */
    static Answer see(String path) {
        return Answer.empty(HttpStatus.SEE_OTHER_303).withHeader("Location", path);
    }

    /** What forms came to. */
    Sayings sayings() {
        return sayings;
    }

    @Override
    public Answer of(int status, Optional<String> incident, Language language) {
        return rendered(
                status,
                "notice",
                frame(language, Optional.empty(), false, "", Optional.empty()),
                ImmutableMap.of("what", what(status), "incident", incident));
    }

    private static String what(int status) {
        return switch (status) {
            case HttpStatus.NOT_FOUND_404 -> "missing";
            case HttpStatus.FORBIDDEN_403 -> "foreign";
            case HttpStatus.SERVICE_UNAVAILABLE_503 -> "busy";
            default -> HttpStatus.isServerError(status) ? "bug" : "wrong";
        };
    }

    @Override
    public Answer missing(Visit visit) {
        return page(
                HttpStatus.NOT_FOUND_404,
                "notice",
                visit,
                ImmutableMap.of("what", what(HttpStatus.NOT_FOUND_404), "incident", Optional.empty()));
    }

    /** Keeps that an admin looks at others' orders; a page that a script looks at again was looked at before. */
    void looked(Visit visit, String what, Optional<OrderId> order) {
        if (!visit.isGlance()) {
            shop.commands().looked(visit.person(), what, order.map(OrderId::toString));
        }
    }

    @Override
    public Answer signIn(Area area) {
        return see(area == Area.DASHBOARD ? "/login?dashboard=on" : "/login");
    }
}
