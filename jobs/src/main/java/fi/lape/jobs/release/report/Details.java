package fi.lape.jobs.release.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The details of findings in another language. In the tables they are English, made from the texts
 * {@code detail.*} of the English bundle; a text of that form is taken apart and put together from
 * the same text of another bundle.
 */
final class Details {
  private static final String KEYS = "detail.";
  private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

  /** A text with places for values, and what matches it. */
  private record Form(String key, Pattern pattern, int letters) {}

  private final Messages messages;
  private final List<Form> forms = new ArrayList<>();

  Details(Messages messages) {
    this.messages = messages;
    Messages english = new Messages(Language.of("en"));
    for (String key : english.keys()) {
      if (key.startsWith(KEYS)) {
        forms.add(form(key, english.get(key)));
      }
    }
    forms.sort(Comparator.comparingInt(Form::letters).reversed().thenComparing(Form::key));
  }

  /** Places are numbered from 0 in the order in which they stand in the English text. */
  private static Form form(String key, String text) {
    StringBuilder pattern = new StringBuilder();
    int end = 0;
    Matcher place = PLACE.matcher(text);
    while (place.find()) {
      pattern.append(Pattern.quote(text.substring(end, place.start()))).append("(.+?)");
      end = place.end();
    }
    pattern.append(Pattern.quote(text.substring(end)));
    return new Form(
        key, Pattern.compile(pattern.toString()), PLACE.matcher(text).replaceAll("").length());
  }

  /** The detail in the language of the messages; empty where no text has its form. */
  Optional<String> translate(String detail) {
    for (Form form : forms) {
      Matcher matcher = form.pattern().matcher(detail);
      if (matcher.matches()) {
        Object[] values = new Object[matcher.groupCount()];
        for (int i = 0; i < values.length; i++) {
          values[i] = matcher.group(i + 1);
        }
        return Optional.of(messages.get(form.key(), values));
      }
    }
    return Optional.empty();
  }
}
