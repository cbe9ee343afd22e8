package fi.lape.jobs.release.attack;

import fi.lape.schemas.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the pages of a release: tables, sentences, labels of pictures, data of charts. A piece that
 * names the unit, the outcome and the year of a hidden number and has a number that it could be
 * gives it away. Whoever knows the hidden numbers also looks for their digits.
 */
final class ReportAttack {
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\w.,])[-\u2212]?\\d[\\d\u00A0]*(?:[.,]\\d+)?(?![\\w])");

  /** A number with so many digits is not met by chance. */
  private static final int TELLING_DIGITS = 7;

  private final List<HiddenRow> hidden;
  private final Map<String, List<HiddenRow>> byUnit = new HashMap<>();
  private final Set<String> digits = new LinkedHashSet<>();

  /**
   * @param known hidden numbers, for whoever knows them; empty for a reader of files only
   * @param shown numbers that are released, however many digits they have
   */
  ReportAttack(
      ReadRelease release,
      Map<String, Labels> outcomes,
      Map<String, Double> scales,
      Set<Double> known,
      Set<Double> shown) {
    hidden = HiddenRow.of(release, outcomes, scales);
    for (HiddenRow row : hidden) {
      row.unit().forEach(name -> byUnit.computeIfAbsent(name, u -> new ArrayList<>()).add(row));
    }
    for (double number : known) {
      String text = Double.toString(number);
      if (!shown.contains(number)
          && text.chars().filter(Character::isDigit).count() >= TELLING_DIGITS) {
        digits.add(text);
        digits.add(text.replace('.', ','));
      }
    }
  }

  /** What the pages give away, in words without numbers. */
  Set<String> leaks(Path folder) throws IOException {
    Set<String> leaks = new LinkedHashSet<>();
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString();
      String text = Files.readString(file);
      if (name.endsWith(".html")) {
        for (PageRecords.Piece piece : PageRecords.of(text)) {
          byUnit.forEach(
              (unit, rows) -> {
                if (names(piece.context(), unit)) {
                  rows.stream()
                      .filter(row -> gives(piece, row))
                      .forEach(row -> leaks.add(words(name, row)));
                }
              });
        }
      }
      if (!digits.isEmpty()) {
        Matcher number = NUMBER.matcher(text);
        while (number.find()) {
          if (digits.contains(number.group())) {
            leaks.add(name + ": digits of a hidden number");
          }
        }
      }
    }
    return leaks;
  }

  private static String words(String file, HiddenRow row) {
    return "%s: %s, %s, %d".formatted(file, row.unitCode(), row.outcome().get(0), row.year());
  }

  private static boolean gives(PageRecords.Piece piece, HiddenRow row) {
    String year = Integer.toString(row.year());
    if (!names(piece.context(), year)
        || row.outcome().stream().noneMatch(outcome -> piece.context().contains(outcome))) {
      return false;
    }
    Matcher number = NUMBER.matcher(piece.own());
    while (number.find()) {
      String text = number.group();
      if (!text.equals(year) && !row.unit().contains(text)) {
        double value =
            Double.parseDouble(text.replace("\u00A0", "").replace('\u2212', '-').replace(',', '.'));
        if (value >= row.least() && value <= row.most()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a text has a name as words of its own. */
  private static boolean names(String text, String name) {
    for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      int end = at + name.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }
}
