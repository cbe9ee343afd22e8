package fi.lape.schemas;

/** One code of a code list with its names. */
public record Code(String code, Labels labels) {}
