package io.pteroorders.notify.text;

import com.google.common.collect.ImmutableSet;

/**
 * Names one text. Implemented by enums; beside the enum lie a directory for each language, {@code texts/id/} and
 * {@code texts/en/}, with a template {@code <file>.mustache} for each constant, and {@code words.properties}. A named module
 * has to open them: {@code opens shop.texts.id to io.pteroorders.notify}, and the same for each language.
 */
public interface TextKey {

    /** The template's file name without its ending. */
    String file();

    /**
     * The names of the values that every rendering supplies; {@code list.name} is what each element of a list has. What
     * people typed is called {@code customerName}, {@code note}, {@code reason} or {@code typed}.
     */
    ImmutableSet<String> variables();
}
