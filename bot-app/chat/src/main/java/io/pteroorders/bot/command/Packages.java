package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.command.Question.Pick;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;
import java.util.function.Function;

/** Packages as values for templates. */
final class Packages {

    /** The names of the values of a package. */
    static final ImmutableSet<String> VARIABLES =
            ImmutableSet.of("emoji", "packageName", "packageType", "price", "ram", "cpu", "storage", "bandwidth");

    /** So many packages fit into one message. */
    private static final int MOST = 20;

    private Packages() {}

    /**
     * Asks which package is wanted: answered by its number or its name.
     *
     * @param text has a list {@code packages} with a {@code number} each
     * @param values the text's other values
     * @param line the command line to run for the package that is picked, without the prefix
     */
    static Reply ask(
            ReplyText text,
            PackageCatalog catalog,
            Variables.Builder values,
            Function<PackageType, String> line,
            Replies replies,
            Language language) {
        ImmutableList<PackageInfo> sold =
                catalog.forSale().stream().limit(MOST).collect(ImmutableList.toImmutableList());
        ImmutableList.Builder<Variables> rows = ImmutableList.builder();
        for (int i = 0; i < sold.size(); i++) {
            rows.add(Variables.builder()
                    .putAll(variables(sold.get(i), replies, language))
                    .put("number", i + 1)
                    .build());
        }
        Question question = Question.which(sold.stream()
                .map(info -> new Pick(info.name(), info.type().code(), line.apply(info.type())))
                .collect(ImmutableList.toImmutableList()));
        Reply reply =
                replies.say(text, language, values.flag("any", !sold.isEmpty()).list("packages", rows.build()));
        return sold.isEmpty() ? reply.as(Result.REFUSED) : reply.asking(question, question.choices(replies, language));
    }

    static Variables variables(PackageInfo sold, Replies replies, Language language) {
        return Variables.builder()
                .put("emoji", sold.emoji())
                .put("packageName", sold.name())
                .put("packageType", sold.type())
                .put("price", replies.formats().money(sold.pricePerMonth(), language))
                .put("ram", sold.specifications().ram())
                .put("cpu", sold.specifications().cpu())
                .put("storage", sold.specifications().storage())
                .put("bandwidth", sold.specifications().bandwidth())
                .build();
    }
}
