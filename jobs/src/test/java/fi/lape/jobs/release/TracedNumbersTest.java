package fi.lape.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * Every number in the report's tables, and in its answer, is one of the released tables: all
 * numbers of one line come from one record.
 */
class TracedNumbersTest {
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\p{Alnum}._-])([+\u2212]?)(\\d[\\d,]*(?:\\.\\d+)?)(?![\\p{Alpha}])");

  /** Units and steps of doses that stand in words, and the bound under which a p-value is told. */
  private static final List<String> WORDING =
      List.of(
          "1000 children",
          "for 10 € per child more",
          "for 10 percentage points more of the children reached",
          "95% confidence interval",
          "all four",
          "Per child of 2016",
          "Hidden cells at 4",
          "0 or more");

  private static final double[] SCALES = {1, 100, 10, 0.1, 1e-6, 0.001};

  /** A line that no record explains. */
  private record Untraced(String section, String line) {}

  private static Document page(String language) throws Exception {
    String text = Files.readString(MadeUpRelease.first().resolve("report." + language + ".html"));
    return parse(text);
  }

  private static Document parse(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
  }

  private static List<Element> elements(Element within, String name) {
    NodeList found = within.getElementsByTagName(name);
    List<Element> list = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      list.add((Element) found.item(i));
    }
    return list;
  }

  private static List<Untraced> untraced(Document page, Map<String, List<double[]>> records) {
    List<Untraced> untraced = new ArrayList<>();
    for (Element section : elements(page.getDocumentElement(), "section")) {
      String id = section.getAttribute("id");
      if (!records.containsKey(id)) {
        continue;
      }
      for (Element body : elements(section, "tbody")) {
        for (Element line : elements(body, "tr")) {
          check(id, text(line), records.get(id), untraced);
        }
      }
      for (Element paragraph : elements(section, "p")) {
        if (paragraph.getAttribute("class").equals("said")) {
          check(id, text(paragraph), records.get(id), untraced);
        }
      }
    }
    return untraced;
  }

  /** The text of an element, a blank between its parts. */
  private static String text(Element element) {
    StringBuilder text = new StringBuilder();
    NodeList children = element.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      if (children.item(i) instanceof Element child) {
        text.append(' ').append(text(child)).append(' ');
      } else {
        text.append(children.item(i).getTextContent());
      }
    }
    return text.toString();
  }

  private static void check(
      String section, String line, List<double[]> records, List<Untraced> untraced) {
    String plain = line.replace('\u00A0', ' ');
    for (String words : WORDING) {
      plain = plain.replace(words, "");
    }
    List<String> numbers = new ArrayList<>();
    Matcher found = NUMBER.matcher(plain.replace("< 0.001", ""));
    while (found.find()) {
      numbers.add((found.group(1).equals("\u2212") ? "-" : "") + found.group(2).replace(",", ""));
    }
    if (records.stream().noneMatch(record -> explains(record, numbers))) {
      untraced.add(new Untraced(section, line.strip() + " " + numbers));
    }
  }

  private static boolean explains(double[] record, List<String> numbers) {
    return numbers.stream().allMatch(number -> holds(record, new BigDecimal(number)));
  }

  /** Whether some number of the record is written so, with so many decimals. */
  private static boolean holds(double[] record, BigDecimal written) {
    double half = 0.5000001 * Math.pow(10, -written.scale());
    for (double value : record) {
      for (double scale : SCALES) {
        double scaled = value * scale;
        // a count of fewer has no sign in a sentence
        if (Math.abs(scaled - written.doubleValue()) <= half
            || Math.abs(Math.abs(scaled) - written.doubleValue()) <= half) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void everyLineOfNumbersIsARecordOfTheReleasedTables() throws Exception {
    Map<String, List<double[]>> records = ReportRecords.of(MadeUpRelease.first());
    assertThat(records.keySet()).hasSizeGreaterThan(14);
    assertThat(untraced(page("en"), records)).isEmpty();
  }

  @Test
  void aNumberThatNoTableHoldsIsNoticed() throws Exception {
    Map<String, List<double[]>> records = ReportRecords.of(MadeUpRelease.first());
    String text = Files.readString(MadeUpRelease.first().resolve("report.en.html"));
    Element said =
        elements(page("en").getDocumentElement(), "p").stream()
            .filter(p -> p.getAttribute("class").equals("said"))
            .findFirst()
            .orElseThrow();
    Matcher number = Pattern.compile("there were (\\d+) ").matcher(said.getTextContent());
    assertThat(number.find()).as(said.getTextContent()).isTrue();
    int told = Integer.parseInt(number.group(1));
    String wrong = text.replace("there were " + told + " ", "there were " + (told + 1) + " ");
    assertThat(untraced(parse(wrong), records)).extracting(Untraced::section).contains("answer");
  }

  /** Rows stand in the order of their names, which differ: compared are all of a section. */
  @ParameterizedTest
  @ValueSource(strings = {"fi", "sv"})
  void theNumbersAreTheSameInEveryLanguage(String language) throws Exception {
    Document other = page(language);
    for (Element section : elements(page("en").getDocumentElement(), "section")) {
      String id = section.getAttribute("id");
      Element same =
          elements(other.getDocumentElement(), "section").stream()
              .filter(s -> s.getAttribute("id").equals(id))
              .findFirst()
              .orElseThrow();
      assertThat(digits(same)).as(language + " " + id).isEqualTo(digits(section));
    }
  }

  /** The digits of the cells of numbers, without what languages write differently. */
  private static List<String> digits(Element section) {
    return elements(section, "td").stream()
        .filter(td -> td.getAttribute("class").equals("number"))
        .map(td -> td.getTextContent().replaceAll("[^0-9]", ""))
        .filter(digits -> !digits.isEmpty())
        .sorted()
        .toList();
  }
}
