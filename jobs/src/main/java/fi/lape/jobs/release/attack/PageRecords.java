package fi.lape.jobs.release.attack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page cut into pieces that say one thing: a cell of a table with its caption and headings, a
 * sentence, a label of a picture, an object of chart data.
 */
final class PageRecords {
  private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>");
  private static final Pattern SPOKEN =
      Pattern.compile("\\b(aria-label|alt|title|content|data-[a-z-]+)=\"([^\"]*)\"");
  private static final Pattern OBJECT = Pattern.compile("\\{[^{}]*\\}");
  private static final Set<String> BLOCKS =
      Set.of("p", "li", "text", "title", "desc", "figcaption", "summary", "dd", "dt", "h2", "h3");

  /**
   * One piece.
   *
   * @param context what the piece is about, itself among it
   * @param own the piece itself, where its number is
   */
  record Piece(String context, String own) {}

  private final List<Piece> pieces = new ArrayList<>();
  private final Map<Integer, String> heads = new HashMap<>();
  private String caption = "";
  private String rowHead = "";
  private int column;

  private PageRecords() {}

  /** The pieces of a page. */
  static List<Piece> of(String page) {
    PageRecords records = new PageRecords();
    records.read(page);
    return records.pieces;
  }

  private void read(String page) {
    Map<String, Integer> open = new HashMap<>();
    Matcher tag = TAG.matcher(page);
    while (tag.find()) {
      String name = tag.group(2).toLowerCase(Locale.ROOT);
      spoken(tag.group(3));
      if (tag.group(1).isEmpty()) {
        opened(name);
        open.put(name, tag.end());
      } else if (open.containsKey(name)) {
        closed(name, page.substring(open.remove(name), tag.start()));
      }
    }
  }

  private void spoken(String attributes) {
    Matcher spoken = SPOKEN.matcher(attributes);
    while (spoken.find()) {
      add("", spoken.group(2));
    }
  }

  private void opened(String name) {
    switch (name) {
      case "table" -> {
        heads.clear();
        caption = "";
      }
      case "tr" -> {
        column = 0;
        rowHead = "";
      }
      default -> {}
    }
  }

  private void closed(String name, String inside) {
    String text = plain(inside);
    if (name.equals("script")) {
      Matcher object = OBJECT.matcher(inside);
      while (object.find()) {
        add("", object.group());
      }
    } else if (name.equals("caption")) {
      caption = text;
    } else if (name.equals("th") || name.equals("td")) {
      if (name.equals("td")) {
        add(caption + " | " + rowHead + " | " + heads.getOrDefault(column, ""), text);
      } else if (column == 0 && !heads.isEmpty()) {
        rowHead = text;
        add(caption, text);
      }
      if (name.equals("th") && (column > 0 || heads.isEmpty())) {
        heads.put(column, text);
      }
      column++;
    } else if (BLOCKS.contains(name)) {
      add("", text);
    }
  }

  private void add(String context, String own) {
    if (own.chars().anyMatch(Character::isDigit)) {
      pieces.add(new Piece(context + " | " + own, own));
    }
  }

  private static String plain(String inside) {
    return inside
        .replaceAll("<[^>]*>", " ")
        .replace("&amp;", "&")
        .replace("&nbsp;", "\u00A0")
        .strip();
  }
}
