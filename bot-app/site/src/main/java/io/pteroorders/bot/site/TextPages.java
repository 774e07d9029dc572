package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import io.pteroorders.bot.edit.Edited;
import io.pteroorders.bot.edit.Saving;
import io.pteroorders.bot.edit.TextFiles;
import io.pteroorders.bot.site.http.SiteRoute;
import io.pteroorders.bot.site.http.SiteRoute.Access;
import io.pteroorders.bot.site.http.Visit;
import io.pteroorders.bot.site.view.Draft;
import io.pteroorders.bot.site.view.Fact;
import io.pteroorders.bot.site.view.Trouble;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.TextException;
import io.pteroorders.notify.text.TextKey;
import io.pteroorders.notify.text.Texts;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpStatus;

/** The texts, as admins edit them: each in both languages, and the words in their own page. */
final class TextPages {

    private static final String PATH = "/dashboard/texts";
    private static final String ONE = PATH + "/one/{name}";

    /** What the words are called among the texts. */
    private static final String WORDS = "words";

    private final Pages pages;
    private final Saver saver;
    private final SampleOrder samples;
    private final Edited<Texts> texts;
    private final TextFiles known;

    TextPages(Pages pages, Saver saver, SampleOrder samples, Edited<Texts> texts, TextFiles known) {
        this.pages = pages;
        this.saver = saver;
        this.samples = samples;
        this.texts = texts;
        this.known = known;
    }

    ImmutableList<SiteRoute> routes() {
        return ImmutableList.of(
                SiteRoute.get(PATH, Access.ADMIN, this::list),
                SiteRoute.get(ONE, Access.ADMIN, this::one),
                SiteRoute.post(ONE, Access.ADMIN, this::edit));
    }

    private Answer list(Visit visit) {
        ImmutableSortedMap<String, String> own = texts.files();
        ImmutableList<Fact> names = known.keys().keySet().stream()
                .sorted()
                .map(name -> new Fact(name, ownLanguages(name, own)))
                .collect(ImmutableList.toImmutableList());
        return pages.page(
                "texts", visit, ImmutableMap.of("names", names, "words", new Fact(WORDS, ownLanguages(WORDS, own))));
    }

    /** In which languages a text is the shop's own. */
    private String ownLanguages(String name, Map<String, String> own) {
        return Arrays.stream(Language.values())
                .filter(language -> own.containsKey(path(name, language)))
                .map(Language::code)
                .collect(Collectors.joining(", "));
    }

    private boolean isKnown(String name) {
        return name.equals(WORDS) || known.keys().containsKey(name);
    }

    private Optional<TextKey> key(String name) {
        return Optional.ofNullable(known.keys().get(name));
    }

    private String path(String name, Language language) {
        return key(name).map(key -> Texts.path(key, language)).orElseGet(() -> Texts.pathOfWords(language));
    }

    private Answer one(Visit visit) {
        String name = visit.place("name");
        return isKnown(name)
                ? form(visit, HttpStatus.OK_200, name, language -> inForce(name, language), false, Trouble.NONE)
                : pages.missing(visit);
    }

    private String inForce(String name, Language language) {
        return Optional.ofNullable(texts.files().get(path(name, language)))
                .orElseGet(
                        () -> key(name).map(key -> Texts.shipped(key, language)).orElse(""));
    }

    private Answer form(
            Visit visit,
            int status,
            String name,
            Function<Language, String> typed,
            boolean isPreview,
            Trouble trouble) {
        ImmutableList<Draft> drafts = Arrays.stream(Language.values())
                .map(language -> new Draft(
                        language.code(),
                        language.ownName(),
                        typed.apply(language),
                        shipped(name, language),
                        isPreview ? preview(name, typed.apply(language), language) : Optional.empty()))
                .collect(ImmutableList.toImmutableList());
        return pages.page(
                status,
                "text",
                visit,
                ImmutableMap.of(
                        "name", name,
                        "drafts", drafts,
                        "values", key(name).map(Texts::namesOf).orElse(""),
                        "seen", isPreview ? Saver.seen(visit) : texts.number(),
                        "trouble", trouble));
    }

    private String shipped(String name, Language language) {
        return key(name)
                .map(key -> Texts.shipped(key, language))
                .orElseGet(() -> known.words(language).entrySet().stream()
                        .map(word -> word.getKey() + "=" + word.getValue())
                        .collect(Collectors.joining("\n")));
    }

    /** Empty for a text that is wrong: why that is, it is told beside. */
    private Optional<String> preview(String name, String typed, Language language) {
        try {
            return key(name).map(key -> Texts.preview(key, typed, samples.values(key, language)));
        } catch (TextException e) {
            return Optional.empty();
        }
    }

    private Answer edit(Visit visit) {
        String name = visit.place("name");
        if (!isKnown(name)) {
            return pages.missing(visit);
        }
        return switch (visit.field("do").orElse("save")) {
            case "preview" -> previewed(visit, name);
            case "reset" -> save(visit, name, language -> Optional.empty());
            default -> save(visit, name, language -> Optional.of(Saver.typed(visit, language.code())));
        };
    }

    private Answer previewed(Visit visit, String name) {
        Function<Language, String> typed = language -> Saver.typed(visit, language.code());
        ImmutableSortedMap<String, String> wanted =
                with(texts.files(), name, language -> Optional.of(Saver.typed(visit, language.code())));
        Trouble trouble = saver.wrong(visit, () -> known.read(wanted));
        return form(visit, HttpStatus.OK_200, name, typed, true, trouble);
    }

    private Answer save(Visit visit, String name, Function<Language, Optional<String>> typed) {
        Saving saving = texts.save(
                visit.person().id().text(),
                Saver.seen(visit),
                files -> part(files, name),
                files -> with(files, name, typed));
        return saver.answer(
                visit,
                saving,
                "text " + name,
                PATH + "/one/" + name,
                files -> Arrays.stream(Language.values())
                        .map(language -> new Fact(
                                language.ownName(), files.getOrDefault(path(name, language), shipped(name, language))))
                        .collect(ImmutableList.toImmutableList()),
                trouble -> form(
                        visit,
                        HttpStatus.UNPROCESSABLE_ENTITY_422,
                        name,
                        language -> typed.apply(language).orElseGet(() -> inForce(name, language)),
                        false,
                        trouble));
    }

    /** What of all texts the page of one is about. */
    private ImmutableMap<String, String> part(Map<String, String> files, String name) {
        return Arrays.stream(Language.values())
                .map(language -> path(name, language))
                .collect(ImmutableMap.toImmutableMap(path -> path, path -> files.getOrDefault(path, "")));
    }

    private ImmutableSortedMap<String, String> with(
            Map<String, String> files, String name, Function<Language, Optional<String>> typed) {
        Map<String, String> all = new TreeMap<>(files);
        for (Language language : Language.values()) {
            String path = path(name, language);
            typed.apply(language).ifPresentOrElse(text -> all.put(path, text + "\n"), () -> all.remove(path));
        }
        return known.ownOnly(all);
    }
}
